"""The first line of every screen, which says where one is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ..dossier.text import typeset
from .last_keys import LastKeys
from .room import parts_that_fit

PROGRAM = "telestage"


class TitleBar(Horizontal):
    """Program, title, and the last keys when they are shown."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $primary 30%;
        color: $foreground;
        & > #program { width: auto; padding: 0 1; text-style: bold; color: $text-primary; }
        & > #place { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        yield Static(PROGRAM, id="program")
        yield Static(Content(self._title), id="place")
        yield LastKeys()

    def show(self, title: str) -> None:
        """Say where one is; the last parts go where there is no room for all."""
        self._title = title
        self._draw()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._draw()

    def _draw(self) -> None:
        place = self.query_one("#place", Static)
        place.update(Content(typeset(parts_that_fit(self._title, place.size.width))))
