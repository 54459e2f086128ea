"""Rows of cells: plain text with a tone, laid out in columns."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

FEWEST_COLUMNS = 12
"""Columns under which a flexible cell is too narrow to read."""
Tone = Literal["plain", "muted", "strong", "heading", "warning", "error", "success", "accent"]
"""How a cell is drawn; the theme gives the colours, and a word or a sign says it too."""


class Cell(NamedTuple):
    """A piece of a row.

    Attributes:
        text: One line of plain text.
        width: Columns taken; None shares what the fixed cells leave.
        tone: How it is drawn.
        right: Whether the text leans on the right edge.
        keeps: Whether, among the fixed cells, it is the last to go where there is too little room.
    """

    text: str
    width: int | None = None
    tone: Tone = "plain"
    right: bool = False
    keeps: bool = False


Typing = Literal["", "letters", "text"]
"""What begins a text on a row: nothing; a letter, where digits and signs are answers; any sign."""
NEVER_TEXT = frozenset(" /?[]")
"""What begins no text: these search, help and scroll, and Space acts on the row."""


class Row(NamedTuple):
    """One line of the list; without a key it cannot be selected (a heading, a blank).

    Attributes:
        cells: What is drawn.
        key: What it stands for; None where the cursor does not go.
        typing: What begins a text there, where words are the answer.
    """

    cells: tuple[Cell, ...]
    key: Hashable | None = None
    typing: Typing = ""

    def is_text(self, character: str | None) -> bool:
        """Whether a typed character begins a text here, rather than being a command."""
        if not self.typing or character is None or len(character) != 1:
            return False
        if self.typing == "letters":
            return character.isalpha()
        return character.isprintable() and character not in NEVER_TEXT


def heading(text: str, tone: Tone = "heading") -> Row:
    """A line that names what follows."""
    return Row((Cell(text, tone=tone),))


def hint(text: str) -> Row:
    """A line that says what to do where there is nothing."""
    return Row((Cell(text, tone="muted"),))


BLANK = Row(())


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` columns: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        text, right = set_cell_size(text, width - 1).rstrip() + "…", False
    padding = " " * (width - cell_len(text))
    return padding + text if right else text + padding


def columns(cells: Sequence[Cell], width: int) -> list[int]:
    """How many columns each cell gets, one being left between two.

    The flexible ones share what the fixed ones leave. Where that is too little to read, the fixed
    cells go, the rightmost first: a name and a title are worth more than a date. Those that keep
    their place go last.

    Returns:
        For each cell its columns; 0 when it is not drawn at all.
    """
    widths: list[int | None] = [cell.width for cell in cells]
    flexible = sum(1 for each in widths if each is None)

    def remaining() -> int:
        visible = [each for each in widths if each != 0]
        return width - sum(each or 0 for each in visible) - max(0, len(visible) - 1)

    ranks = sorted(range(len(widths)), key=lambda rank: (cells[rank].keeps, -rank))
    for rank in ranks:
        each = widths[rank]
        if flexible and remaining() < FEWEST_COLUMNS * flexible and each is not None and each > 1:
            widths[rank] = 0
    share, extra = divmod(max(0, remaining()), flexible or 1)
    shares = iter([share + 1] * extra + [share] * flexible)
    return [next(shares) if each is None else each for each in widths]
