"""The dialog that shows, line by line, what would be done, before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ScreenResultType

from ..dossier.text import typeset
from .dialog import Dialog
from .paragraph import Paragraph

_STYLES: Mapping[str, str] = {
    "→": "",
    "+": "$text-success",
    "–": "$text-error",
    "=": "$text-muted",
    "!": "$text-warning",
}
"""By sign: moved, added, gone, kept, to know."""


def sign_line(sign: str, text: str) -> Content:
    """One thing that moves, coloured as its sign is."""
    return Content.styled(typeset(f"{sign} {text}"), _STYLES[sign])


class PreviewDialog(Dialog[ScreenResultType]):
    """Shows what would be done; closes with it when it is agreed to, else with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,o", "apply", "Appliquer", key_display="F2"),
    ]

    def body(self) -> ComposeResult:
        yield Paragraph(Content("\n").join(self.lines()), id="preview")

    def lines(self) -> Iterable[Content]:
        """What would be done."""
        raise NotImplementedError

    def agreed(self) -> ScreenResultType:
        """What the dialog closes with once it is agreed to."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show the lines, and the keys, as they have become."""
        self.query_one("#preview", Paragraph).update(Content("\n").join(self.lines()))
        self.query_one(".dialog").border_subtitle = self.keys_line()

    def action_apply(self) -> None:
        """Close with a yes."""
        self.close(self.agreed())
