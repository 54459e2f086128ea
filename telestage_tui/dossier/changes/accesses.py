"""Changes to accesses: note, give, explain, withdraw; no step already taken is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from ..accesses import Access, Resource, secrets_typed
from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import FieldProblem, Refused
from ..french import plain_date
from ..secrets import REASON, looks_secret
from ..text import clean_line, quoted
from .change import Change, evolve_open, refuse


def note_access(access: UUID, resource: Resource) -> Change:
    """Note a new access.

    Raises:
        InvalidInput: when a text looks like a secret.
    """

    def apply(dossier: Dossier) -> Dossier:
        refuse(secrets_typed(resource))
        return _with_access(dossier, Access(id=access, **dict(resource)))

    return Change(deed("access.noted", name=resource.name), apply)


def describe_access(access: Access, *, seen: Resource, written: Resource) -> Change:
    """Change the description of an access; its dates stay.

    Only the fields that differ between `seen` and `written` are set: another program may have
    changed the others meanwhile.

    Args:
        access: Which access.
        seen: The description when the tutor began to change it.
        written: The new description.

    Raises:
        InvalidInput: when a new text looks like a secret.
        Refused: when the access was removed meanwhile.
    """

    def edit(current: Access) -> Access:
        pairs = zip(written, seen, strict=True)
        return current.evolve(**{name: new for (name, new), (_, old) in pairs if new != old})

    change = _change(deed("access.described", name=written.name), access, edit)
    return change.after(lambda _: refuse(secrets_typed(written, seen)))


def grant(access: Access, *, on: date) -> Change:
    """Mark an access given.

    Raises:
        Refused: when it was given or withdrawn already.
    """

    def edit(current: Access) -> Access:
        _check_not_withdrawn(current)
        if current.given_on:
            since = plain_date(current.given_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà remis, depuis le {since}.")
        return current.evolve(given_on=on)

    return _change(deed("access.given", name=access.name), access, edit)


def explain(access: Access, *, on: date) -> Change:
    """Mark an access explained to the intern, and given if it was not.

    Raises:
        Refused: when it was explained or withdrawn already.
    """

    def edit(current: Access) -> Access:
        _check_not_withdrawn(current)
        if current.explained_on:
            since = plain_date(current.explained_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà expliqué, depuis le {since}.")
        return current.evolve(given_on=current.given_on or on, explained_on=on)

    return _change(deed("access.explained", name=access.name), access, edit)


def withdraw(
    access: Access, *, on: date, today: date, by: str = "", checks: Sequence[str] = ()
) -> Change:
    """Mark an access withdrawn, by whom, and which checks were made.

    Args:
        access: Which access.
        on: The day it was withdrawn.
        today: The tutor's local date.
        by: Who withdrew it.
        checks: Identifiers of the checks made.

    Raises:
        InvalidInput: when the day is still to come, or the name looks like a secret.
        Refused: when it was never given, or withdrawn already.
        pydantic.ValidationError: when it was given after that day.
    """

    def edit(current: Access) -> Access:
        _check_not_withdrawn(current)
        if not current.given_on:
            raise Refused(f"{quoted(current.name)} n’a pas été remis : il n’y a rien à retirer.")
        refuse(_withdrawal_problems(on, today, by))
        return current.evolve(withdrawn_on=on, withdrawn_by=by, checks=tuple(checks))

    return _change(deed("access.withdrawn", name=access.name, by=by), access, edit)


def check_withdrawal(access: Access, *, checks: Sequence[str]) -> Change:
    """Replace the list of checks made after a withdrawal.

    Args:
        access: Which access.
        checks: Identifiers of the checks made.

    Raises:
        Refused: when it was not withdrawn.
    """

    def edit(current: Access) -> Access:
        _check_withdrawn(current)
        return current.evolve(checks=tuple(checks))

    return _change(deed("access.checked", name=access.name), access, edit)


def restore_access(access: Access, reason: str) -> Change:
    """Undo a withdrawal: the access is open again, for a reason that the history keeps.

    Raises:
        InvalidInput: when the reason looks like a secret.
        Refused: when it was not withdrawn, or without a reason.
    """

    def edit(current: Access) -> Access:
        _check_withdrawn(current)
        if not clean_line(reason):
            raise Refused("Dites pourquoi l’accès est rouvert : l’historique le garde.")
        refuse([FieldProblem("reason", REASON)] if looks_secret(reason) else [])
        return current.evolve(withdrawn_on=None, withdrawn_by="", checks=())

    return _change(deed("access.reopened", name=access.name, reason=reason), access, edit)


def remove_access(access: Access) -> Change:
    """Remove an access that was never given.

    Raises:
        Refused: when it was given, since it must then be withdrawn.
    """

    def apply(dossier: Dossier) -> Dossier:
        current = dossier.access(access.id)
        if current.given_on:
            raise Refused(
                f"{quoted(current.name)} a été remis : retirez l’accès plutôt que sa trace."
            )
        others = tuple(each for each in dossier.accesses if each.id != access.id)
        return evolve_open(dossier, accesses=others)

    return Change(deed("access.removed", name=access.name), apply)


def _withdrawal_problems(on: date, today: date, by: str) -> list[FieldProblem]:
    problems = []
    if on > today:
        message = "Cette date est à venir; notez le retrait une fois l’accès retiré."
        problems.append(FieldProblem("on", message))
    if looks_secret(by):
        problems.append(FieldProblem("by", REASON))
    return problems


def _check_not_withdrawn(current: Access) -> None:
    if current.withdrawn_on:
        since = plain_date(current.withdrawn_on)
        raise Refused(
            f"L’accès {quoted(current.name)} est déjà retiré, depuis le {since} : "
            "rouvrez d’abord cet accès."
        )


def _check_withdrawn(current: Access) -> None:
    if not current.withdrawn_on:
        raise Refused(f"L’accès {quoted(current.name)} n’est pas retiré.")


def _change(what: Deed, access: Access, edit: Callable[[Access], Access]) -> Change:
    return Change(what, lambda dossier: _with_access(dossier, edit(dossier.access(access.id))))


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    accesses = {each.id: each for each in dossier.accesses}
    return evolve_open(dossier, accesses=tuple((accesses | {access.id: access}).values()))
