"""An access in use: given, explained, suspended, given back."""

from __future__ import annotations

from datetime import date

from ...accesses import Access, Hour, Suspension
from ...deeds import deed
from ...errors import Refused
from ...french import plain_date
from ...text import clean_line, quoted
from ..change import Change, refuse
from .steps import (
    change_of,
    check_not_withdrawn,
    check_open,
    secrets_in,
)


def grant(access: Access, *, on: date, hour: Hour | None = None, by: str = "") -> Change:
    """Mark an access given.

    Raises:
        InvalidInput: when the name looks like a secret.
        Refused: when it was given or withdrawn already.
    """

    def edit(current: Access) -> Access:
        check_not_withdrawn(current)
        if current.given_on:
            since = plain_date(current.given_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà remis, depuis le {since}.")
        refuse(secrets_in(by=by))
        return current.evolve(given_on=on, given_hour=hour, given_by=by)

    return change_of(deed("access.given", name=access.name, by=by), access, edit)


def explain(access: Access, *, on: date, hour: Hour | None = None, by: str = "") -> Change:
    """Mark an access explained to the intern, and given if it was not.

    Raises:
        InvalidInput: when the name looks like a secret.
        Refused: when it was explained or withdrawn already.
    """

    def edit(current: Access) -> Access:
        check_not_withdrawn(current)
        if current.explained_on:
            since = plain_date(current.explained_on)
            raise Refused(f"L’accès {quoted(current.name)} est déjà expliqué, depuis le {since}.")
        refuse(secrets_in(by=by))
        given = {} if current.given_on else {"given_on": on, "given_hour": hour, "given_by": by}
        return current.evolve(**given, explained_on=on, explained_hour=hour, explained_by=by)

    return change_of(deed("access.explained", name=access.name, by=by), access, edit)


def suspend(access: Access, *, on: date, reason: str = "", with_stage: bool = False) -> Change:
    """Cut an access for a while: it is still to be withdrawn.

    Args:
        access: Which.
        on: The tutor's local date.
        reason: Why, in French.
        with_stage: Whether it is because the stage stops.

    Raises:
        InvalidInput: when the reason looks like a secret.
        Refused: when it is not open, or is suspended already.
    """

    def edit(current: Access) -> Access:
        check_open(current)
        if current.is_suspended:
            since = plain_date(current.suspensions[-1].since)
            raise Refused(f"L’accès {quoted(current.name)} est déjà suspendu, depuis le {since}.")
        refuse(secrets_in(reason=reason))
        suspension = Suspension(since=on, reason=clean_line(reason), with_stage=with_stage)
        return current.evolve(suspensions=(*current.suspensions, suspension))

    return change_of(deed("access.suspended", name=access.name, reason=reason), access, edit)


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

    return change_of(deed("access.resumed", name=access.name), access, edit)
