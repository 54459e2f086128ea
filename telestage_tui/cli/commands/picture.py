"""A picture of a page, made without opening the screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ...dossier.errors import Refused
from ...store.shown_paths import shown
from .. import completing
from ..choice_words import PAGES
from ..french_click import Choice, FrenchCommand
from ..output import say
from ..session import Session
from .options import pass_session

if TYPE_CHECKING:
    from ...dossier.dossier import Dossier
    from ...screens.navigation import Place


@click.command(cls=FrenchCommand)
@click.argument("page", metavar="PAGE", type=Choice(PAGES, PAGES))
@click.argument("prefix", metavar="[ID]", required=False, shell_complete=completing.dossiers)
@click.option("-o", "--output", "folder", metavar="RÉPERTOIRE", default=".",
              type=click.Path(readable=False, path_type=Path),
              help="Où écrire; sinon, ici.")  # fmt: skip
@pass_session
def picture(session: Session, page: str, prefix: str | None, folder: Path) -> None:
    """Écrire l’image d’une page, en SVG.

    PAGE se dit comme son titre à l’écran : aujourd’hui, rencontres, accès, « mon organisation »…
    ID est le dossier de la page; il ne se dit pas s’il n’y en a qu’un. Un navigateur ouvre l’image.
    Aucun fichier n’est remplacé : un numéro suit le nom. Elle montre des renseignements personnels;
    pour une image masquée, ouvrez telestage --discret, et cherchez « image ».
    """
    import asyncio

    from ...app.headless import draw
    from ...documents.files import write_new_file
    from ...screens.elsewhere import dossier_places
    from ...screens.navigation import Go
    from ...workspace import Workspace

    place = cast("Place", page)
    dossier = None
    if prefix is not None:
        dossier = session.dossier(prefix)
    elif place in dossier_places():
        dossier = _only(session)
    else:
        session.summaries.read()  # a file that cannot be read is refused: its page is no picture
    go = Go(place, dossier.id if dossier else None, _item(dossier, place))
    workspace = Workspace(session.path, session.clock, session.programme_folder)
    image = asyncio.run(draw(workspace, go))
    say(shown(write_new_file(folder, image.name, image.content.encode())))


def _only(session: Session) -> Dossier:
    """The only dossier there is.

    Raises:
        Refused: when there are none, or several.
    """
    dossiers = session.repository.dossiers()
    if len(dossiers) != 1:
        raise Refused("Dites de quel dossier : telestage list donne leurs identifiants.")
    return dossiers[0]


def _item(dossier: Dossier | None, place: Place) -> str | None:
    """What the page of one thing is about: the next meeting, or the last; the midpoint form.

    Raises:
        Refused: when the dossier has no meeting.
    """
    if dossier is None or place not in ("meeting", "evaluation"):
        return None
    if place == "evaluation":
        return "midpoint"
    if not dossier.meetings:
        raise Refused("Ce dossier n’a pas de rencontre.")
    planned = (each for each in dossier.meetings if each.status == "planned")
    return str(next(planned, dossier.meetings[-1]).id)
