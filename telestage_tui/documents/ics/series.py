"""The weekly check-ins of a dossier seen as one recurring event with its exceptions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from ...clocks.weeks import ONE_WEEK, monday_of
from ...clocks.zones import is_plain, wall_instant
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import Meeting
from ...planning.planner.identifiers import is_weekly

_SHORTEST = 2
"""Fewest meetings of a series."""


@dataclass(frozen=True, slots=True)
class Series:
    """Check-ins that recur every week at one wall time.

    Attributes:
        zone: IANA name of the zone in which the wall time is constant.
        at: Wall time in it.
        duration: Minutes.
        members: By the date on which the pattern has it, in order; the meeting itself may be
            anywhere.
    """

    zone: str
    at: time
    duration: int
    members: dict[date, Meeting]

    @property
    def first(self) -> date:
        """Date of the first occurrence, in the pattern."""
        return min(self.members)

    @property
    def last(self) -> date:
        """Date of the last occurrence, in the pattern."""
        return max(self.members)

    def start(self, day: date) -> datetime:
        """UTC instant that the pattern gives the occurrence of that date."""
        return wall_instant(day, self.at, self.zone)

    @property
    def missing(self) -> tuple[date, ...]:
        """The dates of the pattern on which no meeting is held."""
        return tuple(day for day in _weekly(self.first, self.last) if day not in self.members)

    def follows(self, day: date) -> bool:
        """Whether the meeting of that date keeps the time of the pattern, and is not cancelled."""
        meeting = self.members[day]
        place = (meeting.slot.day, meeting.slot.at, meeting.duration)
        return (
            place == (day, self.at, self.duration)
            and meeting.slot.zone == self.zone
            and meeting.status != "cancelled"
        )


def series_of(dossier: Dossier) -> Series | None:
    """The series that the weekly check-ins make, or None when they make none.

    A check-in is in it by the week the plan gave it, whatever became of it: moved, it is an
    exception, even in another week. Only the pattern follows where they are now, so that most of
    them need no exception.
    """
    weekly = {
        monday_of(meeting.rule_day): meeting
        for meeting in sorted(dossier.meetings, key=lambda each: each.rule_day)
        if is_weekly(meeting, dossier)
    }
    if len(weekly) < _SHORTEST:
        return None
    weekday, zone_name, at, duration = _pattern(weekly, dossier.meeting_rule.weekday_number)
    members = {monday + weekday * ONE_DAY: meeting for monday, meeting in weekly.items()}
    series = Series(zone_name, at, duration, members)
    return series if _always_plain(series) else None


def _pattern(weekly: dict[date, Meeting], rule_weekday: int) -> tuple[int, str, time, int]:
    """The weekday, zone, wall time and duration (minutes) of most meetings, in their own weeks."""
    standing = {monday: m for monday, m in weekly.items() if m.status != "cancelled"} or weekly
    places = Counter(
        (meeting.slot.day.weekday(), meeting.slot.zone, meeting.slot.at, meeting.duration)
        for monday, meeting in standing.items()
        if monday_of(meeting.slot.day) == monday
    )
    if places:
        # Among as many, that of the rule; else the first in the stage.
        return max(places, key=lambda place: (places[place], place[0] == rule_weekday))
    first = next(iter(standing.values()))
    return rule_weekday, first.slot.zone, first.slot.at, first.duration


def _always_plain(series: Series) -> bool:
    days = _weekly(series.first, series.last)
    return all(is_plain(day, series.at, series.zone) for day in days)


def _weekly(first: date, last: date) -> list[date]:
    return [first + n * ONE_WEEK for n in range((last - first) // ONE_WEEK + 1)]
