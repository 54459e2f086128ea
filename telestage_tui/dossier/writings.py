"""Every text that a person wrote in a dossier, read from the model itself: a new field is in it.

A field of text is either here, or in `NOT_WRITTEN` with its reason; a test asks for one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from .base import Frozen
from .deeds import Deed
from .discretion import CODES, MASKED, MASKED_EMAIL, MASKED_LINK, text_fields
from .dossier import Dossier
from .people import ERASED_NAME

NOT_WRITTEN = CODES | {
    # The dossier itself is found by these.
    "Intern.first_name", "Intern.last_name", "Host.name",
    # What was signed of the tutor's name: the dossier says it already.
    "Terms.tutor",
    # Made by the program.
    "ClockReading.edition", "HistoryEntry.label", "HistoryEntry.who", "Deed.code",
    "Export.plan", "Export.edition", "Meeting.deviations",
    # What IRCC asks of the intern's identity is read on its own page, and nowhere else.
    "Identity.kept_for",
}  # fmt: skip
"""The texts that a search does not read, as `Model.field`."""
_UNREAD = ("identity", "history", "exports", "agreed", "terms")
"""The fields whose records are not read: identity is private, the others repeat or are derived."""
_NOTHING = frozenset({"", MASKED, MASKED_EMAIL, MASKED_LINK, ERASED_NAME})
_DEED_PROSE = ("reason", "note", "done", "how")
"""The values of a deed that are written by hand."""


class Writing(NamedTuple):
    """A text, and where the model has it.

    Attributes:
        path: The names of the fields that lead to it: `meetings`, `record`, `notes`.
        owners: The records that hold it, the dossier first.
        text: As it was written.
    """

    path: tuple[str, ...]
    owners: tuple[Frozen, ...]
    text: str

    @property
    def field(self) -> str:
        """The model and the field: `Record.notes`."""
        return f"{type(self.owners[-1]).__name__}.{self.path[-1]}"


def writings(record: Frozen) -> Iterator[Writing]:
    """Every text written in a dossier, or in Mon organisation; none that is masked or erased."""
    yield from _of(record, (), ())


def _of(record: Frozen, path: tuple[str, ...], owners: tuple[Frozen, ...]) -> Iterator[Writing]:
    owners = (*owners, record)
    texts = written_fields(type(record))
    for name, value in record:
        if name in _UNREAD:
            continue
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str):
                if name in texts and each.strip() not in _NOTHING:
                    yield Writing((*path, name), owners, each)
            elif isinstance(each, Frozen):
                yield from _of(each, (*path, name), owners)


@cache
def written_fields(model: type[Frozen]) -> frozenset[str]:
    """The fields of a model that a person writes in."""
    texts = text_fields(model)
    return frozenset(name for name in texts if f"{model.__name__}.{name}" not in NOT_WRITTEN)


def history_writings(dossier: Dossier, texts: Collection[str]) -> Iterator[tuple[int, str]]:
    """What was written by hand in the history alone: the rank of a line, and the text.

    A reason, or what was done, may have been said of a change that left no field to hold it.

    Args:
        dossier: Whose history.
        texts: Those that its fields hold.
    """
    held = set(texts)
    for rank, entry in enumerate(dossier.history):
        for text in _prose(entry.deed):
            if text.strip() not in _NOTHING and text not in held:
                held.add(text)
                yield rank, text


def line_with(dossier: Dossier, text: str) -> int | None:
    """The rank of the last line of the history that says a text; None when there is none."""
    ranks = (n for n, entry in enumerate(dossier.history) if text in _prose(entry.deed))
    return max(ranks, default=None)


def _prose(deed: Deed) -> Iterator[str]:
    for name in _DEED_PROSE:
        value: Any = deed.values.get(name)
        if isinstance(value, str):
            yield value
    for each in (*deed.parts, *deed.also):
        yield from _prose(each)
