"""À reporter dans le formulaire de l'OFQJ: the answers of a form, copied one after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.text import clean_line
from ...programme.transcript import Spoken
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row

HEADING = "À reporter dans le formulaire de l’OFQJ"
ANSWER = 30
"""Columns of an answer beside what it answers."""


class CopyDialog(Dialog[None]):
    """Every answer of a form, in order: a key puts one in the clipboard, and goes to the next.

    Args:
        title: Of the form.
        answers: In order; those without a text are shown, and cannot be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "copy", "Copier, puis la suivante")]
    DEFAULT_CSS = """
    CopyDialog {
        & > .dialog { width: 100; }
        & RowList { max-height: 15; }
    }
    """

    def __init__(self, title: str, answers: Sequence[Spoken]) -> None:
        super().__init__(HEADING)
        self._title = title
        self._answers = tuple(answers)
        self.about = (
            "Ouvrez le formulaire de l’OFQJ dans votre navigateur. ⏎ ou c copie la réponse choisie "
            "et va à la suivante; collez-la dans le formulaire, puis revenez ici."
        )

    def body(self) -> ComposeResult:
        question = f"{self._title}. Collez chaque réponse dans le formulaire de l’OFQJ."
        yield Paragraph(Content(question), classes="question")
        yield RowList(list(map(self._row, range(len(self._answers)))))
        yield Paragraph("", id="copied", classes="said")

    def keys(self) -> list[DialogKey]:
        return [("⏎ ou c", "Copier, puis la suivante", "copy"), *super().keys()]

    def _row(self, place: int) -> Row:
        title, text = self._answers[place]
        if not text:
            return Row((Cell(title, tone="muted"), Cell("sans réponse", ANSWER, "muted")))
        return Row((Cell(title), Cell(clean_line(text), ANSWER, "accent")), place)

    @on(RowList.Chosen)
    def action_copy(self) -> None:
        """Put the selected answer in the clipboard, say so, and select the next one."""
        rows = self.query_one(RowList)
        place = rows.key
        if not isinstance(place, int):
            return  # no row to choose
        title, text = self._answers[place]
        self.app.copy_to_clipboard(text)
        rows.action_cursor_down()
        end = " (la dernière)" if rows.key == place else ""
        self.query_one("#copied", Paragraph).update(Content(f"✓ Copié{end} : {title}"))
