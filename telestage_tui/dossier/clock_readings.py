"""What time zones make of a meeting, and what they made of it under an earlier edition.

A meeting is kept as a wall time. When a country changes its rules, a later edition of the zones
moves its instant, and its hour for whoever has the other clock: the reading kept with the meeting
tells it, without the zones of then.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from .dossier import Dossier
from .meetings import ClockReading, Meeting, Slot
from .zone_names import tzdata_version, zone


class ClockMove(NamedTuple):
    """A meeting that a later edition of the zones has moved.

    Attributes:
        before: Its reading when it was planned, or last given to calendars.
        after: Its reading by the present edition.
    """

    before: ClockReading
    after: ClockReading


def clock_reading(slot: Slot, other_zone: str) -> ClockReading:
    """The present reading of a slot, with its place on the other clock.

    Args:
        slot: Whose wall time, when a change of clock repeats it, is taken the first time.
        other_zone: IANA name.
    """
    start = datetime.combine(slot.day, slot.at, tzinfo=zone(slot.zone)).astimezone(UTC)
    there = start.astimezone(zone(other_zone))
    other = Slot(day=there.date(), at=there.time(), zone=other_zone)
    return ClockReading(edition=tzdata_version(), start=start, other=other)


def clock_move(meeting: Meeting, dossier: Dossier) -> ClockMove | None:
    """The move of a meeting since its reading was kept; None without any, or without a reading.

    A reading on a clock that the dossier no longer has tells nothing.
    """
    before = meeting.reading
    if before is None or before.edition == tzdata_version():
        return None
    if before.other.zone != _other_zone(meeting.slot, dossier):
        return None
    after = clock_reading(meeting.slot, before.other.zone)
    is_same = (before.start, before.other) == (after.start, after.other)
    return None if is_same else ClockMove(before, after)


def moved_by_edition(dossier: Dossier) -> list[Meeting]:
    """The planned meetings that a later edition of the zones has moved, in the order of dates."""
    return [
        meeting
        for meeting in dossier.meetings
        if meeting.status == "planned" and clock_move(meeting, dossier)
    ]


def with_readings(meetings: Iterable[Meeting], dossier: Dossier) -> tuple[Meeting, ...]:
    """The meetings, each with a reading: the one kept, unless it is of another place.

    Args:
        meetings: New ones, or those of the dossier after a change.
        dossier: As it was before.
    """
    slots = {meeting.id: meeting.slot for meeting in dossier.meetings}
    return tuple(
        meeting if _is_of(meeting, slots.get(meeting.id), dossier) else read_again(meeting, dossier)
        for meeting in meetings
    )


def read_again(meeting: Meeting, dossier: Dossier) -> Meeting:
    """The meeting with its present reading: whoever meets is about to know of it."""
    reading = clock_reading(meeting.slot, _other_zone(meeting.slot, dossier))
    return meeting.evolve(reading=reading)


def _is_of(meeting: Meeting, slot: Slot | None, dossier: Dossier) -> bool:
    """Whether the reading of a meeting is that of its place and of the clocks of the dossier."""
    if meeting.reading is None or meeting.slot != slot:
        return False
    return meeting.reading.other.zone == _other_zone(meeting.slot, dossier)


def _other_zone(slot: Slot, dossier: Dossier) -> str:
    host, intern = dossier.host.zone, dossier.intern.zone
    return host if slot.zone == intern else intern
