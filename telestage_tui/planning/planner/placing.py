"""Placing one meeting: on its day at the usual hour, or as near as both sides allow, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from ...clocks.zones import local
from ...dossier.french import weekday_date
from ...dossier.meetings import Slot
from .availability import Availability, Place
from .meeting_days import Wish
from .sentences import (
    at_night,
    clashes_with,
    moved_from_day,
    moved_from_hour,
    outside_hours,
    why_not,
)

_NO_HOUR = "aucune heure commune ce jour-là"
_UNSUITED = "l’heure habituelle ne convient pas ce jour-là"


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


_Attempt = Callable[[date, Wish], Place | None]


class Placer:
    """Gives each meeting of a dossier its place, one meeting a day on either clock.

    Args:
        availability: What each day offers.
        host_zone: IANA name.
    """

    def __init__(self, availability: Availability, host_zone: str) -> None:
        self._availability = availability
        self._host_zone = host_zone
        self._zones = {host_zone, availability.reference.zone}
        self._taken: set[tuple[str, date]] = set()

    def take(self, start: datetime) -> None:
        """Give the days of a meeting to it alone (UTC instant)."""
        self._taken.update((zone_name, local(start, zone_name).date()) for zone_name in self._zones)

    def is_taken(self, day: date) -> bool:
        """Whether that date of the reference clock has its meeting."""
        return (self._availability.reference.zone, day) in self._taken

    def place(self, wish: Wish) -> Placement | None:
        """The best place for a meeting, then taken; None when there is none.

        At the hour asked for on its day, else on another day of the tier; else at another shared
        hour, in the same order; where no hour of the tier is shared, the least bad slot by day.
        The same in the next tier. Then, where nothing is shared, whatever is left.
        """
        for attempt, day in self._attempts(wish):
            if self.is_taken(day):
                continue
            place = attempt(day, wish)
            if place and self._may_be_at(place.start, wish):
                placement = self._placement(wish, day, place)
                self.take(place.start)
                return placement
        return None

    def _attempts(self, wish: Wish) -> Iterator[tuple[_Attempt, date]]:
        without_hours: list[date] = []
        for tier in wish.tiers:
            yield from ((self._as_asked, day) for day in tier)
            yield from ((self._another_hour, day) for day in tier)
            if not any(self._is_shared(day, wish) for day in tier):
                without_hours += tier
                yield from ((self._least_bad_by_day, day) for day in tier)
        yield from ((self._least_bad, day) for day in without_hours)

    def _is_shared(self, day: date, wish: Wish) -> bool:
        return self._availability.reference.is_shared(day, wish.length.shortest)

    def _may_be_at(self, start: datetime, wish: Wish) -> bool:
        first, last = wish.within
        if not first <= local(start, self._host_zone).date() <= last:
            return False
        days = {(zone_name, local(start, zone_name).date()) for zone_name in self._zones}
        return self._taken.isdisjoint(days)

    # --- attempts, in the order of preference ---------------------------------------------------

    def _as_asked(self, day: date, wish: Wish) -> Place | None:
        """At the hour asked for; when the tutor is busy, at another of that day if there is one."""
        available, length = self._availability, wish.length
        if wish.earliest:
            place = available.at_first_hour(day, length, free=True)
            return place or available.at_first_hour(day, length, free=False)
        asked = available.at_usual_hour(day, length)
        if asked and available.clash(asked):
            return available.at_nearest_hour(day, length, free=True) or asked
        return asked

    def _another_hour(self, day: date, wish: Wish) -> Place | None:
        place = self._availability.at_nearest_hour(day, wish.length, free=True)
        return place or self._availability.at_nearest_hour(day, wish.length, free=False)

    def _least_bad_by_day(self, day: date, wish: Wish) -> Place | None:
        slot = self._availability.least_bad(day, wish.length.shortest)
        return Place(slot.start, wish.length.shortest) if slot and not slot.at_night else None

    def _least_bad(self, day: date, wish: Wish) -> Place | None:
        slot = self._availability.least_bad(day, wish.length.shortest)
        return Place(slot.start, wish.length.shortest) if slot else None

    # --- what is said ---------------------------------------------------------------------------

    def _placement(self, wish: Wish, day: date, place: Place) -> Placement:
        available = self._availability
        here = local(place.start, available.reference.zone)
        said = []
        if day != wish.day:
            # Dates are read as the host's: another clock is named where its date is another.
            elsewhere = available.usual.host_day(wish.day) != wish.day
            zone_name = available.reference.zone if elsewhere else ""
            why = wish.beyond or self._why_not_on(wish)
            said.append(moved_from_day(wish.day, why, zone_name))
        if not wish.earliest and place.start != available.usual.start(day):
            why = self._why_not_at_usual_hour(day, place.duration)
            zone_name = available.reference.zone
            said.append(moved_from_hour(here.time(), available.usual.at, zone_name, why))
        said += outside_hours(place.start, place.duration, available.reference.pair)
        if clash := available.clash(place):
            said.append(clashes_with(clash.whom))
        slot = Slot(day=here.date(), at=here.time(), zone=available.reference.zone)
        return Placement(slot, place.duration, tuple(said))

    def _why_not_on(self, wish: Wish) -> str:
        available, day = self._availability, wish.day
        if closed := available.usual.why_closed(day):
            return closed
        if self.is_taken(day):
            return "une autre rencontre a lieu ce jour-là"
        if available.begins_on(day):
            return "son heure était déjà passée"
        if available.is_past(day):
            return "cette date est passée"
        host_day = available.usual.host_day(day)
        if not wish.within[0] <= host_day <= wish.within[1]:
            return f"ce serait le {weekday_date(host_day)} côté structure"
        if not wish.earliest and self._is_shared(day, wish):
            start = available.usual.start(day)
            return why_not(start, wish.length.shortest, available.reference.pair) or _NO_HOUR
        return _NO_HOUR

    def _why_not_at_usual_hour(self, day: date, duration: int) -> str:
        available = self._availability
        if available.usual.unsuited:
            return f"cette heure {available.usual.unsuited.verdict}"
        usual = Place(available.usual.start(day), duration)
        if clash := available.clash(usual):
            return f"rencontre avec {clash.whom} à cette heure-là"
        if available.reference.is_shared(day, duration):
            return why_not(usual.start, duration, available.reference.pair) or _UNSUITED
        return at_night(usual.start, duration, available.reference.pair) or _NO_HOUR
