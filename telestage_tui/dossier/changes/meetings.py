"""The meetings: planned, recorded, moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from ..dossier import Dossier
from ..errors import Refused
from ..meetings import (
    Meeting,
    MeetingStatus,
    Record,
    Slot,
)
from .change import changed


def plan_meetings(dossier: Dossier, meetings: Sequence[Meeting]) -> Dossier:
    """Replace the meetings, kept in the order of their local day and time."""
    ordered = sorted(meetings, key=lambda m: (m.slot.day, m.slot.at, m.id))
    return changed(dossier, meetings=tuple(ordered))


def record_meeting(
    dossier: Dossier,
    meeting: UUID,
    *,
    status: MeetingStatus,
    on: date,
    record: Record | None = None,
    reason: str = "",
) -> Dossier:
    """Say what became of a meeting: held with its record, missed or cancelled with a reason.

    Said again without a reason, or without a record, it keeps those it has.

    Args:
        dossier: The dossier.
        meeting: Which meeting.
        status: What became of it; `planned` when that is not known after all.
        on: The tutor's local date.
        record: What was said; None for what is there already.
        reason: Why it was missed or cancelled.

    Raises:
        Refused: when it is said to be held, or missed, more than a day before its own.
    """
    kept = dossier.meeting(meeting)
    kept.check_its_day_has_come(status, on)
    says_again = status == kept.status and not kept.is_dropped
    cancellation_changed = (kept.status == "cancelled") != (status == "cancelled")
    return _with_meeting(
        dossier,
        kept.evolve(
            status=status,
            cancelled_by=None,
            record=kept.record if record is None else record,
            reason=reason or (kept.reason if says_again else ""),
            move_reason=kept.why_moved,
            sequence=kept.sequence + cancellation_changed,
        ),
    )


def write_record(dossier: Dossier, meeting: UUID, record: Record) -> Dossier:
    """Put down what was said, or is to be; the meeting stays as it is, whoever cancelled it."""
    return _with_meeting(dossier, dossier.meeting(meeting).evolve(record=record))


def move_meeting(dossier: Dossier, meeting: UUID, *, to: Slot, reason: str = "") -> Dossier:
    """Move a meeting by hand; it is to be held again, and the first planned slot is remembered.

    Raises:
        Refused: when it was already held.
    """
    kept = dossier.meeting(meeting)
    if kept.status == "held":
        raise Refused("Cette rencontre a eu lieu : elle ne se déplace plus.")
    return _with_meeting(
        dossier,
        kept.evolve(
            slot=to,
            moved_from=kept.moved_from or kept.slot,
            move_reason=reason or kept.why_moved,
            status="planned",
            cancelled_by=None,
            reason="",
            sequence=kept.sequence + 1,
        ),
    )


def take_off_calendars(dossier: Dossier, meetings: Collection[UUID]) -> Dossier:
    """Note that these meetings leave the calendars they were exported to.

    A calendar takes nothing older than what it has: their SEQUENCE grows here, and not in the
    file alone, so that a later export may put them back. A closed dossier allows it: a stage that
    ended early leaves meetings in calendars.
    """
    return dossier.evolve(
        meetings=tuple(
            meeting.evolve(sequence=meeting.sequence + 1) if meeting.id in meetings else meeting
            for meeting in dossier.meetings
        ),
    )


def _with_meeting(dossier: Dossier, meeting: Meeting) -> Dossier:
    return plan_meetings(dossier, [m if m.id != meeting.id else meeting for m in dossier.meetings])
