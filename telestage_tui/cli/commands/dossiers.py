"""Opening dossiers, and looking at them: new, fiche, list, show, status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from ...dossier.changes import OPENED
from ...dossier.errors import InvalidInput
from ...dossier.french import count, count_or_none, de, leading_count
from ...planning.agenda.summary import summarise
from ...planning.earlier import earlier_tasks
from ...programme import rules
from ...programme.progress import with_retention
from ...store.paths import user_path
from ...workspace.onsite import followers
from .. import completing, phrases
from ..dossier_output import (
    departure_lines,
    dossier_lines,
    dossier_shape,
    opened_shape,
    summary_lines,
    summary_shape,
)
from ..french_click import FrenchCommand
from ..onsite_output import link_rows
from ..output import say, say_json, warn
from ..session import Session
from ..short_ids import SHORT_ID
from ..status import print_status, read_summaries
from .options import dossier_argument, json_option, pass_session

if TYPE_CHECKING:
    from ...dossier.fiche.model import Fiche

OVERDUE = 4
"""Exit code of `status --strict`, for a scheduled job: a critical access is overdue."""


@click.command(cls=FrenchCommand)
@click.argument("path", metavar="FICHE")
@json_option
@pass_session
def new(session: Session, path: str, as_json: bool) -> None:
    """Ouvrir un dossier à partir d’une fiche TOML.

    Imprime l’identifiant du dossier, puis ses écarts au programme. « - » lit la fiche sur l’entrée
    standard. Une fiche qui a des erreurs est refusée en entier : elles sont toutes énumérées, et
    rien n’est enregistré. Un dossier qui ressemble à un autre est ouvert aussi, et c’est dit.

    Ce que la fiche laisse vide de l’organisation, de vous et du lien de la visioconférence est
    repris de Mon organisation (telestage organisation), et c’est dit; une fiche qui nomme une autre
    organisation n’en reprend rien.
    """
    from ...planning.open_dossier import open_dossier

    programme = session.programme()
    try:
        fiche, taken = _fiche(session, path)
    except InvalidInput as error:
        errors = count(len(error.problems), "erreur")
        warn(f"Fiche refusée, rien n’a été enregistré ({errors}) :")
        raise
    others = session.repository.dossiers()
    twin = next((each for each in others if fiche.is_of(each)), None)
    dossier = session.add(
        open_dossier(
            fiche, id=uuid4(), programme=programme, created_at=session.clock.now(), others=others
        ),
        OPENED,
    )
    if twin:
        warn(
            f"Un dossier {de(twin.intern.full_name)} commence déjà ce jour-là chez "
            f"{twin.host.name} : {twin.id}. Celui-ci est un second dossier."
        )
    departures = rules.departures(dossier, programme, session.clock.today())
    if as_json:
        say_json(opened_shape(dossier, departures, taken))
        return
    say(str(dossier.id))
    meetings = _meetings_planned(len(dossier.meetings))
    say(f"Dossier {de(dossier.intern.full_name)} ouvert : {meetings}.")
    if taken:
        say(f"Repris de Mon organisation : {', '.join(taken)}.")
    say(*departure_lines(departures, programme))
    if earlier := earlier_tasks(dossier, programme, session.clock.today()):
        say(_due_earlier(len(earlier), str(dossier.id)[:SHORT_ID]))


def _meetings_planned(number: int) -> str:
    return count_or_none(number, "rencontre prévue", "rencontres prévues", feminine=True)


def _due_earlier(number: int, short_id: str) -> str:
    """How many tasks were due before the dossier was opened, and the command that ticks them."""
    due = leading_count(number, "étape était due", "étapes étaient dues", feminine=True)
    which = "celles qui sont déjà faites" if number > 1 else "qu’elle est déjà faite"
    return f"{due} avant aujourd’hui. Pour dire {which} : telestage tick {short_id} --before ÉTAPE…"


def _fiche(session: Session, path: str) -> tuple[Fiche, tuple[str, ...]]:
    """A fiche, and the paths of the fields that Mon organisation filled."""
    from ...documents.logo import logo_problems
    from ...dossier.fiche.model import fiche_of
    from ...dossier.fiche.organisation import completed
    from ...dossier.fiche.toml import LARGEST_FICHE, load_toml, parse_toml
    from ...planning.open_dossier import checked_fiche

    if path == "-":
        values = parse_toml(sys.stdin.buffer.read(LARGEST_FICHE + 1))
    else:
        values = load_toml(user_path(path))
    filled = completed(values, session.organisation())
    fiche = checked_fiche(fiche_of(filled.values), session.programme())
    usual = session.organisation().stationery.logo
    if problems := logo_problems(fiche.stationery.logo, usual):
        raise InvalidInput(problems)
    return fiche, filled.taken


@click.command(cls=FrenchCommand)
@click.argument("prefix", metavar="[ID]", required=False)
@pass_session
def fiche(session: Session, prefix: str | None) -> None:
    """Imprimer une fiche vierge, ou celle d’un dossier.

    Par exemple : telestage fiche > lea.toml

    Avec ID, la fiche décrit ce dossier : il suffit d’en changer quelques lignes pour ouvrir le
    suivant. Ce qui s’y est passé n’en fait pas partie.
    """
    from ...dossier.fiche.write import blank_fiche, to_fiche

    text = to_fiche(session.dossier(prefix)) if prefix else blank_fiche()
    say(text.rstrip("\n"))


@click.command("list", cls=FrenchCommand)
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Énumérer les dossiers, par date de début.

    Les stages clos viennent à la fin.
    """
    summaries = read_summaries(session)
    if as_json:
        say_json([summary_shape(summary) for summary in summaries])
    elif session.phrases:
        say(*phrases.dossiers(summaries))
    elif summaries:
        say(*summary_lines(summaries))
    else:
        say("Aucun dossier. Pour en ouvrir un : telestage new FICHE.toml")


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def show(session: Session, prefix: str, as_json: bool) -> None:
    """Montrer un dossier."""
    dossier = session.dossier(prefix)
    programme = session.programme(dossier)
    today = session.clock.today()
    summary = summarise(dossier, programme, session.clock.now(), today)
    departures = rules.departures(dossier, programme, today)
    dossier = with_retention(dossier, programme)
    former, follower = followers(session, dossier)
    if as_json:
        say_json(dossier_shape(dossier, summary, departures, follower))
    elif session.phrases:
        say(*phrases.dossier(dossier, summary, programme, departures, today))
    else:
        links = link_rows(dossier, former, follower)
        say(*dossier_lines(dossier, summary, programme, departures, today, links))


@click.command(cls=FrenchCommand)
@json_option
@click.option("--all", "whole", is_flag=True, help="Tout énumérer, sans rien replier.")
@click.option("--retard", "late", is_flag=True, help="Seulement ce qui est en retard.")
@click.option("--court", "short", is_flag=True,
              help="Une ligne par dossier; rien s’il n’y a rien à dire.")  # fmt: skip
@click.option("--dossier", "prefixes", metavar="ID", multiple=True,
              shell_complete=completing.dossiers,
              help="Seulement ce dossier; peut se répéter.")  # fmt: skip
@click.option("--strict", is_flag=True,
              help="Code de sortie 4 si un accès critique aurait déjà dû être "
                   "retiré.")  # fmt: skip
@click.argument("prefix", metavar="[ID]", required=False, shell_complete=completing.dossiers)
@click.pass_context
def status(
    ctx: click.Context,
    prefix: str | None,
    prefixes: tuple[str, ...],
    as_json: bool,
    whole: bool,
    late: bool,
    short: bool,
    strict: bool,
) -> None:
    """Dire ce qui est à faire, ce qui compte d’abord.

    Avec ID, pour ce seul dossier. Pour un rappel chaque matin : --retard --court.
    """
    if short and as_json:
        raise click.UsageError("Donnez --court ou --json, pas les deux.")
    session = ctx.ensure_object(Session)
    named = (*prefixes, *([prefix] if prefix else ()))
    only = frozenset(session.dossier(each).id for each in named)
    overdue = print_status(session, only, as_json=as_json, whole=whole, late=late, short=short)
    if strict and overdue:
        ctx.exit(OVERDUE)
