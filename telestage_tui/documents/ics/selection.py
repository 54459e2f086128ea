"""What a calendar file says of each meeting, given what its calendar may have already.

A calendar keeps what it was given, under its identifier. A file therefore says again what became of
everything that was ever put in that calendar, in whatever form: what the other form had left there
is taken off. Choosing changes nothing: once an export is noted, the same choice comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ...clocks.meeting_times import end_of
from ...dossier.changes import Writing
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.exports import Export, ExportEntry
from ...dossier.meetings import Meeting
from .choices import CalendarChoices
from .series import Series, series_of


class Single(NamedTuple):
    """A meeting under its own identifier.

    Attributes:
        meeting: The meeting.
        stands: Whether it is in the calendar; else it leaves it.
        is_replaced: Whether it leaves it because the series has it.
    """

    meeting: Meeting
    stands: bool
    is_replaced: bool = False


class Selection(NamedTuple):
    """What a calendar file says.

    Attributes:
        singles: The meetings under their own identifiers.
        series: The series, with the members that the file has; None when it is not written.
        series_stands: Whether it is in the calendar; else all of it leaves.
        alone: Whether the only member of the series in the file is told of without the others.
        old_series: What is known of a series to take off, which the dossier no longer makes.
    """

    singles: tuple[Single, ...] = ()
    series: Series | None = None
    series_stands: bool = False
    alone: bool = False
    old_series: ExportEntry | None = None

    def writing(self, dossier: Dossier, choices: CalendarChoices) -> Writing:
        """The same, as a dossier notes it."""
        known = dossier.export_to(choices.audience)
        entries = [ExportEntry(id=s.meeting.id, until=end_of(s.meeting), stands=s.stands)
                   for s in self.singles]  # fmt: skip
        news = {s.meeting.id for s in self.singles
                if choices.takes_off or _is_news(s, known)}  # fmt: skip
        if self.series:
            members = self.series.members.values()
            stands = self.series_stands or (self.alone and _stands(known.entry(dossier.id)))
            entries.append(
                ExportEntry(id=dossier.id, until=max(map(end_of, members)), stands=stands)
            )
            news |= {meeting.id for meeting in members if choices.takes_off}
        elif self.old_series:
            entries.append(self.old_series.evolve(stands=False))
        is_whole = choices.only is None
        return Writing(tuple(entries), news, is_whole, choices.tasks)


def select(dossier: Dossier, now: datetime, choices: CalendarChoices) -> Selection:
    """What a file of that dossier says at a UTC instant.

    Raises:
        Refused: when one meeting of a series is asked for without the others, to be imported; when
            the dossier does not have it.
    """
    if choices.only is not None:
        return _one(dossier.meeting(choices.only), dossier, now, choices)
    known = dossier.export_to(choices.audience)
    written = series_of(dossier) if choices.series else None
    in_series = {m.id for m in written.members.values()} if written else set()
    singles = tuple(_singles(dossier, in_series, known, now, choices))
    if written and (selection := _with_series(written, now, choices)):
        return selection._replace(singles=singles)
    entry = known.entry(dossier.id)
    if entry is None or not choices.reaches(entry, now):
        return Selection(singles)
    return Selection(singles, old_series=entry)


def _singles(
    dossier: Dossier,
    in_series: set[UUID],
    known: Export,
    now: datetime,
    choices: CalendarChoices,
) -> Iterator[Single]:
    for meeting in dossier.meetings:
        entry = known.entry(meeting.id)
        was_told = entry is not None and choices.reaches(entry, now)
        if meeting.id in in_series:
            if was_told:
                yield Single(meeting, stands=False, is_replaced=True)
        elif was_told or choices.concerns(meeting, now):
            yield Single(meeting, stands=not choices.calls_off(meeting))


def _with_series(whole: Series, now: datetime, choices: CalendarChoices) -> Selection | None:
    """The series from the first member that anyone is to be told of; None without any."""
    told = {day: m for day, m in whole.members.items() if choices.concerns(m, now)}
    standing = {day: m for day, m in told.items() if not choices.calls_off(m)}
    # An invitation says nothing of what is cancelled: the date is just not in it.
    members = standing if standing and choices.is_mailed else told
    if not members:
        return None
    return Selection(series=replace(whole, members=members), series_stands=bool(standing))


def _one(meeting: Meeting, dossier: Dossier, now: datetime, choices: CalendarChoices) -> Selection:
    """One meeting, in the form its calendar has it in."""
    known, series = dossier.export_to(choices.audience), series_of(dossier)
    entry = known.entry(meeting.id)
    if not (choices.concerns(meeting, now) or (entry and choices.reaches(entry, now))):
        return Selection()
    stands = not choices.calls_off(meeting)
    days = {m.id: day for day, m in series.members.items()} if series else {}
    as_series = _is_in_series(entry, known.entry(dossier.id), choices)
    if series is None or meeting.id not in days or not as_series:
        return Selection((Single(meeting, stands=stands),))
    if not choices.is_mailed:
        # Whoever imports an exception alone loses the series: khal, for one, keeps the last thing
        # imported under a UID and nothing else.
        raise Refused(
            "Une rencontre d’une série ne s’exporte pas seule vers votre agenda : "
            "exportez toute la série."
        )
    only = replace(series, members={days[meeting.id]: meeting})
    return Selection(series=only, series_stands=stands, alone=True)


def _is_in_series(
    entry: ExportEntry | None, series: ExportEntry | None, choices: CalendarChoices
) -> bool:
    """Whether a weekly check-in is told of as one of a series, rather than by itself."""
    return _stands(series) or (choices.series and entry is None)


def _stands(entry: ExportEntry | None) -> bool:
    return entry is not None and entry.stands


def _is_news(single: Single, known: Export) -> bool:
    """Whether the calendar was last told otherwise."""
    entry = known.entry(single.meeting.id)
    return entry is not None and entry.stands != single.stands
