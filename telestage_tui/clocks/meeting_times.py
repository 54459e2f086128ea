"""When a meeting starts and ends, as UTC instants, and which day that is for the host."""

from __future__ import annotations

from datetime import date, datetime

from ..dossier.durations import ONE_MINUTE
from ..dossier.meetings import Meeting
from .zones import local, wall_instant


def start_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting starts."""
    slot = meeting.slot
    return wall_instant(slot.day, slot.at, slot.zone)


def end_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting ends."""
    return start_of(meeting) + meeting.duration * ONE_MINUTE


def host_day(meeting: Meeting, host_zone: str) -> date:
    """The host-local date of a meeting."""
    slot = meeting.slot
    return slot.day if slot.zone == host_zone else local(start_of(meeting), host_zone).date()
