"""Aide: what the screen is for, and every key that works there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph

KeyLine = tuple[str, str]
"""A key as it is shown, and what it does."""

ALWAYS: tuple[KeyLine, ...] = (
    ("↑ ↓ Pg↑ Pg↓", "Se déplacer dans une liste"),
    ("Tab Maj+Tab", "Champ suivant, précédent"),
)


class HelpScreen(Dialog[None]):
    """The help of one screen."""

    DEFAULT_CSS = "HelpScreen > .dialog { height: 96%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q,enter", "leave", "Retour", show=False),
    ]

    def __init__(self, title: str, text: str, keys: Sequence[KeyLine]) -> None:
        super().__init__(f"Aide : {title}" if title else "Aide")
        self._text = text
        self._keys = (*keys, *ALWAYS)

    def body(self) -> ComposeResult:
        """Text, then keys."""
        yield Paragraph(self._text + "\n")
        for key, what in self._keys:
            yield Paragraph(Content.assemble((f"{key:>14}", "bold $text-accent"), "  ", what))

    def keys(self) -> list[DialogKey]:
        """It may be longer than the screen."""
        return [*super().keys(), ("↑ ↓", "Défiler", "scroll_box(4)")]
