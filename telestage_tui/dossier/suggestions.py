"""Suggestions for an unknown name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .text import quoted


def closest(name: str, choices: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The choice most like a name; None when none is close enough.

    Args:
        name: The unknown name.
        choices: The names that exist.
        cutoff: The least likeness accepted, from 0 to 1.
    """
    return next(iter(difflib.get_close_matches(name, list(choices), 1, cutoff)), None)


def did_you_mean(suggestion: str | None) -> str:
    """The end of a sentence about an unknown name: a suggestion, or a full stop."""
    return f"; vouliez-vous {quoted(suggestion)}?" if suggestion else "."
