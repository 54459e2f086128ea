"""When meetings start and end, as UTC instants, on which day of the host, and the weeks without."""

from __future__ import annotations

from datetime import date, datetime

from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_MINUTE
from ..dossier.meetings import Meeting, Slot
from .weeks import monday_of
from .zones import local, wall_instant


def start_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting starts."""
    return _instant(meeting.slot)


def end_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting ends."""
    return start_of(meeting) + meeting.duration * ONE_MINUTE


def host_day(meeting: Meeting, host_zone: str) -> date:
    """The host-local date of a meeting."""
    return day_of(meeting.slot, host_zone)


def day_of(slot: Slot, zone_name: str) -> date:
    """The local date of a slot in a zone."""
    return slot.day if slot.zone == zone_name else local(_instant(slot), zone_name).date()


def _instant(slot: Slot) -> datetime:
    return wall_instant(slot.day, slot.at, slot.zone)


def day_reached(meeting: Meeting, dossier: Dossier, now: datetime) -> date:
    """The date that it is for a meeting, counted as its slot counts days.

    That of whichever side is further on: at 19 h on a Monday in Québec, a meeting of the Tuesday
    is reached in France.

    Args:
        meeting: A meeting of the dossier.
        dossier: Whose two sides have each their own date.
        now: UTC instant.
    """
    start = start_of(meeting)
    return max(
        meeting.slot.day + (local(now, zone_name).date() - local(start, zone_name).date())
        for zone_name in (dossier.host.zone, dossier.intern.zone)
    )


def weeks_without_meeting(dossier: Dossier) -> list[date]:
    """The weeks for which a meeting was planned and in which none was held [000].

    A week that the plan left empty (closed on one side) does not count, nor does one for which the
    pre-start meeting, or one outside the plan, alone was planned. A meeting moved by hand was
    planned for both weeks.

    Returns:
        Their Mondays in order, host-local, those to come included.
    """
    planned_weeks: set[date] = set()
    held_weeks: set[date] = set()
    for meeting in dossier.meetings:
        week = monday_of(host_day(meeting, dossier.host.zone))
        if meeting.status == "held":
            held_weeks.add(week)
        is_planned = meeting.kind != "prestart" and not (meeting.is_added or meeting.is_dropped)
        if is_planned:
            planned_weeks.add(week)
            if meeting.moved_from:
                planned_weeks.add(monday_of(meeting.rule_day))
    return sorted(planned_weeks - held_weeks)
