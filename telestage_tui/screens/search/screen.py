"""Chercher: every dossier, task and action, by a few letters. The command palette of telestage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ...dossier.text import fold
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, hint
from ...widgets.stack import is_open

MOST_RESULTS = 60
"""Results at the most: rather than read more, people type one more letter."""

FEWEST_LETTERS = 3
"""Letters from which what was written in the dossiers is searched: fewer are found everywhere."""
DOSSIERS_AT_ONCE = 4
"""Dossiers read between two keys, so that typing stays quick with a thousand of them."""
WORDS_BEFORE = 3
WIDE = 76
"""Columns of the terminal from which the place of a result has more room beside its title."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something to search for and open.

    Attributes:
        kind: A word that says what it is: Action, Dossier, Page, Étape, Guide, Note, Rencontre…
        title: What is searched and shown.
        detail: Shown beside it: a key, a name.
        run: Opens it, or does it.
        also: Other words it is searched by, which are not shown.
        text: What is searched, as `fold` makes it.
    """

    kind: str
    title: str
    detail: str
    run: Callable[[], object]
    also: str = ""
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        text = fold(f"{self.title} {self.detail} {self.kind} {self.also}")
        object.__setattr__(self, "text", text)  # once, not at every letter: the class is frozen


def matching(entries: Iterable[SearchEntry], query: str) -> list[SearchEntry]:
    """The entries that hold every word of the query, those that begin with it first."""
    start = fold(query)
    words = start.split()
    matches = [entry for entry in entries if all(word in entry.text for word in words)]
    matches.sort(key=lambda entry: not entry.text.startswith(start))
    return matches[:MOST_RESULTS]


def excerpt(text: str, query: str) -> str:
    """A text from a little before the first word of a query, which may be far from its start."""
    start = fold(query).split()
    words = text.split()
    rank = next((n for n, word in enumerate(words) if start and start[0] in fold(word)), 0)
    return text if rank <= WORDS_BEFORE else "… " + " ".join(words[rank - WORDS_BEFORE :])


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

    def __init__(
        self,
        entries: Sequence[SearchEntry],
        contents: Iterable[list[SearchEntry]] = (),
        functions: Callable[[], Sequence[SearchEntry]] = tuple,
    ) -> None:
        super().__init__("Chercher")
        self._entries = tuple(entries)
        self._functions = functions
        """Makes the entries of the functions of the other pages; called in a thread."""
        self._has_functions = False
        self._opens_first = False
        """Whether the first result is to be opened as soon as these functions are there."""
        self._contents = iter(contents)
        """What was written in the dossiers not read yet, a list for each."""
        self._texts: list[SearchEntry] = []
        """What was written in the dossiers read so far."""
        self._searched = 0
        """How many of these texts were compared with what is typed."""
        self._search_texts = Debounce(self, PREVIEW_DELAY, self._read_on)
        self._matches: list[SearchEntry] = []

    def body(self) -> ComposeResult:
        yield Input(placeholder="un nom, une étape, une action, un mot d’une note…")
        yield RowList()

    def keys(self) -> list[DialogKey]:
        return [("⏎", "Ouvrir", "open"), ("↓", "Résultats", "into_list"), *super().keys()]

    def on_mount(self) -> None:
        """List every entry before the first letter; those of the other pages come later."""
        self._search("")
        self._load_functions()

    @work
    async def _load_functions(self) -> None:
        """Load the other pages in a thread: it takes longer than one waits between two letters."""
        self._entries += tuple(await asyncio.to_thread(self._functions))
        self._has_functions = True
        if not is_open(self):
            return
        query = self.query_one(Input).value
        if query:
            chosen = self._matches[self._index] if self._index else None
            self._search(query)
            self._search_texts()
            if chosen in self._matches:
                self.query_one(RowList).select(self._matches.index(chosen))
        if self._opens_first:
            self.action_open()

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        self._opens_first = False
        self._search(message.value)
        self._search_texts()

    def _search(self, query: str) -> None:
        self._matches = matching(self._entries, query)
        self._searched = 0
        self._show()

    def _read_on(self) -> None:
        """Read some dossiers, then the others between two keys; add what is found to the results.

        Typing again stops it, and it goes on from there.
        """
        query = self.query_one(Input).value
        if self._search_texts.waits or len(fold(query)) < FEWEST_LETTERS:
            return
        lists = list(islice(self._contents, DOSSIERS_AT_ONCE))
        self._texts += chain.from_iterable(lists)
        words = fold(query).split()
        matches = [
            replace(entry, title=excerpt(entry.title, query))
            for entry in self._texts[self._searched :]
            if all(word in entry.text for word in words)
        ]
        self._searched = len(self._texts)
        room = MOST_RESULTS - len(self._matches)
        if matches and room:
            self._matches += matches[:room]
            self._show()
        if len(lists) == DOSSIERS_AT_ONCE and room > len(matches):
            self.set_timer(0.001, self._read_on)

    def _show(self) -> None:
        most = 24 if self.app.size.width >= WIDE else 14
        detail_width = max((min(cell_len(e.detail), most) for e in self._matches), default=0)
        rows = [
            Row(
                (
                    Cell(e.kind, 9, "muted"),
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
        if not self._matches and self._search_texts.waits:
            self._search_texts.stop()
            self._read_on()
        if self._matches:
            self.close(self._matches[self._index])
        elif not self._has_functions:
            self._opens_first = True

    @property
    def _index(self) -> int:
        key = self.query_one(RowList).key
        return key if isinstance(key, int) else 0

    def action_into_list(self) -> None:
        """Focus the results."""
        self.query_one(RowList).focus()
