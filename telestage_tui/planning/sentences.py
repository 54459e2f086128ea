"""What the planner says: one French sentence for each departure from the rule."""

from __future__ import annotations

from datetime import date, datetime, time

from ..dossier.french import NBSP, clock_time, long_date
from ..dossier.hours import DAY_MINUTES, WorkHours
from ..dossier.meetings import MeetingStatus
from ..dossier.people import Side
from .overlap import Pair
from .zones import local, zone_label, zone_place

STATUS_NAMES: dict[MeetingStatus, str] = {
    "planned": "prévue",
    "held": "tenue",
    "missed": "manquée",
    "cancelled": "annulée",
}
"""What became of a meeting, in a word."""
TO_RECORD = "à consigner"
"""Said of a meeting that is over and still planned."""


def moved_from_day(day: date, reason: str) -> str:
    """« Déplacée du lundi 24 mai 2027 : Journée nationale des patriotes (Québec). »"""
    return f"Déplacée du {long_date(day)}{NBSP}: {reason}."


def moved_from_hour(new: time, usual: time, zone_name: str, reason: str) -> str:
    """« À 9 h 30 plutôt qu’à 9 h (Québec) : … »"""
    return (
        f"À {clock_time(new)} plutôt qu’à {clock_time(usual)} ({zone_label(zone_name)})"
        f"{NBSP}: {reason}."
    )


def why_not(start: datetime, duration: int, pair: Pair) -> str | None:
    """What a start does to the side it suits least: « il serait 19 h en France, hors des… ».

    Args:
        start: UTC instant.
        duration: Minutes.
        pair: The two sides.
    """
    for side, zone_name, hours in _sides(pair):
        if not works_at(start, duration, zone_name, hours):
            here = local(start, zone_name)
            what = "pendant la pause" if _in_break(here, hours) else "hors des heures de travail"
            return f"il serait {clock_time(here.time())} {zone_place(zone_name)}, {what} ({side})"
    return None


def outside_hours(start: datetime, duration: int, pair: Pair) -> tuple[str, ...]:
    """One sentence for each side whose working hours do not hold the meeting."""
    return tuple(
        f"Hors des heures de travail côté {side}{NBSP}: "
        f"{clock_time(local(start, zone_name).time())} ({zone_label(zone_name)})."
        for side, zone_name, hours in _sides(pair)
        if not works_at(start, duration, zone_name, hours)
    )


def works_at(start: datetime, duration: int, zone_name: str, hours: WorkHours) -> bool:
    """Whether a meeting of that UTC start and length in minutes is inside someone's hours."""
    here = local(start, zone_name)
    begin = here.hour * 60 + here.minute
    return any(
        span.start <= begin and begin + duration <= span.end for span in hours.on(here.weekday())
    )


def _in_break(here: datetime, hours: WorkHours) -> bool:
    """Whether that local moment is between two ranges of the same day."""
    begin = here.hour * 60 + here.minute
    spans = hours.on(here.weekday())
    first, last = (spans[0].start, spans[-1].end) if spans else (DAY_MINUTES, 0)
    return first <= begin < last


def _sides(pair: Pair) -> tuple[tuple[Side, str, WorkHours], ...]:
    return (
        ("stagiaire", pair.intern_zone, pair.intern_hours),
        ("structure", pair.host_zone, pair.host_hours),
    )
