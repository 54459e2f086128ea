"""Leaving: what was typed is kept, whatever ends the program."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from textual.screen import Screen

from ..screens.base import WorkScreen
from ..widgets.dialog import Dialog
from ..widgets.refusals import REFUSALS, Refusal, SaysRefusals
from ..widgets.stack import is_open
from ..widgets.typed_ahead import TypedAheadApp
from ..workspace import Workspace


class LeavingApp(SaysRefusals, TypedAheadApp[None]):
    """An app that keeps what was typed when it ends: by a key, a signal, a crash, a lost terminal.

    Args:
        workspace: Whose drafts keep it.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._crash: Exception | None = None

    def on_mount(self) -> None:
        """End on a signal; warn when a draft cannot be saved."""
        self.workspace.drafts.listen(partial(self.notify, severity="warning"))
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            with suppress(AttributeError, NotImplementedError, RuntimeError):
                # Windows lacks some of this, and only the main thread may add a handler.
                loop = asyncio.get_running_loop()
                loop.add_signal_handler(getattr(signal, name), self._end)

    def action_interrupt(self) -> None:
        """Ctrl+C: say how to leave; every change shown as saved is on disk already."""
        self.notify("F10 pour quitter. Ce qui est enregistré l’est déjà, et le reste est gardé.")

    def action_quit(self) -> None:  # type: ignore[override]
        """Save the drafts and leave; ask first when they cannot be saved."""
        self._keep()
        if not self.workspace.drafts.unwritten:
            self.exit()
            return
        from ..widgets.dialogs import Confirm

        question = (
            "Ce que vous avez tapé et pas enregistré ne peut pas être gardé : le fichier des "
            "brouillons ne peut pas être écrit. Quitter quand même, et le perdre?"
        )
        self.push_screen(Confirm("Quitter", question, yes="Oui, quitter"), self._quit_if)

    def _quit_if(self, agreed: bool | None) -> None:
        if agreed:
            self.exit()

    def _keep(self) -> None:
        for screen in reversed(self.screen_stack):
            keep_typed(screen)

    # Textual has no public hook for an error that nothing caught. Every pump, timer and worker
    # brings it to `_handle_exception`, and `_fatal_error` prints it with the values of each frame.

    def _handle_exception(self, error: Exception) -> None:
        """Report a refusal raised by a timer or a dialog's callback; the rest is a crash."""
        if isinstance(error, REFUSALS):
            self.post_message(Refusal(error))
        elif self._crash is None:  # later errors follow from the first
            self._crash = error
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Save the drafts, and print a report that shows no personal data."""
        from rich.text import Text

        from ..screens.crash_report import leave_trace

        assert self._crash is not None  # set above, by the only caller
        with suppress(Exception):  # a screen may be what broke
            self._keep()
        # The folder of a throwaway file is gone once it ends.
        folder = Path(gettempdir()) if self.workspace.is_throwaway else self.workspace.path.parent
        self.panic(Text(leave_trace(folder, self._crash)))

    def on_terminal_lost(self) -> None:
        """End: nobody sees the screens any more."""
        self._end()

    def _end(self) -> None:
        """Save the drafts and leave without a question: the terminal or the machine is closing."""
        self._keep()
        self.exit()


def keep_typed(screen: Screen[Any]) -> None:
    """Keep as drafts what was typed on a screen, once it has fields to type in."""
    if isinstance(screen, WorkScreen | Dialog) and is_open(screen):
        screen.keep()
