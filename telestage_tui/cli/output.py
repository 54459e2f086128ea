"""Printing from a command: aligned text, JSON, and warnings."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import click

from ..dossier.errors import TelestageError
from ..dossier.os_errors import french_cause
from ..dossier.text import clean_prose, typeset

CELL_MAX = 60
"""Widest cell of a table on a terminal; elsewhere, as in a pipe, nothing is cut."""
_GAP = "  "
Json = dict[str, Any]
"""An answer for scripts: English keys, ISO 8601, documented in `docs/json.md`.

Scripts depend on its shape: a key may be added, none is renamed or removed.
"""


class AnswerLost(TelestageError):
    """The answer could not be printed.

    Attributes:
        unwanted: Whether the program that reads it has ended, as `head` does: no error then.
    """

    def __init__(self, error: OSError) -> None:
        self.unwanted = error.errno == errno.EPIPE
        super().__init__(f"La réponse n’a pas pu être imprimée : {french_cause(error)}.")


def say(*lines: str) -> None:
    """Print lines of French on the standard output.

    Raises:
        AnswerLost: when it takes no more.
    """
    print_data(*map(typeset, lines))


def print_data(*lines: str) -> None:
    """Print lines for a program, or a file, on the standard output: nothing in them is changed.

    Raises:
        AnswerLost: when it takes no more.
    """
    try:
        for line in lines:
            click.echo(line)
    except OSError as error:
        raise AnswerLost(error) from error


def warn(message: str) -> None:
    """Print a message on the standard error, without what could command a terminal."""
    with suppress(OSError):  # there is no other place to report it
        click.echo(typeset(clean_prose(message)), err=True)


def say_json(value: Any) -> None:
    """Print a value as JSON, readable and in UTF-8."""
    import json  # the screens start without it

    print_data(json.dumps(value, ensure_ascii=False, indent=2))


def silence_broken_streams() -> None:
    """Turn a stream that cannot be flushed into the null device.

    Python would complain of it in English at exit.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)


def table(rows: Iterable[Sequence[str]], indent: int = 0) -> list[str]:
    """Rows of cells as aligned lines; on a terminal, all but the last cell of a row may be cut."""
    clip = _clip if _is_terminal() else str
    cells = [(*(clip(cell) for cell in row[:-1]), *row[-1:]) for row in rows]
    columns = max((len(row) for row in cells), default=0)
    widths = [
        max((display_width(row[n]) for row in cells if n < len(row) - 1), default=0)
        for n in range(columns)
    ]
    return [
        " " * indent + _GAP.join(_pad(row[n], widths[n]) for n in range(len(row))).rstrip(" ")
        for row in cells
    ]


def one_line(text: str) -> str:
    """A text on one line, whatever its spaces and line ends."""
    return " ".join(text.split())


def _is_terminal() -> bool:
    try:
        return sys.stdout.isatty()
    except ValueError:  # it is closed
        return False


def display_width(text: str) -> int:
    """Columns a text takes in a terminal: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pad(cell: str, width: int) -> str:
    return cell + " " * (width - display_width(cell))


def _clip(cell: str) -> str:
    if display_width(cell) <= CELL_MAX:
        return cell
    start, width = "", 0
    for char in cell:
        width += _width(char)
        if width >= CELL_MAX:
            break
        start += char
    return f"{start.rstrip()}…"
