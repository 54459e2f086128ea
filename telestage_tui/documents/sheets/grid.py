"""The workbook as data: its parts, their rows and their cells, before any file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from ...dossier.text import clean_prose

Value = str | int | float | date | None
"""What a cell holds."""
LONGEST_TEXT = 32_000
"""UTF-16 units of a text that a cell holds; spreadsheets cut at 32,767."""


class Column(NamedTuple):
    """A column.

    Attributes:
        key: Its identifier; part of what makes a cell known again.
        title: At its head, in the language of the workbook.
        width: In characters.
    """

    key: str
    title: str
    width: int = 14


class Cell(NamedTuple):
    """A cell.

    Attributes:
        value: What it holds.
        is_free: Whether it may be changed there.
        choices: The values proposed for it.
        prompt: What is said of it when it is selected.
    """

    value: Value = None
    is_free: bool = False
    choices: tuple[Value, ...] = ()
    prompt: str = ""

    @property
    def text(self) -> str:
        """What it holds, as it is compared."""
        return text_of(self.value)


class Row(NamedTuple):
    """A row: one task, one meeting, one criterion…

    Attributes:
        id: By which it is known again, wherever it is moved.
        name: In French, as a preview names it.
        cells: By the key of their column.
        group: The group it belongs to, named above its first row.
    """

    id: str
    name: str
    cells: Mapping[str, Cell]
    group: str = ""


class Part(NamedTuple):
    """A sheet of the workbook.

    Attributes:
        key: Its identifier.
        title: The name of the sheet, in the language of the workbook.
        heading: At its head, in that language.
        advice: What may be changed there, in that language.
        columns: Its columns; that of the identifiers is hidden.
        rows: Its rows.
    """

    key: str
    title: str
    heading: str
    advice: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Place = tuple[str, str, str]
"""A cell known again: its part, its row, its column."""


def cells_of(parts: tuple[Part, ...]) -> dict[Place, Cell]:
    """Every cell, by its place."""
    return {
        (part.key, row.id, key): cell
        for part in parts
        for row in part.rows
        for key, cell in row.cells.items()
    }


def free_text(text: str, cut: str, *, is_free: bool = True, prompt: str = "") -> Cell:
    """The cell of a text that somebody writes.

    Args:
        text: The text; one that no cell can hold is not to be changed there.
        cut: What is said at the end of such a text.
        is_free: Whether it may be changed there.
        prompt: What is said of it when it is selected.
    """
    if _fits(text):
        return Cell(text, is_free, prompt=prompt)
    start = text[:LONGEST_TEXT]
    while not _fits(start):
        start = start[: len(start) * 9 // 10]
    return Cell(start + cut, prompt=prompt)


def _fits(text: str) -> bool:
    return len(escaped(text).encode("utf-16-le")) // 2 <= LONGEST_TEXT


def text_of(value: object) -> str:
    """A value as it is compared: a day as `2027-01-11`, a number without useless decimals."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case float() if not value.is_integer():
            return str(value).replace(".", ",")
        case int() | float():
            return str(int(value))
        case _:
            return clean_prose(str(value))


def escaped(text: str) -> str:
    """A text as the format writes it: what it would read as the code of a character is protected.

    `_x0041_` would be read as `A` (ECMA-376, ST_Xstring); U+FFFE and U+FFFF are in no XML.
    """
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub("[\ufffe\uffff]", lambda char: f"_x{ord(char[0]):04X}_", text)


def unescaped(text: str) -> str:
    """A text as the format means it."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)
