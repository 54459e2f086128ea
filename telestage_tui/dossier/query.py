"""What is looked for, in a few words: whether a text answers, and the words of it around them."""

from __future__ import annotations

from typing import NamedTuple, Self

from .french import count
from .text import fold

WORDS_BEFORE = 3
"""Words of a text shown before the first one looked for."""
WORDS_SHOWN = 16
"""Words of a text shown where its whole has no room."""


class Query(NamedTuple):
    """Words that must all be there; case, accents and apostrophes do not count.

    Attributes:
        words: Each of them, as `fold` makes it.
    """

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """What a person typed."""
        return cls(tuple(fold(text).split()))

    def is_in(self, folded: str, around: str = "") -> bool:
        """Whether every word is in a text or around it, and one of them in the text itself.

        Args:
            folded: The text, as `fold` makes it.
            around: What is said of it, which makes it answer to no word alone; folded too.
        """
        return all(each in folded or each in around for each in self.words) and any(
            each in folded for each in self.words
        )

    def excerpt(self, text: str, most: int = 0) -> str:
        """The text in one line, from a little before the first word that is looked for.

        Args:
            text: As it was written.
            most: Words shown at the most; 0 for no limit.
        """
        words = text.split()
        ranks = (n for n, word in enumerate(words) if any(w in fold(word) for w in self.words))
        rank = next(ranks, 0)
        first = rank - WORDS_BEFORE if rank > WORDS_BEFORE else 0
        last = first + most if most else len(words)
        shown = " ".join(words[first:last])
        return f"{'… ' if first else ''}{shown}{' …' if last < len(words) else ''}"


def others_line(number: int) -> str:
    """« et 12 autres », the results that have no room, and what to do for them."""
    return f"et {count(number, 'autre')} : ajoutez un mot."
