"""Changes to meetings: plan, add, record, move."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from ..clock_readings import with_readings
from ..deeds import Deed, deed, tell
from ..dossier import Dossier
from ..errors import Refused
from ..meetings import Meeting, MeetingStatus, Record, Slot, in_order
from .change import Change, evolve_open

REPLANNED = deed("meeting.replanned")
"""What the history keeps of `plan_meetings`."""


def plan_meetings(meetings: Sequence[Meeting]) -> Change:
    """Replace the meetings; those that have a new place are read again on both clocks."""
    meetings = in_order(meetings)
    return Change(
        REPLANNED,
        lambda dossier: evolve_open(dossier, meetings=with_readings(meetings, dossier)),
    )


def add_meeting(meeting: Meeting, name: Deed | str) -> Change:
    """Add a meeting outside the plan.

    Args:
        meeting: The meeting, with an identifier of its own.
        name: Its name in the history, see `clocks.meeting_times.name_deed`.
    """
    return Change(
        deed("meeting.added", name, reason=meeting.objective),
        lambda dossier: evolve_open(dossier, meetings=in_order((*dossier.meetings, meeting))),
    )


def hold_meetings(meetings: Mapping[UUID, Deed | str], on: Mapping[UUID, date]) -> Change:
    """Record several meetings as held, all of them or none; what is written of them stays.

    Args:
        meetings: The names of the meetings in the history, see `clocks.meeting_times.name_deed`.
        on: The date that it is for each, see `clocks.meeting_times.day_reached`.

    Raises:
        Refused: when one is recorded already, or its day has not come.
    """

    def apply(dossier: Dossier) -> Dossier:
        for each, name in meetings.items():
            if dossier.meeting(each).is_recorded:
                words = name if isinstance(name, str) else tell(name)
                raise Refused(f"{words} est déjà consignée.")
            dossier = record_meeting(each, name, status="held", on=on[each]).apply(dossier)
        return dossier

    return Change(deed("meeting.held_together", *meetings.values()), apply)


def record_meeting(
    meeting: UUID,
    name: Deed | str,
    *,
    status: MeetingStatus,
    on: date,
    write: Callable[[Record], Record] | None = None,
    reason: str = "",
) -> Change:
    """Record the outcome of a meeting: held with its record, missed or cancelled with a reason.

    Without a new record, or a new reason for the status it already has, the current one stays.

    Args:
        meeting: Which meeting.
        name: Its name in the history, see `clocks.meeting_times.name_deed`.
        status: Its outcome; `planned` to take the outcome back.
        on: The date that it is for that meeting, see `clocks.meeting_times.day_reached`.
        write: From the current record to the new one; None for no change.
        reason: Why it was missed or cancelled.

    Raises:
        Refused: when it would be held or missed before its date.
    """

    def edit(current: Meeting) -> Meeting:
        current.check_its_day_has_come(status, on)
        is_same_status = status == current.status and not current.is_dropped
        toggles_cancellation = (current.status == "cancelled") != (status == "cancelled")
        return current.evolve(
            status=status,
            cancelled_by=None,
            record=current.record if write is None else write(current.record),
            reason=reason or (current.reason if is_same_status else ""),
            move_reason=current.why_moved,
            sequence=current.sequence + toggles_cancellation,
        )

    return _change(deed(f"meeting.{status}", name, reason=reason), meeting, edit)


def write_record(meeting: UUID, name: Deed | str, write: Callable[[Record], Record]) -> Change:
    """Write the record of a meeting without changing its status.

    Args:
        meeting: Which meeting.
        name: Its name in the history, see `clocks.meeting_times.name_deed`.
        write: From the current record to the new one.
    """
    return _change(
        deed("meeting.written", name),
        meeting,
        lambda current: current.evolve(record=write(current.record)),
    )


def move_meeting(meeting: UUID, name: Deed | str, *, to: Slot, reason: str = "") -> Change:
    """Move a meeting by hand: it is planned again, and its first slot is remembered.

    Args:
        meeting: Which meeting.
        name: Its name in the history, with its day before the move, see
            `clocks.meeting_times.name_deed`.
        to: Its new slot.
        reason: Why; empty for the reason of an earlier move.

    Raises:
        Refused: when it was already held.
    """

    def edit(current: Meeting) -> Meeting:
        if current.status == "held":
            raise Refused("Cette rencontre a eu lieu : elle ne se déplace plus.")
        return current.evolve(
            slot=to,
            moved_from=current.moved_from or current.slot,
            move_reason=reason or current.why_moved,
            status="planned",
            cancelled_by=None,
            reason="",
            sequence=current.sequence + 1,
        )

    return _change(deed("meeting.moved", name, reason=reason), meeting, edit)


def _change(what: Deed, meeting: UUID, edit: Callable[[Meeting], Meeting]) -> Change:
    def apply(dossier: Dossier) -> Dossier:
        after = edit(dossier.meeting(meeting))
        meetings = [after if each.id == meeting else each for each in dossier.meetings]
        return plan_meetings(meetings).apply(dossier)

    return Change(what, apply)
