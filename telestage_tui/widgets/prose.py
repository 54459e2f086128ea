"""A text area for several lines, with French keys and no surprise."""

from __future__ import annotations

from textual.widgets import TextArea


class ProseArea(TextArea):
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

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, tab_behavior="focus", soft_wrap=True, show_line_numbers=False)
