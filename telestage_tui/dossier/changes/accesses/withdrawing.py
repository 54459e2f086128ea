"""The end of an access: its withdrawal asked for, made, checked, verified, or undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...accesses import Access, Hour, NothingElse
from ...deeds import deed
from ...dossier import Dossier
from ...errors import InvalidInput, Refused
from ...french import plain_date
from ...text import clean_line, quoted
from ..change import Change, evolve_open, refuse
from .steps import (
    Step,
    change_of,
    check_given,
    check_open,
    check_withdrawn,
    secrets_in,
)


def ask_withdrawal(access: Access, *, on: date) -> Change:
    """Note that the manager was asked to withdraw an access; asked again, the last day is kept.

    Raises:
        Refused: when it is not open.
    """

    def edit(current: Access) -> Access:
        check_open(current)
        return current.evolve(asked_on=on)

    what = deed("access.asked", name=access.name, manager=access.manager)
    return change_of(what, access, edit)


def withdraw(
    access: Access,
    *,
    on: date,
    today: date,
    hour: Hour | None = None,
    by: str = "",
    checks: Sequence[str] | None = None,
) -> Change:
    """Mark an access withdrawn, by whom, and which checks were made.

    Args:
        access: Which access.
        on: The day it was withdrawn.
        today: The tutor's local date.
        hour: The time of that day; None when it is not known.
        by: Who withdrew it.
        checks: Identifiers of all the checks made, before it and now; None for those of before.

    Raises:
        InvalidInput: when the day is still to come, or the name looks like a secret.
        Refused: when it was never given, or withdrawn already.
        pydantic.ValidationError: when it was given after that day.
    """

    def edit(current: Access) -> Access:
        check_open(current)
        refuse(Step(on, hour, by).problems(today))
        return current.evolve(
            withdrawn_on=on,
            withdrawn_hour=hour,
            withdrawn_by=by,
            checks=current.checks if checks is None else tuple(checks),
        )

    return change_of(deed("access.withdrawn", name=access.name, by=by), access, edit)


def check_withdrawal(access: Access, *, checks: Sequence[str]) -> Change:
    """Replace the list of checks made about a withdrawal, before it or after.

    Args:
        access: Which access.
        checks: Identifiers of the checks made.

    Raises:
        Refused: when the access was never given.
    """

    def edit(current: Access) -> Access:
        check_given(current)
        return current.evolve(checks=tuple(checks))

    return change_of(deed("access.checked", name=access.name), access, edit)


def set_checks_aside(access: Access, *, checks: Sequence[str], why: str = "") -> Change:
    """Note that checks of a withdrawal are *sans objet*, for a reason that the history keeps.

    Args:
        access: Which access.
        checks: Their identifiers, `VERIFICATION` among them for the later look.
        why: The reason.

    Raises:
        InvalidInput: when the reason looks like a secret.
        Refused: when the access is not withdrawn.
    """

    def edit(current: Access) -> Access:
        check_withdrawn(current)
        refuse(secrets_in(reason=why))
        return current.evolve(moot=tuple(dict.fromkeys((*current.moot, *checks))))

    return change_of(deed("access.checks_moot", name=access.name, reason=why), access, edit)


def verify_withdrawal(
    access: Access, *, on: date, today: date, by: str = "", how: str = ""
) -> Change:
    """Note that somebody saw, later, that a withdrawn access no longer works.

    Args:
        access: Which access.
        on: The day it was seen.
        today: The tutor's local date.
        by: Who saw it.
        how: What was seen: « la connexion échoue ».

    Raises:
        InvalidInput: when the day is still to come, or a text looks like a secret.
        Refused: when it is not withdrawn, or was verified already.
        pydantic.ValidationError: when it was withdrawn after that day.
    """

    def edit(current: Access) -> Access:
        check_withdrawn(current)
        if current.verified_on:
            since = plain_date(current.verified_on)
            raise Refused(f"Le retrait de {quoted(current.name)} est déjà constaté, le {since}.")
        refuse(Step(on, by=by).problems(today) + secrets_in(how=how))
        return current.evolve(verified_on=on, verified_by=by, verified_how=how)

    return change_of(deed("access.verified", name=access.name, how=how), access, edit)


def restore_access(access: Access, reason: str) -> Change:
    """Undo a withdrawal: the access is open again, for a reason that the history keeps.

    Raises:
        InvalidInput: when the reason looks like a secret.
        Refused: when it was not withdrawn, or without a reason.
    """

    def edit(current: Access) -> Access:
        check_withdrawn(current)
        if not clean_line(reason):
            raise Refused("Dites pourquoi l’accès est rouvert : l’historique le garde.")
        refuse(secrets_in(reason=reason))
        return current.evolve(
            withdrawn_on=None,
            withdrawn_hour=None,
            withdrawn_by="",
            checks=(),
            moot=(),
            verified_on=None,
            verified_by="",
            verified_how="",
        )

    return change_of(deed("access.reopened", name=access.name, reason=reason), access, edit)


def note_nothing_else(*, on: date, by: str, hour: Hour | None = None) -> Change:
    """Note that whoever manages the accounts looked for another access, and found none.

    Raises:
        InvalidInput: when nobody signs it, or the name looks like a secret.
    """

    def apply(dossier: Dossier) -> Dossier:
        if not clean_line(by):
            raise InvalidInput.at("by", "Dites qui a cherché : c’est sa signature.")
        refuse(secrets_in(by=by))
        return evolve_open(dossier, nothing_else=NothingElse(on=on, hour=hour, by=by))

    return Change(deed("access.nothing_else", by=by), apply)


def set_nothing_else_aside(*, on: date, why: str) -> Change:
    """Note that nobody has to look for another access, for a reason.

    Raises:
        InvalidInput: when there is no reason, or it looks like a secret.
    """

    def apply(dossier: Dossier) -> Dossier:
        if not clean_line(why):
            raise InvalidInput.at("moot", "Dites pourquoi c’est sans objet.")
        refuse(secrets_in(moot=why))
        return evolve_open(dossier, nothing_else=NothingElse(on=on, moot=why))

    return Change(deed("access.nothing_else_moot", reason=why), apply)
