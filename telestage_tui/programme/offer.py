"""What a good offer says, point by point: `offer.toml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Line, Name


class OfferPoint(Frozen):
    """One thing that an offer says."""

    id: Name
    title: Name
    field: Name
    """The value that says it, in the words of the fiche."""
    missing: Name
    """What to write when nothing says it."""
    rule: Line = ""
    """The rule that the value respects too."""
    at_least: Line = ""
    """The amount that says how many there are, where the value is a list."""
    source: Name


class OfferContent(Frozen):
    """`offer.toml`."""

    points: Annotated[tuple[OfferPoint, ...], Field(min_length=1)]
