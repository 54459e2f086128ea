"""Opening the screens; where there is no terminal for them, the status instead."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..clocks.clock import clock_from
from ..store.paths import user_path
from ..store.served import is_served
from ..workspace import Workspace
from .signals import listen

if TYPE_CHECKING:
    from .session import Session

SCREEN_PATIENCE = 1.0
"""Seconds the screens wait for another program: they are frozen meanwhile."""


def workspace_of_environment() -> Workspace:
    """The workspace of `telestage` typed alone: its options are the variables of the environment.

    Raises:
        TelestageError: when TELESTAGE_TODAY cannot be read, or a path cannot be one.
    """
    file, today, folder = (os.environ.get(f"TELESTAGE_{n}") for n in ("DB", "TODAY", "PROGRAMME"))
    return _for_screens(
        Workspace(Path(file) if file else None, clock_from(today), Path(folder) if folder else None)
    )


def _for_screens(workspace: Workspace) -> Workspace:
    """The workspace of the screens, its paths checked before they open.

    Raises:
        UnusablePath: when a path cannot be one.
    """
    folder = workspace.programme_folder
    return Workspace(
        workspace.path,
        workspace.clock,
        user_path(folder) if folder else None,
        demo=workspace.demo,
        discreet=workspace.discreet,
        account=_nobody if workspace.demo and is_served() else workspace.account,
        lock_timeout=SCREEN_PATIENCE,
        backup_time=workspace.backup_time,
    )


def _nobody() -> str:
    """The account of whoever tries a demonstration in a browser: not that of the server."""
    return ""


def open_session(session: Session, *, replaying: bool = False, touring: bool = False) -> int:
    """Open the screens where there is a terminal for them; elsewhere print the status.

    Args:
        session: The workspace of the command.
        replaying: Whether a demonstration begins with a stage replayed.
        touring: Whether a demonstration begins with the guided tour.

    Returns:
        The exit code.
    """
    if reason := no_screen():
        from .output import warn
        from .status import print_status

        warn(f"{reason} : voici l’état des dossiers. L’aide : telestage --help")
        print_status(session)
        return 0
    return open_screens(_for_screens(session), replaying=replaying, touring=touring)


def open_screens(workspace: Workspace, *, replaying: bool = False, touring: bool = False) -> int:
    """Open the screens, and stay until the user leaves them; see `open_session`.

    Returns:
        The exit code.
    """
    from ..app import app_for

    app = app_for(workspace, replaying=replaying, touring=touring)
    listen()
    app.run()
    if failure := workspace.finish():
        from .output import warn

        warn(f"La sauvegarde du jour n’a pas pu être faite : {failure}")
    return app.return_code or 0


def no_screen() -> str:
    """Why no screen can open here, in French; empty when one can."""
    if is_served():
        return ""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "Pas de terminal"
    if os.environ.get("TERM", "dumb") == "dumb" and os.name != "nt":
        return "Ce terminal ne sait pas afficher d’écrans"
    return ""
