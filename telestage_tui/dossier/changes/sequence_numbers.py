"""The iCalendar SEQUENCE of meetings, which may only grow: calendars ignore an older event.

Moving, cancelling and re-planning raise it for one meeting. This module handles the changes that
may raise it for all: new facts that every event shows, and an earlier state put back.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from ..deeds import deed
from ..dossier import Dossier
from ..exports import Export, with_export
from ..meetings import Meeting, Slot, in_order
from .change import Change

UNDONE = "Ajoutée par un changement défait depuis"
"""Why a meeting that an undone change had added is cancelled."""


BROUGHT_BACK = deed("dossier.brought_back")
"""Label of a dossier put back alone from a copy."""


def raise_sequences(dossier: Dossier, *, before: Dossier) -> Dossier:
    """Raise the SEQUENCE of planned meetings if a change altered what their events show.

    Args:
        dossier: The dossier after the change.
        before: The dossier before it, with the same meetings.
    """
    if shared_facts(dossier) == shared_facts(before):
        return dossier
    return dossier.evolve(
        meetings=[
            meeting.evolve(sequence=meeting.sequence + (meeting.status == "planned"))
            for meeting in dossier.meetings
        ]
    )


def renumber(dossier: Dossier, meetings: Collection[UUID]) -> Dossier:
    """Raise the SEQUENCE of some meetings, which calendars are about to be told of otherwise."""
    return dossier.evolve(
        meetings=[
            meeting.evolve(sequence=meeting.sequence + (meeting.id in meetings))
            for meeting in dossier.meetings
        ]
    )


def restore_over(latest: Dossier) -> Change:
    """Raise the SEQUENCE of the meetings that a restored backup changed.

    Args:
        latest: The dossier before the restoration, whose meetings calendars may have.
    """
    return Change(deed("dossier.restored"), lambda before: succeeding(before, latest))


def restore_from(copy: Dossier) -> Change:
    """Put a dossier back as a copy has it; its history goes on, and calendars take its meetings.

    Args:
        copy: The dossier in the copy.
    """

    def apply(latest: Dossier) -> Dossier:
        return succeeding(copy, latest).evolve(history=latest.history, version=latest.version)

    return Change(BROUGHT_BACK, apply, backup="restauration")


def succeeding(before: Dossier, latest: Dossier) -> Dossier:
    """An earlier state of a dossier put back after a later one, without lowering any SEQUENCE.

    A meeting that differs from the latest state gets a SEQUENCE above it. One that only the latest
    state has is added, cancelled, so that calendars remove it and its id is not given again; but
    one outside the plan that no calendar was given just goes. What was put in calendars is still
    there.
    """
    facts_differ = shared_facts(before) != shared_facts(latest)
    others = {meeting.id: meeting for meeting in latest.meetings}
    meetings = [
        _succeeding_meeting(meeting, others.pop(meeting.id, None), facts_differ)
        for meeting in before.meetings
    ]
    meetings += [
        meeting if meeting.status == "cancelled" else meeting.dropped(UNDONE)
        for meeting in others.values()
        if not meeting.is_added or _is_exported(meeting, latest)
    ]
    return before.evolve(
        meetings=in_order(meetings), exports=_exports_of_both(before.exports, latest.exports)
    )


def _is_exported(meeting: Meeting, dossier: Dossier) -> bool:
    return any(entry.id == meeting.id for export in dossier.exports for entry in export.entries)


def _exports_of_both(before: tuple[Export, ...], latest: tuple[Export, ...]) -> tuple[Export, ...]:
    """What either state knows of calendars, which keep what they were given."""
    for export in latest:
        before = with_export(before, export)
    return before


def _succeeding_meeting(meeting: Meeting, latest: Meeting | None, facts_differ: bool) -> Meeting:
    if latest is None:  # a calendar may have removed it
        return meeting.evolve(sequence=meeting.sequence + 1)
    differs = facts_differ or _place(meeting) != _place(latest)
    reading = latest.reading if meeting.slot == latest.slot else meeting.reading
    return meeting.evolve(
        reading=reading, sequence=max(meeting.sequence, latest.sequence) + differs
    )


def _place(meeting: Meeting) -> tuple[Slot, int, bool]:
    return meeting.slot, meeting.duration, meeting.status == "cancelled"


def shared_facts(dossier: Dossier) -> tuple[object, ...]:
    """The facts that every event shows, besides its own place."""
    stage, host, intern, tutor = dossier.stage, dossier.host, dossier.intern, dossier.tutor
    return (
        dossier.meeting_rule.link,
        (host.name, host.zone),
        (intern.full_name, intern.email, intern.zone),
        (tutor.full_name, tutor.email),
        (stage.title, stage.start, stage.end),  # the usual gap depends on the dates
    )
