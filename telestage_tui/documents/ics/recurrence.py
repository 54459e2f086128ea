"""When the events of a calendar file take place.

`recurring-ical-events` follows the rules. It may look for their dates for ever: this runs in a
process that can be ended (see `reading_process`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ...dossier.durations import ONE_DAY
from .event_reading import Moment, NotFollowed, day_of, span_of, values_of

if TYPE_CHECKING:
    from icalendar import Event, vRecur

_LONGEST = 36_525
"""Days of an event: a century."""
_MARGIN = timedelta(days=2)
"""The zone of an event may be a day away from that of the period."""
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": None, "YEARLY": None}
"""Days in one period of a rule, where they are always as many."""


class Series(NamedTuple):
    """An event and its exceptions; an event that does not recur has none.

    Attributes:
        events: The event, first, unless the file has its exceptions only.
        is_replaced: Whether the file has a later revision of it.
    """

    events: tuple[Event, ...]
    is_replaced: bool = False

    @property
    def changes_for_good(self) -> bool:
        """Whether an exception changes all that follow."""
        return any(_range(event) for event in self.events)


def series_of(events: Iterable[Event]) -> Iterator[Series]:
    """The events with their exceptions.

    Some programs give one UID to events that have nothing in common: all of them are kept, unless
    their revisions tell that one replaces another.
    """
    groups: dict[str, tuple[list[Event], list[Event]]] = {}
    for event in events:
        singles, exceptions = groups.setdefault(str(event["UID"]), ([], []))
        (exceptions if "RECURRENCE-ID" in event else singles).append(event)
    for singles, exceptions in groups.values():
        latest = max(map(_revision, singles), default=0)
        changed = [event for event in singles if recurs(event)] or singles[:1]
        if not singles:
            yield Series(tuple(exceptions))
        for event in singles:
            theirs = exceptions if event in changed else ()
            yield Series((event, *theirs), is_replaced=_revision(event) < latest)


def recurs(event: Event) -> bool:
    """Whether an event has several dates."""
    return "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event)


def take_once(event: Event) -> None:
    """Remove all dates of an event but the first."""
    for name in ("RRULE", "RDATE", "EXDATE", "EXRULE"):
        event.pop(name, None)


Alike = Callable[[Any, Moment], Any]
"""Gives a moment as the DTSTART it goes with is written: see `Settler.alike`."""


def occurrences(series: Series, since: date, until: date, alike: Alike) -> list[Event]:
    """Every occurrence in a period and the days around it, each as an event that does not recur.

    Args:
        series: The event and its exceptions; they are changed.
        since: First local date of the period.
        until: Last local date.
        alike: Makes the dates that exceptions replace those of the series.

    Raises:
        NotFollowed: when a rule is not one to follow.
        Exception: of any kind, when one makes no sense.
    """
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar

    calendar = Calendar()
    first = series.events[0]
    for event in series.events:
        if "RECURRENCE-ID" in event:
            _prepare_exception(event, span_of(first)[0], alike)
        else:
            _prepare(event, since - _MARGIN, until + _MARGIN)
        calendar.add_component(event)
    query = recurring_ical_events.of(calendar)
    events: list[Event] = query.between(since - _MARGIN, until + _MARGIN + ONE_DAY)
    return events


def _revision(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _range(event: Any) -> str:
    """What else an exception changes, in the words of the file; empty when it is one date only."""
    return str(event["RECURRENCE-ID"].params.get("RANGE", "")) if "RECURRENCE-ID" in event else ""


def _prepare_exception(event: Any, start: Moment, alike: Alike) -> None:
    """Have an exception name the date it takes the place of as its series has it."""
    from icalendar.prop import vDDDTypes

    take_once(event)
    if (reach := _range(event)) not in ("", "THISANDFUTURE"):
        raise NotFollowed
    event["RECURRENCE-ID"] = vDDDTypes(alike(event["RECURRENCE-ID"].dt, start))
    if reach:
        event["RECURRENCE-ID"].params["RANGE"] = reach


def _prepare(event: Event, since: date, until: date) -> None:
    """Have an event begin near the period, if it recurs from long before.

    Raises:
        NotFollowed: when its rule is not one to follow.
        ValueError: when it lasts too long, or its rule makes no sense.
    """
    from icalendar.prop import vDDDLists, vDDDTypes

    start, end = span_of(event)
    length = (day_of(end) - day_of(start)).days + 1
    if length > _LONGEST:
        raise ValueError(length)
    rules = values_of(event, "RRULE")
    removals = [*values_of(event, "EXRULE")]
    if len(rules) > 1 or len(removals) > 1:
        raise NotFollowed
    if any(rule["FREQ"][0] not in _PERIODS for rule in (*rules, *removals)):
        raise NotFollowed
    since -= timedelta(days=length)
    for rule in removals:
        removed = _dates(start, rule, since, until)
        if removed:
            event["EXDATE"] = [*values_of(event, "EXDATE"), vDDDLists(removed)]
    event.pop("EXRULE", None)
    for rule in rules:
        first: Any = _advanced(start, rule, since)
        event["DTEND"] = vDDDTypes(end + (first - start))
        event["DTSTART"] = vDDDTypes(first)


def _dates(start: Moment, rule: vRecur, since: date, until: date) -> list[Moment]:
    """When a rule has it that something happens, in a period.

    Raises:
        ValueError: when the rule makes no sense.
    """
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    first = _advanced(start, rule, since)
    (last,) = rule.get("UNTIL", [until])
    endless: Any = type(rule)({name: value for name, value in rule.items() if name != "UNTIL"})
    moments: Sequence[datetime] = rrulestr(
        endless.to_ical().decode(), dtstart=_wall(first)
    ).between(_wall(since), datetime.combine(until, time.max), inc=True)
    if not isinstance(start, datetime):
        return [at.date() for at in moments if at.date() <= last]
    placed = [at.replace(tzinfo=start.tzinfo) for at in moments]
    return [at for at in placed if (at <= last if isinstance(last, datetime) else True)]


def _wall(moment: Moment) -> datetime:
    """A moment on its own clock; a date is its midnight."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _advanced(start: Moment, rule: vRecur, before: date) -> Moment:
    """As late a start as may be, with the same occurrences from the date `before` on.

    A birthday since 1604, as Outlook writes them, would take the library 50 ms.

    Raises:
        ValueError: when the rule makes no sense.
    """
    (frequency,) = rule["FREQ"]
    (interval,) = rule.get("INTERVAL", [1])
    (count,) = rule.get("COUNT", [None])
    if interval < 1 or (count is not None and count < 1):
        raise ValueError(rule)
    first = day_of(start)
    if count is not None or first >= before:
        return start
    if days := _PERIODS[frequency]:
        step = interval * days
        return start + timedelta(days=(before - first).days // step * step)
    # The interval in years is a whole number of them in months as well.
    step = interval * (4 if (first.month, first.day) == (2, 29) else 1)
    years = max(0, before.year - 1 - first.year)
    return start.replace(year=first.year + years // step * step)
