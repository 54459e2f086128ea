"""A result of Chercher, and the rows that show some of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.geometry import Region

from ...dossier.query import Query, others_line
from ...dossier.text import fold, typeset
from ...widgets.room import lines_that_fit
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, hint

WIDE = 76
"""Columns of the terminal from which whose a result is has more room beside its title."""
_KIND = 9
"""Columns of the kind of a result, at least."""
_MARGINS = 4
"""Columns of a list that no row takes: its margins, and the bar that more rows bring."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something to search for and open.

    Attributes:
        kind: A word that says what it is: Action, Dossier, Page, Étape, Guide, Note, Rencontre…
        title: What is searched and shown.
        detail: Shown beside it: a key, a name.
        run: Opens it, or does it.
        also: Other words it is searched by, which are not shown.
        place: Where it was found, shown under it; empty for what opens by its name.
        is_written: Whether a person wrote it: one of the words at least is then in its title.
        text: What is searched, as `fold` makes it.
        around: What else is searched: its place, its detail, its kind.
    """

    kind: str
    title: str
    detail: str
    run: Callable[[], object]
    also: str = ""
    place: str = ""
    is_written: bool = False
    text: str = field(init=False, compare=False)
    around: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        # Once, not at every letter; and so although the class is frozen.
        around = fold(f"{self.place} {self.detail} {self.kind} {self.also}")
        object.__setattr__(self, "text", fold(self.title))
        object.__setattr__(self, "around", around)

    def answers(self, query: Query) -> bool:
        """Whether it has every word, somewhere."""
        if self.is_written:
            return query.is_in(self.text, self.around)
        return all(word in self.text or word in self.around for word in query.words)


def matching(entries: Iterable[SearchEntry], query: str) -> list[SearchEntry]:
    """The entries that hold every word of the query, those that begin with it first."""
    asked, start = Query.of(query), fold(query)
    matches = [entry for entry in entries if entry.answers(asked)]
    matches.sort(key=lambda entry: not entry.text.startswith(start))
    return matches


def result_rows(results: Sequence[SearchEntry], more: int, width: int, room: int) -> list[Row]:
    """A row for each result, the place it was found under it; how many others there are.

    Args:
        results: Those that have room.
        more: How many have none.
        width: Columns of the terminal.
        room: Columns of the list; 0 when they are not known yet.
    """
    most = 24 if width >= WIDE else 14
    detail = max((min(cell_len(each.detail), most) for each in results), default=0)
    kind = max((cell_len(each.kind) for each in results), default=0)
    kind = max(kind, _KIND)
    room = room - _MARGINS - kind - 1 if room else width
    rows: list[Row] = []
    for rank, each in enumerate(results):
        cells = (
            Cell(each.kind, kind, "muted"),
            Cell(each.title),
            Cell(each.detail, detail, "muted", right=True),
        )
        rows.append(Row(cells, rank))
        if each.place:
            lines = lines_that_fit(typeset(each.place), room)
            rows += [Row((Cell("", kind), Cell(line, tone="muted"))) for line in lines]
    if more:
        rows.append(hint(others_line(more)))
    return rows or [hint("Rien ne correspond; essayez un autre mot.")]


class ResultList(RowList):
    """The results; that of the cursor is in view with its place, which is under it."""

    def _show_cursor(self) -> None:
        super()._show_cursor()
        last = self.cursor
        while last + 1 < len(self.rows) and self.rows[last + 1].key is None:
            last += 1
        if self.size.height and last > self.cursor:
            lines = Region(0, self.cursor, 1, min(last - self.cursor + 1, self.size.height))
            self.scroll_to_region(lines, animate=False, force=True)
