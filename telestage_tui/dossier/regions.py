"""Regions of public holidays, by code: ISO 3166, or `FR-` and the number of a département.

A code is checked where it is typed. An older file may hold any text: the default list of holidays
of its side then applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .suggestions import closest
from .text import fold, quoted

DEFAULT_HOST_REGION = "CA-QC"
DEFAULT_INTERN_REGION = "FR"
HOST_REGIONS: Mapping[str, str] = {DEFAULT_HOST_REGION: "Québec"}
"""The French names of the lists of holidays of hosts, by code."""
INTERN_REGIONS: Mapping[str, str] = {
    DEFAULT_INTERN_REGION: "France",
    "FR-57": "Alsace-Moselle",
    "FR-971": "Guadeloupe",
    "FR-972": "Martinique",
    "FR-973": "Guyane",
    "FR-974": "La Réunion",
    "FR-975": "Saint-Pierre-et-Miquelon",
    "FR-976": "Mayotte",
    "FR-977": "Saint-Barthélemy",
    "FR-978": "Saint-Martin",
    "FR-986": "Wallis-et-Futuna",
    "FR-987": "Polynésie française",
    "FR-988": "Nouvelle-Calédonie",
}
"""The French names of the lists of holidays of interns, by code."""
REGIONS: Mapping[str, str] = {**HOST_REGIONS, **INTERN_REGIONS}
"""The French names of all lists of holidays, by code."""

_ALIASES = {
    "FR-67": "FR-57", "FR-68": "FR-57", "FR-6AE": "FR-57", "FR-GP": "FR-971", "FR-MQ": "FR-972",
    "FR-GF": "FR-973", "FR-RE": "FR-974", "FR-YT": "FR-976", "FR-PM": "FR-975", "FR-BL": "FR-977",
    "FR-MF": "FR-978", "FR-WF": "FR-986", "FR-PF": "FR-987", "FR-NC": "FR-988",
}  # fmt: skip
"""Alsace, which has the holidays of Moselle, and the ISO letters of overseas regions."""
_DEPARTEMENTS = frozenset(f"FR-{n:02d}" for n in range(1, 96) if n != 20) | {"FR-2A", "FR-2B"}
"""The départements of the mainland and of Corsica; most have no list of their own."""


def parse_host_region(text: str) -> str:
    """Read the region of a host: `ca-qc` is `CA-QC`.

    Raises:
        ValueError: with a French sentence, and a suggestion.
    """
    code = _code(text)
    if code in HOST_REGIONS:
        return code
    raise ValueError(f"Région {quoted(text)} inconnue; écrivez {DEFAULT_HOST_REGION}.")


def parse_intern_region(text: str) -> str:
    """Read the region of an intern: `fr-974` is `FR-974`; `FR-13` has no list of its own.

    Raises:
        ValueError: with a French sentence, and a suggestion.
    """
    code = _code(text)
    if code in INTERN_REGIONS or code in _ALIASES or code in _DEPARTEMENTS:
        return code
    raise ValueError(f"Région {quoted(text)} inconnue; {_suggestion(text)}")


@lru_cache(maxsize=256)
def canonical_region(region: str, default: str = DEFAULT_INTERN_REGION) -> str:
    """The code in `REGIONS` of the list of a region: `FR` for a département without its own.

    Args:
        region: The code, or any text of an older file.
        default: The code for a text that is not a region.
    """
    code = _code(region)
    code = _ALIASES.get(code, code)
    if code in REGIONS:
        return code
    return DEFAULT_INTERN_REGION if code in _DEPARTEMENTS else default


def _code(text: str) -> str:
    return text.strip().upper()


def _suggestion(text: str) -> str:
    codes = {fold(name): code for code, name in INTERN_REGIONS.items()}
    departement = f"{DEFAULT_INTERN_REGION}-{_code(text)}"
    if departement in _ALIASES or departement in _DEPARTEMENTS or departement in INTERN_REGIONS:
        return f"vouliez-vous {quoted(departement)}?"
    word = fold(text)
    matches = [code for name, code in codes.items() if len(word) > 3 and word in name]
    region = matches[0] if matches else codes.get(closest(word, codes) or "")
    if region:
        return f"vouliez-vous {quoted(region)} ({INTERN_REGIONS[region]})?"
    return "écrivez FR, ou FR- suivi du département : FR-57 (Moselle), FR-974 (La Réunion)."
