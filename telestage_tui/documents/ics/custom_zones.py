"""The zones that a calendar file defines for itself, where their name says nothing to anyone.

`icalendar` builds them; dateutil then follows their rules from the first to the moment asked
about, at each question. They are therefore known around the period read and nowhere else, and one
that does anything but change its clock on fixed dates is left unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from .recurrence_rules import Rule

_MOST_ZONES = 50
"""Zones that one file may define."""
_MOST_ONSETS = 12
"""Times at which one of them may begin to keep another clock: two, for nearly all."""


def learn_zones(zones: Iterable[Sequence[str]], since: date, until: date) -> None:
    """Have `icalendar` know the zones of a file, and forget those of the file before.

    Args:
        zones: The lines of each VTIMEZONE, the properties that define it and no other.
        since: First date of the period that moments are read for.
        until: Last date.
    """
    from icalendar import Timezone
    from icalendar.timezone import tzp

    learnt = []
    for lines, _ in zip(zones, range(_MOST_ZONES), strict=False):
        # A zone that cannot be built stays unknown: the moments in it are said to be so.
        with suppress(Exception):
            zone = Timezone.from_ical("\r\n".join(lines))
            onsets = zone.subcomponents
            if len(onsets) <= _MOST_ONSETS and all(_settle(each, since, until) for each in onsets):
                learnt.append(zone)
    tzp.use_default()  # forgets them as they were written
    for zone in learnt:
        with suppress(Exception):
            tzp.cache_timezone_component(zone)


def _settle(onset: Any, since: date, until: date) -> bool:
    """Make the rule of an onset cover the period and little more; whether that can be done."""
    if "RDATE" in onset:
        return False
    if "RRULE" in onset:
        recur = onset["RRULE"]
        start = onset["DTSTART"].dt
        rule = Rule.of(recur)
        if (rule.frequency, rule.interval, rule.count) != ("YEARLY", 1, None):
            return False
        if not rule.comes_round(start):
            return False
        onset["DTSTART"].dt = start.replace(year=max(start.year, since.year - 1))
        (last,) = recur.get("UNTIL", [date.max])
        if last.year > until.year:
            recur["UNTIL"] = [datetime(until.year + 1, 12, 31, tzinfo=UTC)]
    return True
