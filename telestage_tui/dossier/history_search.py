"""The lines of a history that answer a question: which part, who, what text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .field_words import words_of
from .records import HistoryEntry
from .text import fold


class HistoryFilter(NamedTuple):
    """What is looked for in a history; an empty value looks for anything.

    Attributes:
        part: The part of the dossier, one of `deeds.sentences.PARTS`.
        who: A part of the name of whoever made the change.
        text: A part of the sentence, or of a value before or after.
    """

    part: str = ""
    who: str = ""
    text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is looked for."""
        return not any(self)

    def keeps(self, entry: HistoryEntry) -> bool:
        """Whether a line answers; case, accents and apostrophes do not count."""
        if self.part and entry.deed.part != self.part:
            return False
        if self.who and fold(self.who) not in fold(entry.who):
            return False
        return not self.text or fold(self.text) in fold(
            " ".join((entry.sentence, *(words_of(each).line for each in entry.changes)))
        )


def people_in(history: Iterable[HistoryEntry]) -> list[str]:
    """Everyone who made a change, in the order of their first one."""
    return list(dict.fromkeys(entry.who for entry in history if entry.who))
