"""What differs between two states of a record, field by field, and how it is put back.

A state is compared as JSON values. A list of records is compared record by record, each known by
the field that names it (`id=…`, `task=…`); any other list is compared whole. A text is kept whole,
however long, because to undo is to put it back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from .base import Frozen

NAMING = ("id", "task", "kind", "period", "name", "field", "form")
"""The fields that may name a record of a list, the surest first."""
UNTOLD = frozenset({"id", "version", "history", "exports", "created_at", "identity"})
"""Fields of a dossier that no undo puts back: calendars keep what they were given, and what is
erased of an identity stays erased."""
UNTOLD_IN_MEETINGS = frozenset({"sequence"})
"""Calendars refuse an event whose SEQUENCE goes down."""
MOST_KEPT = 500_000
"""Characters of the differences that the history of a dossier keeps."""

Path = tuple[str, ...]


class FieldChange(Frozen):
    """One field that changed.

    A record that was added has nothing before, and one that was removed nothing after.
    """

    path: Path
    """From the top: `("accesses", "id=…", "withdrawn_on")`."""
    before: Any = None
    """JSON value."""
    after: Any = None
    """JSON value."""
    place: int | None = None
    """Where a record stood in its list, for one that was added or removed; else None."""

    def __hash__(self) -> int:
        return hash(self.path)  # a JSON value may have no hash


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """What differs between two dossiers, or two records of the organisation, as JSON values."""
    names = [name for name in after if name not in UNTOLD]
    return tuple(change for name in names for change in _of(before.get(name), after[name], (name,)))


def _of(before: Any, after: Any, path: Path) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            if not (path[0] == "meetings" and name in UNTOLD_IN_MEETINGS):
                yield from _of(before.get(name), after.get(name), (*path, name))
    elif isinstance(before, list) and isinstance(after, list) and (key := _key(before, after)):
        yield from _of_records(before, after, key, path)
    else:
        yield FieldChange(path=path, before=before, after=after)


def _of_records(before: list[Any], after: list[Any], key: str, path: Path) -> Iterator[FieldChange]:
    old = {each[key]: each for each in before}
    new = {each[key]: each for each in after}
    for place, (name, record) in enumerate(old.items()):
        where = (*path, f"{key}={name}")
        if name in new:
            yield from _of(record, new[name], where)
        else:
            yield FieldChange(path=where, before=record, place=place)
    for place, (name, record) in enumerate(new.items()):
        if name not in old:
            yield FieldChange(path=(*path, f"{key}={name}"), after=record, place=place)


def _key(before: list[Any], after: list[Any]) -> str | None:
    """The field that names the records of both lists, where those that stay keep their order."""
    records = [*before, *after]
    if not all(isinstance(each, dict) for each in records):
        return None
    for key in NAMING:
        old, new = ([each.get(key) for each in some] for some in (before, after))
        if not all(isinstance(name, str) and name for name in (*old, *new)):
            continue
        if len(set(old)) < len(old) or len(set(new)) < len(new):
            continue
        if [name for name in old if name in new] == [name for name in new if name in old]:
            return key
        return key if "slot" in records[0] else None  # meetings are put in order of themselves
    return None


# --- putting back ---------------------------------------------------------------------------------


def put_back(record: Mapping[str, Any], changes: Iterable[FieldChange]) -> dict[str, Any]:
    """The JSON value of a record with some changes taken back; see `not_as_left`.

    Args:
        record: As it is now; it is not changed.
        changes: What is taken back.
    """
    result: dict[str, Any] = orjson.loads(orjson.dumps(record))
    changes = list(changes)
    for change in changes:
        if change.before is None or change.place is None:
            _set(result, change)
    for change in sorted((c for c in changes if c.place is not None), key=lambda c: c.place or 0):
        if change.before is not None:
            _set(result, change)
    return result


def not_as_left(record: Mapping[str, Any], changes: Iterable[FieldChange]) -> list[Path]:
    """The paths of the fields that no longer hold what the changes left in them."""
    return [
        change.path
        for change in changes
        if _told(_value(record, change.path), change.path) != _told(change.after, change.path)
    ]


def touches(change: FieldChange, paths: Iterable[Path]) -> bool:
    """Whether a change is about one of these fields, a part of it, or what holds it."""
    return any(
        path[: len(change.path)] == change.path or change.path[: len(path)] == path
        for path in paths
    )


def _told(value: Any, path: Path) -> Any:
    """A value without what is untold of a meeting."""
    if path[0] == "meetings" and isinstance(value, dict):
        return {name: each for name, each in value.items() if name not in UNTOLD_IN_MEETINGS}
    return value


def _value(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, list):
            key, _, name = step.partition("=")
            value = next((each for each in value if each.get(key) == name), None)
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _set(record: dict[str, Any], change: FieldChange) -> None:
    *steps, last = change.path
    parent = _value(record, tuple(steps))
    if isinstance(parent, list):
        key, _, name = last.partition("=")
        rank = next((n for n, each in enumerate(parent) if each.get(key) == name), None)
        if rank is not None:
            del parent[rank]
        if change.before is not None:
            place = len(parent) if change.place is None else change.place
            parent.insert(place if rank is None else rank, change.before)
    elif isinstance(parent, dict):
        parent[last] = change.before


def weight(changes: Iterable[FieldChange]) -> int:
    """How much room changes take, in characters of JSON."""
    return sum(len(change.model_dump_json()) for change in changes)
