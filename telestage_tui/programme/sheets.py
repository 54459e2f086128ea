"""The words of the workbook that is filled in without the program, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.text import Name, fold, quoted
from .papers import Words

FAMILIES = ("task", "meeting", "access", "transfer", "answer", "day")
"""How the keys begin of the words that a cell may hold, and that are read back."""
LONGEST_SHEET_TITLE = 31
"""Characters: spreadsheets take no more."""
_NOT_IN_A_SHEET_TITLE = re.compile(r"[\[\]:*?/\\]")


class SheetContent(Frozen):
    """`sheets.toml`."""

    words: Words
    also: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    """Other ways to write a word, by its key; `tick` is what ticks a state or a day."""

    @model_validator(mode="after")
    def _names_sheets_as_spreadsheets_do(self) -> SheetContent:
        for table in (self.words.fr, self.words.en):
            titles = [text for key, text in table.items() if key.startswith("sheet-")]
            for title in titles:
                if (
                    not 0 < len(title) <= LONGEST_SHEET_TITLE
                    or _NOT_IN_A_SHEET_TITLE.search(title)
                    or title.startswith("telestage")
                ):
                    raise ValueError(f"{quoted(title)} ne peut pas nommer une feuille.")
            if len({fold(title) for title in titles}) != len(titles):
                raise ValueError("deux feuilles portent le même nom.")
        return self

    @model_validator(mode="after")
    def _no_word_means_two_things(self) -> SheetContent:
        for family in FAMILIES:
            meanings = {code: set(self.names(family, code)) for code in self.codes(family)}
            for (one, names), (other, others) in combinations(meanings.items(), 2):
                if shared := names & others:
                    word = quoted(sorted(shared)[0])
                    raise ValueError(f"{word} dit à la fois {family}-{one} et {family}-{other}.")
        return self

    def codes(self, family: str) -> Iterator[str]:
        """The codes of a family, in the order of the content: `done`, `skipped`, `todo`."""
        for key in self.words.fr:
            if key.startswith(f"{family}-"):
                yield key.removeprefix(f"{family}-")

    def names(self, family: str, code: str) -> Iterator[str]:
        """Every way to write the word of a code, in any language, folded."""
        key = f"{family}-{code}"
        for table in (self.words.fr, self.words.en):
            if key in table:
                yield fold(table[key])
        yield from map(fold, self.also.get(key, ()))
