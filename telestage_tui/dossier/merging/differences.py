"""The differences of two versions of a dossier, and which of the two changed each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from ..base import Frozen
from ..dossier import Dossier
from ..field_words import NOTHING
from ..french import count
from ..meetings import Meeting
from ..organisation import Organisation
from ..records import HistoryEntry, Mark
from .shape import Path, Unit, blank_beside, default_of, is_cut, keyed, part_at, units_of, value_of
from .words import Titles, field_word, record_words, said, unit_words

Origin = Literal["here", "there", "both", "unknown"]
"""Which version changed a field since they were one: the one here, the other, both; or that is not
known."""
Lineage = Literal["same", "ahead", "behind", "apart"]
"""The version here has gone on from the other, the other from it, or each its own way."""
HISTORY: Path = ("history",)
_R = TypeVar("_R", Dossier, Organisation)


class Difference(NamedTuple):
    """One thing that two versions do not say alike.

    Attributes:
        path: Where.
        where: In French.
        here: What the version here says, in words.
        there: What the other says.
        origin: Which of them changed it.
    """

    path: Path
    where: str
    here: str
    there: str
    origin: Origin

    @property
    def taken(self) -> bool:
        """Whether it is proposed to take what the other says: only it has changed."""
        return self.origin == "there"

    @property
    def open(self) -> bool:
        """Whether nothing says which to prefer: somebody must choose."""
        return self.origin in ("both", "unknown")


class _Pair(NamedTuple):
    """Two values that differ.

    Attributes:
        path: Where.
        where: In French, one word for each record and for the field.
        model: The record that has them; None for one record of a list.
        unit: Its fields.
    """

    path: Path
    where: tuple[str, ...]
    model: type[Frozen] | None
    unit: Unit
    mine: Any
    theirs: Any


def lineage(mine: Sequence[HistoryEntry], theirs: Sequence[HistoryEntry]) -> Lineage:
    """Which of two histories goes on from the other.

    A history only grows, and a merge brings in the lines of the other version: the version that
    has every line of the other knows of all that was done there.
    """
    here, there = marks(mine), marks(theirs)
    only_mine, only_theirs = here - there, there - here
    if only_mine and only_theirs:
        return "apart"
    if only_mine or only_theirs:
        return "ahead" if only_mine else "behind"
    return "same"


def is_ancestor(old: Dossier, mine: Dossier, theirs: Dossier) -> bool:
    """Whether a state is the last one that two versions have both gone through."""
    return marks(old.history) == marks(mine.history) & marks(theirs.history)


def differences(
    mine: _R, theirs: _R, base: _R | None = None, titles: Titles | None = None
) -> tuple[Difference, ...]:
    """Everything that two versions of a record do not say alike, in the order of its fields.

    Args:
        mine: The version here.
        theirs: The other one.
        base: The last state that both have gone through; None when it is not known.
        titles: The French titles of what the programme defines, by identifier.
    """
    known = titles or {}
    way = lineage(mine.history, theirs.history)
    fields: Iterator[Difference] = (
        Difference(
            pair.path,
            ", ".join(pair.where),
            _words(pair, pair.mine, known),
            _words(pair, pair.theirs, known),
            _origin(pair, way, base),
        )
        for pair in _walk(mine, theirs, (), (), known)
    )
    return (*fields, *_history(mine.history, theirs.history))


def _history(mine: Sequence[HistoryEntry], theirs: Sequence[HistoryEntry]) -> Iterator[Difference]:
    """The lines of the other history that this one has not: they are added, none is taken away."""
    if lines := missing_lines(mine, theirs):
        more = count(len(lines), "ligne", "lignes")
        labels = "; ".join(said(line.sentence, {}) for line in lines)
        yield Difference(HISTORY, "Historique", NOTHING, f"{more} de plus : {labels}", "there")


def missing_lines(
    mine: Sequence[HistoryEntry], theirs: Sequence[HistoryEntry]
) -> tuple[HistoryEntry, ...]:
    """The lines of the other history that this one has not."""
    present = marks(mine)
    return tuple(entry for entry in theirs if entry.mark not in present)


def marks(history: Iterable[HistoryEntry]) -> set[Mark]:
    """What tells the lines of a history from one another."""
    return {entry.mark for entry in history}


def _walk(
    mine: Frozen, theirs: Frozen, path: Path, where: tuple[str, ...], titles: Titles
) -> Iterator[_Pair]:
    model = type(mine)
    for unit in units_of(model):
        here, there = value_of(mine, unit), value_of(theirs, unit)
        if here == there:
            continue
        place = (*path, unit[0])
        if is_cut(here, there):
            yield from _walk(here, there, place, where, titles)
        elif (sides := keyed(here, there)) is not None:
            yield from _records(sides[0], sides[1], place, where, titles)
        else:
            yield _Pair(place, (*where, field_word(model, place)), model, unit, here, there)


def _records(
    mine: dict[str, Frozen],
    theirs: dict[str, Frozen],
    path: Path,
    where: tuple[str, ...],
    titles: Titles,
) -> Iterator[_Pair]:
    for key in {**mine, **theirs}:
        here, there = mine.get(key), theirs.get(key)
        present = here or there
        assert present is not None  # one of the two lists has that key
        blank = blank_beside(present)
        here, there = here or blank, there or blank
        named, place = (*where, record_words(present, titles)), (*path, key)
        if here is not None and there is not None:
            yield from _walk(here, there, place, named, titles)
        elif not _says_nothing(here, there):
            yield _Pair(place, named, None, (), here, there)


def _says_nothing(here: Frozen | None, there: Frozen | None) -> bool:
    """Whether a meeting that one version alone has is cancelled, or one that its plan dropped.

    Here it stays, whatever is chosen, so that calendars remove it; from there, only what was
    written of it would bring something.
    """
    if isinstance(here, Meeting):
        return here.status == "cancelled"
    return isinstance(there, Meeting) and there.is_dropped and there.record.is_blank


def _words(pair: _Pair, value: Any, titles: Titles) -> str:
    if pair.model is None:
        return said(value, titles)
    return unit_words(pair.model, pair.path, pair.unit, value, titles)


def _origin(pair: _Pair, way: Lineage, base: Frozen | None) -> Origin:
    if way == "behind":
        return "there"
    if way == "ahead":
        return "here"
    if base is None:
        return "unknown"
    before = _before(pair, base)
    if pair.mine == before:
        return "there"
    return "here" if pair.theirs == before else "both"


def _before(pair: _Pair, base: Frozen) -> Any:
    """What the common state said there; what a blank record says when it had none."""
    if pair.model is None:
        return part_at(base, pair.path)
    record = part_at(base, pair.path[:-1])
    if record is None:
        return default_of(pair.model, pair.unit)
    return value_of(record, pair.unit)
