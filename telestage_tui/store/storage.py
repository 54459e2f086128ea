"""TinyDB on a file that is always whole.

TinyDB's own storage writes in place: killed in the middle, or on a full disk, it leaves an
unreadable file, and two programs overwrite each other. This one replaces the whole file, under a
lock, after making sure that it is still the one it read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from tinydb.storages import Storage
from tinydb.table import Table

from ..dossier.errors import Refused
from .backup_names import copies_beside
from .encoding import FileContent, StoredDocument, encode
from .errors import ConflictError
from .file_errors import MissingFile, OutcomeUnknown, SaveFailed, UnreadableFile
from .files import Signature, real_path, replace_file, signature_of, sweep
from .loading import load
from .lock import LOCK_TIMEOUT, file_lock, remember_folder
from .migrations import DOSSIERS, MIGRATIONS, Migration, latest_schema
from .replacement import known_signature, refuse_another, refuse_not_ours
from .succession import goes_back
from .tombstones import buried
from .writer_mark import marked


class DurableStorage(Storage):
    """One file, kept in memory as bytes, written through, re-read when it changed outside.

    Reading needs no lock and writes nothing: the file is always whole. A sequence of read, change
    and write belongs inside `lock_and_refresh`.
    """

    def __init__(
        self,
        path: Path,
        *,
        lock_timeout: float = LOCK_TIMEOUT,
        migrations: Sequence[Migration] = MIGRATIONS,
        keep_lost: Callable[[FileContent, FileContent], object] = lambda _before, _after: None,
        refusal: str = "",
    ) -> None:
        """Only remember where the file is; nothing is opened yet.

        Args:
            path: The file; a symbolic link stands for the file it leads to, and stays a link.
            lock_timeout: Seconds to wait for another program.
            migrations: From each schema to the next.
            keep_lost: Called with what memory holds and with what the file now has, when something
                is missing from it, before memory forgets; an error leaves memory as it is.
            refusal: Why nothing may be written here, in French; empty when it may.
        """
        self.path = real_path(path)
        self._keep_lost = keep_lost
        self.revision = 0
        """Grows whenever the content in memory changes."""
        self._migrations = migrations
        self._lock_timeout = lock_timeout
        self._refusal = refusal
        self._mutex = threading.RLock()
        remember_folder(self.path)
        self._held = False
        self._swept = False
        self._content: FileContent | None = None
        self._signature: Signature | None = None
        self._stale = False
        """Whether the file may no longer be what the memory holds, whatever its signature."""
        self._stored_schema = latest_schema(migrations)

    @property
    def migrates(self) -> bool:
        """Whether the next write changes the schema of the file."""
        return self._stored_schema < latest_schema(self._migrations)

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables, from memory; the file is read the first time.

        Raises:
            UnreadableFile: when the file is damaged, not ours, or missing beside its backups.
            NewerVersion: when a newer version wrote it.
        """
        # A new dictionary, since TinyDB puts its changed table in it before anything is written.
        return dict(self._current().tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables durable, and only then change the content in memory.

        Raises:
            SaveFailed: when nothing was written; memory keeps the old content.
            OutcomeUnknown: when the disk did not confirm; the next read reads the file again.
            ConflictError: when the file is not the one that was read.
            FileLocked: when another program holds the lock.
        """
        content = FileContent(
            latest_schema(self._migrations),
            marked({name: _documents(table) for name, table in data.items()}),
        )
        with self.lock():
            expected = self._signature
            if signature_of(self.path) != expected:
                raise ConflictError

            def refuse_if_not_sure(new: Path) -> None:
                refuse_another(self.path, expected)
                refuse_not_ours(self.path, new)

            self._replace(content, refuse_if_not_sure)

    def _replace(self, content: FileContent, ready: Callable[[Path], None]) -> None:
        try:
            replace_file(self.path, encode(content), ready=ready)
            signature = _signature_in_place(self.path)
        except SaveFailed:
            raise
        except BaseException:
            self._stale = True  # in place or not: the file must be read to know
            raise
        self._publish(content, content.schema, signature)

    def refresh(self) -> bool:
        """Read the file again if it changed outside; whether the content is another.

        Raises:
            UnreadableFile: when it no longer can be read, or is no longer there; memory keeps
                what it had.
            NewerVersion: when a newer version wrote it.
            BackupFailed: when it went back, and what memory holds could not be copied.
        """
        with self._mutex:
            if self._is_current():
                return False
            loaded = load(self.path, self._migrations)
            before = self._content
            if before is not None and loaded is not None:
                # A file put back to a state before an erasure would show the dossier again.
                loaded = loaded._replace(content=buried(loaded.content, before))
                if goes_back(before, loaded.content):
                    self._keep_lost(before, loaded.content)
            if loaded is None:
                copies = copies_beside(self.path)
                if copies or self._signature is not None:
                    raise MissingFile(self.path, copies)
                self._publish(self.empty(), latest_schema(self._migrations), None)
            else:
                self._publish(loaded.content, loaded.schema, loaded.signature)
            return before is None or before.checksum != self._current().checksum

    @contextmanager
    def lock_and_refresh(self) -> Iterator[None]:
        """Keep every other program from writing, with the memory up to date.

        Raises:
            FileLocked: when another program holds the lock.
            SaveFailed: when the directory cannot be written.
            UnreadableFile: when the file cannot be read.
            NewerVersion: when a newer version wrote it.
        """
        with self.lock():
            self.refresh()
            yield

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep every other program from writing, without reading the file.

        Raises:
            Refused: when nothing may be written here.
            FileLocked: when another program holds the lock.
            SaveFailed: when the directory cannot be written.
        """
        if self._refusal:
            raise Refused(self._refusal)
        with self._mutex:
            if self._held:
                yield
                return
            with file_lock(self.path, self._lock_timeout):
                self._held = True
                try:
                    if not self._swept:
                        sweep(self.path.parent, self.path.name)
                        self._swept = True
                    yield
                finally:
                    self._held = False

    @property
    def content(self) -> FileContent | None:
        """What memory holds; None when nothing was read."""
        return self._content

    @property
    def remembered(self) -> int:
        """How many dossiers memory holds."""
        return len(self._content.tables.get(DOSSIERS, {})) if self._content else 0

    def write_over(self, content: FileContent) -> None:
        """Write a content over any file, which the caller has set aside before.

        Raises:
            SaveFailed: when nothing was written.
            OutcomeUnknown: when the disk did not confirm.
        """
        with self.lock():
            expected = known_signature(self.path)
            content = FileContent(content.schema, marked(content.tables))
            self._replace(content, lambda _: refuse_another(self.path, expected))

    def close(self) -> None:
        """Forget the content; the next read reads the file, or finds that there is none."""
        with self._mutex:
            self._content = self._signature = None

    def empty(self) -> FileContent:
        """The content of a file without any dossier."""
        return FileContent(latest_schema(self._migrations), {DOSSIERS: {}})

    def _is_current(self) -> bool:
        if self._content is None or self._stale:
            return False
        return signature_of(self.path) == self._signature

    def _current(self) -> FileContent:
        with self._mutex:
            if self._content is None or self._stale:
                self.refresh()
            assert self._content is not None
            return self._content

    def _publish(self, content: FileContent, schema: int, signature: Signature | None) -> None:
        if self._content is None or self._content.checksum != content.checksum:
            self.revision += 1
        self._content, self._stored_schema, self._signature = content, schema, signature
        self._stale = False


class DocumentTable(Table):
    """A TinyDB table whose identifiers are texts and whose documents stay bytes until read."""

    # Extension points of TinyDB, which types them for its own classes.
    document_class = StoredDocument  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        """Unlike TinyDB's own table, cache no query: another program may write meanwhile."""
        super().__init__(storage, name, cache_size, persist_empty)

    def document(self, doc_id: str) -> StoredDocument | None:
        """The document of that identifier."""
        return cast("StoredDocument | None", self._read_table().get(doc_id))

    def documents(self) -> dict[str, StoredDocument]:
        """Every document by identifier."""
        return dict(self._read_table())  # type: ignore[arg-type]

    def put(self, document: StoredDocument) -> None:
        """Add a document, or replace the one with its identifier."""
        self._update_table(lambda table: table.update({document.doc_id: document}))  # type: ignore[dict-item]

    def drop(self, doc_id: str) -> None:
        """Remove a document."""
        self.remove(doc_ids=[doc_id])  # type: ignore[list-item]


def _signature_in_place(path: Path) -> Signature:
    """The signature of a file just put in place.

    Raises:
        OutcomeUnknown: when it cannot be read.
    """
    try:
        signature = signature_of(path)
    except UnreadableFile as error:
        raise OutcomeUnknown(path, error.reason) from error
    if signature is None:
        raise OutcomeUnknown(path, "il a disparu aussitôt")
    return signature


def _documents(table: dict[str, Any]) -> dict[str, StoredDocument]:
    return {
        doc_id: value if isinstance(value, StoredDocument) else StoredDocument(value, doc_id)
        for doc_id, value in table.items()
    }
