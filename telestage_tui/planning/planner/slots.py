"""When two people can meet: the days and hours that both sides of a dossier offer.

Days are dates on the reference clock, the one that stays fixed over the changes of hour; the other
side may be at another date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import (
    LeastBad,
    Pair,
    SharedInterval,
    least_bad,
    shared_intervals,
    slot_at,
)
from ...clocks.zones import is_plain, local, wall_instant
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_MINUTE
from ...dossier.french import weekday_date
from ...wording import SIDE_WORDS
from ..busy import Engagement
from .place import Length, Place
from .sentences import at_night, why_not

_FALLBACK = time(9)
"""The usual hour of a stage in which the two never work on the same day."""

Span = tuple[datetime, datetime]
"""A stretch of time between two UTC instants."""


class Unsuited(NamedTuple):
    """Why the hour the tutor chose suits no day of the stage, in French."""

    verdict: str
    """« n’est jamais commune »"""
    reason: str
    """« il serait 20 h en France, hors des heures de travail (stagiaire) »"""
    instead: str
    """Sentence on where the meetings are instead."""


class Slots:
    """When the two sides of a dossier can meet; its meetings are not read.

    The usual hour is that of the stage as a whole: neither what is past nor what keeps the tutor
    busy counts.

    Args:
        dossier: The dossier.
        since: UTC instant after which a meeting may start, or None.
        busy: When the tutor has something else.

    Attributes:
        pair: The two sides, the host first.
        closed: The closed days of the two sides.
        common_days: The days of the stage on which both work.
        zone: IANA name of the zone of the reference clock.
        at: The usual hour: wall time at which the meetings are meant to be.
        first_day: Date of the first instant at which a meeting may start: that day has begun.
        unsuited: Why the hour chosen by the tutor suits no day; None when it suits one.
    """

    def __init__(
        self,
        dossier: Dossier,
        since: datetime | None = None,
        busy: Iterable[Engagement] = (),
    ) -> None:
        rule, stage = dossier.meeting_rule, dossier.stage
        by_host = rule.reference == "structure"
        self.pair = Pair.of(dossier)
        self._sides = self.pair if by_host else self.pair.swapped
        """The two sides, the reference first."""
        self.zone, self._other_zone = self._sides.host_zone, self._sides.intern_zone
        self.closed = closed = ClosedDays.of(dossier)
        self._here = closed.host if by_host else closed.intern
        self._there = closed.intern if by_host else closed.host
        self._since = since
        self.first_day = date.min if since is None else self.day_of(since)
        self._busy = tuple(busy)
        self._shared: dict[date, tuple[SharedInterval, ...]] = {}
        self.common_days = tuple(closed.common_days(stage.start, stage.end))
        self._duration = rule.duration
        self._hour_of_rule = rule.at
        self.at = rule.at or self._steady
        self.unsuited = None if rule.at is None else self._why_unsuited()
        self._likely = self._steady if self.unsuited else self.at
        """The hour by which the date of the other side is told: about when they really meet."""

    # --- days -----------------------------------------------------------------------------------

    def day_of(self, moment: datetime) -> date:
        """The reference date of an instant."""
        return local(moment, self.zone).date()

    def host_day(self, day: date) -> date:
        """The date of the host when the two meet on a day of the reference."""
        return local(self._start(day, self._likely), self.pair.host_zone).date()

    def closed_reasons(self, day: date) -> tuple[str, ...]:
        """Why one side or the other does not work on that day, in French; empty when both do."""
        other_day = self._other_day(day)
        if other_day == day:
            return self.closed.reasons(day)
        reason = self._here.reason(day) or self._there.reason(other_day)
        return (reason,) if reason else ()

    def why_closed(self, day: date) -> str:
        """Those reasons in one text, with the date of the other side where it is another."""
        other_day, reasons = self._other_day(day), ", ".join(self.closed_reasons(day))
        if not reasons or other_day == day or self._here.reason(day):
            return reasons
        return f"{weekday_date(other_day)} côté {SIDE_WORDS[self._there.side]}, {reasons}"

    def _other_day(self, day: date) -> date:
        return local(self._start(day, self._likely), self._other_zone).date()

    def is_ahead(self, start: datetime) -> bool:
        """Whether a meeting may start at that UTC instant: nobody is met at the very minute."""
        return self._since is None or start > self._since

    # --- shared hours ---------------------------------------------------------------------------

    def shared(self, day: date) -> tuple[SharedInterval, ...]:
        """The shared hours of a day, the reference as their host; none when a side is closed."""
        if day not in self._shared:
            spans = () if self._here.reason(day) else shared_intervals(day, self._sides)
            self._shared[day] = tuple(s for s in spans if not self._there.reason(s.intern_day))
        return self._shared[day]

    def room(self, day: date) -> int:
        """The most minutes on end that the two share on a day."""
        return max((span.minutes for span in self.shared(day)), default=0)

    def first_start(self, day: date) -> datetime:
        """The UTC instant of the first shared hour of a day, else of the usual one."""
        spans = self.shared(day)
        return spans[0].start if spans else self.usual_start(day)

    def why_closed_at(self, start: datetime) -> str:
        """Why one side or the other does not work on its date at a UTC instant, if it does not."""
        here, there = self.day_of(start), local(start, self._other_zone).date()
        return self._here.reason(here) or self._there.reason(there) or ""

    def is_shared(self, day: date, duration: int) -> bool:
        """Whether the two working weeks meet for so many minutes on that day, closed or not."""
        spans = self.shared(day) or shared_intervals(day, self._sides)
        return any(span.minutes >= duration for span in spans)

    def clash(self, place: Place) -> Engagement | None:
        """What the tutor has at the same time, if anything."""
        return next((each for each in self._busy if each.meets(place.start, place.end)), None)

    def usual_start(self, day: date) -> datetime:
        """The UTC instant of the usual hour of a day."""
        return self._start(day, self.at)

    def at_usual_hour(self, day: date, length: Length) -> Place | None:
        """At the usual hour, or at the nearest free one of the day if the tutor is busy then."""
        start = self.usual_start(day)
        ends = [span.end for span in self.shared(day) if span.start <= start < span.end]
        duration = length.within(max((_minutes(start, end) for end in ends), default=0))
        if not duration or not self._may_start(start):
            return None
        place = Place(start, duration)
        if self.clash(place) is None:
            return place
        return self._nearest(start, length, self._free_spans(day)) or place

    def near(self, at: time, day: date, length: Length) -> Place | None:
        """At the shared hour nearest to a wall time, where the tutor is free if there is any."""
        target = self._start(day, at)
        free = self._nearest(target, length, self._free_spans(day))
        return free or self._nearest(target, length, self._spans(day))

    def _nearest(self, target: datetime, length: Length, spans: Sequence[Span]) -> Place | None:
        """The place nearest to an instant; the longest it can be anywhere in the spans wins."""
        duration = length.within(max((_minutes(*span) for span in spans), default=0))
        if duration is None:
            return None
        starts = (
            min(max(target, start), end - duration * ONE_MINUTE)
            for start, end in spans
            if _minutes(start, end) >= duration
        )
        places = (Place(start, duration) for start in starts if self._may_start(start))
        return min(places, key=lambda place: abs(place.start - target), default=None)

    def _spans(self, day: date) -> list[Span]:
        return [(span.start, span.end) for span in self.shared(day)]

    def _free_spans(self, day: date) -> list[Span]:
        """The shared hours of a day in which the tutor has nothing else, in order."""
        spans = self._spans(day)
        for each in self._busy:
            spans = [
                part
                for start, end in spans
                for part in ((start, min(end, each.start)), (max(start, each.end), end))
                if part[0] < part[1]
            ]
        return spans

    def _may_start(self, start: datetime) -> bool:
        return self.is_ahead(start) and self._is_plain(start)

    # --- no shared hours ------------------------------------------------------------------------

    def least_bad(self, day: date, duration: int, *, late: bool = False) -> LeastBad | None:
        """The least bad start of a day on which no hour is shared; None on a closed day.

        The hour chosen by the tutor is taken, unless it is in the night of one of the two; of
        equal slots, the one at the steadiest hour of the stage wins. Where the tutor is busy, the
        next one is taken.

        Args:
            day: Date on the reference clock.
            duration: Minutes.
            late: Whether to take what is left of a day whose best hours are past.
        """
        slots = self._open_slots(day, duration)
        best = next(slots, None)
        if best is None:
            return None
        slots = (slot for slot in chain((best,), slots) if self.is_ahead(slot.start))
        by_rule = self._slot_at(day, self._hour_of_rule, duration)
        steady = self._slot_at(day, self._steady, duration)
        first = next(slots, None)
        if by_rule:
            first = by_rule
        elif first is None or (first.outside > best.outside and not late):
            return None
        elif steady and steady.outside == first.outside:
            first = steady
        if self._is_free(first, duration):
            return first
        return next((slot for slot in slots if self._is_free(slot, duration)), first)

    def _open_slots(self, day: date, duration: int) -> Iterator[LeastBad]:
        """The slots of a day outside the night, the least bad first; none on a closed day."""
        if self._here.reason(day):
            return iter(())
        return filter(self._is_open, least_bad(day, self._sides, duration))

    def _slot_at(self, day: date, at: time | None, duration: int) -> LeastBad | None:
        if at is None or self._here.reason(day):
            return None
        slot = slot_at(self._start(day, at), self._sides, duration)
        return slot if slot and self._is_open(slot) and self.is_ahead(slot.start) else None

    def _is_open(self, slot: LeastBad) -> bool:
        if slot.at_night or not self._is_plain(slot.start):
            return False
        return not self._there.reason(local(slot.start, self._other_zone).date())

    def _is_free(self, slot: LeastBad, duration: int) -> bool:
        return self.clash(Place(slot.start, duration)) is None

    # --- instants -------------------------------------------------------------------------------

    def _start(self, day: date, at: time) -> datetime:
        return wall_instant(day, at, self.zone)

    def _is_plain(self, start: datetime) -> bool:
        """Whether it is on neither clock a wall time that is skipped or repeated."""
        zones = self.zone, self._other_zone
        moments = ((local(start, zone_name), zone_name) for zone_name in zones)
        return all(is_plain(here.date(), here.time(), name) for here, name in moments)

    # --- the usual hour -------------------------------------------------------------------------

    @cached_property
    def _steady(self) -> time:
        """The earliest wall time shared on the most days of the stage, else the least bad one."""
        days_by_spans = Counter(
            tuple((span.host_start, span.host_end) for span in spans)
            for day in self.common_days
            if (spans := self.shared(day))
        )
        if not days_by_spans:
            return self._least_bad_hour()

        def days_held(start: int) -> int:
            end = start + self._duration
            return sum(
                days
                for spans, days in days_by_spans.items()
                if any(begin <= start and end <= finish for begin, finish in spans)
            )

        starts = sorted({begin for spans in days_by_spans for begin, _ in spans})
        return time(*divmod(max(starts, key=days_held), 60))

    def _least_bad_hour(self) -> time:
        slots = (next(self._open_slots(day, self._duration), None) for day in self.common_days)
        hours = Counter(local(slot.start, self.zone).time() for slot in slots if slot)
        return hours.most_common(1)[0][0] if hours else _FALLBACK

    def _why_unsuited(self) -> Unsuited | None:
        duration = self._duration
        days = [day for day in self.common_days if self.is_shared(day, duration)]
        starts = [self.usual_start(day) for day in days or self.common_days]
        if any(
            span.holds(start, duration)
            for day, start in zip(days, starts, strict=False)
            for span in self.shared(day)
        ):
            return None
        fault = why_not if days else at_night
        reasons = [fault(start, duration, self.pair) for start in starts]
        if not reasons or reasons[0] is None or None in reasons:
            return None
        if days:
            verdict, where = "n’est jamais commune", "à l’heure commune la plus proche"
        else:
            verdict, where = "tombe la nuit pour l’un des deux", "aux heures les moins mauvaises"
        return Unsuited(verdict, reasons[0], f"Les rencontres sont placées {where}.")


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // ONE_MINUTE
