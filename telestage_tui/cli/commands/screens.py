"""The screens: opened on the user's dossiers, or on invented ones."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from ...planning.clock import Clock
from ..french import FrenchCommand
from ..output import warn
from ..session import Session, pass_session
from .types import CLOCK

if TYPE_CHECKING:
    from ...screens.workspace import Workspace


def open_session(session: Session) -> None:
    """Open the screens where there is a terminal for them; elsewhere print the status."""
    if reason := _no_screen():
        warn(f"{reason} : voici l’état des dossiers. L’aide : telestage --help")
        from .dossiers import print_status

        print_status(session)
    else:
        open_screens(session.workspace)


def open_screens(workspace: Workspace) -> None:
    """Open the screens, and stay until the user leaves them.

    Nothing is collected before the first paint: the imports make much that lives as long as the
    program, and the App collects again once it has painted.
    """
    gc.disable()
    from ...app import TelestageApp

    app = TelestageApp(workspace)
    app.run()
    if app.return_code:
        click.get_current_context().exit(app.return_code)


def _no_screen() -> str:
    """Why no screen can open here, in French; empty when one can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "Pas de terminal"
    if os.environ.get("TERM", "dumb") == "dumb" and os.name != "nt":
        return "Ce terminal ne sait pas afficher d’écrans"
    return ""


@click.command(cls=FrenchCommand)
@click.option("--today", "clock", type=CLOCK, help="Faire comme si l’on était ce jour-là.")
@pass_session
def demo(session: Session, clock: Clock | None) -> None:
    """Essayer telestage sur des dossiers inventés.

    Ils sont dans un fichier provisoire, effacé à la sortie : rien de ce qui est à vous n’est lu ni
    changé.
    """
    from ...demo import build_demo

    shown = clock or session.clock
    with TemporaryDirectory(prefix="telestage-demo-") as folder:
        path = Path(folder) / "demo.json"
        build_demo(path, shown)
        open_session(Session(path, shown, session.programme_folder, demo=True))
