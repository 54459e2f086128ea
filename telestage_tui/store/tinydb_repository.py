"""The repository on one TinyDB file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from tinydb import TinyDB

from ..dossier.changes import REMOVED, Change
from ..dossier.changes.sequence_numbers import succeeding
from ..dossier.dossier import Dossier
from ..dossier.records import HistoryEntry
from ..dossier.text import typeset
from .backups import Backups
from .encoding import StoredDocument
from .errors import AmbiguousId, ConflictError, StoreError, UnknownDossier, UnreadableDossier
from .loading import checked_document_of, dossier_of
from .lock import LOCK_TIMEOUT
from .migrations import DOSSIERS, MIGRATIONS, Migration
from .repository import Effect, Undo
from .storage import DocumentTable, DurableStorage
from .undo import UndoStack, UndoStep


class _Database(TinyDB):
    table_class = DocumentTable


class TinyRepository:
    """The dossiers of one file, see `Repository`.

    Nothing is read before the first question, and nothing is written before the first change.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        backups: Backups | None = None,
        lock_timeout: float = LOCK_TIMEOUT,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> None:
        """Stand for a file, which need not exist.

        Args:
            path: The file.
            now: The injected clock, for the history; aware.
            backups: The copies of the file; None for some of its own, dated by the same clock.
            lock_timeout: Seconds to wait for another program.
            migrations: From each schema to the next.
        """
        self._now = now
        self._database = _Database(
            path, storage=DurableStorage, lock_timeout=lock_timeout, migrations=migrations
        )
        self._storage = cast(DurableStorage, self._database.storage)
        self._table = cast(DocumentTable, self._database.table(DOSSIERS))
        self._backups = backups or Backups(
            path, now, migrations=migrations, lock_timeout=lock_timeout
        )
        self._undo = UndoStack()
        self.backup_failure: StoreError | None = None
        """Why the backup of the day could not be made; changes go on, and it is tried again."""

    @property
    def path(self) -> Path:
        """The file itself, symbolic links followed."""
        return self._storage.path

    @property
    def revision(self) -> int:
        """Another number whenever the content in memory is another."""
        return self._storage.revision

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier that can be read, by start date, then by name.

        It holds them all, see `stamps`.
        """
        return tuple(sorted(self._readable(self._documents().values()), key=_order))

    def stamps(self) -> Mapping[UUID, bytes]:
        """The digest of each dossier."""
        return {UUID(key): document.digest for key, document in self._documents().items()}

    def get(self, id: UUID) -> Dossier:
        """The dossier of that identifier."""
        return dossier_of(self._known(id))

    def find(self, prefix: str) -> Dossier:
        """The dossier whose identifier begins so; case and hyphens do not count."""
        start = prefix.strip().lower().replace("-", "")
        found = [
            document
            for key, document in self._documents().items()
            if start and key.replace("-", "").startswith(start)
        ]
        if not found:
            raise UnknownDossier(prefix)
        if len(found) > 1:
            named = [(d.id, d.intern.full_name) for d in sorted(self._readable(found), key=_order)]
            known = {id for id, _ in named}
            ids = (UUID(document.doc_id) for document in found)
            unreadable = [(id, "illisible") for id in ids if id not in known]
            raise AmbiguousId(prefix, (*named, *unreadable))
        return dossier_of(found[0])

    def add(self, dossier: Dossier, label: str) -> Dossier:
        """Keep a new dossier, at version 1."""
        with self._writing():
            if self._document(dossier.id) is not None:
                raise ConflictError(f"Le dossier {dossier.id} existe déjà. Rien n’a été changé.")
            return self._made(label, None, self._put(dossier, version=1, label=label))

    def change(self, id: UUID, change: Change, *, expected: Dossier | None = None) -> Dossier:
        """Apply a change to the latest state of a dossier, and keep the result durably."""
        with self._writing(change.backup):
            stood = self._known(id)
            before = dossier_of(stood)
            if expected is not None and before != expected:
                raise ConflictError
            changed = change.apply(before)
            if changed.id != id:
                raise ValueError("a transition may not change the identifier")
            left = self._put(changed, version=before.version + 1, label=change.label)
            return self._made(change.label, stood, left)

    def remove(self, id: UUID, label: str = REMOVED) -> None:
        """Forget a dossier, after a backup."""
        with self._writing("suppression"):
            stood = self._known(id)
            before = dossier_of(stood)
            self._table.drop(str(id))
            name = before.intern.full_name
            self._undo.push(UndoStep(id, label, name, before, stood.digest, left=None))

    @property
    def next_undo(self) -> Undo | None:
        """What `undo` would do."""
        return _told(self._undo.top)

    def undo(self) -> Undo | None:
        """Put back what was before the last change made through this object."""
        step = self._undo.top
        if step is None:
            return None
        with self._writing("suppression" if step.before is None else None):
            current = self._document(step.id)
            if not self._undo.applies_to(step, _digest(current)):
                self._undo.drop()  # or what lies below could not be undone either
                raise ConflictError(
                    f"Ce dossier a été modifié ailleurs depuis. Rien n’a été défait : {step.label}."
                )
            now = self._put_back(step, current)
            self._undo.undone(step, _digest(now))
            return _told(step)

    def refresh(self) -> bool:
        """Read the file again if it changed outside; whether anything did."""
        return self._storage.refresh()

    @property
    def remembered(self) -> int:
        """How many dossiers are in memory."""
        return self._storage.remembered

    def rescue(self) -> Path | None:
        """Write what is in memory in place of a file that was lost or damaged."""
        with self._storage.held():
            aside = self._backups.keep_damaged()
            self._storage.rewrite()
            return aside

    def begin_anew(self) -> Path | None:
        """Write a file without any dossier in place of one that was lost or damaged."""
        with self._storage.held():
            aside = self._backups.keep_damaged()
            self._storage.clear()
            return aside

    def close(self) -> None:
        """Forget the content; a later question reads the file again."""
        self._database.close()

    @contextmanager
    def _writing(self, reason: str | None = None) -> Iterator[None]:
        with self._storage.locked():
            self._back_up(reason)
            yield

    def _back_up(self, reason: str | None) -> None:
        if not self.path.exists():
            return
        if self._storage.migrates:
            self._backups.create("migration")
        if reason is not None:
            self._backups.create(reason)
        try:
            self._backups.create_daily()
            self.backup_failure = None
        except StoreError as error:
            self.backup_failure = error

    def _documents(self) -> dict[str, StoredDocument]:
        return self._table.documents()

    def _readable(self, documents: Iterable[StoredDocument]) -> Iterator[Dossier]:
        for document in documents:
            with suppress(UnreadableDossier):  # said by whoever asks for it alone, and by `check`
                yield dossier_of(document)

    def _document(self, id: UUID) -> StoredDocument | None:
        return self._table.document(str(id))

    def _known(self, id: UUID) -> StoredDocument:
        found = self._document(id)
        if found is None:
            raise UnknownDossier(id)
        return found

    def _made(self, label: str, stood: StoredDocument | None, left: StoredDocument) -> Dossier:
        """The dossier a change has left, once it is remembered how to undo it."""
        kept = dossier_of(left)
        before = None if stood is None else dossier_of(stood)
        name = kept.intern.full_name
        self._undo.push(UndoStep(kept.id, label, name, before, _digest(stood), left.digest))
        return kept

    def _put_back(self, step: UndoStep, current: StoredDocument | None) -> StoredDocument | None:
        if step.before is None:
            self._table.drop(str(step.id))
            return None
        latest = step.before if current is None else dossier_of(current)
        with_history = succeeding(step.before, latest).evolve(history=latest.history)
        return self._put(with_history, version=latest.version + 1, label=f"Défait : {step.label}")

    def _put(self, dossier: Dossier, *, version: int, label: str) -> StoredDocument:
        entry = HistoryEntry(at=self._now(), label=typeset(label))
        kept = dossier.evolve(version=version, history=(*dossier.history, entry))
        document = checked_document_of(kept, self.path)
        self._table.put(document)
        return document


def _digest(document: StoredDocument | None) -> bytes | None:
    return None if document is None else document.digest


def _told(step: UndoStep | None) -> Undo | None:
    if step is None:
        return None
    effect: Effect = "changes"
    if step.before is None:
        effect = "removes"
    elif step.left is None:
        effect = "brings_back"
    return Undo(step.id, step.label, step.intern, effect)


def _order(dossier: Dossier) -> tuple[object, ...]:
    intern = dossier.intern
    return (
        dossier.stage.start,
        intern.last_name.casefold(),
        intern.first_name.casefold(),
        dossier.id,
    )
