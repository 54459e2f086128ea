"""What stands for each name in any text, however the name is written there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import permutations
from typing import NamedTuple

from .text import fold_letters

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_PART = 3
"""Letters of a part of a name that is masked alone."""
_MOST_ORDERED = 3
"""Words of a name of which every order is known: « Inès Roy », « Roy Inès »."""


class _Mark(NamedTuple):
    """What stands for some words, and whether they must begin with no small letter."""

    text: str
    is_capital: bool


class NameMarks:
    """The marks of names: case, accents, and what joins their words do not count.

    « Inès Roy » is « INES ROY », « Roy-Inès », « iroy », « ines.roy », « rapport_Roy »; each of its
    words alone too. Words of a name that is no person's are met often: « Service de la paie » is
    not every service. They are masked alone where they begin with a capital.

    Args:
        kept: Names that stay; a word of theirs is never masked alone.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._kept = frozenset(folded for name in kept for folded, _ in _words(name))
        self._marks: dict[tuple[str, ...], _Mark] = {}
        self._parts: dict[tuple[str, ...], _Mark] = {}
        self._longest = 1

    def add(self, name: str, mark: str, *, is_person: bool) -> None:
        """Have a mark stand for a name that has none yet, and for its parts that no other has."""
        words = _words(name)
        key = tuple(folded for folded, _ in words)
        if not key:
            return
        whole = _Mark(mark, is_capital=False)
        self._marks.setdefault(key, whole)
        self._longest = max(self._longest, len(key))
        for folded, initial in words:
            is_known_alone = len(folded) >= _SHORTEST_PART and folded not in self._kept
            if is_known_alone and initial.isalpha() and not initial.islower():
                former = self._parts.get((folded,))
                if former is None or (is_person and former.is_capital):
                    self._parts[(folded,)] = _Mark(mark, is_capital=not is_person)
        if is_person and 1 < len(key) <= _MOST_ORDERED:
            for order in permutations(key):
                self._parts.setdefault(order, whole)
                self._parts.setdefault(("".join(order),), whole)
            first, *_, last = key
            for account in (first[0] + last, last + first[0], first + last[0]):
                if len(account) > _SHORTEST_PART:
                    self._parts.setdefault((account,), whole)

    def keeps(self, name: str) -> bool:
        """Whether every word of a name is one of those that stay."""
        return self._kept.issuperset(folded for folded, _ in _words(name))

    def knows(self, name: str) -> bool:
        """Whether a whole name has a mark."""
        return tuple(folded for folded, _ in _words(name)) in self._marks

    def of(self, name: str) -> str | None:
        """What stands for a whole name, or a part of one; None when it is not known."""
        mark = self._mark(tuple(folded for folded, _ in _words(name)))
        return mark.text if mark else None

    def masked(self, text: str) -> str:
        """A text with the marks in the place of the names."""
        folded, places = fold_letters(text)
        words = list(_WORD.finditer(folded))
        pieces, done, rank = list[str](), 0, 0
        while rank < len(words):
            start = places[words[rank].start()]
            for number in range(min(self._longest, len(words) - rank), 0, -1):
                mark = self._mark(tuple(each[0] for each in words[rank : rank + number]))
                if mark and not (mark.is_capital and text[start].islower()):
                    pieces += text[done:start], mark.text
                    done = places[words[rank + number - 1].end()]
                    rank += number
                    break
            else:
                rank += 1
        return "".join([*pieces, text[done:]])

    def _mark(self, key: tuple[str, ...]) -> _Mark | None:
        return self._marks.get(key) or self._parts.get(key)


def _words(name: str) -> list[tuple[str, str]]:
    """The words of a name folded, each with its first letter as it is written."""
    folded, places = fold_letters(name)
    return [(each[0], name[places[each.start()]]) for each in _WORD.finditer(folded)]
