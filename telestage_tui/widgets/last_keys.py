"""The last keys pressed, for those who watch over a trainer's shoulder."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class LastKeys(Static):
    """« J · A · Entrée », at the end of the first line; nothing until the app tells it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LastKeys {
        display: none;
        width: auto;
        height: 1;
        padding: 0 1;
        background: $foreground;
        color: $background;
        text-style: bold;
        &.-shown { display: block; }
    }
    """

    class Opened(Message):
        """The line is on a new page, or a new dialog, and says nothing yet."""

        def __init__(self, last_keys: LastKeys) -> None:
            super().__init__()
            self.last_keys = last_keys

    def on_mount(self) -> None:
        """Ask what to show."""
        self.post_message(self.Opened(self))

    def tell(self, text: str) -> None:
        """Show these keys; nothing for an empty text."""
        self.update(Content(text))
        self.set_class(bool(text), "-shown")
