"""When the events of a calendar file take place: how much work that is, is counted before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...dossier.durations import ONE_DAY
from .reader import (
    UnreadableCalendar,
    named,
    refusing,
    span_of,
    values_of,
)
from .recurrence_rules import Rule, day_of, occurrence_cost

if TYPE_CHECKING:
    from icalendar import Event

COSTLIEST = 1_000_000
"""Microseconds that the occurrences of one file may take to find, as estimated beforehand."""
_LONGEST = 36_525
"""Days of an event: a century."""
_MARGIN = timedelta(days=2)
"""The zone of an event may be a day away from that of the period."""


def recurs(event: Event) -> bool:
    """Whether an event says more than one time; an exception to a recurring one is a single time,
    even when it says that those that follow change too."""
    return "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event)


def take_once(event: Event) -> None:
    """Have an event say the one time it begins with."""
    for name in ("RRULE", "RDATE", "EXDATE"):
        event.pop(name, None)


def occurrences(events: Sequence[Event], since: date, until: date) -> list[Event]:
    """Each time that an event takes place in a period and the days around it, as a single event.

    Args:
        events: The events, as `read_calendar` gives them; they are changed on the way.
        since: First local date of the period.
        until: Last local date.

    Raises:
        UnreadableCalendar: when that would take too long, or a rule cannot be followed.
    """
    import recurring_ical_events  # type: ignore[import-untyped]
    from icalendar import Calendar

    calendar = Calendar()
    cost = 0
    for event in events:
        with refusing(f"Cet agenda est abîmé : l’événement {named(event)} est illisible."):
            cost += _bounded(event, since, until)
        calendar.add_component(event)
    if cost > COSTLIEST:
        raise UnreadableCalendar(
            "Cet agenda a trop d’événements répétés : exportez une période plus courte."
        )
    with refusing("Cet agenda est abîmé : une répétition est illisible."):
        query = recurring_ical_events.of(calendar)
        found: list[Event] = query.between(since - _MARGIN, until + _MARGIN + ONE_DAY)
    return found


def _bounded(event: Event, since: date, until: date) -> int:
    """Make an event fit to be handed to a library; what that costs, in microseconds, at the most.

    Raises:
        UnreadableCalendar: when no library can be trusted with it.
    """
    from icalendar.prop import vDDDTypes

    start, end = span_of(event)
    length = (day_of(end) - day_of(start)).days + 1
    if length > _LONGEST:
        raise UnreadableCalendar(f"L’événement {named(event)} dure plus de cent ans.")
    if "RECURRENCE-ID" in event:
        take_once(event)
        for value in values_of(event, "RECURRENCE-ID"):
            value.params.pop("RANGE", None)
    added = sum(len(values.dts) for values in values_of(event, "RDATE"))
    cost = occurrence_cost(length, since, until) + added * occurrence_cost(_LONGEST, since, until)
    if "RRULE" in event:
        rule = _followed(event, day_of(start))
        first: Any = rule.advanced(start, since - _MARGIN - timedelta(days=length))
        event["DTEND"] = vDDDTypes(end + (first - start))
        event["DTSTART"] = vDDDTypes(first)
        cost += rule.cost(day_of(first), length, since, until)
    return cost


def _followed(event: Event, first: date) -> Rule:
    """The rule of an event, when dateutil can be trusted with it."""
    rules = [Rule.of(recur) for recur in values_of(event, "RRULE")]
    if any(rule.is_sub_daily for rule in rules):
        raise UnreadableCalendar(
            f"L’événement {named(event)} se répète plusieurs fois par jour : "
            "ce n’est pas une absence."
        )
    if len(rules) > 1 or not rules[0].comes_round(first):
        raise UnreadableCalendar(
            f"L’événement {named(event)} se répète d’une façon que telestage ne suit pas : "
            "retirez-le de l’agenda, puis notez ses jours dans le dossier."
        )
    return rules[0]
