"""What fits in so many columns, without cutting a word."""

from __future__ import annotations

import textwrap

from rich.cells import cell_len

SEPARATOR = " · "


def parts_that_fit(text: str, room: int) -> str:
    """A line of parts, without the last ones where there is no room; the first part always stays.

    Args:
        text: « Léa Tremblay · Rencontres · 7/17 tenues ».
        room: Columns; 0 when they are not known yet.
    """
    while room and cell_len(text) > room and SEPARATOR in text:
        text = text.rpartition(SEPARATOR)[0]
    return text


def lines_that_fit(text: str, room: int) -> list[str]:
    """A text on as many lines as it takes, each with the blanks that the first begins with."""
    blanks = " " * (len(text) - len(text.lstrip(" ")))
    return textwrap.wrap(text, max(room, 1), subsequent_indent=blanks, drop_whitespace=True) or [""]
