"""The steps of an access: grant, explain, withdraw; see `access` for the rest of its life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, TypeVar

import click

from ...dossier import changes
from ...dossier.accesses import Access, Hour
from ...dossier.changes import Step
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, Refused
from ...dossier.french import sentence
from ...dossier.labels import named
from ...dossier.text import fold, quoted
from ...dossier.zone_names import DEFAULT_HOST_ZONE
from ...programme.errors import UnknownId
from ...programme.withdrawals import checks_in_words, checks_left
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session, pick
from ..text_output import short_ids
from .options import dossier_argument, pass_session
from .types import DAY, TIME

access_argument = click.argument("name", metavar="ACCÈS")
_F = TypeVar("_F", bound=Callable[..., Any])


def step_options(command: _F) -> _F:
    """When a step was taken, and by whom."""
    on = click.option("--on", type=DAY, help="Le jour; aujourd’hui si rien n’est dit.")
    at = click.option("--at", type=TIME, help="L’heure, au Québec; sans elle, celle qu’il est, "
                                              "si c’est aujourd’hui.")  # fmt: skip
    by = click.option("--by", metavar="NOM", default="", help="Qui l’a fait.")
    return on(at(by(command)))


def step(session: Session, on: date | None, at: time | None, by: str) -> Step:
    """The step that these options say; the hour of another day than today is not known.

    Raises:
        InvalidInput: when the day is still to come, or the name looks like a secret.
    """
    day = on or session.clock.today()
    hour = session.hour() if day == session.clock.today() else None
    typed = Step(day, Hour(at=at, zone=DEFAULT_HOST_ZONE) if at else hour, by)
    if problems := typed.problems(session.clock.today()):
        raise InvalidInput(problems)
    return typed


@click.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@step_options
@pass_session
def grant(
    session: Session, prefix: str, name: str, on: date | None, at: time | None, by: str
) -> None:
    """Noter qu’un accès est remis. ACCÈS est son nom ou son identifiant, ou leur début."""
    dossier, access = find_access(session, prefix, name, lambda each: not each.given_on)
    when = step(session, on, at, by)
    change = changes.grant(access, on=when.on, hour=when.hour, by=when.by)
    session.carry_out(dossier, change)


@click.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@step_options
@pass_session
def explain(
    session: Session, prefix: str, name: str, on: date | None, at: time | None, by: str
) -> None:
    """Noter qu’un accès est expliqué; il est alors remis aussi."""
    dossier, access = find_access(
        session, prefix, name, lambda each: not (each.explained_on or each.withdrawn_on)
    )
    when = step(session, on, at, by)
    change = changes.explain(access, on=when.on, hour=when.hour, by=when.by)
    session.carry_out(dossier, change)


@click.command(cls=FrenchCommand)
@dossier_argument
@access_argument
@step_options
@click.option("--check", "checks", metavar="VÉRIFICATION", multiple=True,
              help="Vérification faite, par son nom dans le programme (une autre fait dire "
                   "lesquelles il y a); l’option se répète.")  # fmt: skip
@pass_session
def withdraw(
    session: Session,
    prefix: str,
    name: str,
    on: date | None,
    at: time | None,
    by: str,
    checks: tuple[str, ...],
) -> None:
    """Noter qu’un accès est retiré.

    Pour un accès déjà retiré, --check ajoute les vérifications faites depuis.
    """
    dossier, access = find_access(session, prefix, name, lambda each: each.is_open)
    programme = session.programme(dossier)
    choices = [each.id for each in programme.accesses.checks]
    check_ids = list(dict.fromkeys(_check(each, choices) for each in checks))
    check_ids = list(dict.fromkeys([*access.checks, *check_ids]))
    if access.withdrawn_on and checks and not (on or by):
        change = changes.check_withdrawal(access, checks=check_ids)
        words = change.label
    else:
        when = step(session, on, at, by)
        change = changes.withdraw(
            access,
            on=when.on,
            today=session.clock.today(),
            hour=when.hour,
            by=when.by,
            checks=check_ids,
        )
        words = f"Accès {named(access.name)} retiré"
    dossier = session.change(dossier, change)
    say(sentence(words))
    if remaining := checks_left(programme, dossier.access(access.id)):
        say(f"Il reste à vérifier : {checks_in_words(remaining)}.")
    if others := dossier.open_accesses:
        say(sentence(f"Encore à retirer : {', '.join(each.name for each in others)}"))


def _check(name: str, choices: list[str]) -> str:
    try:
        return pick("vérification", name, {each: each for each in choices})
    except UnknownId:
        raise Refused(
            f"Vérification {quoted(name)} inconnue; choix possibles : {', '.join(choices)}."
        ) from None


def find_access(
    session: Session, prefix: str, name: str, can: Callable[[Access], bool]
) -> tuple[Dossier, Access]:
    """The dossier, and its access of that name; see `_by_name`."""
    dossier = session.dossier(prefix)
    return dossier, pick("accès", name, _by_name(dossier.accesses, can))


def _by_name(accesses: Iterable[Access], can: Callable[[Access], bool]) -> dict[str, Access]:
    """Each access by its identifier and by its name.

    A name that several share stands for the only one the command can act on; when there is not
    just one, each has its identifier after its name.

    Args:
        accesses: Those of a dossier.
        can: Whether the command can act on an access.
    """
    groups: dict[str, list[Access]] = defaultdict(list)
    by_name: dict[str, Access] = {}
    for each in accesses:
        groups[fold(each.name)].append(each)
        by_name[str(each.id)] = each
    ids = short_ids(each.id for each in by_name.values())
    for group in groups.values():
        candidates = group if len(group) == 1 else [each for each in group if can(each)]
        if len(candidates) == 1:
            by_name[candidates[0].name] = candidates[0]
        else:
            by_name |= {f"{each.name} ({ids[each.id]})": each for each in group}
    return by_name
