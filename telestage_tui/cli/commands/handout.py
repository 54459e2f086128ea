"""What is handed over in a room, about no dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ...store.shown_paths import shown
from ..choice_words import HANDOUTS
from ..french_click import Choice, FrenchCommand
from ..output import say, warn
from ..session import Session
from .options import pass_session

if TYPE_CHECKING:
    from ...documents.handouts import Handout


@click.command(cls=FrenchCommand)
@click.argument("kind", metavar="SORTE", type=Choice(HANDOUTS, HANDOUTS))
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(readable=False, path_type=Path),
              help="Où écrire; sinon, ici.")  # fmt: skip
@pass_session
def handout(session: Session, kind: str, folder: Path) -> None:
    """Écrire un PDF à distribuer : touches, liste ou guide.

    SORTE est touches, toutes les touches, page par page; liste, les étapes du programme avec leurs
    cases, sans dossier; ou guide, les sujets du guide des bonnes pratiques. Aucun fichier n’est
    remplacé : un numéro suit le nom.
    """
    from ...app import TelestageApp
    from ...app.handouts import make_handout
    from ...documents.files import write_new_file
    from ...documents.handouts import handout_name

    chosen = cast("Handout", kind)
    made = make_handout(chosen, session, TelestageApp)
    say(shown(write_new_file(folder, handout_name(chosen), made.content)))
    for notice in made.notices:
        warn(notice)
