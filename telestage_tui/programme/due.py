"""A day counted from a moment of the stage: its first day, its last one, each week…"""

from typing import Annotated, Literal

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Name
from .sources import PROPOSED

Anchor = Literal["start", "end", "midpoint", "week", "checkins", "onsite"]
"""What a due date is counted from; `week` recurs during the stage, `checkins` follows them, and
`onsite` is the first day aimed at in Québec."""
FURTHEST = 3660
"""Days from an anchor, at the most: ten years, so that every date exists."""


class Due(Frozen):
    """A day counted from an anchor of the stage."""

    anchor: Anchor
    days: Annotated[int, Field(ge=-FURTHEST, le=FURTHEST)] = 0
    """Calendar days, negative before the anchor."""
    source: Name = PROPOSED
    """Tag of the source of that day, often another than that of the task."""

    @property
    def recurs(self) -> bool:
        """Whether the anchor is no day of its own: it comes back along the stage."""
        return self.anchor in ("week", "checkins")
