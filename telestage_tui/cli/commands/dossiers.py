"""Opening dossiers, and looking at them: new, fiche, list, show, status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from ...dossier.changes import labels
from ...dossier.errors import InvalidInput
from ...dossier.french import NBSP, count, de
from ...planning.agenda import DossierSummary, agenda, summarise
from ...programme.progress import with_retention
from ...programme.rules import departures
from ...store.paths import user_path
from ..french_click import FrenchCommand
from ..json_output import (
    agenda_shape,
    dossier_shape,
    opened_shape,
    summary_shape,
)
from ..output import say, say_json, warn
from ..session import Session
from ..text_output import (
    departure_lines,
    dossier_lines,
    status_lines,
    summary_lines,
)
from .options import dossier_argument, json_option, pass_session

if TYPE_CHECKING:
    from ...dossier.fiche import Fiche


@click.command(cls=FrenchCommand)
@click.argument("fiche")
@json_option
@pass_session
def new(session: Session, fiche: str, as_json: bool) -> None:
    """Ouvrir un dossier à partir d’une fiche TOML.

    Imprime l’identifiant du dossier, puis ses écarts au programme. « - » lit la fiche sur l’entrée
    standard. Une fiche qui a des erreurs est refusée en entier : elles sont toutes énumérées, et
    rien n’est enregistré. Un dossier qui ressemble à un autre est ouvert aussi, et c’est dit.
    """
    from ...planning.open_dossier import open_dossier

    programme = session.programme()
    try:
        read = _read(fiche)
    except InvalidInput as error:
        found = count(len(error.problems), "erreur")
        warn(f"Fiche refusée, rien n’a été enregistré ({found}){NBSP}:")
        raise
    others = session.repository.dossiers()
    alike = next((each for each in others if read.is_of(each)), None)
    dossier = open_dossier(
        read, id=uuid4(), programme=programme, created_at=session.clock.now(), others=others
    )
    kept = session.add(dossier, labels.OPENED)
    if alike:
        warn(
            f"Un dossier {de(alike.intern.full_name)} commence déjà ce jour-là chez "
            f"{alike.host.name}{NBSP}: {alike.id}. Celui-ci est un second dossier."
        )
    found_departures = departures(kept, programme)
    if as_json:
        say_json(opened_shape(kept, found_departures))
        return
    say(str(kept.id))
    meetings = count(len(kept.meetings), "rencontre prévue", "rencontres prévues")
    say(f"Dossier {de(kept.intern.full_name)} ouvert{NBSP}: {meetings}.")
    say(*departure_lines(found_departures, programme))


def _read(fiche: str) -> Fiche:
    from ...dossier.fiche import load_fiche, read_fiche
    from ...dossier.fiche.toml import LARGEST_FICHE

    if fiche == "-":
        return read_fiche(sys.stdin.buffer.read(LARGEST_FICHE + 1))
    return load_fiche(user_path(fiche))


@click.command(cls=FrenchCommand)
@click.argument("dossier", metavar="[ID]", required=False)
@pass_session
def fiche(session: Session, dossier: str | None) -> None:
    """Imprimer une fiche vierge et commentée, ou celle d’un dossier.

    Par exemple : telestage fiche > lea.toml

    Avec ID, la fiche décrit ce dossier : il suffit d’en changer quelques lignes pour ouvrir le
    suivant. Ce qui s’y est passé n’en fait pas partie.
    """
    from ...dossier.fiche import blank_fiche, to_fiche

    text = to_fiche(session.dossier(dossier)) if dossier else blank_fiche()
    say(text.rstrip("\n"))


@click.command("list", cls=FrenchCommand)
@json_option
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """Énumérer les dossiers, par date de début.

    Les stages clos viennent à la fin.
    """
    summaries = _summaries(session)
    if as_json:
        say_json([summary_shape(summary) for summary in summaries])
    elif summaries:
        say(*summary_lines(summaries, session.programme()))
    else:
        say("Aucun dossier. Pour en ouvrir un : telestage new FICHE.toml")


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def show(session: Session, dossier: str, as_json: bool) -> None:
    """Montrer un dossier."""
    found = session.dossier(dossier)
    programme = session.programme(found)
    today = session.clock.today()
    summary = summarise(found, programme, session.clock.now(), today)
    found_departures = departures(found, programme)
    shown = with_retention(found, programme)
    if as_json:
        say_json(dossier_shape(shown, summary, found_departures))
    else:
        say(*dossier_lines(shown, summary, programme, found_departures, today))


@click.command(cls=FrenchCommand)
@json_option
@pass_session
def status(session: Session, as_json: bool) -> None:
    """Dire ce qui est en retard, pour aujourd’hui et pour la semaine."""
    print_status(session, as_json=as_json)


def print_status(session: Session, *, as_json: bool = False) -> None:
    """Print the agenda of the day, across dossiers."""
    summaries = _summaries(session)
    now, today = session.clock.now(), session.clock.today()
    found = agenda(summaries, today)
    if as_json:
        say_json(agenda_shape(today, found, summaries))
        return
    items = (*found.late, *found.due_today, *found.this_week)
    concerned = map(session.repository.get, {item.dossier_id for item in items})
    clocks = {each.id: (each.host.zone, each.intern.zone) for each in concerned}
    say(*status_lines(now, today, found, summaries, clocks, session.programme()))


def _summaries(session: Session) -> list[DossierSummary]:
    """Where each dossier stands today, in the order of the screens; says which cannot be read."""
    known = session.workspace.summaries
    known.read()
    for error in known.unreadable():
        warn(str(error))
    return known.known()
