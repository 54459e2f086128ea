"""Opening the screens; where there is no terminal for them, the status instead."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..clocks.clock import clock_from
from .session import SCREEN_PATIENCE, Session
from .signals import listen

if TYPE_CHECKING:
    from ..workspace.workspace import Workspace


def session_of_environment() -> Session:
    """The session of `telestage` typed alone: its options are the variables of the environment.

    Raises:
        TelestageError: when TELESTAGE_TODAY cannot be read.
    """
    file, today, folder = (os.environ.get(f"TELESTAGE_{n}") for n in ("DB", "TODAY", "PROGRAMME"))
    return Session(
        Path(file) if file else None,
        clock_from(today),
        Path(folder) if folder else None,
        patience=SCREEN_PATIENCE,
    )


def open_session(session: Session) -> int:
    """Open the screens where there is a terminal for them; elsewhere print the status.

    Returns:
        The exit code.
    """
    if reason := no_screen():
        from .output import warn
        from .status import print_status

        warn(f"{reason} : voici l’état des dossiers. L’aide : telestage --help")
        print_status(session)
        return 0
    return open_screens(replace(session, patience=SCREEN_PATIENCE).workspace)


def open_screens(workspace: Workspace) -> int:
    """Open the screens, and stay until the user leaves them.

    Returns:
        The exit code.
    """
    from ..app import TelestageApp

    app = TelestageApp(workspace)
    listen()
    app.run()
    return app.return_code or 0


def no_screen() -> str:
    """Why no screen can open here, in French; empty when one can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "Pas de terminal"
    if os.environ.get("TERM", "dumb") == "dumb" and os.name != "nt":
        return "Ce terminal ne sait pas afficher d’écrans"
    return ""
