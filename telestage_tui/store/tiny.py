"""The repository on one TinyDB file."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID
from weakref import WeakValueDictionary

from pydantic import ValidationError
from tinydb import TinyDB

from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput, problems_of
from ..dossier.french import NBSP
from ..dossier.journal import HistoryEntry
from ..dossier.transitions import Transition
from .backups import Backups, Reason
from .encoding import StoredDocument
from .errors import AmbiguousId, ConflictError, SaveFailed, StoreError, UnknownDossier
from .loading import collector_paused, document_of, dossier_of
from .lock import LOCK_TIMEOUT
from .migrations import DOSSIERS, MIGRATIONS, Migration
from .repository import Effect, Undo, Undone
from .storage import DocumentTable, DurableStorage
from .undo import Step, UndoStack

REMOVED = "Dossier supprimé"
_MODELS_KEPT = 128
"""Parsed dossiers kept in memory; one takes ten times the place of its bytes."""


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
        self._models = _Models(self._storage.path)
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
        """Every dossier, by start date, then by name; holds them all, see `stamps`."""
        with collector_paused():
            found = [self._models.of(document) for document in self._documents().values()]
        return tuple(sorted(found, key=_order))

    def stamps(self) -> Mapping[UUID, bytes]:
        """The digest of each dossier."""
        return {UUID(key): document.digest for key, document in self._documents().items()}

    def get(self, id: UUID) -> Dossier:
        """The dossier of that identifier."""
        return self._models.of(self._known(id))

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
            candidates = sorted(map(self._models.of, found), key=_order)
            raise AmbiguousId(prefix, tuple((d.id, d.intern.full_name) for d in candidates))
        return self._models.of(found[0])

    def add(self, dossier: Dossier, label: str) -> Dossier:
        """Keep a new dossier, at version 1."""
        with self._writing():
            if self._document(dossier.id) is not None:
                raise ConflictError(f"Le dossier {dossier.id} existe déjà. Rien n’a été changé.")
            return self._made(label, None, self._put(dossier, version=1, label=label))

    def change(
        self, id: UUID, label: str, transition: Transition, *, expected: Dossier | None = None
    ) -> Dossier:
        """Apply a transition to the latest state of a dossier, and keep the result durably."""
        with self._writing():
            stood = self._known(id)
            before = self._models.of(stood)
            if expected is not None and before != expected:
                raise ConflictError
            changed = transition(before)
            if changed.id != id:
                raise ValueError("a transition may not change the identifier")
            left = self._put(changed, version=before.version + 1, label=label)
            return self._made(label, stood, left)

    def remove(self, id: UUID, label: str = REMOVED) -> None:
        """Forget a dossier, after a backup."""
        with self._writing("suppression"):
            stood = self._known(id)
            before = self._models.of(stood)
            self._table.drop(str(id))
            name = before.intern.full_name
            self._undo.push(Step(id, label, name, before, stood.digest, left=None))

    @property
    def next_undo(self) -> Undo | None:
        """What `undo` would do."""
        step = self._undo.top
        return step and Undo(step.id, step.label, step.intern, _effect(step))

    def undo(self) -> Undone | None:
        """Put back what was before the last change made through this object."""
        step = self._undo.top
        if step is None:
            return None
        with self._writing("suppression" if step.before is None else None):
            current = self._document(step.id)
            if not self._undo.applies_to(step, _digest(current)):
                self._undo.drop()  # or what lies below could not be undone either
                raise ConflictError(
                    "Ce dossier a été modifié ailleurs depuis. Rien n’a été défait"
                    f"{NBSP}: {step.label}."
                )
            now = self._put_back(step, current)
            self._undo.undone(step, _digest(now))
            dossier = None if now is None else self._models.of(now)
            return Undone(step.id, step.label, step.intern, _effect(step), dossier)

    def refresh(self) -> bool:
        """Read the file again if it changed outside; whether anything did."""
        return self._storage.refresh()

    def close(self) -> None:
        """Forget the content; a later question reads the file again."""
        self._database.close()

    @contextmanager
    def _writing(self, reason: Reason | None = None) -> Iterator[None]:
        with self._storage.locked():
            self._back_up(reason)
            yield

    def _back_up(self, reason: Reason | None) -> None:
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

    def _document(self, id: UUID) -> StoredDocument | None:
        return self._table.document(str(id))

    def _known(self, id: UUID) -> StoredDocument:
        found = self._document(id)
        if found is None:
            raise UnknownDossier(id)
        return found

    def _made(self, label: str, stood: StoredDocument | None, left: StoredDocument) -> Dossier:
        """The dossier a change has left, once it is remembered how to undo it."""
        kept = self._models.of(left)
        before = None if stood is None else self._models.of(stood)
        name = kept.intern.full_name
        self._undo.push(Step(kept.id, label, name, before, _digest(stood), left.digest))
        return kept

    def _put_back(self, step: Step, current: StoredDocument | None) -> StoredDocument | None:
        if step.before is None:
            self._table.drop(str(step.id))
            return None
        latest = step.before if current is None else self._models.of(current)
        with_history = step.before.evolve(history=latest.history)
        return self._put(
            with_history, version=latest.version + 1, label=f"Défait{NBSP}: {step.label}"
        )

    def _put(self, dossier: Dossier, *, version: int, label: str) -> StoredDocument:
        entry = HistoryEntry(at=self._now(), label=label)
        kept = dossier.evolve(version=version, history=(*dossier.history, entry))
        document = self._checked_document(kept)
        self._table.put(document)
        self._models.keep(document, kept)
        return document

    def _checked_document(self, dossier: Dossier) -> StoredDocument:
        # What could not be read back would make the whole file unreadable: it is refused here.
        try:
            document = document_of(dossier)
            faithful = Dossier.model_validate_json(document.raw) == dossier
        except ValidationError as error:
            raise InvalidInput(problems_of(error)) from error
        except (TypeError, ValueError) as error:
            raise SaveFailed(self.path, "une valeur du dossier ne peut pas être écrite") from error
        if not faithful:
            raise SaveFailed(self.path, "une valeur du dossier ne se relirait pas à l’identique")
        return document


class _Models:
    """Parsed dossiers by the digest of their bytes: the last used, and those in use elsewhere."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()
        self._alive: WeakValueDictionary[bytes, Dossier] = WeakValueDictionary()
        self._recent: OrderedDict[bytes, Dossier] = OrderedDict()

    def of(self, document: StoredDocument) -> Dossier:
        """The dossier of a document."""
        found = self._alive.get(document.digest) or dossier_of(document, self._path)
        self.keep(document, found)
        return found

    def keep(self, document: StoredDocument, dossier: Dossier) -> None:
        """Remember the dossier of a document."""
        with self._mutex:
            self._alive[document.digest] = dossier
            self._recent[document.digest] = dossier
            self._recent.move_to_end(document.digest)
            while len(self._recent) > _MODELS_KEPT:
                self._recent.popitem(last=False)


def _digest(document: StoredDocument | None) -> bytes | None:
    return None if document is None else document.digest


def _effect(step: Step) -> Effect:
    if step.before is None:
        return "removes"
    return "brings_back" if step.left is None else "changes"


def _order(dossier: Dossier) -> tuple[object, ...]:
    intern = dossier.intern
    return (
        dossier.stage.start,
        intern.last_name.casefold(),
        intern.first_name.casefold(),
        dossier.id,
    )
