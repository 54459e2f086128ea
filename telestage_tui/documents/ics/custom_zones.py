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
    for lines in zones:
        # A zone that cannot be built stays unknown: the moments in it are said to be so.
        with suppress(Exception):
            zone = Timezone.from_ical("\r\n".join(lines))
            for onset in zone.subcomponents:
                _restrict(onset, since, until)
            learnt.append(zone)
    tzp.use_default()  # `from_ical` had them known as they are written
    for zone in learnt:
        with suppress(Exception):
            tzp.cache_timezone_component(zone)


def _restrict(onset: Any, since: date, until: date) -> None:
    """Make the rule of an onset cover the period and little more.

    Raises:
        ValueError: when it is not one date of every year.
        StopIteration: when that date is 30 February.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    if "RDATE" in onset:
        raise ValueError(onset["RDATE"])
    if "RRULE" not in onset:
        return
    recur, start = onset["RRULE"], onset["DTSTART"].dt
    if recur["FREQ"] != ["YEARLY"] or recur.get("INTERVAL", [1]) != [1] or "COUNT" in recur:
        raise ValueError(recur)
    onset["DTSTART"].dt = start = start.replace(year=max(start.year, since.year - 1))
    (last,) = recur.get("UNTIL", [date.max])
    if last.year > until.year:
        recur["UNTIL"] = [datetime(until.year + 1, 12, 31, tzinfo=UTC)]
        next(iter(rrulestr(recur.to_ical().decode(), dtstart=start.replace(tzinfo=UTC))))
