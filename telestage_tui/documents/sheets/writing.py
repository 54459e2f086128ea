"""The workbook as a file: protected but for the cells that may be changed, and known again.

Two hidden sheets travel with it: what each cell held, so that what was changed since is known on
both sides; and the lists of the choices. No text of a dossier is ever a formula, and an unchanged
dossier gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...dossier.dossier import Dossier
from ...dossier.text import typeset
from ...programme.language import Language
from ...programme.programme import Programme
from ..names import file_name, paper_name
from ..papers.setting import last_instant
from .grid import Cell, Part, Value, cells_of, escaped
from .parts import ID, workbook_parts
from .words import SheetWords

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "telestage"
"""The name of the hidden sheet by which the workbook is known again, and its first cell."""
LISTS = "telestage-listes"
"""The name of the hidden sheet of the choices."""
FORMAT = 2
"""Raised when the hidden sheet changes form; 2 adds the language."""
HEADER_ROW = 3
"""The row of the titles of the columns, under the heading and the advice."""
_CHUNK = 8_000
"""Characters of JSON in a cell of the hidden sheet, well under what a cell takes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive may give a file."""
_FREE, _HEAD, _GROUP = "FFFDF3D8", "FF1F3A5F", "FFE8EDF3"
"""Colours: of the cells that may be changed, of the titles, of the groups."""
_DATE = "yyyy-mm-dd"
_LINE_HEIGHT = 15.0
"""Points that a line of text takes."""
_MOST_LINES = 12
"""Lines shown of a long text; the cell holds the whole of it."""
_PROMPT_MAX = 255
"""Characters of a prompt: spreadsheets take no more."""


class _Place(NamedTuple):
    """The row and the column of a cell, from 1."""

    row: int
    column: int


def workbook_name(dossier: Dossier, programme: Programme, language: Language = "fr") -> str:
    """The name of the file: neither language takes the place of the other."""
    title = SheetWords(programme, language)["file-title"]
    return paper_name(dossier, title, "xlsx") if title else file_name(dossier, "xlsx")


def workbook(dossier: Dossier, programme: Programme, language: Language = "fr") -> bytes:
    """The workbook of a dossier, as an `.xlsx` file.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        language: The language of its words; those of the programme are in French, which its first
            sheet says.

    Raises:
        ContentError: when the programme lacks a word.
    """
    from openpyxl import Workbook

    words = SheetWords(programme, language)

    book = Workbook()
    book.remove(book.worksheets[0])
    parts = workbook_parts(dossier, programme, language)
    lists = _Lists(book)
    for part in parts:
        _fill(book.create_sheet(part.title), part, lists, words)
    _write_mark(book, dossier, parts, language)
    lists.write()
    at = last_instant(dossier).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = MARK
    book.properties.title = words.say("book-title", intern=dossier.intern.full_name)
    book.properties.language = f"{language}-CA"
    book.properties.created = at
    return _bytes(book, at)


class _Lists:
    """The choices proposed in the cells, each list once, in a hidden sheet.

    A list written in the validation itself would be cut at 255 characters, and at its commas.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._columns: dict[tuple[Value, ...], int] = {}

    def range(self, choices: tuple[Value, ...]) -> str:
        """The range of these choices, as a validation names it."""
        from openpyxl.utils import get_column_letter

        column = self._columns.setdefault(choices, len(self._columns) + 1)
        letter = get_column_letter(column)
        return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"

    def write(self) -> None:
        """Write the sheet."""
        sheet = self._book.create_sheet(LISTS)
        sheet.sheet_state = "veryHidden"
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices, 1):
                _put(sheet, _Place(row, column), choice)


def _fill(sheet: Worksheet, part: Part, lists: _Lists, words: SheetWords) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    _put(sheet, _Place(1, 2), typeset(part.heading)).font = Font(bold=True, size=14)
    _put(sheet, _Place(2, 2), typeset(part.advice)).font = Font(italic=True)
    free, group_fill = PatternFill("solid", fgColor=_FREE), PatternFill("solid", fgColor=_GROUP)
    for number, column in enumerate(part.columns, 1):
        title = _put(sheet, _Place(HEADER_ROW, number), column.title)
        title.font = Font(bold=True, color="FFFFFFFF")
        title.fill = PatternFill("solid", fgColor=_HEAD)
        title.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[HEADER_ROW].height = _height(part, {c.key: c.title for c in part.columns})
    sheet.column_dimensions["A"].hidden = True
    wrapped, open_cell = Alignment(wrap_text=True, vertical="top"), Protection(locked=False)
    validations: dict[tuple[object, ...], DataValidation] = {}
    group, at = "", HEADER_ROW
    for row in part.rows:
        at += 1
        if row.group != group:
            group = row.group
            _put(sheet, _Place(at, 2), typeset(group)).font = Font(bold=True)
            for number in range(2, len(part.columns) + 1):
                sheet.cell(at, number).fill = group_fill
            at += 1
        for number, column in enumerate(part.columns, 1):
            cell = row.cells[column.key]
            place = _put(sheet, _Place(at, number), cell.value)
            place.alignment = wrapped
            if cell.is_free:
                place.fill, place.protection = free, open_cell
                if not cell.choices and not cell.value:  # what is typed there keeps its form
                    place.number_format = "@" if cell.value == "" else _DATE
                key = (cell.choices, cell.prompt)
                if any(key) and key not in validations:
                    validations[key] = _validation(cell, lists, words)
                if any(key):
                    validations[key].add(place)
        sheet.row_dimensions[at].height = _height(
            part, {key: cell.text for key, cell in row.cells.items()}
        )
    for validation in validations.values():
        sheet.add_data_validation(validation)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 4)
    _set_page(sheet)


def _validation(cell: Cell, lists: _Lists, words: SheetWords) -> DataValidation:
    """What proposes the choices of a cell, and says what it is for."""
    from openpyxl.worksheet.datavalidation import DataValidation

    prompt = typeset(cell.prompt)[:_PROMPT_MAX] or None
    validation = DataValidation(allow_blank=True, prompt=prompt, showInputMessage=bool(prompt))
    if cell.choices:
        validation.type, validation.formula1 = "list", lists.range(cell.choices)
        validation.showErrorMessage = True
        validation.errorTitle = words["unknown-title"]
        validation.error = words["unknown-advice"]
    return validation


def _set_page(sheet: Worksheet) -> None:
    """Protect the sheet, and make its print fit the width of a page, titles repeated."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A – &P/&N"


def _height(part: Part, texts: Mapping[str, str]) -> float:
    """The height of a row, in points, for its longest text as far as it is shown.

    Args:
        part: The sheet.
        texts: Those of the row, by the key of their column.
    """
    lines = [
        sum(1 + len(line) // (column.width - 1) for line in texts[column.key].split("\n"))
        for column in part.columns
        if column.key != ID
    ]
    return _LINE_HEIGHT * min(max(lines), _MOST_LINES)


def _put(sheet: Worksheet, place: _Place, value: Value) -> SheetCell:
    """Write a value in a cell; a text is a text, whatever it begins with."""
    cell: SheetCell = sheet.cell(place.row, place.column)
    if isinstance(value, str) and value:
        cell.value = escaped(value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = True  # kept a text once somebody edits it
    elif value not in (None, ""):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE
    return cell


def _write_mark(
    book: Workbook, dossier: Dossier, parts: tuple[Part, ...], language: Language
) -> None:
    """Write what the workbook is, and what each cell holds, as JSON cut in cells."""
    sheet = book.create_sheet(MARK)
    sheet.sheet_state = "veryHidden"
    mark = {
        "dossier": str(dossier.id),
        "version": dossier.version,
        "language": language,
        "programme": dossier.programme.model_dump(),
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "columns": [(column.key, column.title) for column in part.columns],
                "groups": sorted({row.group for row in part.rows}),
            }
            for part in parts
        ],
        "cells": [(*place, each.is_free, each.text) for place, each in cells_of(parts).items()],
    }
    text = json.dumps(mark)
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    values: tuple[Value, ...] = (MARK, FORMAT, *chunks)
    for row, value in enumerate(values, 1):
        _put(sheet, _Place(row, 1), value)


def _bytes(book: Workbook, at: datetime) -> bytes:
    """The file, with the same bytes for the same workbook: its own moments are `at`, in UTC."""
    from openpyxl.writer.excel import ExcelWriter

    first, last = BytesIO(), BytesIO()
    book.properties.modified = at
    ExcelWriter(book, ZipFile(first, "w", ZIP_DEFLATED)).save()
    with ZipFile(first) as source, ZipFile(last, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return last.getvalue()
