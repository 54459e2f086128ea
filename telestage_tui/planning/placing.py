"""Placing one meeting: on its day at the usual hour, or as near as both sides allow, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ..dossier.french import weekday_date
from ..dossier.meetings import Slot
from .availability import Availability
from .sentences import moved_from_day, moved_from_hour, outside_hours, why_not
from .zones import local


class Wish(NamedTuple):
    """What the rule asks for.

    Attributes:
        day: Host-local date.
        durations: Minutes, the preferred first.
        others: Host-local dates to try when that day will not do, in order.
        earliest: Whether the first shared hour is asked for, and not the usual hour.
        beyond: Why that day is out of reach, in French; empty when it may be tried.
    """

    day: date
    durations: tuple[int, ...]
    others: tuple[date, ...] = ()
    earliest: bool = False
    beyond: str = ""


class Placement(NamedTuple):
    """Where a meeting found its place.

    Attributes:
        slot: On the reference clock.
        duration: Minutes.
        deviations: French sentences, one for each departure from the rule.
    """

    slot: Slot
    duration: int
    deviations: tuple[str, ...]


_Attempt = Callable[[date, Wish], tuple[datetime, int] | None]


class Placer:
    """Gives each meeting of a dossier its place, one meeting a day.

    Args:
        availability: What each day offers.
    """

    def __init__(self, availability: Availability) -> None:
        self.availability = availability
        self.taken: set[date] = set()
        """Host-local dates that have their meeting."""

    def place(self, wish: Wish) -> Placement | None:
        """The best place for a meeting, then taken; None when there is none.

        At the hour asked for on its day, else on another day of its list; else at another shared
        hour, in the same order; where no hour is shared, the least bad slot, by day if there is
        one, then whatever is left.
        """
        for attempt, day in self._attempts(wish):
            if day not in self.taken and (found := attempt(day, wish)):
                placement = self._placement(wish, day, *found)
                self.taken.add(day)
                return placement
        return None

    def _attempts(self, wish: Wish) -> Iterator[tuple[_Attempt, date]]:
        days = wish.others if wish.beyond else (wish.day, *wish.others)
        for attempt in (self._as_asked, self._another_hour):
            yield from ((attempt, day) for day in days)
        if not any(self.availability.is_shared(day) for day in days):
            for attempt in (self._least_bad_by_day, self._least_bad):
                yield from ((attempt, day) for day in days)

    # --- attempts, in the order of preference ---------------------------------------------------

    def _as_asked(self, day: date, wish: Wish) -> tuple[datetime, int] | None:
        if wish.earliest:
            return self.availability.first_shared(day, wish.durations)
        start = self.availability.usual_start(day)
        duration = start and self.availability.fit(day, start, wish.durations)
        return (start, duration) if start and duration else None

    def _another_hour(self, day: date, wish: Wish) -> tuple[datetime, int] | None:
        return self.availability.nearest_shared(day, wish.durations)

    def _least_bad_by_day(self, day: date, wish: Wish) -> tuple[datetime, int] | None:
        slot = self.availability.least_bad(day, wish.durations[-1])
        return (slot.start, wish.durations[-1]) if slot and not slot.at_night else None

    def _least_bad(self, day: date, wish: Wish) -> tuple[datetime, int] | None:
        slot = self.availability.least_bad(day, wish.durations[-1])
        return (slot.start, wish.durations[-1]) if slot else None

    # --- what is said ---------------------------------------------------------------------------

    def _placement(self, wish: Wish, day: date, start: datetime, duration: int) -> Placement:
        available = self.availability
        said = []
        if day != wish.day:
            said.append(moved_from_day(wish.day, wish.beyond or self._why_not_on(wish)))
        here = local(start, available.reference_zone)
        outside = outside_hours(start, duration, available.pair)
        usual = available.usual_start(day)
        if not outside and not wish.earliest and start != usual:
            reason = usual and why_not(usual, duration, available.pair)
            said.append(
                moved_from_hour(
                    here.time(),
                    available.usual,
                    available.reference_zone,
                    reason or "l’heure habituelle ne convient pas ce jour-là",
                )
            )
        slot = Slot(day=here.date(), at=here.time(), zone=available.reference_zone)
        return Placement(slot, duration, (*said, *outside))

    def _why_not_on(self, wish: Wish) -> str:
        day = wish.day
        if reason := self.availability.closed.reason(day):
            return reason
        if day in self.taken:
            return "une autre rencontre a lieu ce jour-là"
        if self.availability.is_past(day):
            return "cette date est passée"
        if start := self.availability.usual_start(day):
            theirs = local(start, self.availability.pair.intern_zone).date()
            if reason := self.availability.closed.intern_reason(theirs):
                return f"{weekday_date(theirs)} côté stagiaire, {reason}"
            shortest = min(wish.durations)
            if not wish.earliest and (reason := why_not(start, shortest, self.availability.pair)):
                return reason
        return "aucune heure commune ce jour-là"
