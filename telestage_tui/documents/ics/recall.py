"""The invitations of a former tutor, taken back in their name before another tutor sends them.

The organiser of an event may not change (RFC 5546): the old invitation is cancelled by whoever sent
it, then the new tutor invites. Both have the same identifier, so that the meeting stays the same;
the SEQUENCE of the cancellation is one below what the new invitation has, and above the old one:
see `dossier.changes.course.with_tutor`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from ...dossier.dossier import Dossier
from ...dossier.exports import ExportEntry
from ...dossier.people import Tutor
from ...planning.planner.identifiers import is_weekly
from ...programme.programme import Programme
from .choices import CalendarChoices
from .export import CalendarFile, calendar_files


def recall_files(
    dossiers: Iterable[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
) -> tuple[CalendarFile, ...]:
    """The cancellations to mail before these files, in the name of the former tutors.

    Args:
        dossiers: Before the export is noted in them.
        programme_of: The programme a dossier follows.
        now: UTC instant.
        choices: What is about to be written; only what is mailed needs them.
    """
    if not choices.is_mailed:
        return ()
    return tuple(
        file
        for dossier in dossiers
        for former, entries in _by_sender(dossier, now, choices)
        for file in calendar_files(
            [_as_sent(dossier, former, entries)], programme_of, now, _taking_back(dossier, entries)
        )
    )


def former_senders(dossiers: Iterable[Dossier], now: datetime) -> tuple[Tutor, ...]:
    """The former tutors whose invitations to meetings to come still stand."""
    choices = CalendarChoices("invite")
    senders = (sender for each in dossiers for sender, _ in _by_sender(each, now, choices))
    return tuple(dict.fromkeys(senders))


def _by_sender(
    dossier: Dossier, now: datetime, choices: CalendarChoices
) -> Iterator[tuple[Tutor, list[ExportEntry]]]:
    senders: dict[Tutor, list[ExportEntry]] = {}
    for entry in dossier.export_to("intern").entries:
        sender = entry.organiser
        if sender is None or sender.email == dossier.tutor.email:
            continue
        if entry.stands and entry.until > now and choices.only in (None, entry.id):
            senders.setdefault(sender, []).append(entry)
    yield from senders.items()


def _taking_back(dossier: Dossier, entries: Iterable[ExportEntry]) -> CalendarChoices:
    is_series = any(entry.id == dossier.id for entry in entries)
    return CalendarChoices("uninvite", series=is_series)


def _as_sent(dossier: Dossier, former: Tutor, entries: Iterable[ExportEntry]) -> Dossier:
    """The dossier under its former tutor, with nothing but the meetings of these invitations."""
    ids = {entry.id for entry in entries}
    has_series = dossier.id in ids
    return dossier.evolve(
        tutor=former,
        meetings=tuple(
            meeting.evolve(sequence=max(0, meeting.sequence - 1))
            for meeting in dossier.meetings
            if meeting.id in ids or (has_series and is_weekly(meeting, dossier))
        ),
        exports=tuple(
            export.evolve(entries=tuple(e for e in export.entries if e.id in ids))
            for export in dossier.exports
        ),
    )
