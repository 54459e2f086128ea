"""What each day offers to the two sides of a dossier, closed days and change of clock included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import LeastBad
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_MINUTE
from ..busy import Engagement
from .reference import Reference
from .usual_hour import UsualHour

_ROUND = 5
"""Minutes of which a shortened duration is a multiple."""

Span = tuple[datetime, datetime]
"""A stretch of time between two UTC instants."""


class Length(NamedTuple):
    """How long a meeting may be, in minutes."""

    longest: int
    """What is asked for."""
    shortest: int
    """Down to what it may be shortened where the shared hours are fewer."""

    def within(self, room: int) -> int | None:
        """The longest duration that fits in so many minutes; None when none does."""
        if room < self.shortest:
            return None
        return max(self.shortest, min(self.longest, room // _ROUND * _ROUND))


class Place(NamedTuple):
    """Where a meeting would be."""

    start: datetime
    """UTC instant."""
    duration: int
    """Minutes."""

    @property
    def end(self) -> datetime:
        """UTC instant."""
        return self.start + self.duration * ONE_MINUTE


class Availability:
    """The places in which the two sides of a dossier can meet, on the days of the reference.

    Attributes:
        reference: The clock that stays fixed.
        usual: The usual hour on it.
    """

    def __init__(
        self,
        dossier: Dossier,
        closed: ClosedDays,
        since: datetime | None = None,
        busy: Iterable[Engagement] = (),
    ) -> None:
        """Look at the hours of a dossier; its meetings are not read.

        Args:
            dossier: The dossier.
            closed: The closed days of the two sides.
            since: UTC instant before which no meeting may start, or None.
            busy: When the tutor has something else.
        """
        self.reference = Reference(dossier, closed)
        self.usual = UsualHour(dossier, closed, self.reference)
        self._since = since
        self._busy = tuple(busy)

    def is_ahead(self, start: datetime) -> bool:
        """Whether that UTC instant is not before the first at which a meeting may start."""
        return self._since is None or start >= self._since

    def is_past(self, day: date) -> bool:
        """Whether the day began before the first instant at which a meeting may start."""
        return self._since is not None and day <= self.reference.day_of(self._since)

    def begins_on(self, day: date) -> bool:
        """Whether the first instant at which a meeting may start is on that day."""
        return self._since is not None and day == self.reference.day_of(self._since)

    def clash(self, place: Place) -> Engagement | None:
        """What the tutor has at the same time, if anything."""
        return next((each for each in self._busy if each.meets(place.start, place.end)), None)

    # --- shared hours ---------------------------------------------------------------------------

    def at_usual_hour(self, day: date, length: Length) -> Place | None:
        """At the usual hour, as long as asked for or as the shared hours allow."""
        start = self.usual.start(day)
        ends = [s.end for s in self.reference.shared(day) if s.start <= start < s.end]
        duration = length.within(max((_minutes(start, end) for end in ends), default=0))
        return Place(start, duration) if duration and self._may_start(start) else None

    def at_nearest_hour(self, day: date, length: Length, *, free: bool) -> Place | None:
        """At the shared hour nearest to the usual one.

        Args:
            day: On the reference clock.
            length: How long it may be; the longest it can be anywhere on that day wins.
            free: Whether hours at which the tutor is busy are left out.
        """
        usual = self.usual.start(day)

        def nearest(span: Span, duration: int) -> datetime:
            return min(max(usual, span[0]), span[1] - duration * ONE_MINUTE)

        places = self._places(day, length, free=free, start_in=nearest)
        return min(places, key=lambda place: abs(place.start - usual), default=None)

    def at_first_hour(self, day: date, length: Length, *, free: bool) -> Place | None:
        """At the first shared hour; see `at_nearest_hour`."""
        places = self._places(day, length, free=free, start_in=lambda span, _: span[0])
        return next(iter(places), None)

    def _places(
        self, day: date, length: Length, *, free: bool, start_in: _StartIn
    ) -> Sequence[Place]:
        spans = [(span.start, span.end) for span in self.reference.shared(day)]
        if free:
            spans = list(_without(spans, self._busy))
        duration = length.within(max((_minutes(*span) for span in spans), default=0))
        if duration is None:
            return ()
        starts = (start_in(span, duration) for span in spans if _minutes(*span) >= duration)
        return [Place(start, duration) for start in starts if self._may_start(start)]

    def _may_start(self, start: datetime) -> bool:
        return self.is_ahead(start) and self.reference.is_plain(start)

    # --- no shared hours ------------------------------------------------------------------------

    def least_bad(self, day: date, duration: int) -> LeastBad | None:
        """The least bad start of a day on which no hour is shared; None on a closed day.

        The hour chosen by the tutor is taken, unless it is in the night of one of the two; the
        hour that is the least bad on the most days wins over its equals. Where the tutor is busy,
        the next one is taken, by day if the first is.
        """
        open_slots = self.reference.open_slots(day, duration)
        slots = (slot for slot in open_slots if self.is_ahead(slot.start))
        first = next(slots, None)
        if first is None:
            return None
        chosen = self._slot_at(day, self.usual.chosen, duration)
        steady = self._slot_at(day, self.usual.steady, duration)
        if chosen and not chosen.at_night:
            first = chosen
        elif steady and (steady.at_night, steady.outside) == (first.at_night, first.outside):
            first = steady
        if self._is_free(first, duration):
            return first
        others = (slot for slot in slots if slot.at_night <= first.at_night)
        return next((slot for slot in others if self._is_free(slot, duration)), first)

    def _slot_at(self, day: date, at: time | None, duration: int) -> LeastBad | None:
        slot = self.reference.slot_at(day, at, duration) if at else None
        return slot if slot and self.is_ahead(slot.start) else None

    def _is_free(self, slot: LeastBad, duration: int) -> bool:
        return self.clash(Place(slot.start, duration)) is None


_StartIn = Callable[[Span, int], datetime]
"""Where a meeting of so many minutes starts in a stretch of time that holds it."""


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // ONE_MINUTE


def _without(spans: Iterable[Span], busy: Iterable[Engagement]) -> Iterator[Span]:
    """What is left of stretches of time, in order, once engagements are taken out."""
    left = list(spans)
    for each in busy:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, each.start)), (max(start, each.end), end))
            if part[0] < part[1]
        ]
    yield from left
