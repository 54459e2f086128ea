"""Both versions of a text, one under the other, each signed: neither has to be dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar, cast

from ..base import Frozen
from ..french import NBSP, plain_date
from ..records import HistoryEntry
from ..text import PROSE_MAX
from .shape import Path, key_of, part_at

_R = TypeVar("_R", bound=Frozen)


class Version(NamedTuple):
    """A text of several lines, as somebody left it.

    Attributes:
        text: The whole of it.
        who: Who wrote it; empty when it is not known.
        on: The local date of that.
    """

    text: str
    who: str
    on: date

    @property
    def signature(self) -> str:
        """Who and when, on a line of its own."""
        day = plain_date(self.on).replace(NBSP, " ")  # it becomes a part of what somebody types
        return f"— {self.who}, le {day}" if self.who else f"— Le {day}"


def writer_of(text: str, history: Iterable[HistoryEntry]) -> HistoryEntry | None:
    """The last line of a history that says who left a text; else the last line of all."""
    lines = list(history)
    wrote = [line for line in lines if any(each.after == text for each in line.changes)]
    return next(reversed(wrote or lines), None)


def prose_at(record: Frozen, path: Path) -> str | None:
    """The text of several lines at a path; None where there is none, or another sort of value."""
    holder = part_at(record, path[:-1]) if path else None
    if not isinstance(holder, Frozen):
        return None
    field = type(holder).model_fields.get(path[-1])
    bounds = [getattr(each, "max_length", None) for each in field.metadata] if field else []
    if PROSE_MAX not in bounds:
        return None
    return cast(str, getattr(holder, path[-1]))


def with_prose(record: _R, path: Path, text: str) -> _R:
    """The record with another text at a path, which leads to one."""
    name, rest = path[0], path[1:]
    if not rest:
        return record.evolve(**{name: text})
    part = getattr(record, name)
    if not rest[0].startswith("["):
        return record.evolve(**{name: with_prose(part, rest, text)})
    records: Iterable[Frozen] = part
    changed = [
        with_prose(each, rest[1:], text) if key_of(each) == rest[0] else each for each in records
    ]
    return record.evolve(**{name: tuple(changed)})


def one_under_the_other(before: str, first: Version, second: Version) -> str:
    """Two versions of a text in one, or as much as each added to the same beginning.

    Args:
        before: The text that both began from; empty when it is not known.
        first: The one above.
        second: The one below.

    Returns:
        Both; an empty text when no field is long enough for them.
    """
    begins = bool(before) and all(each.text.startswith(before) for each in (first, second))
    parts = [before.strip()] if begins else []
    for each in (first, second):
        text = each.text.removeprefix(before) if begins else each.text
        if text.strip():
            parts.append(f"{text.strip()}\n{each.signature}")
    whole = "\n\n".join(parts)
    return whole if len(whole) <= PROSE_MAX else ""
