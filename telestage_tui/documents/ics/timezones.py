"""VTIMEZONE components made from the packaged zone data, so that every calendar reads our hours.

The rules are found by looking at the zone itself, never written down: each change of clock of
29 years is searched, and described by one yearly rule when all of them follow it (« the second
Sunday of March »). A zone that follows none, such as one that changes its clock for Ramadan, gets
its changes one by one for the years asked for.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ...dossier.zone_names import zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_CYCLE = 28
"""Years after which weekdays and dates fall together again: what holds so long is a rule."""
_STRIDE = timedelta(days=7)
"""Shorter than any two changes of clock are apart: Morocco's, around Ramadan, leave a month."""
_ONE_SECOND = timedelta(seconds=1)
_BEFORE_ALL = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Period:
    """What the clocks of a zone show from some moment on."""

    offset: timedelta
    name: str
    is_daylight: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of clock.

    Attributes:
        onset: Wall time at which it happens, on the clock it ends.
        offset_from: Offset from UTC before.
        to: What the clocks show from then on.
    """

    onset: datetime
    offset_from: timedelta
    to: _Period

    @property
    def year_place(self) -> tuple[object, ...]:
        """What all the changes of one yearly rule share, the day apart."""
        at = self.onset
        return (self.offset_from, self.to, at.month, at.weekday(), at.time())

    @property
    def ordinals(self) -> frozenset[int]:
        """Which of those weekdays of the month it is: counted from 1, and -1 for the last."""
        at = self.onset
        is_last = at.day + 7 > monthrange(at.year, at.month)[1]
        return frozenset({(at.day - 1) // 7 + 1, *((-1,) if is_last else ())})


def vtimezone(zone_name: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of a zone, TZID its IANA name.

    Args:
        zone_name: IANA name.
        first: First calendar year that must be right.
        last: Last one; a zone with a yearly rule is right far beyond it.

    Raises:
        ValueError: with a French sentence, when there is no such zone.
    """
    from icalendar import Timezone

    component = Timezone()
    component.add("TZID", zone_name)
    here = zone(zone_name)
    changes = _changes(here, first - 1, first + _CYCLE)
    start = datetime(first - 1, 1, 1, tzinfo=UTC)
    if not changes:
        component.add_component(_observance(_steady(here, start, _BEFORE_ALL)))
    elif rules := _yearly_rules(changes, first - 1):
        for change, rule in rules:
            component.add_component(_observance(change, rule))
    else:
        component.add_component(_observance(_steady(here, start, start.replace(tzinfo=None))))
        for change in changes:
            if change.onset.year <= last + 1:
                component.add_component(_observance(change))
    return component


def _observance(
    change: _Change, rule: dict[str, object] | None = None
) -> TimezoneDaylight | TimezoneStandard:
    from icalendar import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if change.to.is_daylight else TimezoneStandard()
    observance.add("DTSTART", change.onset)
    observance.add("TZOFFSETFROM", change.offset_from)
    observance.add("TZOFFSETTO", change.to.offset)
    observance.add("TZNAME", change.to.name)
    if rule:
        observance.add("RRULE", rule)
    return observance


def _yearly_rules(
    changes: tuple[_Change, ...], first: int
) -> list[tuple[_Change, dict[str, object]]]:
    """The first change of each yearly rule with that rule; empty when some change follows none."""
    alike: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        alike.setdefault(change.year_place, []).append(change)
    every_year = list(range(first, first + _CYCLE + 2))
    rules = []
    for group in alike.values():
        ordinals = frozenset.intersection(*(change.ordinals for change in group))
        if not ordinals or [change.onset.year for change in group] != every_year:
            return []
        at = group[0].onset
        by_day = f"{max(ordinals)}{_WEEKDAYS[at.weekday()]}"
        rules.append((group[0], {"FREQ": "YEARLY", "BYMONTH": at.month, "BYDAY": by_day}))
    return rules


def _steady(here: ZoneInfo, moment: datetime, onset: datetime) -> _Change:
    """What the clocks show at a UTC instant, as if from that wall time on, and before."""
    period = _period(here, moment)
    return _Change(onset, period.offset, period)


# --- searching the zone -------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _changes(here: ZoneInfo, first: int, last: int) -> tuple[_Change, ...]:
    """Every change of clock from the year `first` to the year `last`, both included."""
    return tuple(_search(here, date(first, 1, 1), date(last + 1, 1, 1)))


def _search(here: ZoneInfo, first: date, end: date) -> Iterator[_Change]:
    before = datetime(first.year, first.month, first.day, tzinfo=UTC)
    stop = datetime(end.year, end.month, end.day, tzinfo=UTC)
    offset = before.astimezone(here).utcoffset()
    while before < stop:
        after = before + _STRIDE
        if (new := after.astimezone(here).utcoffset()) != offset:
            yield _between(here, before, after)
        before, offset = after, new


def _between(here: ZoneInfo, before: datetime, after: datetime) -> _Change:
    """The change of clock between two UTC instants that show different offsets."""
    old = _period(here, before).offset
    while after - before > _ONE_SECOND:
        middle = (before + (after - before) // 2).replace(microsecond=0)
        if middle.astimezone(here).utcoffset() == old:
            before = middle
        else:
            after = middle
    return _Change((after + old).replace(tzinfo=None), old, _period(here, after))


def _period(here: ZoneInfo, moment: datetime) -> _Period:
    local = moment.astimezone(here)
    offset, name, saved = local.utcoffset(), local.tzname(), local.dst()
    assert offset is not None
    assert name is not None
    return _Period(offset, name, bool(saved and saved > timedelta(0)))
