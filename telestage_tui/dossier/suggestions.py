"""The name that was probably meant, when one is unknown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .text import quoted


def closest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name most like that one, or None when none is.

    Args:
        name: What was typed.
        known: The names there are.
        cutoff: How much alike they must be, from 0 to 1.
    """
    return next(iter(difflib.get_close_matches(name, list(known), 1, cutoff)), None)


def did_you_mean(suggestion: str | None) -> str:
    """The end of a sentence about an unknown name: a suggestion, or a full stop."""
    return f" ; vouliez-vous {quoted(suggestion)} ?" if suggestion else "."
