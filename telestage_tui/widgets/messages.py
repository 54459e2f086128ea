"""What the program says: a line for what is on disk, and a list where everything is read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..dossier.french import clock_time
from ..dossier.text import typeset
from .debounce import Debounce
from .dialog import Dialog
from .paragraph import Paragraph

SAVED_SECONDS = 10.0
"""How long what was saved stays in view: later it would seem to be about something else."""
MOST_LINES = 3
"""Of a text that is shown whole; the ends of lines and `READ_ON` may take a fourth."""
READ_ON = "… (F12 : tout lire)"
MOST_MESSAGES = 50
"""Messages kept to be read again."""


class Said(NamedTuple):
    """A message that was shown.

    Attributes:
        at: Local time of the computer, to the minute.
        text: French, whole.
    """

    at: time
    text: str


class SavedLine(Static):
    """Says over the footer what is now on disk; what has no room there is read in the list."""

    DEFAULT_CSS = """
    SavedLine {
        height: auto; max-height: 4; padding: 0 1;
        background: $primary 15%; color: $text-success;
        display: none;
        &.-shown { display: block; }
    }
    """

    class Shown(Message):
        """A text is in view."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__("")
        self._clear_later = Debounce(self, SAVED_SECONDS, self.show)

    def show(self, label: str = "") -> None:
        """Say for a while what is now on disk; an empty label clears it."""
        text = typeset(f"✓ {label}") if label else ""
        room = self.app.size.width * MOST_LINES
        is_whole = cell_len(text) <= room
        self.update(Content(text if is_whole else set_cell_size(text, room).rstrip() + READ_ON))
        self.set_class(bool(text), "-shown")
        if text:
            self._clear_later()
            self.post_message(self.Shown(text))
        else:
            self._clear_later.stop()


class Messages(Dialog[None]):
    """The last messages, the most recent first.

    Args:
        messages: In the order in which they were shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12,enter", "leave", "Retour", show=False),
    ]

    def __init__(self, messages: Sequence[Said]) -> None:
        super().__init__("Messages")
        self._messages = tuple(messages)

    def body(self) -> ComposeResult:
        if not self._messages:
            yield Paragraph("Aucun message depuis que telestage est ouvert.")
        for each in reversed(self._messages):
            when = f"{clock_time(each.at):>9}"
            yield Paragraph(Content.assemble((when, "bold $text-accent"), "  ", each.text))
