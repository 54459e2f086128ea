"""The French sentences on one meeting: why it departs from the rule, why it has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...clocks.weeks import is_weekend
from ...clocks.zones import local
from ...dossier.french import weekday_date, with_unit
from ...wording import SIDE_WORDS
from .meeting_days import Wish
from .place import Place
from .sentences import (
    at_night,
    clashes_with,
    moved_from_day,
    moved_from_hour,
    outside_hours,
    shortened,
    why_not,
)
from .slots import Slots

_NO_HOUR = "aucune heure commune ce jour-là"
_CLOCK_CHANGE = "l’heure change cette nuit-là"


def deviations(
    place: Place, day: date, wish: Wish, slots: Slots, is_day_taken: bool
) -> Iterator[str]:
    """The departures from the rule of a meeting.

    Args:
        place: Where it will be.
        day: The day of the reference clock that was tried for it.
        wish: What the rule asks for.
        slots: When the two sides can meet.
        is_day_taken: Whether the day asked for has another meeting.
    """
    if day != wish.day:
        # Dates are read as the host's: another clock is named where its date is another.
        elsewhere = slots.host_day(wish.day) != wish.day
        why = wish.beyond or _why_not_on_day(wish, slots, is_day_taken)
        yield moved_from_day(wish.day, why, slots.zone if elsewhere else "")
    if not wish.earliest and place.start != slots.usual_start(day):
        at = local(place.start, slots.zone).time()
        yield moved_from_hour(at, slots.at, slots.zone, _why_not_at_hour(day, place, slots))
    if place.duration < wish.length.longest:
        yield shortened(wish.length.longest, place.duration, _why_shorter(day, wish, slots))
    yield from outside_hours(place.start, place.duration, slots.pair)
    if clash := slots.clash(place):
        yield clashes_with(clash.whom)


def _why_not_on_day(wish: Wish, slots: Slots, is_day_taken: bool) -> str:
    day, shortest = wish.day, wish.length.shortest
    if closed := slots.why_closed(day):
        return closed
    if is_day_taken:
        return "une autre rencontre a lieu ce jour-là"
    if day < slots.first_day:
        return "cette date est passée"
    start = slots.first_start(day) if wish.earliest else slots.usual_start(day)
    if not slots.is_ahead(start):
        return "son heure était déjà passée"
    their_day = slots.host_day(day)
    if not wish.within[0] <= their_day <= wish.within[1]:
        return f"ce serait le {weekday_date(their_day)} côté {SIDE_WORDS['structure']}"
    if not wish.earliest and slots.is_shared(day, shortest):
        return why_not(start, shortest, slots.pair) or _NO_HOUR
    return _NO_HOUR


def _why_not_at_hour(day: date, place: Place, slots: Slots) -> str:
    if slots.unsuited:
        return f"cette heure {slots.unsuited.verdict}"
    usual = place._replace(start=slots.usual_start(day))
    if not slots.is_ahead(usual.start):
        return "cette heure était déjà passée"
    if clash := slots.clash(usual):
        return f"rencontre avec {clash.whom} à cette heure-là"
    if slots.is_shared(day, place.duration):
        fault = why_not(usual.start, place.duration, slots.pair)
        return fault or slots.why_closed_at(usual.start) or _CLOCK_CHANGE
    return at_night(usual.start, place.duration, slots.pair) or _NO_HOUR


def _why_shorter(day: date, wish: Wish, slots: Slots) -> str:
    room = slots.room(day)
    if room >= wish.length.longest:
        return "le reste des heures communes est pris par une autre rencontre"
    if room < wish.length.shortest:
        return _NO_HOUR
    return f"pas plus de {with_unit(room, 'min')} communes de suite ce jour-là"


def why_nowhere(days: Iterable[date], slots: Slots, beyond: str = "") -> Iterator[str]:
    """Why a meeting finds no place on any of these days, each reason once.

    Args:
        days: Dates on the reference clock.
        slots: When the two sides can meet.
        beyond: Why the day asked for is out of reach, if it is.
    """
    closed = [slots.closed_reasons(day) for day in days if not is_weekend(day)]
    reasons = dict.fromkeys(reason for day_reasons in closed for reason in day_reasons)
    if beyond:
        yield beyond
    yield from reasons
    if () in closed:
        rest = " les autres jours" if reasons or beyond else ""
        yield f"aucune heure libre des deux côtés{rest}"
