"""What each day offers to the two sides of a dossier, closed days and change of clock included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.french import weekday_date
from .closed import ClosedDays, SideCalendar
from .engagements import Engagement
from .overlap import LeastBad, Pair, SharedInterval, least_bad, shared_intervals, slot_at
from .sentences import at_night, why_not
from .zones import is_plain, local, wall_instant

_MINUTE = timedelta(minutes=1)
_ROUND = 5
"""Minutes of which a shortened duration is a multiple."""
_FALLBACK = time(9)
"""Usual hour of a stage in which the two never work on the same day."""


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
        return self.start + self.duration * _MINUTE


class Unsuited(NamedTuple):
    """Why the hour the tutor chose suits no day of the stage, in French."""

    verdict: str
    """« n’est jamais commune »"""
    reason: str
    """« il serait 20 h en France, hors des heures de travail (stagiaire) »"""
    instead: str
    """Sentence on where the meetings are instead."""


class Availability:
    """The hours in which the two sides of a dossier can meet.

    Days are dates on the reference clock, the one whose wall time stays fixed. Everything is seen
    from that side: it comes first in the pair, and the other side may be at another date.

    Args:
        dossier: The dossier; its meetings are not read.
        closed: The closed days of the two sides.
        since: UTC instant before which no meeting may start, or None.
        busy: When the tutor has something else.
    """

    def __init__(
        self,
        dossier: Dossier,
        closed: ClosedDays,
        since: datetime | None = None,
        busy: Iterable[Engagement] = (),
    ) -> None:
        self.pair = Pair.of(dossier)
        by_host = dossier.meeting_rule.reference == "structure"
        self._seen = self.pair if by_host else self.pair.swapped
        self._here: SideCalendar = closed.host if by_host else closed.intern
        self._there: SideCalendar = closed.intern if by_host else closed.host
        self._closed = closed
        self._stage = dossier.stage
        self._rule = dossier.meeting_rule
        self._since = since
        self._busy = tuple(busy)
        self._shared: dict[date, tuple[SharedInterval, ...]] = {}
        self.reference_zone = self._seen.host_zone

    # --- days -----------------------------------------------------------------------------------

    def shared(self, day: date) -> tuple[SharedInterval, ...]:
        """The shared hours of a day; none when either side is closed."""
        if day not in self._shared:
            found = () if self._here.reason(day) else shared_intervals(day, self._seen)
            self._shared[day] = tuple(
                span for span in found if not self._there.reason(span.intern_day)
            )
        return self._shared[day]

    def is_shared(self, day: date, duration: int) -> bool:
        """Whether the two working weeks meet for so many minutes on that day, closed or not."""
        spans = self.shared(day) or shared_intervals(day, self._seen)
        return any(span.minutes >= duration for span in spans)

    def is_past(self, day: date) -> bool:
        """Whether the day began before the first instant at which a meeting may start."""
        return self._since is not None and day <= self.day_of(self._since)

    def day_of(self, moment: datetime) -> date:
        """The date of an instant on the reference clock."""
        return local(moment, self.reference_zone).date()

    def host_day(self, day: date) -> date:
        """The date of the host when the two meet on a day."""
        return local(self._likely_start(day), self.pair.host_zone).date()

    def closed_reasons(self, day: date) -> tuple[str, ...]:
        """Why one side or the other does not work on that day, in French; empty when both do."""
        theirs = self._their_day(day)
        if theirs == day:
            return self._closed.reasons(day)
        return tuple(filter(None, (self._here.reason(day) or self._there.reason(theirs),)))

    def why_closed(self, day: date) -> str:
        """The same in one text, with the date of the other side where it is another; or empty."""
        theirs, reasons = self._their_day(day), ", ".join(self.closed_reasons(day))
        if not reasons or theirs == day or self._here.reason(day):
            return reasons
        return f"{weekday_date(theirs)} côté {self._there.side}, {reasons}"

    def _their_day(self, day: date) -> date:
        return local(self._likely_start(day), self._seen.intern_zone).date()

    def _likely_start(self, day: date) -> datetime:
        """About when they meet on a day: not at an hour chosen in vain, perhaps of another date."""
        at = self._steady_hour if self.unsuited else self.usual
        return wall_instant(day, at, self.reference_zone)

    # --- hours ----------------------------------------------------------------------------------

    @cached_property
    def usual(self) -> time:
        """Wall time of the meetings on the reference clock."""
        return self._rule.at or self._steady_hour

    def usual_start(self, day: date) -> datetime:
        """When the usual hour of a day is."""
        return wall_instant(day, self.usual, self.reference_zone)

    def at_usual_hour(self, day: date, length: Length) -> Place | None:
        """At the usual hour, as long as asked for or as the shared hours allow."""
        start = self.usual_start(day)
        ends = [span.end for span in self.shared(day) if span.start <= start < span.end]
        duration = length.within(max((_minutes(start, end) for end in ends), default=0))
        return Place(start, duration) if duration and self._may_start(start) else None

    def at_nearest_hour(self, day: date, length: Length, *, free: bool) -> Place | None:
        """At the shared hour nearest to the usual one.

        Args:
            day: On the reference clock.
            length: How long it may be; the longest it can be anywhere on that day wins.
            free: Whether hours at which the tutor is busy are left out.
        """
        usual = self.usual_start(day)

        def nearest(span: Span, duration: int) -> datetime:
            return min(max(usual, span[0]), span[1] - duration * _MINUTE)

        places = self._places(day, length, free=free, start_in=nearest)
        return min(places, key=lambda place: abs(place.start - usual), default=None)

    def at_first_hour(self, day: date, length: Length, *, free: bool) -> Place | None:
        """At the first shared hour; see `at_nearest_hour`."""
        places = self._places(day, length, free=free, start_in=lambda span, _: span[0])
        return next(iter(places), None)

    def _places(
        self, day: date, length: Length, *, free: bool, start_in: _StartIn
    ) -> Sequence[Place]:
        spans = [(span.start, span.end) for span in self.shared(day)]
        if free:
            spans = list(_without(spans, self._busy))
        duration = length.within(max((_minutes(*span) for span in spans), default=0))
        if duration is None:
            return ()
        starts = (start_in(span, duration) for span in spans if _minutes(*span) >= duration)
        return [Place(start, duration) for start in starts if self._may_start(start)]

    def clash(self, place: Place) -> Engagement | None:
        """What the tutor has at the same time, if anything."""
        return next((each for each in self._busy if each.meets(place.start, place.end)), None)

    # --- no shared hours ------------------------------------------------------------------------

    def least_bad(self, day: date, duration: int) -> LeastBad | None:
        """The least bad start of a day on which no hour is shared; None on a closed day.

        The hour chosen by the tutor is taken, unless it is in the night of one of the two; the
        hour that is the least bad on the most days wins over its equals. Where the tutor is busy,
        the next one is taken, by day if the first is.
        """
        slots = (slot for slot in self._open_slots(day, duration) if self.is_ahead(slot.start))
        first = next(slots, None)
        if first is None:
            return None
        chosen = self._rule.at and self._slot_at(day, self._rule.at, duration)
        steady = self._slot_at(day, self._steady_hour, duration)
        if chosen and not chosen.at_night:
            first = chosen
        elif steady and (steady.at_night, steady.outside) == (first.at_night, first.outside):
            first = steady
        if self._is_free(first, duration):
            return first
        others = (slot for slot in slots if slot.at_night <= first.at_night)
        return next((slot for slot in others if self._is_free(slot, duration)), first)

    def _is_free(self, slot: LeastBad, duration: int) -> bool:
        return self.clash(Place(slot.start, duration)) is None

    def _open_slots(self, day: date, duration: int) -> Iterator[LeastBad]:
        """The slots of a day, the least bad first; none on a closed day."""
        if self._here.reason(day):
            return iter(())
        slots = least_bad(day, self._seen, duration)
        return (slot for slot in slots if self._is_open(slot))

    def _slot_at(self, day: date, at: time, duration: int) -> LeastBad | None:
        """The slot at that wall time, unless it is past, or one side does not work that day."""
        slot = slot_at(wall_instant(day, at, self.reference_zone), self._seen, duration)
        return slot if slot and self._is_open(slot) and self.is_ahead(slot.start) else None

    def _is_open(self, slot: LeastBad) -> bool:
        their_day = local(slot.start, self._seen.intern_zone).date()
        return not self._there.reason(their_day) and self._is_plain(slot.start)

    # --- the hours of the whole stage -----------------------------------------------------------

    @cached_property
    def unsuited(self) -> Unsuited | None:
        """Why the hour chosen by the tutor suits no day of the stage; None when it suits one.

        Read for the stage as a whole: neither what is past nor what keeps the tutor busy counts.
        """
        if self._rule.at is None:
            return None
        duration = self._rule.duration
        shared = [day for day in self._days if self.is_shared(day, duration)]
        starts = [self.usual_start(day) for day in shared or self._days]
        if shared:
            if any(self._holds(day, duration) for day in shared):
                return None
            reasons = (why_not(start, duration, self.pair) for start in starts)
            words = "n’est jamais commune", "à l’heure commune la plus proche"
        else:
            reasons = (at_night(start, duration, self.pair) for start in starts)
            words = "tombe la nuit pour l’un des deux", "aux heures les moins mauvaises"
        found = list(reasons)
        if not all(found) or not found or not found[0]:
            return None
        verdict, where = words
        return Unsuited(verdict, found[0], f"Les rencontres sont placées {where}.")

    def _holds(self, day: date, duration: int) -> bool:
        start = self.usual_start(day)
        return any(span.holds(start, duration) for span in self.shared(day))

    @cached_property
    def _days(self) -> list[date]:
        return list(self._closed.common_days(self._stage.start, self._stage.end))

    @cached_property
    def _steady_hour(self) -> time:
        """The earliest hour shared on the most days of the stage, else the least bad one."""
        duration = self._rule.duration
        kinds = Counter(spans for day in self._days if (spans := self._wall_spans(day)))
        if not kinds:
            return self._least_bad_hour()

        def days_held(start: int) -> int:
            return sum(
                number
                for spans, number in kinds.items()
                if any(begin <= start and start + duration <= end for begin, end in spans)
            )

        starts = sorted({begin for spans in kinds for begin, _ in spans})
        hour, minute = divmod(max(starts, key=days_held), 60)
        return time(hour, minute)

    def _least_bad_hour(self) -> time:
        best = (next(self._open_slots(day, self._rule.duration), None) for day in self._days)
        hours = Counter(
            local(slot.start, self.reference_zone).time()
            for slot in best
            if slot and not slot.at_night
        )
        return hours.most_common(1)[0][0] if hours else _FALLBACK

    def _wall_spans(self, day: date) -> tuple[tuple[int, int], ...]:
        return tuple((span.host_start, span.host_end) for span in self.shared(day))

    # --- starts ---------------------------------------------------------------------------------

    def _may_start(self, start: datetime) -> bool:
        return self.is_ahead(start) and self._is_plain(start)

    def is_ahead(self, start: datetime) -> bool:
        """Whether that UTC instant is not before the first at which a meeting may start."""
        return self._since is None or start >= self._since

    def _is_plain(self, start: datetime) -> bool:
        """Whether it is on neither clock a wall time that is skipped or repeated."""
        for zone_name in (self.pair.host_zone, self.pair.intern_zone):
            here = local(start, zone_name)
            if not is_plain(here.date(), here.time(), zone_name):
                return False
        return True


_StartIn = Callable[[Span, int], datetime]
"""Where a meeting of so many minutes starts in a stretch of time that holds it."""


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // _MINUTE


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
