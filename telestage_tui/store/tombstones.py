"""What is left of an erased dossier: its identifier and the day, so that nothing brings it back.

They are a table of the file, absent until something is erased, and older versions carry it along. A
tombstone never goes: identifiers are drawn at random, and no other dossier takes this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ..dossier.people import ERASED_NAME
from ..dossier.records import fields_of_candidates
from ..dossier.text import fold
from .encoding import FileContent, StoredDocument
from .migrations import DOSSIERS

TOMBSTONES = "tombstones"
"""The table that holds them."""
NAMELESS = "nameless_candidates"
"""The table of the dossiers whose candidates, those not chosen, lost their names."""
FACELESS = "erased_identities"
"""The table of the dossiers whose identity data were erased, at a version of the dossier."""
_DAY = "on"
_VERSION = "version"
_PENDING = "pending"
"""Present while copies may still hold the dossier."""


def erased_ids(content: FileContent) -> frozenset[str]:
    """The identifiers of the dossiers that were erased."""
    return frozenset(content.tables.get(TOMBSTONES, {}))


def is_erased(id: UUID, content: FileContent) -> bool:
    """Whether the dossier of that identifier was erased, and may not come back."""
    return str(id) in erased_ids(content)


def erased_on(id: UUID, content: FileContent) -> date | None:
    """The tutor's local date of an erasure; None when there was none, or when it is not known."""
    document = content.tables.get(TOMBSTONES, {}).get(str(id))
    day = None if document is None else document.parsed().get(_DAY)
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def pending_ids(content: FileContent) -> frozenset[str]:
    """The identifiers of the dossiers whose erasure, or that of names in it, is not finished."""
    return frozenset(
        each.doc_id
        for table in (TOMBSTONES, NAMELESS, FACELESS)
        for each in content.tables.get(table, {}).values()
        if _PENDING in each.parsed()
    )


def holds_erased(content: FileContent, grave: FileContent) -> bool:
    """Whether a content has something that was erased from another."""
    dossiers = content.tables.get(DOSSIERS, {})
    newly = (_newly_nameless(content, grave), _newly_faceless(content, grave))
    return not erased_ids(grave).isdisjoint(dossiers) or any(newly)


def erased(content: FileContent, id: UUID, on: date) -> FileContent:
    """A content without a dossier, and with its tombstone, whose erasure is to be finished.

    Args:
        content: What there is.
        id: Which dossier; it need not be there.
        on: The tutor's local date; the day of an earlier erasure stays.
    """
    day = (erased_on(id, content) or on).isoformat()
    tombstone = StoredDocument({_DAY: day, _PENDING: True}, str(id))
    return _with_tombstones(content, [tombstone])


def without_names(content: FileContent, dossier: StoredDocument, on: date) -> FileContent:
    """A content with a dossier whose candidates lost their names, which copies still have.

    Args:
        content: What there is.
        dossier: The dossier without these names.
        on: The tutor's local date.
    """
    mark = StoredDocument({_DAY: on.isoformat(), _PENDING: True}, dossier.doc_id)
    tables = {
        **content.tables,
        DOSSIERS: content.tables.get(DOSSIERS, {}) | {dossier.doc_id: dossier},
        NAMELESS: content.tables.get(NAMELESS, {}) | {mark.doc_id: mark},
    }
    return FileContent(content.schema, tables)


def without_identity(content: FileContent, dossier: StoredDocument) -> FileContent:
    """A content with a dossier whose identity data were erased, which copies still have.

    Args:
        content: What there is.
        dossier: The dossier without these data.
    """
    version = dossier.parsed().get(_VERSION)
    mark = StoredDocument({_VERSION: version, _PENDING: True}, dossier.doc_id)
    tables = {
        **content.tables,
        DOSSIERS: content.tables.get(DOSSIERS, {}) | {dossier.doc_id: dossier},
        FACELESS: content.tables.get(FACELESS, {}) | {mark.doc_id: mark},
    }
    return FileContent(content.schema, tables)


def finished(content: FileContent) -> FileContent:
    """A content in which every erasure is finished."""
    tables = {
        name: {id: _plain(mark) for id, mark in table.items()}
        if name in (TOMBSTONES, NAMELESS, FACELESS)
        else table
        for name, table in content.tables.items()
    }
    return FileContent(content.schema, tables)


def buried(content: FileContent, *others: FileContent) -> FileContent:
    """A content with the tombstones of others as well, and without what they say was erased.

    Names of candidates go once, and identity data each time they are erased: those that a tutor
    writes in afterwards stay.

    Returns:
        The content itself when that changes nothing.
    """
    content = _faceless(_nameless(content, others), others)
    known = content.tables.get(TOMBSTONES, {})
    news = {
        id: _plain(document)
        for other in others
        for id, document in other.tables.get(TOMBSTONES, {}).items()
        if id not in known
    }
    dossiers = content.tables.get(DOSSIERS, {})
    if not news and known.keys().isdisjoint(dossiers):
        return content
    return _with_tombstones(content, news.values())


def _nameless(content: FileContent, others: Iterable[FileContent]) -> FileContent:
    marks = {id: mark for other in others for id, mark in _newly_nameless(content, other).items()}
    if not marks:
        return content
    dossiers = content.tables[DOSSIERS]
    tables = {
        **content.tables,
        DOSSIERS: dossiers | {id: _without_candidates(dossiers[id]) for id in marks},
        NAMELESS: content.tables.get(NAMELESS, {}) | marks,
    }
    return FileContent(content.schema, tables)


def _newly_nameless(content: FileContent, other: FileContent) -> dict[str, StoredDocument]:
    """The marks of another content on dossiers that have their names in this one."""
    dossiers, known = content.tables.get(DOSSIERS, {}), content.tables.get(NAMELESS, {})
    return {
        id: _plain(mark)
        for id, mark in other.tables.get(NAMELESS, {}).items()
        if id in dossiers and id not in known
    }


def _faceless(content: FileContent, others: Iterable[FileContent]) -> FileContent:
    for other in others:
        if marks := _newly_faceless(content, other):
            dossiers = content.tables[DOSSIERS]
            bare = {id: _without_field(dossiers[id], "identity") for id in marks}
            tables = {
                **content.tables,
                DOSSIERS: dossiers | bare,
                FACELESS: content.tables.get(FACELESS, {}) | marks,
            }
            content = FileContent(content.schema, tables)
    return content


def _newly_faceless(content: FileContent, other: FileContent) -> dict[str, StoredDocument]:
    """The marks of another content on dossiers erased there after any erasure known here."""
    dossiers, known = content.tables.get(DOSSIERS, {}), content.tables.get(FACELESS, {})
    return {
        id: _plain(mark)
        for id, mark in other.tables.get(FACELESS, {}).items()
        if id in dossiers and _version(known.get(id)) < _version(mark)
    }


def _version(mark: StoredDocument | None) -> int:
    """The version of the dossier at its last erasure; 0 before any."""
    version = None if mark is None else mark.parsed().get(_VERSION)
    return version if isinstance(version, int) else 0


def _without_field(dossier: StoredDocument, field: str) -> StoredDocument:
    """A dossier, of any schema, without one of its fields."""
    whole = {name: value for name, value in dossier.parsed().items() if name != field}
    return StoredDocument(whole, dossier.doc_id)


def _without_candidates(dossier: StoredDocument) -> StoredDocument:
    """A dossier, of any schema, without the names of the candidates who were not chosen.

    Its history loses them too: it keeps what each field was, and what it became.
    """
    whole = dossier.parsed()
    candidates = whole.get("candidates")
    intern = whole.get("intern")
    names = intern if isinstance(intern, dict) else {}
    own = fold(f"{names.get('first_name')} {names.get('last_name')}")
    for each in candidates if isinstance(candidates, list) else ():
        if isinstance(each, dict) and not each.get("chosen") and fold(str(each.get("name"))) != own:
            each["name"] = ERASED_NAME
            for field in ("phone", "email", "notes"):
                each.pop(field, None)
    history = whole.get("history")
    someone_gave_up = any(
        isinstance(each, dict) and each.get("gave_up_on")
        for each in (candidates if isinstance(candidates, list) else ())
    )
    for line in history if isinstance(history, list) else ():
        for field in fields_of_candidates(someone_gave_up):
            _forget(line, field)
    return StoredDocument(whole, dossier.doc_id)


def _forget(line: object, field: str) -> None:
    """Take the values of a field of the dossier out of a line of its history."""
    changes = line.get("changes") if isinstance(line, dict) else None
    if isinstance(line, dict) and isinstance(changes, list):
        line["changes"] = [each for each in changes if not _is_about(each, field)]


def _is_about(change: object, field: str) -> bool:
    path = change.get("path") if isinstance(change, dict) else None
    return isinstance(path, list) and path[:1] == [field]


def _plain(tombstone: StoredDocument) -> StoredDocument:
    """A tombstone whose erasure is finished."""
    fields = {name: value for name, value in tombstone.parsed().items() if name != _PENDING}
    return StoredDocument(fields, tombstone.doc_id)


def _with_tombstones(content: FileContent, more: Iterable[StoredDocument]) -> FileContent:
    tombstones = content.tables.get(TOMBSTONES, {}) | {each.doc_id: each for each in more}
    dossiers = {
        id: document
        for id, document in content.tables.get(DOSSIERS, {}).items()
        if id not in tombstones
    }
    tables = {**content.tables, DOSSIERS: dossiers}
    return FileContent(content.schema, {**tables, TOMBSTONES: tombstones} if tombstones else tables)
