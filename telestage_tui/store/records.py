"""The records of one file: read, put in their next state, written after the backups that are due.

What the repository and the undo both do to the file, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from tinydb import TinyDB

from ..dossier.deeds import Deed
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from .backups import Backups
from .encoding import FileContent, StoredDocument
from .errors import StoreError, UnknownDossier
from .loading import ORGANISATION_ID, checked_document_of, dossier_of, organisation_of
from .migrations import DOSSIERS, ORGANISATION, Migration, latest_schema
from .next_state import NextState
from .record_errors import UnreadableDossier
from .repository import SetBackListener
from .storage import DocumentTable, DurableStorage
from .succession import is_kept
from .tombstones import buried


class _Database(TinyDB):
    table_class = DocumentTable


class Records:
    """The records of one file; nothing is read before the first question."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        backups: Backups,
        *,
        lock_timeout: float,
        migrations: Sequence[Migration],
        who: Callable[[], str],
        refusal: str = "",
    ) -> None:
        """Only remember where the file is; see `TinyRepository`."""
        self._database = _Database(
            path,
            storage=DurableStorage,
            lock_timeout=lock_timeout,
            migrations=migrations,
            keep_lost=self.keep_lost,
            refusal=refusal,
        )
        self.storage = cast(DurableStorage, self._database.storage)
        self._table = cast(DocumentTable, self._database.table(DOSSIERS))
        self._organisation_table = cast(DocumentTable, self._database.table(ORGANISATION))
        self.backups = backups
        self.next_state = NextState(self.storage.path, now, who)
        self.has_changed = False
        """Whether something was changed here since the last backup of the end of a session."""
        self.removed: set[UUID] = set()
        """The dossiers removed here, some of which may have come back."""
        self.set_back_listener: SetBackListener | None = None
        self.backup_failure: StoreError | None = None
        """Why the backup of the day could not be made; changes go on, and each tries it again."""

    @property
    def path(self) -> Path:
        """The file itself, symbolic links followed."""
        return self.storage.path

    @contextmanager
    def writing(self, reason: str | None = None) -> Iterator[None]:
        """Keep every other program from writing, once the backups that are due are made.

        Args:
            reason: Of a backup that must be made first; None for none.
        """
        with self.storage.lock_and_refresh():
            self._back_up(reason)
            yield

    def _back_up(self, reason: str | None) -> None:
        if not self.path.exists():
            return
        if self.storage.migrates:
            self.backups.create("migration")
        if reason is not None:
            self.backups.create(reason)
        try:
            if self.backups.create_daily() is None:
                self.backups.create_hourly()
            self.backup_failure = self.backups.second.failure
        except StoreError as error:
            self.backup_failure = error

    def keep_lost(self, before: FileContent, after: FileContent) -> None:
        """Copy what memory holds and the file no longer has, unless a copy has it already."""
        if is_kept(before, after, self.backups.contents()):
            return
        copy = self.backups.keep(buried(before, after), "remplacement")
        if self.set_back_listener is not None:
            self.set_back_listener(copy.taken_at)

    def documents(self) -> dict[str, StoredDocument]:
        """The documents of the dossiers, by identifier."""
        return self._table.documents()

    def readable(self, documents: Iterable[StoredDocument]) -> Iterator[Dossier]:
        """The dossiers of those documents that can be read."""
        for document in documents:
            with suppress(UnreadableDossier):  # `get` and `check` report it
                yield dossier_of(document)

    def document_or_none(self, id: UUID) -> StoredDocument | None:
        """The document of a dossier."""
        return self._table.document(str(id))

    def document(self, id: UUID) -> StoredDocument:
        """The document of a dossier.

        Raises:
            UnknownDossier: when there is none.
        """
        document = self.document_or_none(id)
        if document is None:
            raise UnknownDossier(id)
        return document

    def put(
        self, dossier: Dossier, version: int, what: Deed, before: Dossier | None = None
    ) -> StoredDocument:
        """Keep the next state of a dossier; see `NextState.of_dossier`."""
        document = self.next_state.of_dossier(dossier, version, what, before)
        self._table.put(document)
        return document

    def drop(self, id: UUID) -> None:
        """Remove a dossier."""
        self._table.drop(str(id))
        self.removed.add(id)

    def organisation(self) -> Organisation:
        """The record of the organisation; see `Repository.organisation`."""
        return organisation_of(self._organisation_table.document(ORGANISATION_ID))

    def put_organisation(self, organisation: Organisation) -> None:
        """Keep the record of the organisation."""
        self._organisation_table.put(checked_document_of(organisation, self.path))

    def rescue(self) -> Path | None:
        """See `Repository.rescue`."""
        with self.storage.lock():
            aside = self.backups.keep_damaged()
            memory = self.storage.content or self.storage.empty()
            self.storage.write_over(buried(memory, *self.backups.contents()))
            return aside

    def begin_anew(self) -> Path | None:
        """See `Repository.begin_anew`."""
        with self.storage.lock():
            aside = self.backups.keep_damaged()
            if self.storage.content is not None:
                self.keep_lost(self.storage.content, FileContent(latest_schema()))
            known = (
                self.storage.content or self.storage.empty(),
                *self.backups.contents(),
            )
            self.storage.write_over(buried(self.storage.empty(), *known))
            return aside

    def copy_at_end(self) -> None:
        """See `Repository.copy_at_end`."""
        if not self.has_changed:
            return
        try:
            self.backups.create_at_end()
            self.has_changed = False
            self.backup_failure = self.backups.second.failure
        except StoreError as error:
            self.backup_failure = error

    def close(self) -> None:
        """Forget the content in memory."""
        self._database.close()
