"""The stage itself: its mission, its dates, its money and its convention."""

import re
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from .base import Day, Frozen
from .french import plain_date
from .text import Line, Name, Prose, fold

Financing = Literal[
    "ARE", "ARE demandée", "ARE refusée",
    "RFFT demandée", "RFFT validée", "RFFT refusée",
    "aucun", "inconnu",
]  # fmt: skip
"""The intern's income during the stage [000]; the words are those of the fiche. « ARE » alone is
the one that is validated, as older files say it."""
ASKED: frozenset[Financing] = frozenset({"ARE demandée", "RFFT demandée"})
"""What was asked, and nobody has answered yet."""


def todays_financing(text: str) -> str:
    """A text with the name of today: the RFPE of older files and fiches became the RFFT in 2024."""
    return re.sub(r"(?i)\bRFPE\b", "RFFT", text)


DEFAULT_WEEKLY_HOURS = 35.0
LONGEST_DAYS = 366
"""Longer dates are a typing error: a télé-stage lasts three months at most [000]."""


def _todays_financing(value: object) -> object:
    return todays_financing(value) if isinstance(value, str) else value


class Stage(Frozen):
    """The mission, its dates, its hours and its pay."""

    title: Line = ""
    mandate: Prose = ""
    deliverables: tuple[Name, ...] = ()
    start: Day
    """First day (S), local to the host."""
    end: Day
    """Last day (E), included."""
    weekly_hours: Annotated[float, Field(gt=0, le=80, allow_inf_nan=False)] = DEFAULT_WEEKLY_HOURS
    """Hours a week."""
    monthly_pay: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Gratification, CAD a month; None when not agreed yet."""
    financing: Annotated[Financing, BeforeValidator(_todays_financing)] = "inconnu"
    financing_asked_on: Day | None = None
    financing_validated_on: Day | None = None
    financing_refused_on: Day | None = None
    """When it was asked, and how it was answered; the ARE may be refused and the RFFT validated."""
    allowance_until: Day | None = None
    """Last day on which the ARE is paid; None when it is not known."""

    # On the field and not on the model, so that it is checked even when other fields are wrong.
    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: date, info: ValidationInfo) -> date:
        start = info.data.get("start")
        if start and end <= start:
            raise ValueError(f"La fin doit suivre le début, le {plain_date(start)}.")
        if start and (end - start).days > LONGEST_DAYS:
            raise ValueError("La fin est à plus d’un an du début; vérifiez les dates.")
        return end

    @field_validator("financing_validated_on", "financing_refused_on")
    @classmethod
    def _answered_once_asked(cls, answered: date | None, info: ValidationInfo) -> date | None:
        asked = info.data.get("financing_asked_on")
        if asked and answered and answered < asked:
            raise ValueError(f"La réponse suit la demande, faite le {plain_date(asked)}.")
        return answered

    @property
    def halfway(self) -> date:
        """The day halfway between the first day and the last, worked or not."""
        return self.start + (self.end - self.start) // 2


class Terms(Frozen):
    """What a convention commits to: the dates, the hours, the pay and the tutor of the stage."""

    start: Day
    end: Day
    weekly_hours: float
    """Hours a week."""
    monthly_pay: float | None = None
    """Gratification, CAD a month; None when it was not known."""
    tutor: Line = ""
    """Full name of the tutor; empty when it was not known, as in an older file."""

    @classmethod
    def of(cls, stage: Stage, tutor: str = "") -> Self:
        """The terms that a stage has now, under the tutor of that name; empty when not known."""
        kept = cls.model_fields.keys() & Stage.model_fields.keys()
        return cls(**{name: getattr(stage, name) for name in kept}, tutor=tutor)

    def allow(self, other: Self) -> bool:
        """Whether terms are these; what was not known then may be anything."""
        if self.tutor and fold(self.tutor) != fold(other.tutor):
            return False
        mine = ((name, value) for name, value in self if name != "tutor" and value is not None)
        return all(getattr(other, name) == value for name, value in mine)


Party = Literal["ofqj", "intern", "host"]
"""Who signs a convention [000]."""
PARTIES: tuple[Party, ...] = get_args(Party)


class Convention(Frozen):
    """The dates of the three signatures [000]; None where one is missing.

    A day to come is the one planned: the signature counts from that day.
    """

    ofqj: Day | None = None
    intern: Day | None = None
    host: Day | None = None

    @property
    def first(self) -> date | None:
        """The day of the first signature, made or planned; None when there is none."""
        return min((day for day in (self.ofqj, self.intern, self.host) if day), default=None)

    def signatories(self, on: date) -> tuple[Party, ...]:
        """Who had signed by that day."""
        days = {party: getattr(self, party) for party in PARTIES}
        return tuple(party for party, day in days.items() if day and day <= on)


class Amendment(Frozen):
    """An avenant: other terms than those of the convention, and the days it was signed."""

    about: Name
    """What it changes, and why."""
    terms: Terms
    signed: Convention
    """Its signatures; it binds once everyone who signed the convention has signed it."""
    replaced: Terms | None = None
    """The terms agreed until then; None in an older file."""


class Waiver(Frozen):
    """A dérogation: a departure from a rule that the tutor accepts, with a reason."""

    rule: Name
    field: Name
    reason: Name
    on: Day
    accepted: Line | None = None
    """The value accepted, in words; empty for a missing one. None in an older file: the dérogation
    then covers any value."""
