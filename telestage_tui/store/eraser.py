"""The erasure of a dossier, from the file to the last of its copies."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ..dossier.dossier import Dossier
from .backups import Backups
from .encoding import FileContent, StoredDocument
from .erasure import (
    clear_marked,
    marks_of,
    marks_of_candidates,
    marks_of_identity,
    others_naming,
    rewrite_copies,
)
from .erasure_errors import ErasureUnfinished
from .errors import AmbiguousId, StoreError, UnknownDossier
from .file_errors import MissingFolder
from .migrations import DOSSIERS, latest_schema
from .outcomes import Erasure
from .storage import DurableStorage
from .tombstones import (
    erased,
    erased_ids,
    finished,
    is_erased,
    pending_ids,
    without_identity,
    without_names,
)


class Eraser:
    """Erases the dossiers of one file; `Repository` describes what each method does.

    Args:
        storage: The file.
        backups: Its copies.
    """

    def __init__(self, storage: DurableStorage, backups: Backups) -> None:
        self._storage = storage
        self._backups = backups

    def is_erased(self, id: UUID) -> bool:
        """Whether that dossier was erased."""
        return is_erased(id, self._content())

    def find(self, prefix: str) -> UUID:
        """The identifier with that beginning, of a dossier in the file or a copy, or erased."""
        start = prefix.strip().lower().replace("-", "")
        ids = {
            doc_id
            for content in (self._content(), *self._backups.contents())
            for doc_id in (*content.tables.get(DOSSIERS, {}), *erased_ids(content))
            if start and doc_id.replace("-", "").startswith(start)
        }
        if not ids:
            raise UnknownDossier(prefix)
        if len(ids) > 1:
            raise AmbiguousId(prefix, tuple((UUID(id), "") for id in sorted(ids)))
        return UUID(ids.pop())

    def erase(self, id: UUID, *, on: date) -> Erasure:
        """Erase a dossier for good; see `erasure` for the order in which that is done."""
        with self._storage.lock_and_refresh():
            document = self._document(id)
            if document is None and not self.is_erased(id):
                raise UnknownDossier(id)
            self._backups.create("effacement")
            named: tuple[str, ...] = ()
            if document is not None:
                marks = marks_of(document)
                clear_marked(self._storage.path, self._backups.folders, marks)
                named = others_naming(self._content(), marks)
            self._write(erased(self._content(), id, on))
            return Erasure(self.finish(), tuple(map(UUID, named)))

    def erase_candidates(self, before: Dossier, after: StoredDocument, on: date) -> int:
        """Put in place of a dossier the one whose candidates lost their names; in copies too.

        Args:
            before: The dossier as it is.
            after: The document of the dossier without these names.
            on: The tutor's local date.

        Returns:
            How many copies were rewritten.
        """
        self._backups.create("effacement")
        clear_marked(self._storage.path, self._backups.folders, marks_of_candidates(before))
        self._write(without_names(self._content(), after, on))
        return self.finish()

    def erase_identity(self, before: Dossier, after: StoredDocument) -> int:
        """Put in place of a dossier the one without identity data; in copies too.

        Args:
            before: The dossier as it is.
            after: The document of the dossier without these data.

        Returns:
            How many copies were rewritten.
        """
        self._backups.create("effacement")
        clear_marked(self._storage.path, self._backups.folders, marks_of_identity(before))
        self._write(without_identity(self._content(), after))
        return self.finish()

    @property
    def unfinished(self) -> int:
        """How many erasures were stopped before their end."""
        return len(pending_ids(self._content()))

    def finish(self) -> int:
        """Take out of the copies every dossier that was erased."""
        with self._storage.lock_and_refresh():
            ids = pending_ids(self._content())
            grave = self._content()
            try:
                self._backups.second.check()
            except MissingFolder as error:
                rewrite_copies(self._storage.path, self._backups.folders, grave)
                raise ErasureUnfinished(error, 1) from error
            rewritten = rewrite_copies(self._storage.path, self._backups.folders, grave)
            if ids:
                self._mark_finished(grave)
            return rewritten

    def _mark_finished(self, grave: FileContent) -> None:
        """Write that every erasure is finished.

        Raises:
            ErasureUnfinished: when it cannot be; the dossiers themselves are out of the file.
        """
        try:
            self._write(finished(grave))
        except StoreError as error:
            raise ErasureUnfinished(error, 1) from error

    def _document(self, id: UUID) -> StoredDocument | None:
        """The document of a dossier, from the file, else from the newest copy that holds it."""
        for content in (self._content(), *self._backups.contents()):
            if document := content.tables.get(DOSSIERS, {}).get(str(id)):
                return document
        return None

    def _content(self) -> FileContent:
        return FileContent(latest_schema(), self._storage.read())

    def _write(self, content: FileContent) -> None:
        self._storage.write(dict(content.tables))
