"""The two sides of a dossier, seen from the clock that stays fixed over the changes of hour.

Days are dates on that clock, the reference: the other side may be at another date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from ...clocks.closures import ClosedDays, SideCalendar
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


class Reference:
    """The reference clock of a dossier, and the hours shared on each of its days.

    Attributes:
        pair: The two sides, the host first.
        zone: IANA name of the zone of the reference.
        other_zone: IANA name of the other.
        here: The closed days of the reference side.
        there: Those of the other side.
    """

    def __init__(self, dossier: Dossier, closed: ClosedDays) -> None:
        """See a dossier, whose meetings are not read, from its reference side."""
        self.pair = Pair.of(dossier)
        by_host = dossier.meeting_rule.reference == "structure"
        self._seen = self.pair if by_host else self.pair.swapped
        self.zone, self.other_zone = self._seen.host_zone, self._seen.intern_zone
        self.here: SideCalendar = closed.host if by_host else closed.intern
        self.there: SideCalendar = closed.intern if by_host else closed.host
        self._shared: dict[date, tuple[SharedInterval, ...]] = {}

    def day_of(self, moment: datetime) -> date:
        """The date of an instant."""
        return local(moment, self.zone).date()

    def start(self, day: date, at: time) -> datetime:
        """The UTC instant of a wall time."""
        return wall_instant(day, at, self.zone)

    def shared(self, day: date) -> tuple[SharedInterval, ...]:
        """The shared hours of a day, the reference as their host; none when a side is closed."""
        if day not in self._shared:
            found = () if self.here.reason(day) else shared_intervals(day, self._seen)
            self._shared[day] = tuple(
                span for span in found if not self.there.reason(span.intern_day)
            )
        return self._shared[day]

    def is_shared(self, day: date, duration: int) -> bool:
        """Whether the two working weeks meet for so many minutes on that day, closed or not."""
        spans = self.shared(day) or shared_intervals(day, self._seen)
        return any(span.minutes >= duration for span in spans)

    def open_slots(self, day: date, duration: int) -> Iterator[LeastBad]:
        """The slots of a day, the least bad first; none on a closed day."""
        if self.here.reason(day):
            return iter(())
        return filter(self._is_open, least_bad(day, self._seen, duration))

    def slot_at(self, day: date, at: time, duration: int) -> LeastBad | None:
        """The slot at that wall time, unless one side does not work that day."""
        slot = slot_at(self.start(day, at), self._seen, duration)
        return slot if slot and not self.here.reason(day) and self._is_open(slot) else None

    def _is_open(self, slot: LeastBad) -> bool:
        their_day = local(slot.start, self.other_zone).date()
        return not self.there.reason(their_day) and self.is_plain(slot.start)

    def is_plain(self, start: datetime) -> bool:
        """Whether it is on neither clock a wall time that is skipped or repeated."""
        for zone_name in (self.zone, self.other_zone):
            here = local(start, zone_name)
            if not is_plain(here.date(), here.time(), zone_name):
                return False
        return True
