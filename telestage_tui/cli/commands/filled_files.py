"""A file taken in: one filled in without the program, or one of dossiers; previewed, then saved."""

from __future__ import annotations

from pathlib import Path

import click

from ...dossier.errors import Refused
from ...store.errors import UnknownDossier
from ...store.paths import read_typed
from ...store.shown_paths import place
from ..french_click import FrenchCommand
from ..output import AnswerLost, say, warn
from ..session import Session
from .agreement import agreed
from .options import json_option, pass_session


@click.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER", type=click.Path(readable=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@click.option("--take", metavar="QUOI",
              help="Paquet, fichier de dossiers : tout, rien, ou les numéros à reprendre, "
                   "comme 1,3 (3+ garde les deux textes).")  # fmt: skip
@json_option
@pass_session
def import_(session: Session, file: Path, yes: bool, take: str | None, as_json: bool) -> None:
    """Reprendre un dossier, ou ce qui a été rempli ailleurs.

    FICHIER est un paquet (telestage export ID paquet), ou tout autre fichier de dossiers : celui
    d’un autre ordinateur, une sauvegarde, la copie en conflit d’un outil de synchronisation. Un
    dossier qui n’est pas ici s’y ouvre; s’il y est, chaque différence est montrée (ici → fichier)
    avec un numéro. --yes reprend ce qui n’a changé que dans le fichier (✓), et refuse tant que
    quelque chose est à choisir (?); --take dit quoi reprendre. Tout est enregistré d’un coup, après
    une sauvegarde.

    Ou bien un classeur (telestage export ID xlsx), ou le texte d’une autoévaluation (telestage
    export ID self-evaluation-midpoint, ou -final) : il dit lui-même à quel dossier il revient.

    Montre d’abord ce qui changerait (→ modifié, + ajouté, – effacé), ce que le dossier a reçu
    depuis et garde (≠), et ce qui n’est pas repris; puis demande. Sans terminal et sans --yes, rien
    n’est enregistré. Une réponse inconnue, une formule ou une colonne qui manque refuse le fichier
    entier, en nommant chaque case.
    """
    from ...documents.sheets.importing import file_import, read_filled
    from ...store.parcels import LARGEST_PARCEL, is_parcel

    data = read_typed(file, LARGEST_PARCEL + 1, pipes=True)
    if is_parcel(data):
        from .travel import take_in_file

        take_in_file(session, data, file, take, yes=yes, as_json=as_json)
        return
    if take is not None or as_json:
        raise Refused("--take et --json ne servent qu’à un paquet ou à un fichier de dossiers.")
    filled = read_filled(data)
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
