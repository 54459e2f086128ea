"""Chercher: every dossier, task and action, by a few letters. The command palette of telestage."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from ...dossier.query import Query
from ...dossier.text import fold
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.row_list import RowList
from ...widgets.stack import is_open
from .result import ResultList, SearchEntry, matching, result_rows

MOST_RESULTS = 60
"""Results at the most: rather than read more, people type one more letter."""

FEWEST_LETTERS = 3
"""Letters from which what was written in the dossiers is searched: fewer are found everywhere."""
DOSSIERS_AT_ONCE = 4
"""Dossiers read between two keys, so that typing stays quick with a thousand of them."""


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
        """The results that are shown."""
        self._more = 0
        """How many others there are."""

    def body(self) -> ComposeResult:
        yield Input(placeholder="un nom, une étape, une action, un mot d’une note…")
        yield ResultList()

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
        matches = matching(self._entries, query)
        self._matches = matches[:MOST_RESULTS]
        self._more = len(matches) - len(self._matches)
        self._searched = 0
        self._show()

    def _read_on(self) -> None:
        """Read some dossiers, then the others between two keys; add what answers to the results.

        Typing again stops it, and it goes on from there.
        """
        query = self.query_one(Input).value
        if self._search_texts.waits or len(fold(query)) < FEWEST_LETTERS:
            return
        lists = list(islice(self._contents, DOSSIERS_AT_ONCE))
        self._texts += chain.from_iterable(lists)
        asked = Query.of(query)
        matches = [each for each in self._texts[self._searched :] if each.answers(asked)]
        self._searched = len(self._texts)
        room = MOST_RESULTS - len(self._matches)
        self._matches += (replace(each, title=asked.excerpt(each.title)) for each in matches[:room])
        self._more += len(matches[room:])
        if (matches and room) or (self._more and not lists):
            self._show()
        if lists:
            self.set_timer(0.001, self._read_on)

    def _show(self) -> None:
        more = self._more if self.query_one(Input).value.strip() else 0
        results = self.query_one(ResultList)
        width, room = self.app.size.width, results.region.width
        results.show(result_rows(self._matches, more, width, room))

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
