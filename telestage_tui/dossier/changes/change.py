"""The `Change` type, and the checks shared by changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ..dossier import Dossier
from ..errors import FieldProblem, InvalidInput, Refused

Transition = Callable[[Dossier], Dossier]


class Change(NamedTuple):
    """A change to a dossier. `apply` raises every refusal; building a change raises none.

    Attributes:
        label: French, in the past, for the history: « Accès VPN retiré ».
        apply: From a dossier to the changed dossier; pure.
        backup: Reason of the verified backup made first, see `BACKUP_REASONS`; None for none.
    """

    label: str
    apply: Transition
    backup: str | None = None

    def after(self, check: Callable[[Dossier], object]) -> Change:
        """This change preceded by a check, which raises an error when the dossier fails it."""

        def apply(dossier: Dossier) -> Dossier:
            check(dossier)
            return self.apply(dossier)

        return self._replace(apply=apply)


class Titled(Protocol):
    """The part of a task or a rule of the programme that a change needs."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def title(self) -> str:
        """Its title, in French."""


def evolve_open(dossier: Dossier, **changes: Any) -> Dossier:
    """A validated copy of an open dossier with some fields replaced.

    Raises:
        Refused: when the dossier is closed.
        pydantic.ValidationError: when a new value is refused.
    """
    if dossier.closed_on:
        raise Refused("Ce stage est clos : rouvrez-le d’abord.")
    return dossier.evolve(**changes)


def refuse(problems: list[FieldProblem]) -> None:
    """Refuse the input when it has problems.

    Raises:
        InvalidInput: with every problem.
    """
    if problems:
        raise InvalidInput(problems)
