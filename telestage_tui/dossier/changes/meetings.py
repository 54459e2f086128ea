"""The meetings: planned, recorded, moved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from uuid import UUID

from ...wording import MEETING_WORDS
from ..dossier import Dossier
from ..errors import Refused
from ..meetings import Meeting, MeetingStatus, Record, Slot
from .change import Change, changed
from .labels import because

REPLANNED = "Rencontres replanifiées"
"""What the history says of meetings planned again."""
TAKEN_OFF = "Rencontres retirées de l’agenda"
"""What the history says when meetings leave a calendar."""


def plan_meetings(meetings: Sequence[Meeting]) -> Change:
    """Replace the meetings, kept in the order of their local day and time."""
    ordered = tuple(sorted(meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))
    return Change(REPLANNED, lambda dossier: changed(dossier, meetings=ordered))


def record_meeting(
    meeting: UUID,
    name: str,
    *,
    status: MeetingStatus,
    on: date,
    write: Callable[[Record], Record] | None = None,
    reason: str = "",
) -> Change:
    """Say what became of a meeting: held with its record, missed or cancelled with a reason.

    Said again without a reason, or without a record, it keeps those it has.

    Args:
        meeting: Which meeting.
        name: Its name in the history, see `labels.meeting_name`.
        status: What became of it; `planned` when that is not known after all.
        on: The tutor's local date.
        write: From the record that is kept to the new one; None for what is there already.
        reason: Why it was missed or cancelled.

    Raises:
        Refused: when it is said to be held, or missed, more than a day before its own.
    """

    def recorded(kept: Meeting) -> Meeting:
        kept.check_its_day_has_come(status, on)
        says_again = status == kept.status and not kept.is_dropped
        cancellation_changed = (kept.status == "cancelled") != (status == "cancelled")
        return kept.evolve(
            status=status,
            cancelled_by=None,
            record=kept.record if write is None else write(kept.record),
            reason=reason or (kept.reason if says_again else ""),
            move_reason=kept.why_moved,
            sequence=kept.sequence + cancellation_changed,
        )

    return _change(f"{name} : {MEETING_WORDS[status]}{because(reason)}", meeting, recorded)


def write_record(meeting: UUID, name: str, write: Callable[[Record], Record]) -> Change:
    """Write the record of a meeting, which stays as it is, whoever cancelled it.

    Args:
        meeting: Which meeting.
        name: Its name in the history, see `labels.meeting_name`.
        write: From the record that is kept to the new one.
    """
    return _change(
        f"{name} : notes enregistrées",
        meeting,
        lambda kept: kept.evolve(record=write(kept.record)),
    )


def move_meeting(meeting: UUID, name: str, *, to: Slot, reason: str = "") -> Change:
    """Move a meeting by hand; it is to be held again, and the first planned slot is remembered.

    Args:
        meeting: Which meeting.
        name: Its name in the history, of the day it was, see `labels.meeting_name`.
        to: Its new place.
        reason: Why; empty for the reason of an earlier move.

    Raises:
        Refused: when it was already held.
    """

    def moved(kept: Meeting) -> Meeting:
        if kept.status == "held":
            raise Refused("Cette rencontre a eu lieu : elle ne se déplace plus.")
        return kept.evolve(
            slot=to,
            moved_from=kept.moved_from or kept.slot,
            move_reason=reason or kept.why_moved,
            status="planned",
            cancelled_by=None,
            reason="",
            sequence=kept.sequence + 1,
        )

    return _change(f"{name} : déplacée{because(reason)}", meeting, moved)


def take_off_calendars(meetings: Collection[UUID]) -> Change:
    """Note that these meetings leave the calendars they were exported to.

    A calendar takes nothing older than what it has: their SEQUENCE grows here, and not in the
    file alone, so that a later export may put them back. A closed dossier allows it: a stage that
    ended early leaves meetings in calendars.
    """

    def taken_off(dossier: Dossier) -> Dossier:
        return dossier.evolve(
            meetings=tuple(
                each.evolve(sequence=each.sequence + (each.id in meetings))
                for each in dossier.meetings
            ),
        )

    return Change(TAKEN_OFF, taken_off)


def _change(label: str, meeting: UUID, edit: Callable[[Meeting], Meeting]) -> Change:
    def edited(dossier: Dossier) -> Dossier:
        after = edit(dossier.meeting(meeting))
        meetings = [after if each.id == meeting else each for each in dossier.meetings]
        return plan_meetings(meetings).apply(dossier)

    return Change(label, edited)
