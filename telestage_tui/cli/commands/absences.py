"""Absences read from a calendar: previewed, then saved, and the meetings moved around them."""

from __future__ import annotations

from pathlib import Path

import click

from ...documents.ics.absence_import import (
    LONG_TO_READ,
    READING,
    absence_import,
    question_about,
)
from ...documents.ics.absences import read_absences
from ...documents.ics.file_kinds import LARGEST_CALENDAR
from ...dossier.errors import Refused
from ...dossier.people import Side
from ...planning.replan_preview import preview
from ...store.paths import read_typed
from ..choice_words import FICHE_SIDES
from ..french_click import Choice, FrenchCommand, FrenchGroup
from ..output import AnswerLost, say, warn
from ..session import Session
from .agreement import agreed
from .options import dossier_argument, pass_session


@click.group(cls=FrenchGroup)
def absences() -> None:
    """Reprendre les absences d’un agenda."""


@absences.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER.ics", type=click.Path(readable=False, path_type=Path))
@dossier_argument
@click.option("--side", type=Choice(["structure", "stagiaire"], FICHE_SIDES),
              required=True, metavar="CÔTÉ",
              help="De qui sont les absences : structure (vous) ou stagiaire.")  # fmt: skip
@click.option("--busy-only", is_flag=True,
              help="Laisser de côté les journées marquées « disponible », des anniversaires par "
                   "exemple.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@pass_session
def import_(
    session: Session, file: Path, prefix: str, side: Side, busy_only: bool, yes: bool
) -> None:
    """Changer les journées occupées d’un agenda en jours sans rencontre.

    Comptent les événements d’une journée entière, et ceux qui, seuls ou ensemble, couvrent toutes
    les heures de travail d’un jour, de 31 jours avant le stage à sa fin. Beaucoup d’agendas
    marquent « disponible » une journée entière, vacances comprises, si on ne leur dit rien : elle
    compte aussi, sauf si l’on demande le contraire. Un jour déjà chômé n’est pas ajouté une
    seconde fois.

    Montre d’abord ces jours, ce qui est ignoré ou ne peut pas être lu, et les rencontres
    qui seraient déplacées, puis demande. Sans terminal et sans --yes, rien n’est enregistré. Les
    rencontres tenues, passées ou déplacées à la main ne bougent pas.
    """
    dossier = session.dossier(prefix)
    data = read_typed(file, LARGEST_CALENDAR + 1, pipes=True)  # one more, to know there is more
    if len(data) >= LONG_TO_READ:
        warn(READING)
    calendar = read_absences(data, question_about(dossier, side, busy_only=busy_only))
    programme, now = session.programme(dossier), session.clock.now
    others = session.repository.dossiers
    found = absence_import(dossier, side, calendar, programme, now(), others())
    notes = found.notes("--busy-only")
    if not found.periods:
        say(found.heading, *notes)
        return
    try:
        say(found.heading, *(f"  {line}" for line in found.lines()), *notes, "")
        say(*map(" ".join, preview(found.proposal, found.dossier, programme)))
    except AnswerLost as error:
        if not yes:  # nobody can agree to a preview that was not printed
            raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not agreed("ces absences"):
        warn("Rien n’a été enregistré.")
        return
    session.change(dossier, found.change(programme, now, others))
    say("Enregistré.")
