"""When the events of a calendar file take place.

`recurring-ical-events` follows the rules. It may look for their dates for ever: this runs in a
process that can be ended (see `reading_process`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...dossier.durations import ONE_DAY
from .reader import Moment, UnreadableCalendar, day_of, event_name, refusing, span_of, values_of

if TYPE_CHECKING:
    from icalendar import Event, vRecur

_LONGEST = 36_525
"""Days of an event: a century."""
_MARGIN = timedelta(days=2)
"""The zone of an event may be a day away from that of the period."""
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": None, "YEARLY": None}
"""Days in one period of a rule, where they are always as many."""


def recurs(event: Event) -> bool:
    """Whether an event has several dates; an exception to a recurring one has a single date, even
    when it says that those that follow change too."""
    return "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event)


def take_once(event: Event) -> None:
    """Remove all dates of an event but the first."""
    for name in ("RRULE", "RDATE", "EXDATE"):
        event.pop(name, None)


def occurrences(events: Iterable[Event], since: date, until: date) -> Iterator[Event]:
    """Every occurrence in a period and the days around it, each as an event that does not recur.

    Args:
        events: The events, as `read_calendar` gives them; they are changed.
        since: First local date of the period.
        until: Last local date.

    Raises:
        UnreadableCalendar: when a rule cannot be followed.
    """
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar

    # By UID: an event and its exceptions. Asked about together, all would fill the memory.
    series: dict[str, Calendar] = {}
    for event in events:
        with refusing(f"Cet agenda est abîmé : l’événement {event_name(event)} est illisible."):
            _prepare(event, since - _MARGIN)
        series.setdefault(str(event["UID"]), Calendar()).add_component(event)
    for calendar in series.values():
        with refusing("Cet agenda est abîmé : une répétition est illisible."):
            query = recurring_ical_events.of(calendar)
            single_events: list[Event] = query.between(since - _MARGIN, until + _MARGIN + ONE_DAY)
        yield from single_events


def _prepare(event: Event, since: date) -> None:
    """Have an event begin near the period, if it recurs from long before.

    Raises:
        UnreadableCalendar: when it lasts too long, or its rule is not one to follow.
        ValueError: when its rule makes no sense.
    """
    from icalendar.prop import vDDDTypes

    start, end = span_of(event)
    length = (day_of(end) - day_of(start)).days + 1
    if length > _LONGEST:
        raise UnreadableCalendar(f"L’événement {event_name(event)} dure plus de cent ans.")
    if "RECURRENCE-ID" in event:
        take_once(event)
        event["RECURRENCE-ID"].params.pop("RANGE", None)
    rules = values_of(event, "RRULE")
    if any(rule["FREQ"][0] not in _PERIODS for rule in rules):
        raise UnreadableCalendar(
            f"L’événement {event_name(event)} se répète plusieurs fois par jour : "
            "ce n’est pas une absence."
        )
    if len(rules) > 1:
        raise UnreadableCalendar(
            f"L’événement {event_name(event)} se répète d’une façon que telestage ne suit pas : "
            "retirez-le de l’agenda, puis notez ses jours dans le dossier."
        )
    for rule in rules:
        first: Any = _advanced(start, rule, since - timedelta(days=length))
        event["DTEND"] = vDDDTypes(end + (first - start))
        event["DTSTART"] = vDDDTypes(first)


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
