"""A dossier in files that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ...dossier.dossier import Dossier
from ...planning.due import due_dates
from ...planning.view import same_tutor
from ...programme.journey import with_retention
from ..french import Choice, FrenchCommand
from ..output import say
from ..session import Session, pick
from .options import dossier_argument, pass_session

if TYPE_CHECKING:
    from ...documents.calendar import TaskForm


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("kind", type=Choice(["ics", "json", "csv", "all"]), metavar="SORTE")
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(path_type=Path), help="Où écrire ; sinon, ici.")  # fmt: skip
@click.option("--series", is_flag=True, help="ics : les suivis en une série, avec exceptions.")
@click.option("--invite", is_flag=True, help="ics : une invitation pour le ou la stagiaire.")
@click.option("--cancel", is_flag=True, help="ics : retirer les rencontres de l’agenda.")
@click.option("--tasks", type=Choice(["todo", "events"]), metavar="FORME",
              help="ics : aussi les étapes, en tâches (todo) ou en journées (events).")  # fmt: skip
@click.option("--meeting", metavar="RENCONTRE", help="ics : cette seule rencontre.")
@click.option("--tutor", is_flag=True,
              help="ics : tous les dossiers du même tuteur ou de la même tutrice.")  # fmt: skip
@pass_session
def export(
    session: Session,
    dossier: str,
    kind: str,
    folder: Path,
    series: bool,
    invite: bool,
    cancel: bool,
    tasks: str | None,
    meeting: str | None,
    tutor: bool,
) -> None:
    """Écrire un dossier dans un fichier.

    SORTE est ics, les rencontres pour un agenda ; json, tout le dossier ; csv, ses étapes pour un
    tableur (points-virgules, UTF-8) ; ou all, les trois. Imprime le chemin de chaque fichier
    écrit. Réimporté, un fichier ics met à jour les rencontres qui ont bougé.
    """
    from ...documents.files import CalendarChoices, write_calendar, write_file
    from ...documents.names import file_name

    found = session.dossier(dossier)
    if kind in ("json", "all"):
        say(str(write_file(folder, file_name(found, "json"), _json(session, found))))
    if kind in ("csv", "all"):
        say(str(write_file(folder, file_name(found, "csv"), _tasks_csv(session, found))))
    if kind in ("ics", "all"):
        only = None
        if meeting:
            only = pick("rencontre", meeting, {str(each.id): each for each in found.meetings}).id
        choices = CalendarChoices(series, invite, cancel, cast("TaskForm | None", tasks), only)
        chosen = _of_the_tutor(found, session.repository.dossiers()) if tutor else [found]
        now = session.clock.now()
        say(str(write_calendar(folder, chosen, session.programme, now, choices)))


def _of_the_tutor(dossier: Dossier, dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The open dossiers of the tutor of that one, it included."""
    return [
        each
        for each in dossiers
        if each.id == dossier.id
        or (each.status != "closed" and same_tutor(each.tutor, dossier.tutor))
    ]


def _json(session: Session, dossier: Dossier) -> bytes:
    from ...documents.record import dossier_json

    return dossier_json(with_retention(dossier, session.programme(dossier))).encode()


def _tasks_csv(session: Session, dossier: Dossier) -> bytes:
    from ...documents.tables import tasks_csv

    programme = session.programme(dossier)
    due = due_dates(dossier, programme, session.clock.today())
    return tasks_csv(session.states(dossier), due, programme).encode()
