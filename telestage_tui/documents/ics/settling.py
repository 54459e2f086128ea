"""An event read from its lines, with nothing about it left for a library to guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from ...dossier.durations import ONE_DAY, ONE_MINUTE
from .event_reading import Moment, day_of, values_of, word_of
from .property_lines import ZONE, rewritten
from .structure import Part
from .zone_aliases import Zones

if TYPE_CHECKING:
    from icalendar import Event

METHOD = "X-TELESTAGE-METHOD"
"""The property that says what is done with an event: the METHOD of its calendar."""
_EASTERNMOST = timedelta(hours=4)
"""How far ahead of UTC a midnight of France may be: La Réunion. The isles of the Pacific, further
still, are known by the zone of the person."""
_LAST_MINUTE = (23, 59)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class Settler:
    """Leaves nothing about an event for a library to guess.

    Args:
        zones: The zones that the file may name.
        here: The zone of moments without one.
        clocks: Those on which a midnight may be meant.
    """

    def __init__(self, zones: Zones, here: tzinfo, clocks: Sequence[tzinfo]) -> None:
        self._zones = zones
        self._here = here
        self._clocks = clocks
        self._names: list[str] = []
        self.unknown: dict[str, None] = {}
        """The zones met that nobody knows."""

    def event(self, part: Part, number: int, addresses: frozenset[str]) -> Event:
        """The event of those lines, with no gap left.

        Args:
            part: The lines.
            number: Of the event in its file.
            addresses: E-mail addresses of the person, in lower case.

        Raises:
            Exception: of any kind, when something is missing or makes no sense.
        """
        from icalendar import Event

        if not part.is_whole:
            raise ValueError(number)
        owner = part.head.name.lower()  # Google names a calendar by the address it is of
        own = addresses | {owner} if _ADDRESS.fullmatch(owner) else addresses
        event: Any = Event.from_ical("\r\n".join(rewritten(part.lines, self._names, own)))
        if event.errors:
            raise ValueError(event.errors)
        if not word_of(event, "UID"):
            event["UID"] = f"#{number}"
        event[METHOD] = part.head.method.upper()
        self._settle(event)
        return event  # type: ignore[no-any-return]

    def _settle(self, event: Any) -> None:
        from icalendar.prop import vDDDTypes

        for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
            for values in values_of(event, name):
                rank = values.params.pop(ZONE, None)
                zone_name = None if rank is None else self._names[int(rank)]
                for value in getattr(values, "dts", [values]):
                    value.dt = self._placed(value.dt, zone_name)
        start = event["DTSTART"].dt
        if not isinstance(start, date):
            raise ValueError(start)  # noqa: TRY004 - what the file says, not what a program passed
        event["DTEND"] = vDDDTypes(self._end(event, start))
        event.pop("DURATION", None)
        for name in ("EXDATE", "RDATE"):
            for values in values_of(event, name):
                for value in values.dts:
                    value.dt = self.alike(value.dt, start)
        for name in ("RRULE", "EXRULE"):
            for rule in values_of(event, name):
                self._settle_rule(rule, start)

    def _settle_rule(self, rule: Any, start: Moment) -> None:
        if "UNTIL" in rule:
            (last,) = rule.pop("UNTIL")
            if last.year < date.max.year:
                rule["UNTIL"] = [self._until(last, start)]
        if rule.get("COUNT") == [-1]:  # as Confluence says that there is no number
            rule.pop("COUNT")

    def _placed(self, moment: Any, zone_name: str | None) -> Any:
        """The moment, or both ends of the period, with a zone."""
        if isinstance(moment, tuple):
            return tuple(self._placed(each, zone_name) for each in moment)
        if isinstance(moment, datetime) and not moment.tzinfo:
            return moment.replace(tzinfo=self._clock(zone_name))
        return moment

    def _clock(self, zone_name: str | None) -> tzinfo:
        if zone_name is None:
            return self._here
        zone = self._zones.find(zone_name)
        if zone is None:
            self.unknown[zone_name] = None
        return zone or self._here

    def alike(self, moment: Any, start: Moment) -> Any:
        """A moment as the DTSTART it goes with: a date, or a moment at that time of the day."""
        if isinstance(moment, tuple):
            return moment
        if not isinstance(start, datetime):
            return self._day_meant(moment)
        if not isinstance(moment, datetime):
            return datetime.combine(moment, start.timetz())
        return moment

    def _end(self, event: Any, start: Moment) -> Moment:
        length = event["DURATION"].dt if "DURATION" in event else timedelta(0)
        end: Moment = event["DTEND"].dt if "DTEND" in event else start + length
        if not isinstance(start, datetime):
            return max(self._day_meant(end), start + ONE_DAY)
        if not isinstance(end, datetime):
            end = datetime.combine(end, time(), start.tzinfo)
        return max(end, start)

    def _until(self, last: Moment, start: Moment) -> Moment:
        """The last moment of a rule; a date, or one without a zone, is on the event's clock."""
        if not isinstance(start, datetime):
            return self._day_meant(last)
        if not isinstance(last, datetime):
            last = datetime.combine(last, time.max)
        return (last if last.tzinfo else last.replace(tzinfo=start.tzinfo)).astimezone(UTC)

    def _day_meant(self, moment: Moment) -> date:
        """The date that a moment stands for among days without hours.

        Exchange and Outlook write the midnight of the organiser in UTC: 23:00 of the day before,
        for Paris. Where no clock of the file nor of the person has midnight then, or the last
        minute of a day, the midnight is taken for that of a place west of La Réunion.
        """
        if not isinstance(moment, datetime) or str(moment.tzinfo) != "UTC":
            return day_of(moment)
        for clock in self._clocks:
            local = moment.astimezone(clock)
            if local.time() == time() or (local.hour, local.minute) == _LAST_MINUTE:
                return local.date()
        if moment.minute != _LAST_MINUTE[1]:
            return (moment + _EASTERNMOST).date()
        return (moment + ONE_MINUTE + _EASTERNMOST).date() - ONE_DAY
