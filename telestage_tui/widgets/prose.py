"""A text area for several lines, without the keys that do something else in telestage."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

_ELSEWHERE = ("f6", "f7")
"""Keys with which `TextArea` selects, and that do something else in telestage."""


class ProseArea(TextArea, inherit_bindings=False):
    """Several lines of plain text; Tab goes to the next field, as everywhere."""

    DEFAULT_CSS = """
    ProseArea {
        height: 4;
        border: none;
        padding: 0 1;
        background: $surface-lighten-1;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background: $boost; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, system=True)  # not listed among the keys of the screen
        for binding in TextArea.BINDINGS
        if isinstance(binding, Binding) and binding.key not in _ELSEWHERE
    ]

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, tab_behavior="focus", soft_wrap=True, show_line_numbers=False)
        self.move_cursor(self.document.end)

    def fill(self, text: str) -> None:
        """Put another text; the cursor stays as far from the end as it was."""
        after = len(self.document.get_text_range(self.cursor_location, self.document.end))
        self.load_text(text)
        before = text[: max(0, len(text) - after)].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))
