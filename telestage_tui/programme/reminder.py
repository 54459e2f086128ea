"""From when a signature that is missing presses, and how much."""

from typing import Annotated, Literal

from pydantic import Field

from ..dossier.text import Name
from .due import FURTHEST
from .provenance import Provenance
from .sources import PROPOSED

PressingWeight = Literal["rest", "required", "signature", "alert"]
"""How much a missing signature presses, the lightest first."""


class Reminder(Provenance):
    """From how many days before the first one a signature that is missing weighs that much."""

    days: Annotated[int, Field(ge=0, le=FURTHEST)]
    weight: PressingWeight
    source: Name = PROPOSED
