"""Which of the other dossiers of a tutor change hands with this one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier.dossier import Dossier
from ...dossier.french import date_span
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row

_MARKED, _UNMARKED = "[x]", "[ ]"


class OthersDialog(Dialog[tuple[Dossier, ...]]):
    """Asks which other dossiers follow; closes with them, in their order.

    Args:
        tutor: Full name of the former tutor.
        dossiers: The other open dossiers of that tutor.
    """

    DEFAULT_CSS = "OthersDialog > .dialog { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "apply", "Aperçu", key_display="F2"),
        Binding("space", "mark", "Marquer", key_display="Espace"),
        Binding("m", "mark_all", "Tous, ou aucun"),
    ]

    def __init__(self, tutor: str, dossiers: Sequence[Dossier]) -> None:
        super().__init__("Ses autres dossiers")
        self._tutor = tutor
        self._dossiers = tuple(dossiers)
        self._marked: set[UUID] = set()

    def body(self) -> ComposeResult:
        yield Paragraph(
            f"{self._tutor} tutore aussi ces stages. Lesquels changent de main avec celui-ci?",
            classes="question",
        )
        yield RowList(list(self._rows()))

    def keys(self) -> list[DialogKey]:
        return [
            ("F2", "Aperçu", "apply"),
            ("Espace", "Marquer", "mark"),
            ("m", "Tous", "mark_all"),
            ("Échap", "Retour", "leave"),
        ]

    def _rows(self) -> Iterator[Row]:
        for each in self._dossiers:
            span = date_span(each.stage.start, each.stage.end)
            yield Row(
                (
                    Cell(_MARKED if each.id in self._marked else _UNMARKED, 3, "warning"),
                    Cell(each.intern.full_name),
                    Cell(span, len(span), "muted", right=True),
                ),
                each.id,
            )

    def _show(self) -> None:
        self.query_one(RowList).show(list(self._rows()))

    @on(RowList.Chosen)
    def action_mark(self) -> None:
        """Mark the selected dossier, or take its mark off; then go to the next one."""
        rows = self.query_one(RowList)
        if isinstance(rows.key, UUID):
            self._marked ^= {rows.key}
            self._show()
            rows.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark every dossier, or none when all are marked."""
        every = {each.id for each in self._dossiers}
        self._marked = set() if every <= self._marked else every
        self._show()

    def action_apply(self) -> None:
        """Close with what is marked."""
        self.close(tuple(each for each in self._dossiers if each.id in self._marked))
