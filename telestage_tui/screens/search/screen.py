"""Chercher: every dossier, task and action, by a few letters. The command palette of telestage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ...dossier.text import fold
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, hint

MOST_RESULTS = 60
"""Results at the most: rather than read more, people type one more letter."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something to search for and open.

    Attributes:
        kind: A word that says what it is: Action, Dossier, Page, Étape, Guide.
        title: What is searched and shown.
        detail: Shown beside it: a key, a name.
        run: Opens it, or does it.
    """

    kind: str
    title: str
    detail: str
    run: Callable[[], object]


def matching(entries: Iterable[SearchEntry], query: str) -> list[SearchEntry]:
    """The entries that hold every word of the query, those that begin with it first."""
    start = fold(query)
    words = start.split()
    matches: list[SearchEntry] = []
    for entry in entries:
        text = fold(f"{entry.title} {entry.detail} {entry.kind}")
        if all(word in text for word in words):
            matches.append(entry)
    matches.sort(key=lambda entry: not fold(entry.title).startswith(start))
    return matches[:MOST_RESULTS]


class SearchScreen(Dialog[SearchEntry]):
    """A field and its results; closes with the selected entry."""

    DEFAULT_CSS = """
    SearchScreen {
        align: center top;
        & > .dialog { margin-top: 2; width: 76; }
        & RowList { max-height: 16; }
        & Input { margin-bottom: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "into_list", "Résultats", show=False, system=True),
    ]

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        super().__init__("Chercher")
        self._entries = tuple(entries)
        self._matches: list[SearchEntry] = []

    def body(self) -> ComposeResult:
        yield Input(placeholder="un nom, une étape, une action…")
        yield RowList()

    def keys(self) -> list[DialogKey]:
        return [("⏎", "Ouvrir", "open"), ("↓", "Résultats", "into_list"), *super().keys()]

    def on_mount(self) -> None:
        """List every entry before the first letter."""
        self._search("")

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        self._search(message.value)

    def _search(self, query: str) -> None:
        self._matches = matching(self._entries, query)
        detail_width = max((min(cell_len(e.detail), 24) for e in self._matches), default=0)
        rows = [
            Row(
                (
                    Cell(e.kind, 8, "muted"),
                    Cell(e.title),
                    Cell(e.detail, detail_width, "muted", right=True),
                ),
                index,
            )
            for index, e in enumerate(self._matches)
        ]
        self.query_one(RowList).show(rows or [hint("Rien ne correspond; essayez un autre mot.")])

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def action_open(self) -> None:
        """Close with the selected result."""
        if self._matches:
            self.close(self._matches[self._index])

    @property
    def _index(self) -> int:
        key = self.query_one(RowList).key
        return key if isinstance(key, int) else 0

    def action_into_list(self) -> None:
        """Focus the results."""
        self.query_one(RowList).focus()
