"""The text of a meeting in a calendar: both local times, the video link, the agenda.

The file goes to the intern and into calendars that other people see: reasons, objectives, absences
and notes are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from ...clocks.meeting_times import start_of
from ...dossier.dossier import Dossier
from ...dossier.french import date_span, plain_date
from ...dossier.meetings import Meeting, MeetingKind
from ...dossier.text import typeset
from ...planning.meeting_view import shift_note, times_in_words
from ...programme.programme import Programme
from .series import Series


def summary(dossier: Dossier, title: str, mark: str = "") -> str:
    """« Rencontre de suivi – Léa Nguyễn », after a mark when there is one: « Annulée : … »."""
    before = typeset(f"{mark} : ") if mark else ""
    return f"{before}{title} – {dossier.intern.full_name}"


def describe_meeting(dossier: Dossier, meeting: Meeting, programme: Programme) -> str:
    """The description of one meeting, in French, of several lines."""
    hours = [_times(dossier, start_of(meeting)), shift_note(dossier, meeting)]
    return _description(hours, dossier, meeting.kind, programme)


def describe_series(dossier: Dossier, series: Series, programme: Programme) -> str:
    """The description of a series: its usual times, then the weeks in which they differ."""
    times = [_times(dossier, series.start(day)) for day in series.members]
    usual = Counter(times).most_common(1)[0][0]
    others = (
        f"{_span([day for day, _ in run])} : {words}"
        for words, run in groupby(zip(series.members, times, strict=True), key=lambda each: each[1])
        if words != usual
    )
    return _description([usual, *others], dossier, "checkin", programme)


def _description(
    hours: Iterable[str], dossier: Dossier, kind: MeetingKind, programme: Programme
) -> str:
    parts = ["\n".join(filter(None, hours))]
    if link := dossier.meeting_rule.link:
        parts.append(f"Visioconférence : {link}")
    items = programme.meetings.template(kind).items
    parts.append("\n".join(("Ordre du jour :", *(f"– {item.title}" for item in items))))
    return typeset("\n\n".join(parts))


def _times(dossier: Dossier, moment: datetime) -> str:
    return times_in_words(moment, dossier.host.zone, dossier.intern.zone)


def _span(days: Sequence[date]) -> str:
    return plain_date(days[0]) if len(days) == 1 else date_span(days[0], days[-1])
