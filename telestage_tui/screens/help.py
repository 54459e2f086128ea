"""Aide: what the screen is for, and every key that works there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from ..widgets.dialogs import DIALOG_CSS
from ..widgets.paragraph import Paragraph

KeyLine = tuple[str, str]
"""A key as it is shown, and what it does."""

ALWAYS: tuple[KeyLine, ...] = (
    ("↑ ↓ Pg↑ Pg↓", "Se déplacer dans une liste"),
    ("Tab Maj+Tab", "Champ suivant, précédent"),
)


class HelpScreen(ModalScreen[None]):
    """The help of one screen."""

    DEFAULT_CSS = (
        "HelpScreen {"
        + DIALOG_CSS
        + """
        & > .dialog { height: 94%; }
        & #help { height: 1fr; }
    }"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "Retour", key_display="Échap"),
    ]

    def __init__(self, title: str, text: str, keys: Sequence[KeyLine]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._keys = (*keys, *ALWAYS)

    def compose(self) -> ComposeResult:
        """Text, then keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(f"Aide : {self._title}")
            with VerticalScroll(id="help"):
                yield Paragraph(self._text + "\n")
                for key, what in self._keys:
                    line = Content.assemble((f"{key:>14}", "bold $text-accent"), "  ", what)
                    yield Paragraph(line)
            yield Paragraph("Échap Retour   ↑ ↓ Défiler", classes="keys")
