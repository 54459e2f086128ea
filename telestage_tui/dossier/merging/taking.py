"""A version of a dossier made of two: what one says, with what was chosen of the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from ..base import Frozen
from ..changes.sequence_numbers import succeeding
from ..deeds.deed import WHICH
from ..dossier import Dossier
from ..errors import InvalidInput, problems_of
from ..organisation import Organisation
from ..records import HistoryEntry
from .differences import HISTORY, missing_lines
from .shape import CARRIED, Path, blank_beside, is_cut, keyed, units_of


def take_in(mine: Dossier, theirs: Dossier, taken: Collection[Path]) -> Dossier:
    """The dossier here, with what was chosen of another version of it.

    What either version gave to calendars stays known, and no SEQUENCE goes down.

    Args:
        mine: The version here.
        theirs: The other one.
        taken: The differences taken, by their path; see `differences`.

    Raises:
        InvalidInput: when what was chosen does not go together.
    """
    if not taken:
        return mine
    chosen = _chosen(mine, theirs, taken)
    known = {meeting.id: meeting.sequence for meeting in theirs.meetings}
    try:
        merged = chosen.evolve(
            meetings=[
                each.evolve(sequence=max(each.sequence, known.get(each.id, 0)))
                for each in chosen.meetings
            ],
            exports=theirs.exports,
            history=_history(mine, theirs, taken),
        )
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from error
    return succeeding(merged, mine)


def take_in_organisation(
    mine: Organisation, theirs: Organisation, taken: Collection[Path]
) -> Organisation:
    """Mon organisation here, with what was chosen of another version of it; see `take_in`."""
    merged: Organisation = _chosen(mine, theirs, taken)
    return merged.evolve(history=_history(mine, theirs, taken))


def _history(mine: Any, theirs: Any, taken: Collection[Path]) -> Any:
    """The lines here first: a file whose history does not go on from another's went back."""
    if HISTORY not in taken:
        return mine.history
    lines = [*mine.history, *missing_lines(mine.history, theirs.history)]
    ranks = {line.mark: rank for rank, line in enumerate(lines)}
    present = len(mine.history)
    moved = {rank: ranks[line.mark] for rank, line in enumerate(theirs.history)}
    return (*mine.history, *(_about_moved(line, moved) for line in lines[present:]))


def _about_moved(line: HistoryEntry, moved: Mapping[int, int]) -> HistoryEntry:
    """A line of the other history; an undo names what it undid by its rank, which is another here.

    Args:
        line: The line.
        moved: The rank here of each line there, by its rank there.
    """
    rank = line.deed.values.get(WHICH)
    if line.done is None or not isinstance(rank, int) or rank not in moved:
        return line
    return line.evolve(done=line.done.evolve(values={**line.done.values, WHICH: moved[rank]}))


def _chosen(mine: Any, theirs: Any, taken: Collection[Path]) -> Any:
    try:
        return _record(mine, theirs, taken, ())
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from error


def _record(mine: Frozen, theirs: Frozen, taken: Collection[Path], path: Path) -> Frozen:
    """A record, each unit of which comes from one version."""
    changes: dict[str, Any] = {}
    for unit in units_of(type(mine)):
        place = (*path, unit[0])
        if len(unit) > 1:
            if place in taken:
                changes |= {name: getattr(theirs, name) for name in unit}
        else:
            name = unit[0]
            changes[name] = _value(getattr(mine, name), getattr(theirs, name), taken, place)
    for name, leader in CARRIED.get(type(mine), {}).items():
        if (*path, leader) in taken:
            changes[name] = getattr(theirs, name)
    return mine.evolve(**changes)


def _value(mine: Any, theirs: Any, taken: Collection[Path], path: Path) -> Any:
    if mine == theirs:
        return mine
    if is_cut(mine, theirs):
        return _record(mine, theirs, taken, path)
    sides = keyed(mine, theirs)
    if sides is None:
        return theirs if path in taken else mine
    here, there = sides
    merged = []
    for key in {**here, **there}:
        record = _one_of(here.get(key), there.get(key), taken, (*path, key))
        if record is not None:
            merged.append(record)
    return tuple(merged)


def _one_of(
    mine: Frozen | None, theirs: Frozen | None, taken: Collection[Path], path: Path
) -> Frozen | None:
    """The record of one key; None when there is none, or nothing of a new one was taken."""
    present = mine or theirs
    blank = blank_beside(present) if present is not None else None
    one, other = mine or blank, theirs or blank
    if one is None or other is None:
        return theirs if path in taken else mine
    record = _record(one, other, taken, path)
    return None if mine is None and record == blank else record
