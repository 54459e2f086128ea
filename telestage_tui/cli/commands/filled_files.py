"""A file filled in without the program: previewed, then saved as one change."""

from __future__ import annotations

from pathlib import Path

import click

from ...dossier.errors import Refused
from ...store.errors import UnknownDossier, place
from ...store.paths import read_typed
from ..french_click import FrenchCommand
from ..output import AnswerLost, say, warn
from ..session import Session
from .agreement import agreed
from .options import pass_session


@click.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER", type=click.Path(readable=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@pass_session
def import_(session: Session, file: Path, yes: bool) -> None:
    """Reprendre ce qui a été rempli hors de telestage.

    FICHIER est un classeur (telestage export ID xlsx), ou le texte d’une autoévaluation (telestage
    export ID self-evaluation-midpoint, ou -final) : il dit lui-même à quel dossier il revient.

    Montre d’abord ce qui changerait (→ modifié, + ajouté, – effacé), ce que le dossier a reçu
    depuis et garde (≠), et ce qui n’est pas repris; puis demande. Sans terminal et sans --yes, rien
    n’est enregistré. Une réponse inconnue, une formule ou une colonne qui manque refuse le fichier
    entier, en nommant chaque case.
    """
    from ...documents.sheets.importing import LARGEST_READ, file_import, read_filled

    filled = read_filled(read_typed(file, LARGEST_READ, pipes=True))
    try:
        dossier = session.repository.get(filled.dossier)
    except UnknownDossier:
        raise Refused(
            f"Ce fichier revient à un dossier qui n’est pas dans {place(session.path)}."
        ) from None
    now, today = session.clock.now(), session.clock.today()
    found = file_import(filled, dossier, session.programme, now, today)
    lines = (f"{line.sign} {line.text}" for line in found.lines())
    try:
        say(found.heading, *(f"  {line}" for line in lines), *found.notes)
    except AnswerLost as error:
        if not yes:  # nobody can agree to a preview that was not printed
            raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not found.steps:
        return
    if not yes and not agreed("ce que dit ce fichier"):
        warn("Rien n’a été enregistré.")
        return
    session.change(dossier, found.change())
    say("Enregistré.")
