"""The `Change` type, and the checks shared by changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from ..deeds import Deed, tell
from ..dossier import Dossier
from ..errors import FieldProblem, InvalidInput, Refused

Transition = Callable[[Dossier], Dossier]


class Change(NamedTuple):
    """A change to a dossier. `apply` raises every refusal; building a change raises none.

    Attributes:
        deed: What is done, as the history keeps it; its sentence is in `deeds.sentences`.
        apply: From a dossier to the changed dossier; pure.
        backup: Reason of the verified backup made first, see `BACKUP_REASONS`; None for none.
        erases_identity: Whether it takes out identity data, which then leave the copies too.
    """

    deed: Deed
    apply: Transition
    backup: str | None = None
    erases_identity: bool = False

    @property
    def label(self) -> str:
        """French, in the past: « Accès « VPN » retiré »."""
        return tell(self.deed)

    def followed_by(self, *deeds: Deed) -> Change:
        """This change, saying also what follows from it."""
        return self._replace(deed=self.deed.followed_by(*deeds))

    def after(self, check: Callable[[Dossier], object]) -> Change:
        """This change preceded by a check, which raises an error when the dossier fails it."""

        def apply(dossier: Dossier) -> Dossier:
            check(dossier)
            return self.apply(dossier)

        return self._replace(apply=apply)


def several(what: Deed, steps: Sequence[Change]) -> Change:
    """Several changes of a dossier made at once, all of them or none, in one line of history.

    Args:
        what: What the history keeps of them together.
        steps: In the order in which they are made.
    """

    def apply(dossier: Dossier) -> Dossier:
        for step in steps:
            dossier = step.apply(dossier)
        return dossier

    return steps[0] if len(steps) == 1 else Change(what, apply)


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
