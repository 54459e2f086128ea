"""What an access is: noted, described, removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from ...accesses import Access, Resource, secrets_typed
from ...deeds import deed
from ...dossier import Dossier
from ...errors import FieldProblem, Refused
from ...text import quoted
from ..change import Change, evolve_open, refuse
from .steps import (
    Step,
    change_of,
    with_access,
)


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
        return with_access(dossier, Access(id=access, **dict(resource), **life))

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

    change = change_of(deed("access.described", name=written.name), access, edit)
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
