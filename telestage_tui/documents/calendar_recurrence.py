"""When the events of a calendar file take place in a period, without ever counting for long."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta

from .calendar_reading import CalendarEvent, Moment, UnreadableCalendar, day_of
from .calendar_rules import Rule

COSTLIEST = 1_000_000
"""Days that the rules of one file may be tested on, all together."""
_READING = 100
"""What reading a rule costs, in those days."""
_ONE_DAY = timedelta(days=1)

Span = tuple[Moment, Moment]
"""When an occurrence begins and ends."""


class Expander:
    """Finds the occurrences of the events of one file in a period.

    Args:
        since: First local date of the period.
        until: Last local date.
    """

    def __init__(self, since: date, until: date) -> None:
        self._since = since
        self._until = until
        self._left = COSTLIEST

    def spans(self, event: CalendarEvent, replaced: Collection[Moment] = ()) -> list[Span]:
        """When an event takes place, in the period at least; its first time is always there.

        Args:
            event: The event; an exception to a recurring one is a single occurrence, even when
                it says that those that follow change too.
            replaced: The occurrences that exceptions stand for.

        Raises:
            UnreadableCalendar: when a rule cannot be read, or would take too long.
        """
        try:
            gone = _Removed(event.start, (*event.removed, *replaced))
            return [span for span in self._spans(event) if span[0] not in gone]
        except OverflowError:
            raise UnreadableCalendar(
                "Cet agenda est abîmé : un événement sort du calendrier des années."
            ) from None

    def _spans(self, event: CalendarEvent) -> Iterator[Span]:
        yield event.start, event.end
        if event.replaces is not None:
            return
        length = event.length
        for text in event.rules:
            for day in self._days(Rule.parse(text, event.start), length):
                start = _on(day, event.start)
                if start != event.start:
                    yield start, _after(start, length)
        for added, end in event.added:
            start = added if isinstance(event.start, datetime) else day_of(added)
            yield start, end or _after(start, length)

    def _days(self, rule: Rule, length: timedelta) -> Iterator[date]:
        reach = length.days + 2  # its zone may be a day away from that of the period
        earliest = date.fromordinal(max(1, self._since.toordinal() - reach))
        latest = self._until + 2 * _ONE_DAY
        tested = (latest - rule.starts_looking(earliest)).days
        self._left -= _READING + max(0, tested)
        if self._left < 0:
            raise UnreadableCalendar(
                "Cet agenda a trop d’événements répétés : exportez une période plus courte."
            )
        return rule.days(earliest, latest)


class _Removed:
    """The occurrences of an event that do not take place."""

    def __init__(self, start: Moment, moments: Collection[Moment]) -> None:
        is_timed = isinstance(start, datetime)
        self._days = {day_of(m) for m in moments if not (is_timed and isinstance(m, datetime))}
        self._instants = {m.astimezone(UTC) for m in moments if isinstance(m, datetime)}

    def __contains__(self, start: Moment) -> bool:
        if day_of(start) in self._days:
            return True
        return isinstance(start, datetime) and start.astimezone(UTC) in self._instants


def _on(day: date, start: Moment) -> Moment:
    """That day, at the wall time of the event."""
    return datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day


def _after(start: Moment, length: timedelta) -> Moment:
    """The moment so much later, exactly, whatever the clock does meanwhile."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return start + length
