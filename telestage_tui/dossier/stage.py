"""The stage itself: its mission, its dates, its money and its convention."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from .base import Frozen
from .text import Line, Name, Prose

Financing = Literal["ARE", "RFPE demandée", "RFPE validée", "aucun", "inconnu"]
"""How the intern lives meanwhile [000]; the words are those of the fiche."""
DEFAULT_WEEKLY_HOURS = 35.0


class Stage(Frozen):
    """What is done, from when to when, for how much."""

    title: Line = ""
    mandate: Prose = ""
    deliverables: tuple[Name, ...] = ()
    start: date
    """First day (S), local to the host."""
    end: date
    """Last day (E), included."""
    weekly_hours: Annotated[float, Field(gt=0, le=80, allow_inf_nan=False)] = DEFAULT_WEEKLY_HOURS
    """Hours a week."""
    monthly_pay: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Gratification, CAD a month; None when not agreed yet."""
    financing: Financing = "inconnu"

    @model_validator(mode="after")
    def _ends_after_start(self) -> Stage:
        if self.end <= self.start:
            raise ValueError("la fin doit suivre le début.")
        if (self.end - self.start).days > 366:
            raise ValueError("la fin est à plus d’un an du début ; vérifiez les dates.")
        return self


class Convention(Frozen):
    """The dates of the three signatures [000]; None where one is missing."""

    ofqj: date | None = None
    intern: date | None = None
    host: date | None = None


class Waiver(Frozen):
    """A dérogation: a departure from a rule that the tutor takes on, with a reason."""

    rule: Name
    field: Name
    reason: Name
    on: date
