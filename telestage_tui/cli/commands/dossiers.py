"""Opening dossiers, and looking at them: new, fiche, list, show, status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from ...dossier.changes import OPENED
from ...dossier.errors import InvalidInput
from ...dossier.french import count, de
from ...planning.agenda import summarise
from ...programme.progress import with_retention
from ...programme.rules import departures
from ...store.paths import user_path
from ..french_click import FrenchCommand
from ..json_output import dossier_shape, opened_shape, summary_shape
from ..output import print_data, say, say_json, warn
from ..session import Session
from ..status import print_status, read_summaries
from ..text_output import departure_lines, dossier_lines, summary_lines
from .options import dossier_argument, json_option, pass_session

if TYPE_CHECKING:
    from ...dossier.fiche.model import Fiche


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
        warn(f"Fiche refusée, rien n’a été enregistré ({found}) :")
        raise
    others = session.repository.dossiers()
    alike = next((each for each in others if read.is_of(each)), None)
    dossier = open_dossier(
        read, id=uuid4(), programme=programme, created_at=session.clock.now(), others=others
    )
    kept = session.add(dossier, OPENED)
    if alike:
        warn(
            f"Un dossier {de(alike.intern.full_name)} commence déjà ce jour-là chez "
            f"{alike.host.name} : {alike.id}. Celui-ci est un second dossier."
        )
    found_departures = departures(kept, programme)
    if as_json:
        say_json(opened_shape(kept, found_departures))
        return
    say(str(kept.id))
    meetings = count(len(kept.meetings), "rencontre prévue", "rencontres prévues")
    say(f"Dossier {de(kept.intern.full_name)} ouvert : {meetings}.")
    say(*departure_lines(found_departures, programme))


def _read(fiche: str) -> Fiche:
    from ...dossier.fiche.model import load_fiche, read_fiche
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
    from ...dossier.fiche.write import blank_fiche, to_fiche

    text = to_fiche(session.dossier(dossier)) if dossier else blank_fiche()
    print_data(text.rstrip("\n"))


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
