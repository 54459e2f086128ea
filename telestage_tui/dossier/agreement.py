"""What is kept of a convention besides its signatures: its points, what was paid, what was missed.

Nothing here says what must be paid or done: `programme.gratification` and `planning.presence` do.
"""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from .base import Day, Frozen
from .french import with_unit
from .text import Line, Name

PointState = Literal["ticked", "moot"]
"""Of a point of the convention: it is there, or *sans objet*."""
MissedUnit = Literal["hours", "days"]
MISSED_WORDS: dict[MissedUnit, str] = {"hours": "h", "days": "j"}
"""The unit of what was missed, after its number."""
MOST_MISSED: dict[MissedUnit, int] = {"hours": 80, "days": 7}
"""The most that can be missed in a week: the longest week of work, every day."""


class PointRecord(Frozen):
    """What was said of a point that the convention must contain."""

    point: Name
    """Identifier in `convention.toml`."""
    state: PointState
    on: Day
    reason: Line = ""
    """Why it is *sans objet*."""

    @model_validator(mode="after")
    def _moot_has_reason(self) -> Self:
        if self.state == "moot" and not self.reason:
            raise ValueError("Dites pourquoi ce point est sans objet.")
        return self


class PaidMonth(Frozen):
    """The gratification paid for one month of the stage."""

    month: Annotated[int, Field(ge=1, le=12)]
    """Its rank in the stage: the first one begins on the first day."""
    on: Day
    amount: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
    """CAD."""


class WeekPresence(Frozen):
    """What was missed of one week; nothing, when the intern was there all of it."""

    week: Day
    """Its Monday."""
    missed: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0
    unit: MissedUnit = "hours"
    note: Line = ""

    @field_validator("week")
    @classmethod
    def _is_monday(cls, week: date) -> date:
        return week - timedelta(days=week.weekday())

    @model_validator(mode="after")
    def _fits_a_week(self) -> Self:
        if self.missed > MOST_MISSED[self.unit]:
            words = {"hours": "80 heures", "days": "7 jours"}[self.unit]
            raise ValueError(f"Une semaine compte au plus {words}.")
        return self

    @property
    def words(self) -> str:
        """What was missed, in French: « 3,5 h », « 2 j »; « rien » when nothing was."""
        return with_unit(self.missed, MISSED_WORDS[self.unit]) if self.missed else "rien"
