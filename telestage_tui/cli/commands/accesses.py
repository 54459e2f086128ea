"""Accesses: grant, explain, withdraw."""

from __future__ import annotations

import click

from ...dossier import transitions
from ...dossier.accesses import Access
from ...dossier.dossier import Dossier
from ...dossier.french import NBSP
from ...dossier.text import quoted
from ..french import FrenchCommand
from ..output import say
from ..session import Session, pick
from .options import dossier_argument, pass_session

_access_argument = click.argument("access", metavar="ACCÈS")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@pass_session
def grant(session: Session, dossier: str, access: str) -> None:
    """Noter qu’un accès est remis. ACCÈS est son nom ou son identifiant, ou leur début."""
    found, chosen = _access(session, dossier, access)
    label = f"Accès {quoted(chosen.name)} remis"
    today = session.clock.today()
    session.change(found, label, transitions.grant, access=chosen.id, on=today)
    say(f"{label}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@pass_session
def explain(session: Session, dossier: str, access: str) -> None:
    """Noter qu’un accès est expliqué ; il est alors remis aussi."""
    found, chosen = _access(session, dossier, access)
    label = f"Accès {quoted(chosen.name)} expliqué"
    today = session.clock.today()
    session.change(found, label, transitions.explain, access=chosen.id, on=today)
    say(f"{label}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@_access_argument
@click.option("--by", metavar="NOM", default="", help="Qui l’a retiré.")
@click.option("--check", "checks", metavar="VÉRIFICATION", multiple=True,
              help="Vérification faite : documents, calendar ou shared-passwords ; "
                   "l’option se répète.")  # fmt: skip
@pass_session
def withdraw(session: Session, dossier: str, access: str, by: str, checks: tuple[str, ...]) -> None:
    """Noter qu’un accès est retiré."""
    found, chosen = _access(session, dossier, access)
    known = {each.id: each.id for each in session.programme(found).accesses.checks}
    label = f"Accès {quoted(chosen.name)} retiré"
    kept = session.change(
        found,
        label,
        transitions.withdraw,
        access=chosen.id,
        on=session.clock.today(),
        by=by,
        checks=[pick("vérification", check, known) for check in checks],
    )
    say(f"{label}.")
    if left := kept.open_accesses:
        say(f"Encore à retirer{NBSP}: {', '.join(each.name for each in left)}.")


def _access(session: Session, dossier: str, access: str) -> tuple[Dossier, Access]:
    found = session.dossier(dossier)
    by_id = {str(each.id): each for each in found.accesses}
    by_name = {each.name: each for each in found.accesses}
    return found, pick("accès", access, by_name | by_id)
