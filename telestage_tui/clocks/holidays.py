"""Public holidays of Québec and of France, with their French names.

Those of Québec are reckoned here. Those of France come from the package `holidays` (public ones
only, on their own date), which takes a tenth of a second to load: it is imported at the first
question about them, never at start-up.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ..dossier.people import DEFAULT_EASTER, EasterChoice
from ..dossier.regions import REGIONS, canonical_region
from .quebec_holidays import quebec_holidays

WHIT_MONDAY = "Lundi de Pentecôte"
"""Often worked in France (journée de solidarité): named, never avoided."""
_SCHOELCHER = "Fête de Victor Schoelcher"
_CUSTOMARY = {
    "FR-971": ("en Guadeloupe", frozenset({"Mi-Carême", "Vendredi saint", _SCHOELCHER})),
    "FR-972": ("en Martinique", frozenset({_SCHOELCHER})),
    "FR-978": ("à Saint-Martin", frozenset({_SCHOELCHER})),
}
"""Where days are off by custom, and which: of the days of their own, the Code du travail (L3422-2)
gives these regions the abolition of slavery alone."""
_PACKAGE_CODES = {
    "FR-975": "PM", "FR-977": "BL", "FR-978": "MF", "FR-986": "WF", "FR-987": "PF", "FR-988": "NC",
}  # fmt: skip
"""Subdivisions that the package knows by another code than the postal one."""


def region_label(region: str) -> str:
    """The French name of a region: `FR-974` is « La Réunion »."""
    return REGIONS[canonical_region(region)]


def holidays_loaded() -> bool:
    """Whether asking for holidays is quick: the first time, their package has to be loaded."""
    return "holidays" in sys.modules


@lru_cache(maxsize=256)
def public_holidays(
    region: str, year: int, easter: EasterChoice = DEFAULT_EASTER
) -> Mapping[date, str]:
    """The public holidays of a region in a calendar year, Whit Monday left out.

    Args:
        region: `CA-QC`, `FR` or `FR-<subdivision>`.
        year: Calendar year.
        easter: Which Easter day the employer gives; read for Québec only.

    Returns:
        French name by local date; several names on one date are joined by a comma.
    """
    code = canonical_region(region)
    return quebec_holidays(year, easter) if code == "CA-QC" else _france(code, year)


def by_custom(region: str, name: str) -> str:
    """« chômé par coutume en Guadeloupe » for a day off that no law makes a public holiday."""
    where, names = _CUSTOMARY.get(canonical_region(region), ("", frozenset()))
    return f"chômé par coutume {where}" if name in names else ""


def whit_monday(region: str, year: int) -> date | None:
    """Whit Monday where it is a public holiday, else None."""
    code = canonical_region(region)
    if code == "CA-QC":
        return None
    return next((day for day, names in _package_days(code, year) if WHIT_MONDAY in names), None)


def _france(code: str, year: int) -> Mapping[date, str]:
    names_by_day = {}
    for day, names in _package_days(code, year):
        binding = [name for name in names if name != WHIT_MONDAY]
        if binding:
            names_by_day[day] = ", ".join(binding)
    return names_by_day


@lru_cache(maxsize=64)
def _package_days(code: str, year: int) -> tuple[tuple[date, tuple[str, ...]], ...]:
    import holidays

    country, _, subdivision = code.partition("-")
    package_days = holidays.country_holidays(
        country,
        subdiv=_PACKAGE_CODES.get(code, subdivision) or None,
        years=year,
        observed=False,
        language="fr",
    )
    return tuple(
        (day, tuple(name.strip().replace("'", "’") for name in names.split(";")))
        for day, names in sorted(package_days.items())
    )
