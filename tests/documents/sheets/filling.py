"""Somebody who fills in a workbook in a spreadsheet, here openpyxl."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from telestage_tui.documents.sheets.changes_shown import FileImport
from telestage_tui.documents.sheets.reading import read_workbook
from telestage_tui.documents.sheets.workbook_import import workbook_import
from telestage_tui.documents.sheets.writing import HEADER_ROW, workbook
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.language import Language
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier

NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)
TODAY = date(2027, 2, 10)
Where = tuple[str, str, str]
"""A sheet, the identifier of a row, the title of a column."""


def lea(**fields: Any) -> Dossier:
    """Léa's dossier, her evaluations still to come, no task recorded."""
    return make_dossier(**({"tasks": (), "evaluations": ()} | fields))


@lru_cache(maxsize=8)
def blank(dossier: Dossier, language: Language = "fr") -> bytes:
    """A workbook that nobody filled in yet, made once for the tests that begin with the same."""
    return workbook(dossier, load_programme(), language)


def opened(data: bytes) -> Workbook:
    """A workbook as a spreadsheet opens it."""
    return load_workbook(BytesIO(data))


def saved(book: Workbook) -> bytes:
    """A workbook as a spreadsheet saves it."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def place(book: Workbook, where: Where) -> Any:
    """A cell, by the identifier of its row and the title of its column."""
    title, row, column = where
    sheet = book[title]
    ids = {cell.value: cell.row for cell in sheet["A"]}
    columns = {cell.value: cell.column for cell in sheet[HEADER_ROW]}
    return sheet.cell(ids[row], columns[column])


def filled(data: bytes, values: Mapping[Where, Any]) -> bytes:
    """The workbook with these cells filled in."""
    book = opened(data)
    for where, value in values.items():
        cell = place(book, where)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return saved(book)


def imported(data: bytes, dossier: Dossier) -> FileImport:
    """What a workbook would change in a dossier on that day."""
    return workbook_import(read_workbook(data), dossier, load_programme(), NOW, TODAY)


def plain(text: object) -> str:
    """The text with plain spaces."""
    return str(text).replace("\u00a0", " ")


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The archive with some parts replaced or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        names = {name.replace("/", "_").replace(".", "_"): name for name in source.namelist()}
        for key, name in names.items():
            if key not in parts:
                target.writestr(name, source.read(name))
        for key, content in parts.items():
            target.writestr(names.get(key, key), content)
    return stream.getvalue()
