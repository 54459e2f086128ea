"""Accesses: a resource given is a withdrawal owed."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from .base import Day, Frozen
from .errors import FieldProblem
from .secrets import REASON, looks_secret
from .text import Line, Name, Prose

DEFAULT_KIND = "autre"
"""The kind of an access of which none is said."""
AccessState = Literal["planned", "given", "explained", "withdrawn"]


class Resource(Frozen):
    """An access, a licence or a piece of equipment the intern needs.

    Never a password: a secret is refused where it is typed (`secrets_typed`), not here, so that a
    sharper eye makes no older file unreadable.
    """

    name: Name
    kind: Name = DEFAULT_KIND
    """Identifier of one of the kinds of the programme (they are content)."""
    manager: Line = ""
    """Who manages it, and will withdraw it."""
    account: Line = ""
    """Account name, when that helps to find it again."""
    monthly_cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Licence cost, CAD a month."""
    note: Prose = ""
    withdraw_by: Day | None = None
    """Last day to withdraw it; None for the last day of the stage."""


def secrets_typed(written: Resource, seen: Resource | None = None) -> list[FieldProblem]:
    """Why texts just typed cannot be kept; a text that was there before is left alone.

    Args:
        written: What the resource is to be.
        seen: What it was; None when it is new.
    """
    texts = {name: value for name, value in written if isinstance(value, str)}
    return [
        FieldProblem(name, REASON)
        for name, text in texts.items()
        if looks_secret(text) and (seen is None or getattr(seen, name) != text)
    ]


class Access(Resource):
    """A resource followed from the day it is given to the day it is withdrawn."""

    id: UUID
    given_on: Day | None = None
    explained_on: Day | None = None
    withdrawn_on: Day | None = None
    withdrawn_by: Line = ""
    checks: tuple[Line, ...] = ()
    """Identifiers of the withdrawal checks made (they are content, see the programme)."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.withdrawn_on and not self.given_on:
            raise ValueError("Un accès se retire après avoir été remis.")
        if self.withdrawn_on and self.given_on and self.withdrawn_on < self.given_on:
            raise ValueError("Le retrait précède la remise.")
        if self.explained_on and self.given_on and self.explained_on < self.given_on:
            raise ValueError("L’explication précède la remise.")
        return self

    @property
    def resource(self) -> Resource:
        """What it gives access to, without how far it has come."""
        return Resource(**{name: getattr(self, name) for name in Resource.model_fields})

    @property
    def is_open(self) -> bool:
        """Given and not withdrawn: a withdrawal is owed."""
        return self.given_on is not None and self.withdrawn_on is None

    @property
    def state(self) -> AccessState:
        """How far the access has come."""
        if self.withdrawn_on:
            return "withdrawn"
        if not self.given_on:
            return "planned"
        return "explained" if self.explained_on else "given"
