"""The French titles of what a programme defines, by identifier, for whoever names many of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import get_args

from ...dossier.base import Frozen
from ...dossier.meetings import MeetingKind
from ...programme.programme import Programme


@lru_cache(maxsize=8)
def titles_of(programme: Programme) -> dict[str, str]:
    """Titles of tasks, rules, criteria, questions, agenda items… by identifier."""
    contents = (
        *programme.tasks,
        *programme.rules,
        programme.meetings,
        programme.evaluation,
        programme.accesses,
        programme.work_plan,
    )
    titles = {id: title for content in contents for id, title in _titles(content)}
    return titles | {kind: programme.meeting_rules.title(kind) for kind in get_args(MeetingKind)}


def _titles(record: Frozen) -> Iterator[tuple[str, str]]:
    """The title of a record, and those of the records in it."""
    name = getattr(record, "id", None) or getattr(record, "kind", None)
    title = getattr(record, "title", None) or getattr(record, "label", None)
    if isinstance(name, str) and isinstance(title, str):
        yield name, title
    for _, value in record:
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Frozen):
                yield from _titles(item)
