"""The steps of an access: grant, explain, withdraw; see `access` for the rest of its life."""

from __future__ import annotations

from datetime import date, time

import click

from ...dossier import changes
from ...dossier.accesses import Access
from ...dossier.changes import Change, Step
from ...dossier.errors import Refused
from ...dossier.french import sentence
from ...dossier.labels import named
from ...dossier.text import quoted
from ...programme.errors import UnknownId
from ...programme.withdrawals import checks_in_words, checks_left
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session, pick
from .one_access import access_arguments, find_access, one_access, step_of, step_options, takes_step


@click.command(cls=FrenchCommand)
@one_access(lambda each: not each.given_on)
@takes_step
def grant(_session: Session, access: Access, step: Step) -> Change:
    """Noter qu’un accès est remis. ACCÈS est son nom ou son identifiant, ou leur début."""
    return changes.grant(access, on=step.on, hour=step.hour, by=step.by)


@click.command(cls=FrenchCommand)
@one_access(lambda each: not (each.explained_on or each.withdrawn_on))
@takes_step
def explain(_session: Session, access: Access, step: Step) -> Change:
    """Noter qu’un accès est expliqué; il est alors remis aussi."""
    return changes.explain(access, on=step.on, hour=step.hour, by=step.by)


@click.command(cls=FrenchCommand)
@access_arguments
@step_options
@click.option("--check", "checks", metavar="VÉRIFICATION", multiple=True,
              help="Vérification faite, par son nom dans le programme (une autre fait dire "
                   "lesquelles il y a); l’option se répète.")  # fmt: skip
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
    dossier = session.dossier(prefix)
    access = find_access(dossier, name, lambda each: each.is_open)
    programme = session.programme(dossier)
    choices = {
        name: each.id for each in programme.accesses.checks for name in (each.id, each.label)
    }
    check_ids = list(dict.fromkeys(_check(each, choices) for each in checks))
    check_ids = list(dict.fromkeys([*access.checks, *check_ids]))
    if access.withdrawn_on and checks and not (on or by):
        change = changes.check_withdrawal(access, checks=check_ids)
        words = change.label
    else:
        when = step_of(session, on, at, by)
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


def _check(name: str, choices: dict[str, str]) -> str:
    """The identifier of the check of that name, or of that label."""
    try:
        return pick("vérification", name, choices)
    except UnknownId:
        raise Refused(
            f"Vérification {quoted(name)} inconnue; choix possibles : "
            f"{', '.join(dict.fromkeys(choices.values()))}."
        ) from None
