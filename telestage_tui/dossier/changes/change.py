"""What every transition goes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..dossier import Dossier
from ..errors import FieldProblem, InvalidInput, Refused

Transition = Callable[[Dossier], Dossier]


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
