"""Accesses: grant, explain, withdraw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

import click

from ...dossier import changes
from ...dossier.accesses import Access
from ...dossier.changes.labels import named
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.text import fold, quoted
from ...programme.errors import UnknownId
from ...programme.withdrawals import checks_in_words, checks_left
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session, pick
from ..text_output import short_ids
from .options import dossier_argument, pass_session
from .types import DAY

_access_argument = click.argument("access", metavar="ACCÈS")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@pass_session
def grant(session: Session, dossier: str, access: str) -> None:
    """Noter qu’un accès est remis. ACCÈS est son nom ou son identifiant, ou leur début."""
    found, chosen = _access(session, dossier, access, lambda each: not each.given_on)
    change = changes.grant(chosen, on=session.clock.today())
    session.change(found, change)
    say(f"{change.label}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@pass_session
def explain(session: Session, dossier: str, access: str) -> None:
    """Noter qu’un accès est expliqué ; il est alors remis aussi."""
    found, chosen = _access(
        session, dossier, access, lambda each: not (each.explained_on or each.withdrawn_on)
    )
    change = changes.explain(chosen, on=session.clock.today())
    session.change(found, change)
    say(f"{change.label}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@click.option("--on", type=DAY, help="Le jour du retrait ; aujourd’hui si rien n’est dit.")
@click.option("--by", metavar="NOM", default="", help="Qui l’a retiré.")
@click.option("--check", "checks", metavar="VÉRIFICATION", multiple=True,
              help="Vérification faite, par son nom dans le programme (une autre fait dire "
                   "lesquelles il y a) ; l’option se répète.")  # fmt: skip
@pass_session
def withdraw(
    session: Session, dossier: str, access: str, on: date | None, by: str, checks: tuple[str, ...]
) -> None:
    """Noter qu’un accès est retiré.

    Pour un accès déjà retiré, --check ajoute les vérifications faites depuis.
    """
    found, chosen = _access(session, dossier, access, lambda each: each.is_open)
    programme = session.programme(found)
    known = [each.id for each in programme.accesses.checks]
    made = list(dict.fromkeys(_check(each, known) for each in checks))
    if chosen.withdrawn_on and made and not (on or by):
        made = list(dict.fromkeys([*chosen.checks, *made]))
        change = changes.check_withdrawal(chosen, checks=made)
        done = change.label
    else:
        today = session.clock.today()
        change = changes.withdraw(chosen, on=on or today, today=today, by=by, checks=made)
        done = f"Accès {named(chosen.name)} retiré"
    kept = session.change(found, change)
    say(f"{done}.")
    if unmade := checks_left(programme, kept.access(chosen.id)):
        say(f"Il reste à vérifier : {checks_in_words(unmade)}.")
    if left := kept.open_accesses:
        say(f"Encore à retirer : {', '.join(each.name for each in left)}.")


def _check(wanted: str, known: list[str]) -> str:
    try:
        return pick("vérification", wanted, {each: each for each in known})
    except UnknownId:
        choices = ", ".join(known)
        raise Refused(
            f"Vérification {quoted(wanted)} inconnue ; choix possibles : {choices}."
        ) from None


def _access(
    session: Session, dossier: str, access: str, can: Callable[[Access], bool]
) -> tuple[Dossier, Access]:
    found = session.dossier(dossier)
    return found, pick("accès", access, _by_name(found.accesses, can))


def _by_name(accesses: Iterable[Access], can: Callable[[Access], bool]) -> dict[str, Access]:
    """Each access by its identifier and by its name.

    A name that several have is that of the only one the command can act on; where that does not
    tell them apart, each has its identifier behind its name.
    """
    alike: dict[str, list[Access]] = defaultdict(list)
    named: dict[str, Access] = {}
    for each in accesses:
        alike[fold(each.name)].append(each)
        named[str(each.id)] = each
    ids = short_ids(each.id for each in named.values())
    for same in alike.values():
        able = same if len(same) == 1 else [each for each in same if can(each)]
        if len(able) == 1:
            named[able[0].name] = able[0]
        else:
            named |= {f"{each.name} ({ids[each.id]})": each for each in same}
    return named
