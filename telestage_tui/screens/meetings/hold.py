"""Marking several past meetings as held at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier.french import in_letters, leading_count
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row


class HoldDialog(Dialog[tuple[UUID, ...]]):
    """Asks which meetings took place; closes with them, or with None.

    Args:
        meetings: Those that are over and not recorded, each with its name.
        current: The one that is marked at first, if it is among them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Marquer", key_display="Espace"),
        Binding("m", "mark_all", "Toutes, ou aucune"),
        Binding("f2,ctrl+s", "send", "Marquer tenues", key_display="F2"),
    ]

    def __init__(self, meetings: Sequence[tuple[UUID, str]], current: UUID | None) -> None:
        super().__init__("Rencontres tenues")
        self._meetings = tuple(meetings)
        self._marked = {each for each, _ in meetings if each == current}
        self._current = current

    def body(self) -> ComposeResult:
        yield Paragraph(
            "Lesquelles ont eu lieu? Elles sont marquées tenues d’un coup; leurs notes restent, "
            "ou s’écrivent plus tard.",
            classes="question",
        )
        yield RowList(self._rows())
        yield Paragraph("", classes="said", id="marked")

    def keys(self) -> list[DialogKey]:
        return [
            ("Espace", "Marquer", "mark"),
            ("m", "Toutes", "mark_all"),
            ("F2", "Tenues", "send"),
            *super().keys(),
        ]

    def on_mount(self) -> None:
        """Begin on the meeting that was selected."""
        self.query_one(RowList).select(self._current)
        self._show()

    def _rows(self) -> list[Row]:
        return [
            Row((Cell("[x]" if each in self._marked else "[ ]", 3, "accent"), Cell(name)), each)
            for each, name in self._meetings
        ]

    def _show(self) -> None:
        self.query_one(RowList).show(self._rows())
        text = marked_sentence(len(self._marked), len(self._meetings))
        self.query_one("#marked", Paragraph).update(text)

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Mark the selected meeting, or take its mark off; then go to the next one."""
        meetings = self.query_one(RowList)
        self._marked ^= {meetings.key} if isinstance(meetings.key, UUID) else set()
        self._show()
        meetings.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark every meeting, or take the marks off when all have one."""
        ids = {each for each, _ in self._meetings}
        self._marked = set() if self._marked == ids else ids
        self._show()

    def action_send(self) -> None:
        """Close with the marked meetings."""
        if self._marked:
            self.close(tuple(each for each, _ in self._meetings if each in self._marked))
        else:
            self.query_one("#marked", Paragraph).update("Marquez d’abord une rencontre : Espace.")


def marked_sentence(number: int, total: int) -> str:
    """« Aucune rencontre marquée sur trois. », « Deux rencontres marquées sur trois. »"""
    marked = leading_count(number, "rencontre marquée", "rencontres marquées", feminine=True)
    return f"{marked} sur {in_letters(total, feminine=True)}."
