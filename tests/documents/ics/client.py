"""A calendar that imports files one after the other, and keeps what is newest (RFC 5546)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Event
from icalendar.timezone import tzp

_FIRST, _LAST = date(2020, 1, 1), date(2040, 1, 1)


@dataclass
class CalendarClient:
    """What someone's calendar has, by identifier.

    An event replaces one of a lower SEQUENCE, or of an equal one and an older DTSTAMP. A recurring
    event that is replaced takes its exceptions with it.
    """

    entries: dict[str, list[Event]] = field(default_factory=dict)

    def take_in(self, data: bytes) -> None:
        """Import a file."""
        tzp.use_zoneinfo()
        news: dict[str, list[Event]] = {}
        for event in Calendar.from_ical(data).events:
            news.setdefault(str(event["UID"]), []).append(event)
        for uid, events in news.items():
            if any("RECURRENCE-ID" not in event for event in events):
                if _age(events) > _age(self.entries.get(uid, [])):
                    self.entries[uid] = events
            else:
                self._take_in_exceptions(uid, events)

    def _take_in_exceptions(self, uid: str, events: list[Event]) -> None:
        kept = self.entries.setdefault(uid, [])
        for event in events:
            if _age([event]) > _age(kept):
                moment = event.decoded("RECURRENCE-ID")
                kept[:] = [
                    each
                    for each in kept
                    if "RECURRENCE-ID" not in each or each.decoded("RECURRENCE-ID") != moment
                ]
                kept.append(event)

    def shown(self) -> list[tuple[datetime, datetime]]:
        """UTC start and end of everything that takes place, in order."""
        places: list[tuple[datetime, datetime]] = []
        for events in self.entries.values():
            masters = [event for event in events if "RECURRENCE-ID" not in event]
            if any(event["STATUS"] == "CANCELLED" for event in masters):
                continue  # all of it was called off
            calendar = Calendar()
            for event in events:
                calendar.add_component(event)
            places += [
                (each.start.astimezone(UTC), each.end.astimezone(UTC))
                for each in recurring_ical_events.of(calendar).between(_FIRST, _LAST)
                if each["STATUS"] != "CANCELLED"
            ]
        return sorted(places)


def _age(events: list[Event]) -> tuple[int, datetime]:
    """What makes it newer than another; older than anything when there is nothing."""
    if not events:
        return -1, datetime.min.replace(tzinfo=UTC)
    return (
        max(event.sequence for event in events),
        max(event.decoded("DTSTAMP") for event in events),
    )
