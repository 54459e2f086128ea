"""What a copy holds, dossier by dossier, compared with the file as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from .encoding import FileContent, StoredDocument
from .loading import dossier_of
from .migrations import DOSSIERS
from .record_errors import NewerDossier, UnreadableDossier
from .tombstones import erased_ids

Comparison = Literal["same", "changed", "missing", "added"]
"""What became of a dossier since the copy: it is the same, it changed, it is missing from the file,
or it was added since and is not in the copy."""


class HeldDossier(NamedTuple):
    """A dossier in a copy, or added since.

    Attributes:
        id: Its identifier.
        intern: Full name; empty when it cannot be read.
        start: First day of the stage; None when it cannot be read.
        end: Last day of the stage; None when it cannot be read.
        changed_at: UTC instant of its last change there.
        meetings: How many meetings it has there.
        notes: How many notes it has there.
        comparison: What became of it since.
        is_newer: Whether it cannot be read because a newer version of telestage wrote it.
    """

    id: UUID
    intern: str
    start: date | None
    end: date | None
    changed_at: datetime | None
    meetings: int
    notes: int
    comparison: Comparison
    is_newer: bool = False

    @property
    def name(self) -> str:
        """The name of the intern, or why it is not known."""
        return self.intern or ("d’une version plus récente" if self.is_newer else "illisible")


def compared(copy: FileContent, now: FileContent) -> tuple[HeldDossier, ...]:
    """The dossiers of a copy, and those added since, by start date, then by name.

    What was erased since is not among them: it cannot come back.
    """
    gone = erased_ids(now)
    held = (each for each in _compared(copy, now) if str(each.id) not in gone)
    return tuple(sorted(held, key=lambda each: (each.start or date.min, each.intern, each.id)))


def _compared(copy: FileContent, now: FileContent) -> Iterator[HeldDossier]:
    before, after = copy.tables.get(DOSSIERS, {}), now.tables.get(DOSSIERS, {})
    for id, document in before.items():
        other = after.get(id)
        same = other is not None and other.digest == document.digest
        yield _held(document, "missing" if other is None else "same" if same else "changed")
    for id, document in after.items():
        if id not in before:
            yield _held(document, "added")


def _held(document: StoredDocument, comparison: Comparison) -> HeldDossier:
    try:
        dossier = dossier_of(document)
    except UnreadableDossier as error:
        id, is_newer = UUID(document.doc_id), isinstance(error, NewerDossier)
        return HeldDossier(id, "", None, None, None, 0, 0, comparison, is_newer)
    return HeldDossier(
        dossier.id,
        dossier.intern.full_name,
        dossier.stage.start,
        dossier.stage.end,
        dossier.history[-1].at if dossier.history else dossier.created_at,
        len(dossier.meetings),
        len(dossier.notes),
        comparison,
    )
