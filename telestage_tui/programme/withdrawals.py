"""The withdrawal of an access that was given: the day it is due, then the checks to make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.french import lower_first
from .programme import Programme
from .progress import anchored

if TYPE_CHECKING:
    from .texts import WithdrawalCheck


class LeftToCheck(NamedTuple):
    """A withdrawal with checks still to make.

    Attributes:
        access: The access, withdrawn.
        checks: Those still to make, in the order of the programme.
    """

    access: Access
    checks: tuple[WithdrawalCheck, ...]


def withdrawal_day(dossier: Dossier, programme: Programme, access: Access) -> date:
    """The last day to withdraw an access (host-local date): its own, else the programme's."""
    return access.withdraw_by or anchored(dossier, programme.withdrawal)


def checks_left(programme: Programme, access: Access) -> tuple[WithdrawalCheck, ...]:
    """The checks of a withdrawal that were not made; none before it is withdrawn."""
    if not access.withdrawn_on:
        return ()
    return tuple(each for each in programme.accesses.checks if each.id not in access.checks)


def checks_in_words(checks: Iterable[WithdrawalCheck]) -> str:
    """The checks in a sentence: « documents transférés; mots de passe partagés changés »."""
    return "; ".join(lower_first(each.label) for each in checks)


def left_to_check(dossier: Dossier, programme: Programme) -> tuple[LeftToCheck, ...]:
    """Every withdrawal of a dossier that is still to be checked.

    They do not stop a dossier from closing, since a check may no longer be possible.
    """
    withdrawals = ((access, checks_left(programme, access)) for access in dossier.accesses)
    return tuple(LeftToCheck(access, checks) for access, checks in withdrawals if checks)
