"""The screens on invented dossiers."""

from __future__ import annotations

import click

from ...clocks.clock import Clock
from ..french_click import FrenchCommand
from ..open_screens import open_session
from ..session import Session
from ..signals import removed_at_endings
from .options import pass_session
from .types import CLOCK


@click.command(cls=FrenchCommand)
@click.option("--today", "clock", type=CLOCK, help="Faire comme si l’on était ce jour-là.")
@pass_session
def demo(session: Session, clock: Clock | None) -> int:
    """Essayer telestage sur des dossiers inventés.

    Ils sont dans un fichier provisoire, effacé à la sortie : rien de ce qui est à vous n’est lu ni
    changé.
    """
    from ...demo import build_demo
    from ...demo.folder import throwaway_folder

    clock = clock or session.clock
    with throwaway_folder() as folder, removed_at_endings(folder):
        path = folder / "demo.json"
        build_demo(path, clock)
        return open_session(Session(path, clock, session.programme_folder, demo=True))
