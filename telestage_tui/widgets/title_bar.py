"""The first line of every screen: where one is, and whether the last change is on disk."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ..dossier.text import typeset
from .debounce import Debounce

PROGRAM = "telestage"
PROGRAM_WIDTH = len(PROGRAM) + 2
SAVED_SECONDS = 8.0
"""How long what was saved stays in view: later it would seem to be about something else."""


class TitleBar(Horizontal):
    """Program, title, and on the right what was last saved."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $primary 30%;
        color: $foreground;
        & > #program { width: auto; padding: 0 1; text-style: bold; color: $text-primary; }
        & > #place { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #saved {
            width: auto; padding: 0 1; color: $text-success;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._title = title
        self._clear_later = Debounce(self, SAVED_SECONDS, self.show_saved)

    def compose(self) -> ComposeResult:
        yield Static(PROGRAM, id="program")
        yield Static(Content(self._title), id="place")
        yield Static("", id="saved")

    def show(self, title: str) -> None:
        """Say where one is."""
        self._title = typeset(title)
        self.query_one("#place", Static).update(Content(self._title))
        self._share()

    def show_saved(self, label: str = "") -> None:
        """Say for a while what is now on disk; an empty label clears it."""
        self.query_one("#saved", Static).update(Content(typeset(f"✓ {label}") if label else ""))
        if label:
            self._clear_later()
        else:
            self._clear_later.stop()

    def on_resize(self) -> None:
        self._share()

    def _share(self) -> None:
        """Give what was saved the columns that the title leaves, and at least half of the line."""
        rest = self.size.width - PROGRAM_WIDTH - cell_len(self._title)
        self.query_one("#saved").styles.max_width = max(rest, self.size.width // 2)


class DemoBanner(Static):
    """Says that nothing here is real."""

    DEFAULT_CSS = """
    DemoBanner {
        height: 1;
        background: $warning;
        color: $background;
        text-style: bold;
        text-align: center;
        text-wrap: nowrap;
    }
    """

    def __init__(self) -> None:
        super().__init__(
            Content("DÉMONSTRATION — dossiers inventés ; vos propres données ne sont pas touchées")
        )
