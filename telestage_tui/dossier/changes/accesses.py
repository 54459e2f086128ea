"""Changes to accesses: note, give, explain, suspend, withdraw, verify; no step is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ..accesses import Access, Hour, NothingElse, Resource, Suspension, secrets_typed
from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import FieldProblem, InvalidInput, Refused
from ..french import plain_date
from ..secrets import REASON, looks_secret
from ..text import clean_line, quoted
from .change import Change, evolve_open, refuse

_TO_COME = "Cette date est à venir; notez la chose une fois faite."


class Step(NamedTuple):
    """When something was done, and by whom.

    Attributes:
        on: The tutor's local date.
        hour: The time of that day; None when it is not known.
        by: Who did it; empty when it is not said.
    """

    on: date
    hour: Hour | None = None
    by: str = ""

    def problems(self, today: date | None = None) -> list[FieldProblem]:
        """Why it is refused: a day after `today`, or a name that looks like a secret."""
        problems = [FieldProblem("on", _TO_COME)] if today and self.on > today else []
        return problems + _secrets(by=self.by)


# --- what an access is ----------------------------------------------------------------------------


def note_access(
    access: UUID, resource: Resource, *, given: Step | None = None, today: date | None = None
) -> Change:
    """Note a new access, given already when it is noted late.

    Args:
        access: Its identifier.
        resource: What it is.
        given: When it was given, if it was.
        today: The tutor's local date, after which nothing was given yet.

    Raises:
        InvalidInput: when a text looks like a secret, or it would be given on a day to come.
    """

    def apply(dossier: Dossier) -> Dossier:
        refuse(secrets_typed(resource) + (_given_problems(given, today) if given else []))
        life = {
            "given_on": given.on,
            "given_hour": given.hour,
            "given_by": given.by,
        } if given else {}  # fmt: skip
        return _with_access(dossier, Access(id=access, **dict(resource), **life))

    what = deed("access.noted", name=resource.name)
    if given:
        what = what.followed_by(deed("access.also_given", on=given.on))
    return Change(what, apply)


def _given_problems(given: Step, today: date | None) -> list[FieldProblem]:
    """The problems of the day an access was given, at the fields of its form."""
    return [
        FieldProblem(f"given_{problem.field}", problem.message) for problem in given.problems(today)
    ]


def note_accesses(accesses: Mapping[UUID, Resource]) -> Change:
    """Note several new accesses at once: those that an organisation usually gives.

    Args:
        accesses: What each of them is, by its identifier.
    """

    def apply(dossier: Dossier) -> Dossier:
        for access, resource in accesses.items():
            dossier = note_access(access, resource).apply(dossier)
        return dossier

    names = [resource.name for resource in accesses.values()]
    return Change(deed("access.usual_noted", names=names), apply)


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


# --- giving, explaining, suspending ---------------------------------------------------------------


def grant(access: Access, *, on: date, hour: Hour | None = None, by: str = "") -> Change:
    """Mark an access given.

    Raises:
        InvalidInput: when the name looks like a secret.
        Refused: when it was given or withdrawn already.
    """

    def edit(current: Access) -> Access:
        _check_not_withdrawn(current)
        if current.given_on:
            since = plain_date(current.given_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà remis, depuis le {since}.")
        refuse(_secrets(by=by))
        return current.evolve(given_on=on, given_hour=hour, given_by=by)

    return _change(deed("access.given", name=access.name, by=by), access, edit)


def explain(access: Access, *, on: date, hour: Hour | None = None, by: str = "") -> Change:
    """Mark an access explained to the intern, and given if it was not.

    Raises:
        InvalidInput: when the name looks like a secret.
        Refused: when it was explained or withdrawn already.
    """

    def edit(current: Access) -> Access:
        _check_not_withdrawn(current)
        if current.explained_on:
            since = plain_date(current.explained_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà expliqué, depuis le {since}.")
        refuse(_secrets(by=by))
        given = {} if current.given_on else {"given_on": on, "given_hour": hour, "given_by": by}
        return current.evolve(**given, explained_on=on, explained_hour=hour, explained_by=by)

    return _change(deed("access.explained", name=access.name, by=by), access, edit)


def suspend(access: Access, *, on: date, reason: str = "") -> Change:
    """Cut an access for a while: it is still to be withdrawn.

    Raises:
        InvalidInput: when the reason looks like a secret.
        Refused: when it is not open, or is suspended already.
    """

    def edit(current: Access) -> Access:
        _check_open(current)
        if current.is_suspended:
            since = plain_date(current.suspensions[-1].since)
            raise Refused(f"L’accès {quoted(current.name)} est déjà suspendu, depuis le {since}.")
        refuse(_secrets(reason=reason))
        suspension = Suspension(since=on, reason=clean_line(reason))
        return current.evolve(suspensions=(*current.suspensions, suspension))

    return _change(deed("access.suspended", name=access.name, reason=reason), access, edit)


def resume(access: Access, *, on: date) -> Change:
    """Give back an access that was suspended.

    Raises:
        Refused: when it is not suspended.
        pydantic.ValidationError: when it was suspended after that day.
    """

    def edit(current: Access) -> Access:
        if not current.is_suspended:
            raise Refused(f"L’accès {quoted(current.name)} n’est pas suspendu.")
        *before, last = current.suspensions
        return current.evolve(suspensions=(*before, last.evolve(until=on)))

    return _change(deed("access.resumed", name=access.name), access, edit)


# --- withdrawing ----------------------------------------------------------------------------------


def ask_withdrawal(access: Access, *, on: date) -> Change:
    """Note that the manager was asked to withdraw an access; asked again, the last day is kept.

    Raises:
        Refused: when it is not open.
    """

    def edit(current: Access) -> Access:
        _check_open(current)
        return current.evolve(asked_on=on)

    what = deed("access.asked", name=access.name, manager=access.manager)
    return _change(what, access, edit)


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
        _check_open(current)
        refuse(Step(on, hour, by).problems(today))
        return current.evolve(
            withdrawn_on=on,
            withdrawn_hour=hour,
            withdrawn_by=by,
            checks=current.checks if checks is None else tuple(checks),
        )

    return _change(deed("access.withdrawn", name=access.name, by=by), access, edit)


def check_withdrawal(access: Access, *, checks: Sequence[str]) -> Change:
    """Replace the list of checks made about a withdrawal, before it or after.

    Args:
        access: Which access.
        checks: Identifiers of the checks made.

    Raises:
        Refused: when the access was never given.
    """

    def edit(current: Access) -> Access:
        _check_given(current)
        return current.evolve(checks=tuple(checks))

    return _change(deed("access.checked", name=access.name), access, edit)


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
        _check_withdrawn(current)
        if current.verified_on:
            since = plain_date(current.verified_on)
            raise Refused(f"Le retrait de {quoted(current.name)} est déjà constaté, le {since}.")
        refuse(Step(on, by=by).problems(today) + _secrets(how=how))
        return current.evolve(verified_on=on, verified_by=by, verified_how=how)

    return _change(deed("access.verified", name=access.name, how=how), access, edit)


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
        refuse(_secrets(reason=reason))
        return current.evolve(
            withdrawn_on=None,
            withdrawn_hour=None,
            withdrawn_by="",
            checks=(),
            verified_on=None,
            verified_by="",
            verified_how="",
        )

    return _change(deed("access.reopened", name=access.name, reason=reason), access, edit)


def note_nothing_else(*, on: date, by: str, hour: Hour | None = None) -> Change:
    """Note that whoever manages the accounts looked for another access, and found none.

    Raises:
        InvalidInput: when nobody signs it, or the name looks like a secret.
    """

    def apply(dossier: Dossier) -> Dossier:
        if not clean_line(by):
            raise InvalidInput.at("by", "Dites qui a cherché : c’est sa signature.")
        refuse(_secrets(by=by))
        return evolve_open(dossier, nothing_else=NothingElse(on=on, hour=hour, by=by))

    return Change(deed("access.nothing_else", by=by), apply)


def several(what: Deed, steps: Sequence[Change]) -> Change:
    """Several changes of accesses made at once, all of them or none, in one line of history.

    Args:
        what: What the history keeps of them together.
        steps: In the order in which they are made.
    """

    def apply(dossier: Dossier) -> Dossier:
        for step in steps:
            dossier = step.apply(dossier)
        return dossier

    return steps[0] if len(steps) == 1 else Change(what, apply)


# --- checking -------------------------------------------------------------------------------------


def _secrets(**texts: str) -> list[FieldProblem]:
    """The texts that look like a secret, by the name of their field."""
    return [FieldProblem(name, REASON) for name, text in texts.items() if looks_secret(text)]


def _check_not_withdrawn(current: Access) -> None:
    if current.withdrawn_on:
        since = plain_date(current.withdrawn_on)
        raise Refused(
            f"L’accès {quoted(current.name)} est déjà retiré, depuis le {since} : "
            "rouvrez d’abord cet accès."
        )


def _check_given(current: Access) -> None:
    if not current.given_on:
        raise Refused(f"{quoted(current.name)} n’a pas été remis : il n’y a rien à retirer.")


def _check_open(current: Access) -> None:
    _check_not_withdrawn(current)
    _check_given(current)


def _check_withdrawn(current: Access) -> None:
    if not current.withdrawn_on:
        raise Refused(f"L’accès {quoted(current.name)} n’est pas retiré.")


def _change(what: Deed, access: Access, edit: Callable[[Access], Access]) -> Change:
    return Change(what, lambda dossier: _with_access(dossier, edit(dossier.access(access.id))))


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    """The dossier with an access changed, or added: what was found before no longer holds then."""
    accesses = {each.id: each for each in dossier.accesses}
    added = {} if access.id in accesses else {"nothing_else": None}
    return evolve_open(dossier, accesses=tuple((accesses | {access.id: access}).values()), **added)
