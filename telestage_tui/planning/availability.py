"""What each day offers to the two sides of a dossier, closed days and change of clock included."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from ..dossier.dossier import Dossier
from .closed import ClosedDays
from .overlap import LeastBad, Pair, SharedInterval, least_bad, shared_intervals, slot_at
from .zones import is_plain, local, wall_instant

_ONE_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_FALLBACK = time(9)
"""Usual hour of a stage in which the two never work on the same day."""


class Availability:
    """The hours in which the two sides of a dossier can meet.

    Days are host-local dates; starts are UTC instants; durations are minutes.

    Args:
        dossier: The dossier; its meetings are not read.
        closed: The closed days of the two sides.
        since: UTC instant before which no meeting may start, or None.
    """

    def __init__(self, dossier: Dossier, closed: ClosedDays, since: datetime | None = None) -> None:
        self.pair = Pair.of(dossier)
        self.closed = closed
        self._stage = dossier.stage
        self._rule = dossier.meeting_rule
        self._since = since
        self._shared: dict[date, tuple[SharedInterval, ...]] = {}
        self._usual: dict[date, datetime | None] = {}
        self._by_host = self._rule.reference == "structure"
        self.reference_zone = self.pair.host_zone if self._by_host else self.pair.intern_zone
        self.usual = self._rule.at or self._steady_hour()
        """Wall time of the meetings on the reference clock."""

    def shared(self, day: date) -> tuple[SharedInterval, ...]:
        """The shared hours of a day; none when either side is closed."""
        if day not in self._shared:
            found = () if self.closed.host_reason(day) else shared_intervals(day, self.pair)
            self._shared[day] = tuple(
                span for span in found if not self.closed.intern_reason(span.intern_day)
            )
        return self._shared[day]

    def is_shared(self, day: date) -> bool:
        """Whether the two working weeks meet on that day, closed or not."""
        return bool(self.shared(day) or shared_intervals(day, self.pair))

    def usual_start(self, day: date) -> datetime | None:
        """When the usual hour falls on that day; None when it falls on another for the host."""
        if day not in self._usual:
            self._usual[day] = self._find_usual(day)
        return self._usual[day]

    def _find_usual(self, day: date) -> datetime | None:
        for near in (day, day + _ONE_DAY, day - _ONE_DAY):
            start = wall_instant(near, self.usual, self.reference_zone)
            if local(start, self.pair.host_zone).date() == day:
                return start
        return None

    def fit(self, day: date, start: datetime, durations: tuple[int, ...]) -> int | None:
        """The first of the durations that fits in the shared hours from that start."""
        spans = self.shared(day)
        if not spans or not self.may_start(start):
            return None
        return next((d for d in durations if any(s.holds(start, d) for s in spans)), None)

    def first_shared(self, day: date, durations: tuple[int, ...]) -> tuple[datetime, int] | None:
        """The first shared start of that day, with the first of the durations that fits."""
        for duration in durations:
            for span in self.shared(day):
                if self.fit(day, span.start, (duration,)):
                    return span.start, duration
        return None

    def nearest_shared(self, day: date, durations: tuple[int, ...]) -> tuple[datetime, int] | None:
        """The shared start nearest to the usual hour of that day."""
        if not self.shared(day):
            return None
        usual = self.usual_start(day)
        if usual is None:
            return self.first_shared(day, durations)
        for duration in durations:
            length = duration * _MINUTE
            starts = [
                min(max(usual, span.start), span.end - length)
                for span in self.shared(day)
                if span.end - span.start >= length
            ]
            for start in sorted(starts, key=lambda start: abs(start - usual)):
                if self.fit(day, start, (duration,)):
                    return start, duration
        return None

    def least_bad(self, day: date, duration: int) -> LeastBad | None:
        """The least bad start of a day on which no hour is shared; None on a closed day.

        The hour chosen by the tutor is taken as it is; the usual hour wins over its equals.
        """
        if self.closed.host_reason(day):
            return None
        usual = self.usual_start(day)
        asked = slot_at(usual, self.pair, duration) if usual else None
        if asked and not self._is_open(asked):
            asked = None
        if asked and self._rule.at:
            return asked
        best = self._first_open(day, duration)
        if asked and best and (asked.at_night, asked.outside) == (best.at_night, best.outside):
            return asked
        return best

    def may_start(self, start: datetime) -> bool:
        """Not past, and on neither clock a wall time that is skipped or repeated."""
        if self._since and start < self._since:
            return False
        for zone_name in (self.pair.host_zone, self.pair.intern_zone):
            here = local(start, zone_name)
            if not is_plain(here.date(), here.time(), zone_name):
                return False
        return True

    def is_past(self, day: date) -> bool:
        """Whether the day began before the first instant at which a meeting may start."""
        return self._since is not None and day <= local(self._since, self.pair.host_zone).date()

    def _first_open(self, day: date, duration: int) -> LeastBad | None:
        slots = least_bad(day, self.pair, duration)
        return next((slot for slot in slots if self._is_open(slot)), None)

    def _is_open(self, slot: LeastBad) -> bool:
        their_day = local(slot.start, self.pair.intern_zone).date()
        return not self.closed.intern_reason(their_day) and self.may_start(slot.start)

    def _steady_hour(self) -> time:
        """The earliest hour shared on the most days of the stage, else the least bad one."""
        duration = self._rule.duration
        days = list(self.closed.common_days(self._stage.start, self._stage.end))
        kinds = Counter(spans for day in days if (spans := self._reference_spans(day)))
        if not kinds:
            return self._least_bad_hour(days)

        def days_held(start: int) -> int:
            return sum(
                number
                for spans, number in kinds.items()
                if any(begin <= start and start + duration <= end for begin, end in spans)
            )

        starts = sorted({begin for spans in kinds for begin, _ in spans})
        hour, minute = divmod(max(starts, key=days_held), 60)
        return time(hour, minute)

    def _least_bad_hour(self, days: list[date]) -> time:
        hours = Counter(
            local(slot.start, self.reference_zone).time()
            for day in days
            if (slot := self._first_open(day, self._rule.duration)) and not slot.at_night
        )
        return hours.most_common(1)[0][0] if hours else _FALLBACK

    def _reference_spans(self, day: date) -> tuple[tuple[int, int], ...]:
        if self._by_host:
            return tuple((s.host_start, s.host_end) for s in self.shared(day))
        return tuple((s.intern_start, s.intern_end) for s in self.shared(day))
