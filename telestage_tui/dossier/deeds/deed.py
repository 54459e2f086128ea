"""The `Deed`: what was done to a dossier, without a word of the sentence that says it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from pydantic import Field

from ..base import Frozen
from ..labels import cut
from ..text import Line, Name

UNDONE, REDONE = "history.undone", "history.redone"
"""The codes of what the history says of an undo, and of a redo."""
WHICH = "of"
"""The value of such a deed that says which line of the history it is about, by its rank."""
SAID = "said"
"""The code of words taken as they are: those of an entry that an older version wrote."""

Value = Line | int | tuple[Line, ...]
"""A text, cut to a sane length; a number; or several texts. A day is a text, in ISO 8601."""


class Deed(Frozen):
    """What was done, as a code and the values that its sentence needs.

    The sentence of each code is in `sentences.SENTENCES`. What comes before the first dot of a code
    is the part of the dossier it is about: `access.given`.
    """

    code: Name
    values: Mapping[str, Value] = Field(default_factory=dict)
    parts: tuple["Deed", ...] = ()
    """The deeds that its sentence itself says: what an import took, what was undone."""
    also: tuple["Deed", ...] = ()
    """What follows from it, said after its sentence."""

    def __hash__(self) -> int:
        return hash(self.code)  # a mapping has no hash

    @property
    def part(self) -> str:
        """The part of the dossier it is about: `access`; that of what was undone, for an undo."""
        if self.code.startswith("history.") and self.parts:
            return self.parts[0].part
        return self.code.partition(".")[0]

    def followed_by(self, *deeds: "Deed") -> Self:
        """The same deed, with what follows from it."""
        return self.evolve(also=(*self.also, *deeds)) if deeds else self


def deed(code: str, /, *parts: Deed | str, **values: str | int | date | Iterable[str]) -> Deed:
    """The deed of a code.

    Args:
        code: One of `sentences.SENTENCES`.
        parts: The deeds that its sentence says; a text is said as it is.
        values: What the sentence names. The history repeats them because the fields that hold them
            may be rewritten: texts are made one line, and cut.
    """
    return Deed(
        code=code,
        parts=tuple(said(part) if isinstance(part, str) else part for part in parts),
        values={name: _kept(each) for name, each in values.items()},
    )


def said(words: str) -> Deed:
    """The deed that is told in these very words."""
    return Deed(code=SAID, values={"words": words})


def _kept(value: str | int | date | Iterable[str]) -> Value:
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return tuple(map(cut, value))
