"""The zones that a calendar file defines itself.

`icalendar` builds them; dateutil then follows their rules from the first date to the moment asked
about, each time. They are therefore known around the period read only, and a zone that does
anything but change its clock on one date a year stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from typing import Any


def defined_zones(zones: Iterable[Sequence[str]], since: date, until: date) -> dict[str, tzinfo]:
    """The zones of a file, by the names it gives them.

    Args:
        zones: The lines of each VTIMEZONE, the properties that define it and no other.
        since: First date of the period that moments are read for.
        until: Last date.
    """
    from icalendar import Timezone
    from icalendar.timezone import tzp

    known: dict[str, tzinfo] = {}
    for lines in zones:
        # A zone that cannot be built stays unknown, and is reported as such.
        with suppress(Exception):
            zone: Any = Timezone.from_ical("\r\n".join(lines))
            for onset in zone.subcomponents:
                _restrict(onset, since, until)
            known[str(zone["TZID"]).strip()] = zone.to_tz(lookup_tzid=False)
    tzp.use_default()  # forgets the zones that `from_ical` learned
    return known


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
