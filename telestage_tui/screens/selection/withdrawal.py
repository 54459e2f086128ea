"""What a withdrawal would move, shown before anything does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.text import typeset
from ...planning.selection import Withdrawal
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line


class WithdrawalDialog(PreviewDialog[Withdrawal]):
    """Shows what would move; closes with it when that is to be done.

    Args:
        shown: The withdrawal.
    """

    DEFAULT_CSS = "WithdrawalDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Le faire", key_display="⏎"),
    ]

    def __init__(self, shown: Withdrawal) -> None:
        super().__init__("Aperçu du désistement")
        self._shown = shown

    def keys(self) -> list[DialogKey]:
        return [
            ("⏎", "Le faire", "apply"),
            ("↑ ↓", "Défiler", "scroll_box(1)"),
            ("Échap", "Ne rien changer", "leave"),
        ]

    def lines(self) -> Iterator[Content]:
        yield from (sign_line(each.sign, each.text) for each in self._shown.lines)
        if self._shown.advice:
            yield Content("")
            yield Content(typeset(self._shown.advice))

    def agreed(self) -> Withdrawal:
        return self._shown
