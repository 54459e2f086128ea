"""A line one types in, which may wait for Enter before it takes what is typed."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.widgets import Input

_ERASING = frozenset(
    key
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action.startswith("delete")
    for key in binding.key.split(",")
)
_PLACING = frozenset({"left", "right", "home", "end"})
"""The keys of one who looks at the text and means to change it."""


class LineInput(Input):
    """A line of text.

    One who opens a page with a letter may be typing a word: on a line that waits, what follows
    changes nothing, until Enter, an arrow along the text, a click or a paste.
    """

    _waits = False

    def wait(self, *, waits: bool) -> None:
        """Wait for Enter from now on, or not any more."""
        self._waits = waits

    def on_key(self, event: events.Key) -> None:
        """While it waits, take Enter for itself, and nothing that would change the text."""
        if not self._waits:
            return
        if event.is_printable or event.key in _ERASING:
            self.app.notify("Rien n’est changé : Entrée pour écrire dans ce champ.")
        elif event.key == "enter":
            self._waits = False
        else:
            self._waits = event.key not in _PLACING
            return
        event.stop()
        event.prevent_default()

    def on_paste(self) -> None:
        """A paste is meant."""
        self._waits = False

    def on_click(self) -> None:
        """A click is meant."""
        self._waits = False

    def on_blur(self) -> None:
        """Show the beginning of the text again; one who comes back means it."""
        self._waits = False
        self.scroll_to(x=0, animate=False, force=True)

    def on_focus(self) -> None:
        """Show the cursor again."""
        place = Region(self._cursor_offset, 0, width=1, height=1)
        self.scroll_to_region(place, animate=False, force=True)
