"""Small questions over a screen: a yes or no, a choice."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from .dialog import Dialog, DialogKey
from .paragraph import Paragraph
from .row_list import RowList
from .rows import Cell, Row


class Confirm(Dialog[bool]):
    """Asks before what cannot be undone; closes with True only on a yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "leave", "Non", show=False),
        Binding("o", "agree", "Oui"),
    ]

    def __init__(self, title: str, question: str, *, yes: str = "Oui") -> None:
        super().__init__(title)
        self._question = question
        self._yes = yes

    def body(self) -> ComposeResult:
        yield Paragraph(self._question, classes="question")
        yield RowList(
            [Row((Cell("Non, revenir"),), False), Row((Cell(self._yes),), True)], id="answers"
        )

    def keys(self) -> list[DialogKey]:
        return [("o", self._yes, "agree"), ("n ou Échap", "Non", "leave")]

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.close(message.key is True)

    def action_agree(self) -> None:
        """Close with a yes."""
        self.close(True)


class Choose(Dialog[Hashable]):
    """Asks to choose among a few rows; digits choose too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"pick({digit})", f"Choix {digit}", show=False, system=True)
        for digit in range(1, 10)
    ]

    def __init__(
        self,
        title: str,
        question: str,
        choices: Sequence[tuple[Hashable, str]],
        *,
        current: Hashable | None = None,
    ) -> None:
        super().__init__(title)
        self._question = question
        self._choices = tuple(choices)
        self._current = current

    def body(self) -> ComposeResult:
        if self._question:
            yield Paragraph(self._question, classes="question")
        yield RowList(
            [
                Row((Cell(str(number) if number < 10 else "", 2, "accent"), Cell(label)), key)
                for number, (key, label) in enumerate(self._choices, 1)
            ]
        )

    def keys(self) -> list[DialogKey]:
        return [("⏎ ou un chiffre", "Choisir", "pick_selected"), *super().keys()]

    def on_mount(self) -> None:
        if self._current is not None:
            self.query_one(RowList).select(self._current)

    @on(RowList.Chosen)
    def _chosen(self, message: RowList.Chosen) -> None:
        self.close(message.key)

    def action_pick(self, number: int) -> None:
        """Choose by digit."""
        if number <= len(self._choices):
            self.close(self._choices[number - 1][0])

    def action_pick_selected(self) -> None:
        """Choose the selected row."""
        self.close(self.query_one(RowList).key)
