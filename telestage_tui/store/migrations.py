"""The schema number of the documents, and the migration from each schema to the next.

A migration is a pure function from the raw content of one dossier to its content in the next
schema. All of them stay, in order: the first one leads from schema 1 to schema 2. Reading
migrates in memory; the file itself changes at the next change, after a verified backup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .encoding import FileContent, StoredDocument

DOSSIERS = "dossiers"
"""The table that holds them."""
ORGANISATION = "organisation"
"""The table of the organisation's record, absent until something is said; no migration of a dossier
concerns it."""
Migration = Callable[[dict[str, Any]], dict[str, Any]]
MIGRATIONS: tuple[Migration, ...] = ()


class MigrationFailed(ValueError):
    """A document is not of the schema it claims; the message is a French clause."""


def latest_schema(migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The schema that this program writes."""
    return 1 + len(migrations)


def migrate(content: FileContent, migrations: Sequence[Migration] = MIGRATIONS) -> FileContent:
    """A content brought to the latest schema.

    Raises:
        MigrationFailed: when a document does not have the form of its schema.
    """
    steps = migrations[content.schema - 1 :]
    if not steps:
        return content
    dossiers = {
        doc_id: StoredDocument(_apply(steps, document.parsed(), doc_id), doc_id)
        for doc_id, document in content.tables.get(DOSSIERS, {}).items()
    }
    return FileContent(latest_schema(migrations), {**content.tables, DOSSIERS: dossiers})


def _apply(steps: Sequence[Migration], document: dict[str, Any], doc_id: str) -> dict[str, Any]:
    try:
        for step in steps:
            document = step(document)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise MigrationFailed(f"le dossier {doc_id} n’a pas la forme attendue") from error
    return document
