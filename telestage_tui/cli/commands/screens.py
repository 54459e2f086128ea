"""The screens on invented dossiers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from ...clocks.clock import Clock, MovableClock
from ...store.errors import StoreError
from ..french_click import FrenchCommand
from ..open_screens import open_session
from ..session import Session
from ..signals import removed_at_endings
from .options import pass_session
from .types import CLOCK


@click.command(cls=FrenchCommand)
@click.option("--today", "clock", type=CLOCK, help="Ouvrir ce jour-là; l’horloge bouge ensuite.")
@click.option(
    "--rejouer",
    "replaying",
    is_flag=True,
    help="Rejouer un stage entier, pas à pas, de l’offre à l’archive.",
)
@pass_session
def demo(session: Session, clock: Clock | None, *, replaying: bool) -> int:
    """Essayer telestage sur des dossiers inventés.

    Ils sont dans un fichier provisoire, effacé à la sortie : aucun de vos dossiers n’est lu ni
    changé. Le contenu de votre organisation, si vous en avez un, y sert aussi.

    L’horloge y avance à votre gré sur le même fichier : J un jour, H une semaine, A pour choisir.
    --rejouer joue tout un stage en une vingtaine de pas : > avance, < revient, = met en pause.
    """
    from ...demo import build_demo
    from ...demo.folder import throwaway_folder

    clock = MovableClock(clock or session.clock)
    with throwaway_folder() as folder, removed_at_endings(folder):
        path = folder / "demo.json"
        build_demo(path, clock)
        invented = Session(path, clock, _content_of(session), demo=True)
        return open_session(invented, replaying=replaying)


def _content_of(session: Session) -> Path | None:
    """The organisation's own content; none where the file that remembers it cannot be."""
    with suppress(StoreError):
        return session.own_content.folder
    return session.programme_folder
