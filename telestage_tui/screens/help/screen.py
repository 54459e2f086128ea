"""Aide: the purpose of a screen, and every key that works there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph

KeyLine = tuple[str, str]
"""A key as it is shown, and its effect."""

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
        yield Paragraph(self._text + "\n")
        for key, effect in self._keys:
            yield Paragraph(Content.assemble((f"{key:>14}", "bold $text-accent"), "  ", effect))

    def keys(self) -> list[DialogKey]:
        return [*super().keys(), ("↑ ↓", "Défiler", "scroll_box(4)")]
