"""The convention from the command line: its points and signatures, what was paid, presence."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click

from ...clocks.weeks import monday_of
from ...dossier import changes
from ...dossier.agreement import MissedUnit
from ...dossier.errors import FieldProblem, InvalidInput
from ...dossier.stage import PARTIES, Party
from ...planning.presence import presence_of
from ...programme.gratification import month_of
from ..agreement_output import agreement_lines, agreement_shape
from ..choice_words import PARTIES as PARTY_NAMES
from ..choice_words import UNITS
from ..french_click import Choice, FrenchCommand, FrenchGroup, WholeNumber
from ..output import say, say_json
from ..session import Session
from .access_ledger import DOLLARS
from .course import course
from .options import dossier_argument, json_option, pass_session
from .texts import text_options, written
from .types import DAY


@click.group(cls=FrenchGroup)
def convention() -> None:
    """Suivre la convention, la gratification, la présence."""


@convention.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def show(session: Session, prefix: str, as_json: bool) -> None:
    """Montrer où en sont la convention et ce qui en découle."""
    dossier = session.dossier(prefix)
    programme, today = session.programme(dossier), session.clock.today()
    if as_json:
        say_json(agreement_shape(dossier, programme, today))
    else:
        say(*agreement_lines(dossier, programme, today))


@convention.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="POINT")
@click.option("--moot", metavar="RAISON", default="", help="Le point est sans objet, et pourquoi.")
@click.option("--undo", is_flag=True, help="Remettre le point à vérifier.")
@pass_session
def tick(session: Session, prefix: str, name: str, moot: str, undo: bool) -> None:
    """Cocher un point que la convention contient.

    POINT est son identifiant, que montre telestage convention show.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    point = session.programme(dossier).convention.point(name)
    if undo and moot:
        raise click.UsageError("Donnez --moot ou --undo, pas les deux.")
    if undo:
        change = changes.reset_point(point)
    elif moot:
        change = changes.moot_point(point, why=moot, on=today)
    else:
        change = changes.tick_point(point, on=today)
    session.carry_out(dossier, change)


@convention.command(cls=FrenchCommand)
@dossier_argument
@click.argument("party", metavar="QUI", type=Choice(PARTIES, PARTY_NAMES))
@click.option("--on", type=DAY, help="Le jour de la signature; sinon, aujourd’hui.")
@click.option("--undo", is_flag=True, help="Retirer cette signature.")
@pass_session
def sign(session: Session, prefix: str, party: Party, on: date | None, undo: bool) -> None:
    """Noter une signature de la convention.

    QUI est ofqj, intern (le ou la stagiaire) ou host (votre organisation). Une signature à venir
    est refusée.
    """
    today = session.clock.today()
    day = None if undo else on or today
    session.carry_out(session.dossier(prefix), changes.sign(party, day, on=today))


@convention.command(cls=FrenchCommand)
@dossier_argument
@click.option("--ofqj", type=DAY, help="Quand l’OFQJ a signé l’avenant.")
@click.option("--intern", type=DAY, help="Quand le ou la stagiaire l’a signé.")
@click.option("--host", type=DAY, help="Quand votre organisation l’a signé.")
@click.option("--about", "reason", metavar="TEXTE", required=True, help="Ce qui change.")
@click.pass_context
def amend(ctx: click.Context, /, prefix: str, **answers: date | str | None) -> None:
    """Noter les signatures d’un avenant.

    Il porte sur les dates, les heures, la gratification ou la personne qui encadre, changées depuis
    la convention. C’est la même chose que telestage course amend.
    """
    ctx.invoke(course, prefixes=(prefix,), kind="amend", yes=True, **answers)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("month", metavar="MOIS", type=WholeNumber(1, 12))
@click.option("--amount", type=DOLLARS, help="Le montant; sinon, ce qui est dû.")
@click.option("--on", type=DAY, help="Le jour du versement; sinon, aujourd’hui.")
@click.option("--undo", is_flag=True, help="Retirer ce qui est noté de ce mois.")
@pass_session
def pay(
    session: Session, prefix: str, month: int, amount: float | None, on: date | None, undo: bool
) -> None:
    """Noter la gratification versée pour un mois du stage.

    MOIS est le rang du mois : 1 commence le premier jour du stage. telestage convention show montre
    ce qui est dû pour chacun.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    if undo:
        session.carry_out(dossier, changes.unpay_month(month))
        return
    due = month_of(dossier, month).due
    paid = due if amount is None else amount
    if paid is None:
        raise InvalidInput(
            [FieldProblem("--amount", "La gratification n’est pas convenue : donnez le montant.")]
        )
    session.carry_out(dossier, changes.pay_month(month, paid, paid_on=on or today, on=today))


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("missed", metavar="[MANQUÉ]", type=DOLLARS, required=False)
@click.option("--unit", type=Choice(get_args(MissedUnit), UNITS), default="hours", metavar="UNITÉ",
              help="hours (heures, par défaut) ou days (jours).")  # fmt: skip
@click.option("--week", type=DAY, help="Un jour de la semaine; sinon, aujourd’hui.")
@click.option("--note", metavar="TEXTE", help="Pourquoi, si c’est utile.")
@text_options
@click.option("--undo", is_flag=True, help="Retirer ce qui est noté de cette semaine.")
@pass_session
def presence(
    session: Session,
    prefix: str,
    missed: float | None,
    unit: MissedUnit,
    week: date | None,
    note: str | None,
    way: str | None,
    undo: bool,
) -> None:
    """Noter ce qui a été manqué d’une semaine.

    MANQUÉ est un nombre d’heures, ou de jours avec --unit days; 0 quand rien n’a été manqué.
    """
    dossier, today = session.dossier(prefix), session.clock.today()
    if undo:
        session.carry_out(dossier, changes.clear_presence(monday_of(week or today)))
    elif missed is None:
        raise click.UsageError("Dites ce qui a été manqué : 0 quand rien ne l’a été.")
    else:
        noted = monday_of(week or today)
        before = next((each.note for each in dossier.presence if each.week == noted), "")
        kept = before if note is None else written("La note", before, note, way)
        record = presence_of(dossier, week or today, missed, unit, kept, today=today)
        session.carry_out(dossier, changes.note_presence(record))
