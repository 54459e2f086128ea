"""The phases of a stage: their order, when each begins and is over, when one is folded away."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.text import Name
from .due import FURTHEST, Due
from .sources import PROPOSED

REQUIRED_PHASES = ("selection", "before", "during", "midpoint", "end")
"""The phases that `current_phase` and the demonstration need, in order; there may be others."""
FIRST_STARTED_PHASE = "during"
"""The first phase of a stage marked *commencé*; the earlier ones prepare it."""
LAST_PHASE = "end"
"""The phase in which only closing the dossier remains."""


class Phase(Frozen):
    """One stretch of the journey."""

    id: Name
    title: Name
    short: Name
    """Title for narrow places."""
    begins: Due | None = None
    """From when a started stage is in this phase; None when it follows from the tasks alone."""
    over: Due | None = None
    """From when it is over, whatever is left to do in it; None when it lasts until the closing."""
    opened_by: Literal["onsite"] | None = None
    """What a dossier must have for the phase to be there: an on-site stage that both sides want."""

    @model_validator(mode="after")
    def _begins_on_a_day(self) -> Self:
        if self.begins and self.begins.recurs:
            raise ValueError("une phase commence d’après « start », « midpoint » ou « end ».")
        if self.over and self.over.recurs:
            raise ValueError("une phase se termine d’après « start », « midpoint » ou « end ».")
        return self


class Folding(Frozen):
    """When the home screen folds away what is left of a phase."""

    days: Annotated[int, Field(ge=0, le=FURTHEST)] = 42
    """After the end of the phase: it is then long over."""
    source: Name = PROPOSED
