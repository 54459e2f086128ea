"""A workbook read back: which cells were changed since telestage wrote it.

Rows are known again by their identifier and columns by their title, wherever they were moved. What
the workbook held when it was written travels with it, in a hidden sheet: nothing here looks at the
dossier.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID
from zipfile import BadZipFile

from pydantic import Field, TypeAdapter

from ...dossier.base import Frozen
from ...dossier.dossier import ProgrammeRef
from ...dossier.errors import FieldProblem, InvalidInput
from ...dossier.text import clean_prose, fold, quoted
from ...programme.language import Language
from .archive import UnreadableFile, check_archive
from .grid import Place, text_of, unescaped
from .parts import ID
from .writing import FORMAT, LISTS, MARK

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell

_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
"""Of a sheet, that are looked at: far over what a dossier has."""
_FORMATS = frozenset({"1", str(FORMAT)})
"""The forms of the hidden sheet that are read: the first says no language, it was French."""
_HEADER_AMONG = 20
"""Rows among which the titles of the columns are looked for."""
_NOT_OURS = (
    "Ce classeur n’est pas de ceux que telestage écrit (telestage export ID xlsx), ou sa feuille "
    "cachée a été retirée."
)
_BROKEN = (
    BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError,
    RuntimeError, EOFError, OverflowError, NotImplementedError,
)  # fmt: skip
"""What openpyxl raises of a workbook whose parts do not fit together."""


class Edit(NamedTuple):
    """A cell that was changed.

    Attributes:
        place: Which cell, whatever its row has become.
        before: What it held when the workbook was written.
        after: What it holds.
        where: Its place in the file: `Étapes!G5`.
    """

    place: Place
    before: str
    after: str
    where: str


class FilledWorkbook(NamedTuple):
    """What a workbook says.

    Attributes:
        dossier: Which dossier it is of.
        version: The version of the dossier when it was written.
        language: The language it was written in.
        programme: The programme that the dossier followed.
        edits: The cells that were changed, among those that may be.
        notices: French sentences: what else was changed, and is not taken.
    """

    dossier: UUID
    version: int
    language: Language
    programme: ProgrammeRef
    edits: tuple[Edit, ...]
    notices: tuple[str, ...]


class _MarkedPart(Frozen):
    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]


class _Mark(Frozen):
    """What the hidden sheet says; see `writing`."""

    dossier: UUID
    version: int
    language: Language = "fr"
    programme: ProgrammeRef
    parts: tuple[_MarkedPart, ...] = Field(max_length=100)
    cells: tuple[tuple[str, str, str, bool, str], ...]


class _Read(NamedTuple):
    """A cell as it is in the file."""

    where: str
    text: str
    is_formula: bool
    is_error: bool


def read_workbook(data: bytes) -> FilledWorkbook:
    """Read a workbook that telestage wrote, and that somebody filled in.

    Args:
        data: The file.

    Raises:
        UnreadableFile: when it is not such a workbook, or cannot be read safely.
        InvalidInput: when its structure was changed, or when a cell holds a formula; each cell is
            named.
    """
    check_archive(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out of a workbook
        try:
            mark, sheets = _contents(data)
        except UnreadableFile:
            raise
        except _BROKEN as error:
            raise UnreadableFile("Ce classeur est abîmé : il ne se lit pas.") from error
    problems: list[FieldProblem] = []
    edits: list[Edit] = []
    notices: list[str] = []
    for part in mark.parts:
        rows = sheets.pop(part.title, None)
        if rows is None:
            problems.append(FieldProblem(part.title, "Cette feuille manque."))
        else:
            _Sheet(part, mark, rows).compare(edits, notices, problems)
    if problems:
        raise InvalidInput(problems)
    notices += (
        f"La feuille {quoted(title)} n’est pas de telestage : elle n’est pas reprise."
        for title, rows in sheets.items()
        if any(cell.text for row in rows for cell in row)
    )
    return FilledWorkbook(
        mark.dossier, mark.version, mark.language, mark.programme, tuple(edits), tuple(notices)
    )


def _contents(data: bytes) -> tuple[_Mark, dict[str, Sequence[Sequence[_Read]]]]:
    """What the hidden sheet says, and the rows of each of the others by its title."""
    from openpyxl import load_workbook

    book: Workbook = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    if MARK not in book.sheetnames:
        raise UnreadableFile(_NOT_OURS)
    cells = book[MARK].iter_rows(max_row=_MOST_ROWS, max_col=1, values_only=True)
    mark = _mark([str(value) for value, *_ in cells if value is not None])
    return mark, {
        sheet.title: [
            [_read(sheet.title, cell) for cell in row if cell.value is not None]
            for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
        ]
        for sheet in book.worksheets
        if sheet.title not in (MARK, LISTS)
    }


def _read(title: str, cell: SheetCell) -> _Read:
    value: Any = cell.value
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    text = unescaped(value) if isinstance(value, str) else text_of(value)
    where = f"{title}!{cell.coordinate}"
    return _Read(where, clean_prose(text), cell.data_type == "f", cell.data_type == "e")


def _mark(texts: Sequence[str]) -> _Mark:
    if texts[:1] != [MARK]:
        raise UnreadableFile(_NOT_OURS)
    if not set(texts[1:2]) & _FORMATS:
        raise UnreadableFile(
            "Ce classeur a été écrit par une autre version de telestage : exportez-le de nouveau."
        )
    try:
        return TypeAdapter(_Mark).validate_python(json.loads("".join(map(unescaped, texts[2:]))))
    except (ValueError, RecursionError) as error:  # of which pydantic's refusals are
        raise UnreadableFile(_NOT_OURS) from error


class _Sheet:
    """A sheet of the file, beside what telestage wrote there.

    Args:
        part: What the sheet is.
        mark: What the workbook held.
        rows: What it holds.
    """

    def __init__(self, part: _MarkedPart, mark: _Mark, rows: Sequence[Sequence[_Read]]) -> None:
        self._part = part
        self._origin = {
            (row, column): (is_free, text)
            for key, row, column, is_free, text in mark.cells
            if key == part.key
        }
        self._ids = dict.fromkeys(row for row, _ in self._origin)
        self._rows = rows

    def compare(self, edits: list[Edit], notices: list[str], problems: list[FieldProblem]) -> None:
        """Add what was changed, what else there is, and what stops the import."""
        header, letters = self._header()
        missing = [title for key, title in self._part.columns if key not in letters.values()]
        if missing:
            names = ", ".join(map(quoted, missing))
            problems.append(FieldProblem(self._part.title, f"Colonnes introuvables : {names}."))
            return
        places: dict[str, str] = {}
        for row in self._rows[header + 1 :]:
            cells = {letters.get(_letters(cell.where), ""): cell for cell in row}
            outside = [cell for cell in row if _letters(cell.where) not in letters and cell.text]
            notices += (f"{cell.where} : hors du tableau, non repris." for cell in outside)
            id = cells[ID].text if ID in cells else ""
            if id not in self._ids:
                notices += self._unknown(cells)
            elif id in places:
                message = f"Cette ligne est aussi en {places[id]}."
                problems.append(FieldProblem(cells[ID].where, message))
            else:
                places[id] = cells[ID].where
                self._compare_row(id, cells, edits, notices, problems)
        for id in self._ids:
            if id not in places:
                number = self._origin.get((id, "number"), (False, "?"))[1]
                message = f"La ligne n° {number} manque; remettez-la, ou exportez de nouveau."
                problems.append(FieldProblem(self._part.title, message))

    def _header(self) -> tuple[int, dict[str, str]]:
        """The rank of the row of titles, and the key of each column by its letters."""
        id_title = fold(dict(self._part.columns).get(ID, ID))
        for rank, row in enumerate(self._rows[:_HEADER_AMONG]):
            titles = [(fold(cell.text), _letters(cell.where)) for cell in row]
            if id_title not in (title for title, _ in titles):
                continue
            letters: dict[str, str] = {}
            for key, title in self._part.columns:
                at = next((a for t, a in titles if t == fold(title) and a not in letters), None)
                if at is not None:
                    letters[at] = key
            return rank, letters
        return 0, {}

    def _unknown(self, cells: dict[str, _Read]) -> Iterator[str]:
        """That a row is none of ours; nothing of the title of a group, or of an empty row."""
        texts = [cell for cell in cells.values() if cell.text]
        if texts and not (len(texts) == 1 and fold(texts[0].text) in map(fold, self._part.groups)):
            yield f"{texts[0].where} : ligne ajoutée, non reprise."

    def _compare_row(
        self,
        id: str,
        cells: dict[str, _Read],
        edits: list[Edit],
        notices: list[str],
        problems: list[FieldProblem],
    ) -> None:
        for key, title in self._part.columns:
            is_free, before = self._origin.get((id, key), (False, ""))
            cell = cells.get(key) or _Read(self._blank_place(cells, title), "", False, False)
            if cell.is_formula:
                message = "Cette case contient une formule : écrivez-y sa valeur."
                problems.append(FieldProblem(cell.where, message))
            elif cell.is_error:
                problems.append(FieldProblem(cell.where, "Cette case contient une erreur."))
            elif clean_prose(before) == cell.text:
                continue
            elif is_free:
                edits.append(Edit((self._part.key, id, key), before, cell.text, cell.where))
            else:
                value = quoted(cell.text) if cell.text else "vide"
                notices.append(f"{cell.where} : case protégée modifiée ({value}), non reprise.")

    @staticmethod
    def _blank_place(cells: dict[str, _Read], title: str) -> str:
        """The place of an empty cell: the column by its title, beside the identifier."""
        sheet, _, at = cells[ID].where.partition("!")
        row = "".join(filter(str.isdigit, at))
        return f"{sheet}!{title}, ligne {row}"


def _letters(where: str) -> str:
    """The column of a cell: `Étapes!AB12` is in AB."""
    return where.rpartition("!")[2].rstrip("0123456789")
