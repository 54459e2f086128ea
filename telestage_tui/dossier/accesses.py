"""Accesses given to the intern, each to be withdrawn at the end of the stage."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from .base import Day, Frozen
from .errors import FieldProblem
from .french import lower_first
from .hours import WallTime
from .secrets import REASON, looks_secret
from .text import Line, Name, Prose
from .zone_names import ZoneName

DEFAULT_KIND = "autre"
"""The kind of an access when none is given."""
VERIFICATION = "verification"
"""Among the checks that are *sans objet*: the later look, that a withdrawn access works no more."""
AccessState = Literal["planned", "given", "explained", "suspended", "withdrawn", "verified"]
"""Withdrawn is what somebody did; verified is that somebody looked later, and it works no more."""


class Resource(Frozen):
    """An access, a licence or a piece of equipment the intern needs.

    It never holds a password: secrets are refused where they are typed (`secrets_typed`) and not
    by the model, so that a stricter check cannot make an older file unreadable.
    """

    name: Name
    kind: Name = DEFAULT_KIND
    """Identifier of one of the kinds that the programme defines."""
    manager: Line = ""
    """The person who manages it, and will withdraw it."""
    account: Line = ""
    """Account name, when that helps to find it again."""
    monthly_cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Licence cost, in CAD a month."""
    note: Prose = ""
    withdraw_by: Day | None = None
    """Last day to withdraw it; None for the last day of the stage."""


def secrets_typed(resource: Resource, before: Resource | None = None) -> list[FieldProblem]:
    """The texts that look like a secret, except those that were there before.

    Args:
        resource: The resource as it was just typed.
        before: The resource before that; None when it is new.
    """
    texts = {name: value for name, value in resource if isinstance(value, str)}
    return [
        FieldProblem(name, REASON)
        for name, text in texts.items()
        if looks_secret(text) and (before is None or getattr(before, name) != text)
    ]


class Hour(Frozen):
    """A time of the day, to the minute, and the zone of its clock."""

    at: WallTime
    zone: ZoneName


class Suspension(Frozen):
    """A time in which an access was cut, and still to be withdrawn (local dates)."""

    since: Day
    until: Day | None = None
    """The day it was given back; None as long as it is cut."""
    reason: Line = ""
    with_stage: bool = False
    """Whether it was cut because the stage stops: to be given back when the stage is taken up."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until and self.until < self.since:
            raise ValueError("Le rétablissement précède la suspension.")
        return self


class NothingElse(Frozen):
    """That whoever manages the accounts looked for another access, and there was none.

    A list holds what somebody thought of noting: the last line of it is that the rest was looked
    for (GSA, off-boarding of data.gov).
    """

    on: Day
    hour: Hour | None = None
    by: Line = ""
    """Who looked."""
    moot: Line = ""
    """Why nobody had to look; empty when somebody did."""

    @model_validator(mode="after")
    def _says_who_or_why(self) -> Self:
        if not (self.by or self.moot):
            raise ValueError("Dites qui a cherché, ou pourquoi c’est sans objet.")
        return self

    @property
    def words(self) -> str:
        """« signé par Nadia Roy », or « sans objet, aucun compte n’a été créé »."""
        return f"sans objet, {lower_first(self.moot)}" if self.moot else f"signé par {self.by}"


class Access(Resource):
    """A resource followed from the day it is given to the day it no longer works.

    The hour of a step is not known when the step was noted on a later day, nor in older files.
    """

    id: UUID
    given_on: Day | None = None
    given_hour: Hour | None = None
    given_by: Line = ""
    explained_on: Day | None = None
    explained_hour: Hour | None = None
    explained_by: Line = ""
    suspensions: tuple[Suspension, ...] = ()
    """Each time it was cut for a while, the oldest first."""
    asked_on: Day | None = None
    """The day the manager was asked to withdraw it."""
    withdrawn_on: Day | None = None
    withdrawn_hour: Hour | None = None
    withdrawn_by: Line = ""
    checks: tuple[Line, ...] = ()
    """Identifiers of the withdrawal checks made, defined by the programme."""
    moot: tuple[Line, ...] = ()
    """Identifiers of the checks that are *sans objet*; `VERIFICATION` for the later look."""
    verified_on: Day | None = None
    """The day somebody saw that it no longer works."""
    verified_by: Line = ""
    verified_how: Line = ""
    """What was seen: « la connexion échoue »."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.withdrawn_on and not self.given_on:
            raise ValueError("Un accès se retire après avoir été remis.")
        if self.withdrawn_on and self.given_on and self.withdrawn_on < self.given_on:
            raise ValueError("Le retrait précède la remise.")
        if self.explained_on and self.given_on and self.explained_on < self.given_on:
            raise ValueError("L’explication précède la remise.")
        if self.verified_on and not self.withdrawn_on:
            raise ValueError("Un retrait se constate après avoir été fait.")
        if self.verified_on and self.withdrawn_on and self.verified_on < self.withdrawn_on:
            raise ValueError("Le constat précède le retrait.")
        return self

    @property
    def resource(self) -> Resource:
        """The description of the access, without its dates."""
        return Resource(**{name: getattr(self, name) for name in Resource.model_fields})

    @property
    def is_open(self) -> bool:
        """Whether it was given and is still to be withdrawn."""
        return self.given_on is not None and self.withdrawn_on is None

    @property
    def is_suspended(self) -> bool:
        """Whether it is open and cut for a while."""
        return self.is_open and bool(self.suspensions) and self.suspensions[-1].until is None

    @property
    def is_cut_with_stage(self) -> bool:
        """Whether it is suspended because the stage stops."""
        return self.is_suspended and self.suspensions[-1].with_stage

    @property
    def state(self) -> AccessState:
        """The last step taken."""
        if self.withdrawn_on:
            return "verified" if self.verified_on else "withdrawn"
        if not self.given_on:
            return "planned"
        if self.is_suspended:
            return "suspended"
        return "explained" if self.explained_on else "given"
