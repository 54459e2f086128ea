"""The public holidays of Québec, reckoned here: due dates need them, at start-up too.

Loi sur les normes du travail, art. 60, and Loi sur la fête nationale, art. 2 and 4. The package
`holidays`, which knows the rest of the world, takes a tenth of a second to load.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ..dossier.durations import ONE_DAY
from ..dossier.people import EasterChoice
from .weeks import ONE_WEEK, monday_of

_SUNDAY = 6


@lru_cache(maxsize=64)
def quebec_holidays(year: int, easter: EasterChoice) -> Mapping[date, str]:
    """The public holidays of a calendar year in Québec, in order, with their French names.

    Args:
        year: Calendar year.
        easter: Which Easter day the employer gives.
    """
    sunday = easter_sunday(year)
    if easter == "lundi":
        easter_day, easter_name = sunday + ONE_DAY, "Lundi de Pâques"
    else:
        easter_day, easter_name = sunday - 2 * ONE_DAY, "Vendredi saint"
    return {
        date(year, 1, 1): "Jour de l’an",
        easter_day: easter_name,
        monday_of(date(year, 5, 24)): "Journée nationale des patriotes",
        _off_sunday(date(year, 6, 24)): "Fête nationale du Québec",
        _off_sunday(date(year, 7, 1)): "Fête du Canada",
        _first_monday(date(year, 9, 1)): "Fête du Travail",
        _first_monday(date(year, 10, 1)) + ONE_WEEK: "Action de grâce",
        date(year, 12, 25): "Jour de Noël",
    }


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (Meeus, *Astronomical Algorithms*, chapter 8)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    shift = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(day: date) -> date:
    """That date, or the Monday after."""
    return monday_of(day + 6 * ONE_DAY)


def _off_sunday(day: date) -> date:
    """That date, or the Monday after when it is a Sunday."""
    return day + ONE_DAY if day.weekday() == _SUNDAY else day
