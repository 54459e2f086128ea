"""The accesses: noted, given, explained, withdrawn; each step once, so that none is rewritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from ..accesses import Access, Resource, secrets_typed
from ..dossier import Dossier
from ..errors import FieldProblem, Refused
from ..french import plain_date
from ..secrets import REASON, looks_secret
from ..text import quoted
from .change import Change, changed, refuse
from .labels import because, named


def note_access(access: UUID, resource: Resource) -> Change:
    """Note a new access.

    Raises:
        InvalidInput: when a text looks like a secret.
    """

    def noted(dossier: Dossier) -> Dossier:
        refuse(secrets_typed(resource))
        return _with_access(dossier, Access(id=access, **dict(resource)))

    return Change(f"Accès {named(resource.name)} noté", noted)


def describe_access(access: Access, *, seen: Resource, written: Resource) -> Change:
    """Change what is noted of an access; how far it has come stays as it is.

    Only what was changed is: another program may have changed the rest meanwhile.

    Args:
        access: Which access.
        seen: What was noted when the change was begun.
        written: What is to be noted.

    Raises:
        InvalidInput: when a text just written looks like a secret.
        Refused: when the access was removed meanwhile.
    """

    def described(kept: Access) -> Access:
        pairs = zip(written, seen, strict=True)
        return kept.evolve(**{name: new for (name, new), (_, old) in pairs if new != old})

    change = _change(f"Accès {named(written.name)} modifié", access, described)
    return change.after(lambda _: refuse(secrets_typed(written, seen)))


def grant(access: Access, *, on: date) -> Change:
    """Mark an access given.

    Raises:
        Refused: when it was given or withdrawn already.
    """

    def granted(kept: Access) -> Access:
        _check_not_withdrawn(kept)
        if kept.given_on:
            since = plain_date(kept.given_on)
            raise Refused(f"L’accès {quoted(kept.name)} est déjà remis, depuis le {since}.")
        return kept.evolve(given_on=on)

    return _change(f"Accès {named(access.name)} remis", access, granted)


def explain(access: Access, *, on: date) -> Change:
    """Mark an access explained to the intern; giving it is implied.

    Raises:
        Refused: when it was explained or withdrawn already.
    """

    def explained(kept: Access) -> Access:
        _check_not_withdrawn(kept)
        if kept.explained_on:
            since = plain_date(kept.explained_on)
            raise Refused(f"L’accès {quoted(kept.name)} est déjà expliqué, depuis le {since}.")
        return kept.evolve(given_on=kept.given_on or on, explained_on=on)

    return _change(f"Accès {named(access.name)} expliqué", access, explained)


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
        InvalidInput: when the day is still to come, or what is written for a name looks like a
            secret.
        Refused: when it was never given, or withdrawn already.
        pydantic.ValidationError: when it was given after that day.
    """

    def withdrawn(kept: Access) -> Access:
        _check_not_withdrawn(kept)
        if not kept.given_on:
            raise Refused(f"{quoted(kept.name)} n’a pas été remis : il n’y a rien à retirer.")
        refuse(_withdrawal_problems(on, today, by))
        return kept.evolve(withdrawn_on=on, withdrawn_by=by, checks=tuple(checks))

    return _change(f"Accès {named(access.name)} retiré{because(by)}", access, withdrawn)


def check_withdrawal(access: Access, *, checks: Sequence[str]) -> Change:
    """Say which checks of a withdrawal are made by now, in place of those noted before.

    Args:
        access: Which access.
        checks: Identifiers of the checks made.

    Raises:
        Refused: when it was not withdrawn: what is checked is what is left behind.
    """

    def checked(kept: Access) -> Access:
        _check_withdrawn(kept)
        return kept.evolve(checks=tuple(checks))

    label = f"Retrait de {named(access.name)} : vérifications notées"
    return _change(label, access, checked)


def restore_access(access: Access) -> Change:
    """Undo a withdrawal: the access is open again.

    Raises:
        Refused: when it was not withdrawn.
    """

    def restored(kept: Access) -> Access:
        _check_withdrawn(kept)
        return kept.evolve(withdrawn_on=None, withdrawn_by="", checks=())

    return _change(f"Accès {named(access.name)} rouvert", access, restored)


def remove_access(access: Access) -> Change:
    """Forget an access that was never given.

    Raises:
        Refused: when it was given, since its withdrawal is owed.
    """

    def removed(dossier: Dossier) -> Dossier:
        kept = dossier.access(access.id)
        if kept.given_on:
            raise Refused(f"{quoted(kept.name)} a été remis : retirez l’accès plutôt que sa trace.")
        return changed(dossier, accesses=tuple(a for a in dossier.accesses if a.id != kept.id))

    return Change(f"Accès {named(access.name)} supprimé", removed)


def _withdrawal_problems(on: date, today: date, by: str) -> list[FieldProblem]:
    problems = []
    if on > today:
        message = "Cette date est à venir ; notez le retrait une fois l’accès retiré."
        problems.append(FieldProblem("on", message))
    if looks_secret(by):
        problems.append(FieldProblem("by", REASON))
    return problems


def _check_not_withdrawn(kept: Access) -> None:
    if kept.withdrawn_on:
        since = plain_date(kept.withdrawn_on)
        raise Refused(
            f"L’accès {quoted(kept.name)} est déjà retiré, depuis le {since} : "
            "rouvrez d’abord cet accès."
        )


def _check_withdrawn(kept: Access) -> None:
    if not kept.withdrawn_on:
        raise Refused(f"L’accès {quoted(kept.name)} n’est pas retiré.")


def _change(label: str, access: Access, edit: Callable[[Access], Access]) -> Change:
    return Change(label, lambda dossier: _with_access(dossier, edit(dossier.access(access.id))))


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    kept = {known.id: known for known in dossier.accesses}
    return changed(dossier, accesses=tuple((kept | {access.id: access}).values()))
