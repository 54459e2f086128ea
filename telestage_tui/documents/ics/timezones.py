"""VTIMEZONE components made from the packaged zone data, so that every program reads our hours.

A file of zone data ends with the rule that holds from the last listed change of clock on, as POSIX
writes it (`EST5EDT,M3.2.0,M11.1.0`, RFC 8536 section 3.3): « the second Sunday of March » becomes
one yearly rule. A zone without such a rule, for example one that changes its clock for Ramadan, or
with another in the years asked for, gets its changes one by one.
"""

from __future__ import annotations

import re
import zoneinfo
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...dossier.zone_names import zone

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_YEARS = 30
"""Years looked at: the calendar repeats after 28, so changes that follow a rule so long keep it."""
_STRIDE = 7 * 24 * 3600
"""Seconds, fewer than between two changes of clock: in Morocco, around Ramadan, a month."""
_NOTHING = timedelta(0)
_BEFORE_ALL = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time
_RULE = re.compile(rb",M(\d+)\.(\d)\.(\d)")
"""The month, the week and the day of a change of clock; week 5 is the last, day 0 is Sunday."""
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


class _Change(NamedTuple):
    """One change of clock.

    Attributes:
        onset: Wall time at which it happens, on the clock it ends.
        offset_from: Offset from UTC before.
        offset: Offset from UTC from then on.
        name: Abbreviation of the new clock: `EST`.
        is_daylight: Whether that clock is ahead of the standard one.
    """

    onset: datetime
    offset_from: timedelta
    offset: timedelta
    name: str
    is_daylight: bool


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
    changes = _changes(here, first - 1)
    start = datetime(first - 1, 1, 1, tzinfo=UTC)
    if not changes:
        component.add_component(_observance(_change(here, start)._replace(onset=_BEFORE_ALL)))
    elif rules := _yearly_rules(zone_name, changes):
        for change, rule in zip(changes, rules, strict=False):
            component.add_component(_observance(change, rule))
    else:
        steady = _change(here, start)._replace(onset=start.replace(tzinfo=None))
        for change in (steady, *changes):
            if change.onset.year <= last + 1:
                component.add_component(_observance(change))
    return component


def _observance(
    change: _Change, rule: dict[str, object] | None = None
) -> TimezoneDaylight | TimezoneStandard:
    from icalendar import TimezoneDaylight, TimezoneStandard

    observance = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    observance.add("DTSTART", change.onset)
    observance.add("TZOFFSETFROM", change.offset_from)
    observance.add("TZOFFSETTO", change.offset)
    observance.add("TZNAME", change.name)
    if rule:
        observance.add("RRULE", rule)
    return observance


def _yearly_rules(zone_name: str, changes: tuple[_Change, ...]) -> list[dict[str, object]]:
    """The rules of the first two changes; empty when some change follows neither of them."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    *_, posix = Path(zoneinfo.TZPATH[0], zone_name).read_bytes().splitlines()  # the packaged data
    days = {
        int(month): f"{'-1' if week == b'5' else int(week)}{_WEEKDAYS[int(day)]}"
        for month, week, day in _RULE.findall(posix)
    }
    rules: list[dict[str, object]] = []
    if len(changes) != 2 * _YEARS or len({change[1:] for change in changes}) != 2:
        return []
    for change, alike in zip(changes[:2], (changes[::2], changes[1::2]), strict=True):
        at = change.onset
        text = f"FREQ=YEARLY;BYMONTH={at.month};BYDAY={days.get(at.month, 'SU')}"
        following = islice(rrulestr(text, dtstart=at), _YEARS)
        if at.month not in days or [*following] != [each.onset for each in alike]:
            return []
        rules.append({"FREQ": "YEARLY", "BYMONTH": at.month, "BYDAY": days[at.month]})
    return rules


@lru_cache(maxsize=64)
def _changes(here: zoneinfo.ZoneInfo, first: int) -> tuple[_Change, ...]:
    """Every change of clock in the years looked at, from the first of January of `first` on."""

    def offset(second: int) -> timedelta | None:
        return datetime.fromtimestamp(second, here).utcoffset()

    begin, end = (int(datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (first, first + _YEARS))
    changes = []
    for before in range(begin, end, _STRIDE):
        after = before + _STRIDE
        if offset(after) != offset(before):
            week = range(before, after + 1)
            index = bisect_left(week, True, key=lambda at: offset(at) != offset(week[0]))
            second = week[index]
            changes.append(_change(here, datetime.fromtimestamp(second, UTC)))
    return tuple(changes)


def _change(here: zoneinfo.ZoneInfo, moment: datetime) -> _Change:
    """The change of clock at a UTC instant."""
    before, local = (moment - timedelta(seconds=1)).astimezone(here), moment.astimezone(here)
    offset_from, offset, name = before.utcoffset(), local.utcoffset(), local.tzname()
    assert offset_from is not None
    assert offset is not None
    assert name is not None
    onset = (moment + offset_from).replace(tzinfo=None)
    return _Change(onset, offset_from, offset, name, (local.dst() or _NOTHING) > _NOTHING)
