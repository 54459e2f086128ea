"""Regions whose public holidays are kept, by code: ISO 3166, with the number of a département.

A code is checked where it is typed. A file may hold any text, written before it was: it then has
the holidays of its side.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .suggestions import closest
from .text import fold, quoted

DEFAULT_HOST_REGION = "CA-QC"
DEFAULT_INTERN_REGION = "FR"
HOST_REGIONS: Mapping[str, str] = {DEFAULT_HOST_REGION: "Québec"}
"""The lists of holidays a host may keep, by code, with their French name."""
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
"""The lists of holidays an intern may keep, by code, with their French name."""
REGIONS: Mapping[str, str] = {**HOST_REGIONS, **INTERN_REGIONS}
"""Every list of holidays, by code."""

_ALIASES = {
    "FR-67": "FR-57", "FR-68": "FR-57", "FR-6AE": "FR-57", "FR-GP": "FR-971", "FR-MQ": "FR-972",
    "FR-GF": "FR-973", "FR-RE": "FR-974", "FR-YT": "FR-976", "FR-PM": "FR-975", "FR-BL": "FR-977",
    "FR-MF": "FR-978", "FR-WF": "FR-986", "FR-PF": "FR-987", "FR-NC": "FR-988",
}  # fmt: skip
_DEPARTEMENTS = frozenset(f"FR-{n:02d}" for n in range(1, 96) if n != 20) | {"FR-2A", "FR-2B"}
"""Those of the mainland and of Corsica; most have no list of their own."""


def parse_host_region(text: str) -> str:
    """The code of a region of a host, as it was meant: `ca-qc` is `CA-QC`.

    Raises:
        ValueError: with a French sentence, and a suggestion.
    """
    code = _code(text)
    if code in HOST_REGIONS:
        return code
    raise ValueError(f"Région {quoted(text)} inconnue ; écrivez {DEFAULT_HOST_REGION}.")


def parse_intern_region(text: str) -> str:
    """The code of a region of an intern, as it was meant: `fr-974`, `FR-13`.

    Raises:
        ValueError: with a French sentence, and a suggestion.
    """
    code = _code(text)
    if code in INTERN_REGIONS or code in _ALIASES or code in _DEPARTEMENTS:
        return code
    raise ValueError(f"Région {quoted(text)} inconnue ; {_suggestion(text)}")


@lru_cache(maxsize=256)
def canonical_region(region: str, default: str = DEFAULT_INTERN_REGION) -> str:
    """The code of `REGIONS` whose list holds there: a département without its own gives `FR`.

    Args:
        region: As it is kept.
        default: What holds where the text says nothing.
    """
    code = _code(region)
    code = _ALIASES.get(code, code)
    if code in REGIONS:
        return code
    return DEFAULT_INTERN_REGION if code in _DEPARTEMENTS else default


def _code(text: str) -> str:
    return text.strip().upper()


def _suggestion(text: str) -> str:
    named = {fold(name): code for code, name in INTERN_REGIONS.items()}
    numbered = f"{DEFAULT_INTERN_REGION}-{_code(text)}"
    if numbered in _ALIASES or numbered in _DEPARTEMENTS or numbered in INTERN_REGIONS:
        return f"vouliez-vous {quoted(numbered)} ?"
    word = fold(text)
    within = [code for name, code in named.items() if len(word) > 3 and word in name]
    near = within[0] if within else named.get(closest(word, named) or "")
    if near:
        return f"vouliez-vous {quoted(near)} ({INTERN_REGIONS[near]}) ?"
    return "écrivez FR, ou FR- suivi du département : FR-57 (Moselle), FR-974 (La Réunion)."
