"""Shared hours: when two people in two zones are both at work, on any date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY, ONE_MINUTE
from ..dossier.french import clock_time, hours
from ..dossier.hours import DAY_MINUTES, TimeRange, WorkHours, clock_text
from ..dossier.people import DEFAULT_HOST_HOURS, DEFAULT_INTERN_HOURS
from ..dossier.zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE
from .zones import (
    GapChange,
    beside,
    gap_on,
    local,
    next_change,
    other_day,
    wall_instant,
    zone_place,
)

_NIGHT_ENDS = 7 * 60
_NIGHT_BEGINS = 22 * 60
"""Wall minutes between which nobody is asked to meet while any other slot is left."""
_STEP = 30
"""Minutes between the slots tried when no hour is shared."""


class Pair(NamedTuple):
    """The two clocks and the two working weeks.

    Attributes:
        host_zone: IANA name.
        host_hours: On the host's clock.
        intern_zone: IANA name.
        intern_hours: On the intern's clock.
    """

    host_zone: str
    host_hours: WorkHours
    intern_zone: str
    intern_hours: WorkHours

    @classmethod
    def of(cls, dossier: Dossier) -> Pair:
        """The pair of a dossier."""
        host, intern = dossier.host, dossier.intern
        return cls(host.zone, host.hours, intern.zone, intern.hours)

    @property
    def swapped(self) -> Pair:
        """The pair with the intern in the place of the host, and the host in that of the intern."""
        return Pair(self.intern_zone, self.intern_hours, self.host_zone, self.host_hours)

    @classmethod
    def usual(cls) -> Pair:
        """Montréal and Paris, at the usual hours: what is shown before there is a dossier."""
        return cls(DEFAULT_HOST_ZONE, DEFAULT_HOST_HOURS, DEFAULT_INTERN_ZONE, DEFAULT_INTERN_HOURS)


class SharedInterval(NamedTuple):
    """A stretch of time in which both work.

    Attributes:
        start: UTC instant.
        end: UTC instant.
        host_start: Minutes after midnight of the host's date.
        host_end: Minutes after midnight of the host's date.
        intern_start: Minutes after midnight of the intern's date.
        intern_end: Minutes after midnight of the intern's date.
        intern_day: The intern's local date, sometimes the neighbour of the host's.
        host_day: The host's local date.
    """

    start: datetime
    end: datetime
    host_start: int
    host_end: int
    intern_start: int
    intern_end: int
    intern_day: date
    host_day: date

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return (self.end - self.start) // ONE_MINUTE

    def holds(self, start: datetime, duration: int) -> bool:
        """Whether a meeting of that UTC start and length in minutes fits inside."""
        return self.start <= start and start + duration * ONE_MINUTE <= self.end

    def said(self) -> str:
        """« 9 h – 12 h / 15 h – 18 h », the host's clock first; the intern's day when another."""
        bounds = (self.host_start, self.host_end, self.intern_start, self.intern_end)
        begin, end, begin_there, end_there = (hours(minutes / 60) for minutes in bounds)
        days = (self.intern_day - self.host_day).days
        return f"{begin} – {end} / {begin_there} – {end_there}{other_day(days)}"

    def texts(self) -> dict[str, str]:
        """The four bounds as `HH:MM`, by name (`host_start`…)."""
        return {
            "host_start": clock_text(self.host_start),
            "host_end": clock_text(self.host_end),
            "intern_start": clock_text(self.intern_start),
            "intern_end": clock_text(self.intern_end),
        }


class DayOverlap(NamedTuple):
    """What two people share on one host-local date.

    Attributes:
        day: Host-local date.
        gap: Minutes at noon, host time.
        shared: Shared intervals, in order; empty when no hour is common.
        next_change: The next change of gap, or None when the gap is constant.
    """

    day: date
    gap: int
    shared: tuple[SharedInterval, ...]
    next_change: GapChange | None

    @property
    def shared_minutes(self) -> int:
        """Minutes in common."""
        return sum(interval.minutes for interval in self.shared)


class LeastBad(NamedTuple):
    """The slot that costs the least when no hour is shared.

    Attributes:
        start: UTC instant.
        outside: Minutes away from their working hours, both sides added.
        at_night: Whether it falls between 22 h and 7 h for one of the two.
    """

    start: datetime
    outside: int
    at_night: bool


def day_overlap(day: date, pair: Pair) -> DayOverlap:
    """The shared hours of a host-local date, with the gap and its next change."""
    zones = pair.host_zone, pair.intern_zone
    return DayOverlap(
        day, gap_on(day, *zones), shared_intervals(day, pair), next_change(day, *zones)
    )


def shared_intervals(day: date, pair: Pair) -> tuple[SharedInterval, ...]:
    """The intervals of a host-local date in which both work, in order."""
    theirs = [
        (near, *span)
        for near in (day - ONE_DAY, day, day + ONE_DAY)
        for span in _instants(near, pair.intern_hours.on(near.weekday()), pair.intern_zone)
    ]
    shared = []
    for begin, finish in _instants(day, pair.host_hours.on(day.weekday()), pair.host_zone):
        for intern_day, their_begin, their_finish in theirs:
            start, end = max(begin, their_begin), min(finish, their_finish)
            if start < end:
                shared.append(_interval(day, intern_day, start, end, pair))
    return tuple(shared)


def _interval(
    day: date, intern_day: date, start: datetime, end: datetime, pair: Pair
) -> SharedInterval:
    return SharedInterval(
        start,
        end,
        _minutes_of(day, start, pair.host_zone),
        _minutes_of(day, end, pair.host_zone),
        _minutes_of(intern_day, start, pair.intern_zone),
        _minutes_of(intern_day, end, pair.intern_zone),
        intern_day,
        day,
    )


def _instants(
    day: date, ranges: tuple[TimeRange, ...], zone_name: str
) -> list[tuple[datetime, datetime]]:
    return [(_wall(day, span.start, zone_name), _wall(day, span.end, zone_name)) for span in ranges]


def _wall(day: date, minutes: int, zone_name: str) -> datetime:
    days, minutes = divmod(minutes, DAY_MINUTES)
    return wall_instant(day + days * ONE_DAY, time(*divmod(minutes, 60)), zone_name)


def _minutes_of(day: date, moment: datetime, zone_name: str) -> int:
    """Wall minutes after midnight of that local date; 1440 for the midnight that ends it."""
    here = local(moment, zone_name)
    return (here.date() - day).days * DAY_MINUTES + here.hour * 60 + here.minute


def least_bad(day: date, pair: Pair, duration: int) -> Iterator[LeastBad]:
    """The slots of a host-local date, the least bad first; for a pair without shared hours.

    A slot is worse when it falls at night, then by the minutes both must come early or stay
    late, then by the share of the one who gives the most; the earliest wins. Days on which one
    side has no hours at all give no slot.

    Args:
        day: Host-local date.
        pair: The two sides.
        duration: Minutes.
    """
    gap = gap_on(day, pair.host_zone, pair.intern_zone)
    for minutes in _ranked_starts(day.weekday(), gap, pair, duration):
        at = time(*divmod(minutes, 60))
        if slot := slot_at(wall_instant(day, at, pair.host_zone), pair, duration):
            yield slot


def slot_at(start: datetime, pair: Pair, duration: int) -> LeastBad | None:
    """The cost of a meeting at that UTC instant; None when one side has no hours that day."""
    here, there = local(start, pair.host_zone), local(start, pair.intern_zone)
    cost = _cost(
        (here.weekday(), here.hour * 60 + here.minute),
        (there.weekday(), there.hour * 60 + there.minute),
        pair,
        duration,
    )
    return None if cost is None else LeastBad(start, cost[1], cost[0])


@lru_cache(maxsize=1024)
def _ranked_starts(weekday: int, gap: int, pair: Pair, duration: int) -> tuple[int, ...]:
    """Host wall minutes to try on such a weekday, the least bad first."""
    costs = []
    for minutes in range(0, DAY_MINUTES, _STEP):
        days, theirs = divmod(minutes + gap, DAY_MINUTES)
        cost = _cost((weekday, minutes), ((weekday + days) % 7, theirs), pair, duration)
        if cost is not None:
            costs.append((cost, minutes))
    return tuple(minutes for _, minutes in sorted(costs))


def _cost(
    ours: tuple[int, int], theirs: tuple[int, int], pair: Pair, duration: int
) -> tuple[bool, int, int] | None:
    """Night, minutes outside in all, minutes of the side that gives the most.

    Each side is given as its weekday and its wall minutes at the start.
    """
    mine = _distance(ours[1], duration, pair.host_hours.on(ours[0]))
    yours = _distance(theirs[1], duration, pair.intern_hours.on(theirs[0]))
    if mine is None or yours is None:
        return None
    night = is_night(ours[1], duration) or is_night(theirs[1], duration)
    return night, mine + yours, max(mine, yours)


def _distance(start: int, duration: int, ranges: tuple[TimeRange, ...]) -> int | None:
    """Minutes one must come early or stay late; None on a day without hours."""
    end = start + duration
    return min((max(0, span.start - start, end - span.end) for span in ranges), default=None)


def is_night(start: int, duration: int) -> bool:
    """Whether a meeting of that wall minute and length in minutes is partly at night."""
    return start < _NIGHT_ENDS or start + duration > _NIGHT_BEGINS


def no_shared_hours(slot: LeastBad, pair: Pair) -> str:
    """The French warning for a date without shared hours."""
    here, there = local(slot.start, pair.host_zone), local(slot.start, pair.intern_zone)
    night = ", la nuit pour l’un des deux" if slot.at_night else ""
    return (
        f"Aucune heure commune ce jour-là; le moins mauvais créneau : "
        f"{clock_time(here.time())} {zone_place(pair.host_zone)}, "
        f"{clock_time(there.time())} {zone_place(pair.intern_zone)}{beside(here, there)}{night}."
    )
