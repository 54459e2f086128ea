"""What the changes of accesses share: a step, what refuses it, and the access put back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ...accesses import Access, Hour
from ...deeds import Deed
from ...dossier import Dossier
from ...errors import FieldProblem, Refused
from ...french import plain_date
from ...secrets import REASON, looks_secret
from ...text import quoted
from ..change import Change, evolve_open

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
        return problems + secrets_in(by=self.by)


def secrets_in(**texts: str) -> list[FieldProblem]:
    """The texts that look like a secret, by the name of their field."""
    return [FieldProblem(name, REASON) for name, text in texts.items() if looks_secret(text)]


def check_not_withdrawn(current: Access) -> None:
    """Refuse what is asked of an access that is withdrawn."""
    if current.withdrawn_on:
        since = plain_date(current.withdrawn_on)
        raise Refused(
            f"L’accès {quoted(current.name)} est déjà retiré, depuis le {since} : "
            "rouvrez d’abord cet accès."
        )


def check_given(current: Access) -> None:
    """Refuse what is asked of an access that was never given."""
    if not current.given_on:
        raise Refused(f"{quoted(current.name)} n’a pas été remis : il n’y a rien à retirer.")


def check_open(current: Access) -> None:
    """Refuse what is asked of an access that lets nobody in: not given yet, or withdrawn."""
    check_not_withdrawn(current)
    check_given(current)


def check_withdrawn(current: Access) -> None:
    """Refuse what is asked of an access that is not withdrawn."""
    if not current.withdrawn_on:
        raise Refused(f"L’accès {quoted(current.name)} n’est pas retiré.")


def change_of(what: Deed, access: Access, edit: Callable[[Access], Access]) -> Change:
    """The change of one access; it is the access as the dossier has it then that is edited."""
    return Change(what, lambda dossier: with_access(dossier, edit(dossier.access(access.id))))


def with_access(dossier: Dossier, access: Access) -> Dossier:
    """The dossier with an access changed, or added: what was found before no longer holds then."""
    accesses = {each.id: each for each in dossier.accesses}
    added = {} if access.id in accesses else {"nothing_else": None}
    return evolve_open(dossier, accesses=tuple((accesses | {access.id: access}).values()), **added)
