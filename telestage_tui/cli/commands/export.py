"""A dossier in files that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from ...dossier.dossier import Dossier
from ...planning.due import due_dates
from ..french import Choice, FrenchCommand
from ..output import say
from ..session import Session, pass_session
from .options import dossier_argument


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("kind", type=Choice(["json", "csv"]), metavar="SORTE")
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(path_type=Path), help="Où écrire ; sinon, ici.")  # fmt: skip
@pass_session
def export(session: Session, dossier: str, kind: str, folder: Path) -> None:
    """Écrire un dossier dans un fichier.

    SORTE est json, tout le dossier, ou csv, ses étapes pour un tableur (points-virgules, UTF-8).
    Imprime le chemin du fichier écrit.
    """
    from ...documents.names import file_name
    from ...store.files import replace_file

    found = session.dossier(dossier)
    text = _tasks_csv(session, found) if kind == "csv" else _json(found)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(found, kind)
    replace_file(path, [text.encode()])
    say(str(path))


def _json(dossier: Dossier) -> str:
    from ...documents.record import dossier_json

    return dossier_json(dossier)


def _tasks_csv(session: Session, dossier: Dossier) -> str:
    from ...documents.tables import tasks_csv

    programme = session.programme(dossier)
    due = due_dates(dossier, programme, session.clock.today())
    return tasks_csv(session.states(dossier), due, programme)
