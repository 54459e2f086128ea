"""What a change is, and what every change goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ..dossier import Dossier
from ..errors import FieldProblem, InvalidInput, Refused

Transition = Callable[[Dossier], Dossier]


class Change(NamedTuple):
    """One thing done to a dossier; it is refused when it is applied, never when it is made.

    Attributes:
        label: French, in the past, for the history: « Accès VPN retiré ».
        apply: From a dossier to the changed dossier; pure.
        backup: Why a verified backup is made first, see `BACKUP_REASONS`; None for no backup.
    """

    label: str
    apply: Transition
    backup: str | None = None

    def after(self, check: Callable[[Dossier], object]) -> Change:
        """The change, once a check has passed; it raises `Refused` when the dossier fails it."""

        def checked(dossier: Dossier) -> Dossier:
            check(dossier)
            return self.apply(dossier)

        return self._replace(apply=checked)


class Titled(Protocol):
    """A task or a rule of the programme, as far as a change names it."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def title(self) -> str:
        """Its title, in French."""


def changed(dossier: Dossier, **changes: Any) -> Dossier:
    """An open dossier with some fields replaced.

    Raises:
        Refused: when the dossier is closed.
        pydantic.ValidationError: when a new value is refused.
    """
    if dossier.closed_on:
        raise Refused("Ce stage est clos : rouvrez-le d’abord.")
    return dossier.evolve(**changes)


def refuse(problems: list[FieldProblem]) -> None:
    """Refuse what was written, when something is wrong with it.

    Raises:
        InvalidInput: with every problem.
    """
    if problems:
        raise InvalidInput(problems)
