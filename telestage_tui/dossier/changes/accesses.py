"""The accesses: noted, given, explained, withdrawn; each step once, so that none is rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ..accesses import Access, Resource, secrets_typed
from ..dossier import Dossier
from ..errors import FieldProblem, Refused
from ..french import plain_date
from ..secrets import REASON, looks_secret
from ..text import quoted
from .change import changed, refuse


def note_access(dossier: Dossier, access: UUID, *, resource: Resource) -> Dossier:
    """Note a new access.

    Raises:
        InvalidInput: when a text looks like a secret.
    """
    refuse(secrets_typed(resource))
    return _with_access(dossier, Access(id=access, **dict(resource)))


def describe_access(
    dossier: Dossier, access: UUID, *, seen: Resource, written: Resource
) -> Dossier:
    """Change what is noted of an access; how far it has come stays as it is.

    Only what was changed is: another program may have changed the rest meanwhile.

    Args:
        dossier: The dossier.
        access: Which access.
        seen: What was noted when the change was begun.
        written: What is to be noted.

    Raises:
        InvalidInput: when a text just written looks like a secret.
        Refused: when the access was removed meanwhile.
    """
    refuse(secrets_typed(written, seen))
    edited = {name: new for (name, new), (_, old) in zip(written, seen, strict=True) if new != old}
    return _with_access(dossier, dossier.access(access).evolve(**edited))


def grant(dossier: Dossier, access: UUID, *, on: date) -> Dossier:
    """Mark an access given.

    Raises:
        Refused: when it was given or withdrawn already.
    """
    kept = _not_withdrawn(dossier, access)
    if kept.given_on:
        since = plain_date(kept.given_on)
        raise Refused(f"L’accès {quoted(kept.name)} est déjà remis, depuis le {since}.")
    return _with_access(dossier, kept.evolve(given_on=on))


def explain(dossier: Dossier, access: UUID, *, on: date) -> Dossier:
    """Mark an access explained to the intern; giving it is implied.

    Raises:
        Refused: when it was explained or withdrawn already.
    """
    kept = _not_withdrawn(dossier, access)
    if kept.explained_on:
        since = plain_date(kept.explained_on)
        raise Refused(f"L’accès {quoted(kept.name)} est déjà expliqué, depuis le {since}.")
    return _with_access(dossier, kept.evolve(given_on=kept.given_on or on, explained_on=on))


def withdraw(
    dossier: Dossier,
    access: UUID,
    *,
    on: date,
    today: date,
    by: str = "",
    checks: Sequence[str] = (),
) -> Dossier:
    """Mark an access withdrawn, by whom, and which checks were made.

    Args:
        dossier: The dossier.
        access: Which access.
        on: The day it was withdrawn.
        today: The tutor's local date.
        by: Who withdrew it.
        checks: Identifiers of the checks made.

    Raises:
        InvalidInput: when the day is still to come, or what is written for a name looks like a
            secret.
        Refused: when it was never given, or withdrawn already.
        pydantic.ValidationError: when it was given after that day.
    """
    kept = _not_withdrawn(dossier, access)
    if not kept.given_on:
        raise Refused(f"{quoted(kept.name)} n’a pas été remis : il n’y a rien à retirer.")
    refuse(_withdrawal_problems(on, today, by))
    withdrawn = kept.evolve(withdrawn_on=on, withdrawn_by=by, checks=tuple(checks))
    return _with_access(dossier, withdrawn)


def check_withdrawal(dossier: Dossier, access: UUID, *, checks: Sequence[str]) -> Dossier:
    """Say which checks of a withdrawal are made by now, in place of those noted before.

    Args:
        dossier: The dossier.
        access: Which access.
        checks: Identifiers of the checks made.

    Raises:
        Refused: when it was not withdrawn: what is checked is what is left behind.
    """
    kept = dossier.access(access)
    if not kept.withdrawn_on:
        raise Refused(f"L’accès {quoted(kept.name)} n’est pas retiré.")
    return _with_access(dossier, kept.evolve(checks=tuple(checks)))


def restore_access(dossier: Dossier, access: UUID) -> Dossier:
    """Undo a withdrawal: the access is open again.

    Raises:
        Refused: when it was not withdrawn.
    """
    kept = dossier.access(access)
    if not kept.withdrawn_on:
        raise Refused(f"L’accès {quoted(kept.name)} n’est pas retiré.")
    return _with_access(dossier, kept.evolve(withdrawn_on=None, withdrawn_by="", checks=()))


def remove_access(dossier: Dossier, access: UUID) -> Dossier:
    """Forget an access that was never given.

    Raises:
        Refused: when it was given, since its withdrawal is owed.
    """
    kept = dossier.access(access)
    if kept.given_on:
        raise Refused(f"{quoted(kept.name)} a été remis : retirez l’accès plutôt que sa trace.")
    return changed(dossier, accesses=tuple(a for a in dossier.accesses if a.id != access))


def _withdrawal_problems(on: date, today: date, by: str) -> list[FieldProblem]:
    problems = []
    if on > today:
        message = "Cette date est à venir ; notez le retrait une fois l’accès retiré."
        problems.append(FieldProblem("on", message))
    if looks_secret(by):
        problems.append(FieldProblem("by", REASON))
    return problems


def _not_withdrawn(dossier: Dossier, access: UUID) -> Access:
    kept = dossier.access(access)
    if kept.withdrawn_on:
        since = plain_date(kept.withdrawn_on)
        raise Refused(
            f"L’accès {quoted(kept.name)} est déjà retiré, depuis le {since} : "
            "rouvrez d’abord cet accès."
        )
    return kept


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    kept = {known.id: known for known in dossier.accesses}
    return changed(dossier, accesses=tuple((kept | {access.id: access}).values()))
