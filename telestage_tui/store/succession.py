"""Whether a state of the dossiers comes after another, or went back from it.

A record, a dossier or the organisation, only goes forward: its version grows, and its history gets
longer, even when a change is undone. A file in which it went back was put there from outside, by a
tool that synchronises or by someone: what came since is no longer in it. A dossier that was erased
is not missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .encoding import FileContent, StoredDocument
from .migrations import DOSSIERS, ORGANISATION
from .tombstones import erased_ids


def goes_back(before: FileContent, after: FileContent) -> bool:
    """Whether something of a state is missing from the one that takes its place."""
    return any(_missing(before, after))


def is_kept(before: FileContent, after: FileContent, copies: Iterable[FileContent]) -> bool:
    """Whether all that is missing from a new state is in one of the copies, as it was or became.

    Copies are read one at a time, and no further than needed.
    """
    missing = list(_missing(before, after))
    for copy in copies:
        missing = [document for document in missing if not _is_in(document, copy)]
        if not missing:
            return True
    return not missing


def _missing(before: FileContent, after: FileContent) -> Iterator[StoredDocument]:
    gone = erased_ids(after)
    for document in _records(before).values():
        if document.doc_id not in gone and not _is_in(document, after):
            yield document


def _records(state: FileContent) -> dict[str, StoredDocument]:
    """The dossiers and the organisation, whose identifier is no dossier's."""
    return state.tables.get(DOSSIERS, {}) | state.tables.get(ORGANISATION, {})


def _is_in(document: StoredDocument, state: FileContent) -> bool:
    """Whether a state has this record as it is, or as it became."""
    other = _records(state).get(document.doc_id)
    if other is None:
        return False
    return other.digest == document.digest or _follows(document, other)


def _follows(document: StoredDocument, other: StoredDocument) -> bool:
    before, after = document.parsed(), other.parsed()
    past, history = before.get("history", []), after.get("history", [])
    return (
        isinstance(past, list)
        and isinstance(history, list)
        and len(history) > len(past)
        and list(map(_line, history[: len(past)])) == list(map(_line, past))
    )


def _line(entry: Any) -> Any:
    """A line of history without the differences, which are not kept for ever."""
    if not isinstance(entry, dict):
        return entry
    return {name: value for name, value in entry.items() if name != "changes"}
