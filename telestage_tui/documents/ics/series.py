"""The weekly check-ins of a dossier seen as one recurring event with its exceptions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time

from ...clocks.weeks import ONE_WEEK, monday_of
from ...clocks.zones import is_plain, wall_instant
from ...dossier.dossier import Dossier
from ...dossier.meetings import Meeting

_SHORTEST = 2
"""Fewest meetings of a series."""


@dataclass(frozen=True, slots=True)
class Series:
    """Check-ins that recur every week at one wall time.

    Attributes:
        zone: IANA name of the zone in which the wall time is constant.
        at: Wall time in it.
        duration: Minutes.
        members: The meetings by their date in the pattern, in order; a meeting may have moved
            inside its week.
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
        return place == (day, self.at, self.duration) and meeting.status != "cancelled"


def series_of(dossier: Dossier) -> Series | None:
    """The series of the weekly check-ins, or None when too few follow one pattern.

    It leaves out meetings moved to another week or another clock, and those of other kinds. It has
    those past or cancelled, so that whether there is a series does not depend on the day.
    """
    weekday = dossier.meeting_rule.weekday_number
    weekly = [
        meeting
        for meeting in dossier.meetings
        if meeting.kind == "checkin"
        and meeting.rule_day.weekday() == weekday
        and monday_of(meeting.slot.day) == monday_of(meeting.rule_day)
    ]
    patterns = Counter(
        (meeting.slot.zone, meeting.slot.at, meeting.duration)
        for meeting in weekly
        if meeting.slot.day == meeting.rule_day
    )
    if not patterns:
        return None
    (zone_name, at, duration), _ = patterns.most_common(1)[0]
    members: dict[date, Meeting] = {}
    for meeting in sorted(weekly, key=lambda m: (m.rule_day, m.status == "cancelled", m.id)):
        if meeting.slot.zone == zone_name:
            members.setdefault(meeting.rule_day, meeting)
    series = Series(zone_name, at, duration, members)
    if len(members) < _SHORTEST or not _always_plain(series):
        return None
    return series


def _always_plain(series: Series) -> bool:
    days = _weekly(series.first, series.last)
    return all(is_plain(day, series.at, series.zone) for day in days)


def _weekly(first: date, last: date) -> list[date]:
    return [first + n * ONE_WEEK for n in range((last - first) // ONE_WEEK + 1)]
