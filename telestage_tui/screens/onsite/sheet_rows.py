"""The lines of the sheet: form by form, or what is missing, or beside the convention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.content import Content

from ...dossier.french import count
from ...programme.portal_sheet import Comparison, RowState, Sheet, comparisons
from ...programme.portal_sheet import Row as SheetRow
from ...widgets.room import lines_that_fit
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import FORM_SIGNS, FORM_WORDS, ROW_SIGNS, ROW_WORDS

View = Literal["all", "missing", "compared"]
"""What is shown: every field, those to ask for, or those that the convention says too."""
DECLARATIONS, WITHDRAWAL = "declarations", "withdrawal"
"""The keys of the lines that are no field."""
_SIGNATURE = "signature"
"""The form under which they stand."""
_TONES: Mapping[RowState, Tone] = {
    "known": "success",
    "typed": "success",
    "proposed": "accent",
    "missing": "warning",
    "invalid": "error",
    "optional": "muted",
}
_SIGNS = 8
"""Columns of what is before and between a label and its value, and of the scrollbar."""
_ORIGIN = 34
"""Columns of where a value comes from."""
WIDE = 110
"""Columns of the terminal from which it has a column."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The lines of one sheet.

    Attributes:
        sheet: The sheet.
        view: What is shown of it.
        identity: Whether the identity data are shown.
        width: Columns of the terminal.
    """

    sheet: Sheet
    view: View
    identity: bool
    width: int

    def rows(self) -> list[Row]:
        """Every line of the view."""
        lines = {"all": self._forms, "missing": self._missing, "compared": self._compared}
        return list(lines[self.view]())

    def _forms(self) -> Iterator[Row]:
        onsite = self.sheet.dossier.onsite
        for rank, form in enumerate(self.sheet.content.forms):
            state = onsite.form_state(form.id)
            words = f" · {FORM_SIGNS[state]} {FORM_WORDS[state]}" if form.offer else ""
            yield from [BLANK] if rank else []
            yield heading(f"{form.title}{words}")
            yield from self._lines(self.sheet.rows_of(form))
            if form.id == _SIGNATURE:
                declared = len(self.sheet.content.declarations)
                yield _said(DECLARATIONS, f"En signant, vous déclarez ({declared})")
                yield _said(WITHDRAWAL, "Après l’envoi : « Retirer la demande »")

    def _missing(self) -> Iterator[Row]:
        if not self.sheet.missing:
            yield hint("Il ne manque rien à la fiche. n montre tous les champs.")
        for rank, each in enumerate(self.sheet.missing):
            yield from [BLANK] if rank else []
            yield heading(f"À demander : {each.who} ({count(len(each.rows), 'champ')})")
            yield from self._lines(each.rows)

    def _compared(self) -> Iterator[Row]:
        compared = comparisons(self.sheet)
        if not compared:
            yield hint("Rien n’est dit aux deux endroits. w montre tous les champs.")
            return
        yield Row(
            (
                Cell("", 1),
                Cell("Champ", (self.width - _SIGNS) // 3, "heading"),
                Cell("Fiche", tone="heading"),
                Cell("Convention", tone="heading"),
            )
        )
        room = (self.width - _SIGNS) // 3
        for each in compared:
            first, *others = lines_that_fit(each.label, room)
            yield Row(
                (
                    Cell("✓" if each.agrees else "!", 1, "success" if each.agrees else "error"),
                    Cell(first, room),
                    Cell(_one_line(each.sheet)),
                    Cell(_one_line(each.convention)),
                ),
                each.field_id,
            )
            for other in others:
                yield Row((Cell("", 1), Cell(other, room)))

    def _lines(self, rows: Iterable[SheetRow]) -> Iterator[Row]:
        """The row of each field; its label goes on under it where it is long."""
        for row in rows:
            first, *others = lines_that_fit(row.field.label, self._label_room)
            yield self._row(row, first)
            tone: Tone = "muted" if row.field.greyed else "plain"
            for other in others:
                yield Row((Cell("", 1), Cell("", 1), Cell(other, self._label_room, tone)))

    @property
    def _label_room(self) -> int:
        """Columns of a label: half of what the signs, the scrollbar and the origin leave."""
        origin = _ORIGIN + 1 if self.width >= WIDE else 0
        return (self.width - _SIGNS - origin) // 2

    def _row(self, row: SheetRow, label: str) -> Row:
        value = _one_line(row.shown(identity=self.identity))
        tone: Tone = "muted" if row.field.greyed else "plain"
        cells = [
            Cell(ROW_SIGNS[row.state], 1, _TONES[row.state]),
            Cell("*" if row.field.required else "", 1, "muted"),
            Cell(label, self._label_room, tone),
            Cell(value or _blank(row), tone="strong" if value else "muted"),
        ]
        if self.width >= WIDE:
            cells.append(Cell(row.origin, _ORIGIN, "muted"))
        return Row(tuple(cells), row.field.id)


def about_row(row: SheetRow, *, identity: bool) -> Content:
    """What there is to know of a field: its whole label, its value, where that comes from."""
    field = row.field
    asked = "exigé par le portail" if field.required else "facultatif"
    asked = "hors du portail" if field.ours else asked
    asked = "rempli par le portail" if field.greyed else asked
    problem = row.problem if identity else row.masked_problem
    state = dict.fromkeys((ROW_WORDS[row.state], asked, f"à demander : {field.asks}"))
    lines = [
        Content.styled(field.label, "bold $text-primary"),
        Content(f"{ROW_SIGNS[row.state]} {' · '.join(state)}"),
    ]
    if value := row.shown(identity=identity):
        lines.append(Content(value))
    if problem:
        lines.append(Content.styled(f"! {problem}", "$text-error"))
    said = [row.origin and f"D’où : {row.origin}.", field.hint, field.since]
    if field.check:
        said.append(f"À vérifier auprès de {field.check}.")
    if field.identity and not identity and row.value:
        said.append("Masqué : y montre les données d’identité.")
    return Content("\n").join([*lines, *(Content(each) for each in said if each)])


def about_comparison(each: Comparison) -> Content:
    """What both say of a thing, and the words that only one of them has."""
    lines = [
        Content.styled(each.label, "bold $text-primary"),
        Content(f"Fiche : {each.sheet}"),
        Content(f"Convention : {each.convention}"),
    ]
    if each.agrees:
        lines.append(Content.styled("✓ Mot pour mot pareil.", "$text-success"))
    for where, words in (("la fiche", each.only_sheet), ("la convention", each.only_convention)):
        if words:
            lines.append(
                Content.styled(f"! Seulement dans {where} : {' '.join(words)}", "$text-warning")
            )
    return Content("\n").join(lines)


def _said(key: str, text: str) -> Row:
    return Row((Cell("→", 1, "accent"), Cell("", 1), Cell(text)), key)


def _one_line(text: str) -> str:
    return " / ".join(text.split("\n"))


def _blank(row: SheetRow) -> str:
    return "à compléter" if row.needs_answer else ""
