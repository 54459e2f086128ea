"""The repository on one TinyDB file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from ..dossier.changes import OPENED, REMOVED, Change, forget_candidates
from ..dossier.deeds import Deed
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from .backups import Backups
from .eraser import Eraser
from .erasure_errors import ErasedDossier, ErasureUnfinished
from .errors import AmbiguousId, ConflictError, StoreError, UnknownDossier
from .loading import ORGANISATION_ID, checked_document_of, dossier_of
from .lock import LOCK_TIMEOUT
from .migrations import DOSSIERS, MIGRATIONS, ORGANISATION, Migration
from .outcomes import Erasure, Incoming, Undo
from .records import Records
from .repository import SetBackListener
from .undoer import Undoer


class TinyRepository:
    """The dossiers of one file; `Repository` describes the methods that are not described here.

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
        who: Callable[[], str] = str,
        refusal: str = "",
    ) -> None:
        """Only remember where the file is; it need not exist.

        Args:
            path: The file.
            now: The injected clock, for the history; aware.
            backups: The copies of the file; None for some of its own, dated by the same clock.
            lock_timeout: Seconds to wait for another program.
            migrations: From each schema to the next.
            who: Gives the name of whoever makes changes, for the history.
            refusal: Why nothing may be changed, in French; empty when it may.
        """
        copies = backups or Backups(path, now, migrations=migrations, lock_timeout=lock_timeout)
        self._records = Records(
            path,
            now,
            copies,
            lock_timeout=lock_timeout,
            migrations=migrations,
            who=who,
            refusal=refusal,
        )
        self._eraser = Eraser(self._records.storage, copies)
        self._undoer = Undoer(self._records, who, self._eraser.is_erased)

    @property
    def path(self) -> Path:
        """The file itself, symbolic links followed."""
        return self._records.path

    @property
    def revision(self) -> int:
        return self._records.storage.revision

    def dossiers(self) -> tuple[Dossier, ...]:
        return tuple(sorted(self._records.readable(self._records.documents().values()), key=_order))

    def stamps(self) -> Mapping[UUID, bytes]:
        return {UUID(key): document.digest for key, document in self._records.documents().items()}

    def get(self, id: UUID) -> Dossier:
        return dossier_of(self._records.document(id))

    def find(self, prefix: str) -> Dossier:
        start = prefix.strip().lower().replace("-", "")
        documents = [
            document
            for key, document in self._records.documents().items()
            if start and key.replace("-", "").startswith(start)
        ]
        if not documents:
            raise UnknownDossier(prefix)
        if len(documents) > 1:
            dossiers = sorted(self._records.readable(documents), key=_order)
            interns = {dossier.id: dossier.intern.full_name for dossier in dossiers}
            ids = (UUID(document.doc_id) for document in documents)
            unreadable = [(id, "illisible") for id in ids if id not in interns]
            raise AmbiguousId(prefix, (*interns.items(), *unreadable))
        return dossier_of(documents[0])

    def add(self, dossier: Dossier, deed: Deed = OPENED) -> Dossier:
        with self._records.writing():
            if self.is_erased(dossier.id):
                raise ErasedDossier(dossier.id)
            if self._records.document_or_none(dossier.id) is not None:
                raise ConflictError(f"Le dossier {dossier.id} existe déjà. Rien n’a été changé.")
            return self._undoer.remember(deed, self._records.put(dossier, 1, deed), "removes")

    def change(self, id: UUID, change: Change, *, expected: Dossier | None = None) -> Dossier:
        with self._records.writing(change.backup):
            document = self._records.document(id)
            before = dossier_of(document)
            if expected is not None and before != expected:
                raise ConflictError
            after = change.apply(before)
            if after.id != id:
                raise ValueError("a transition may not change the identifier")
            if change.erases_identity:
                return self._without_identity(before, after, change)
            new_document = self._records.put(after, before.version + 1, change.deed, before)
            return self._undoer.remember(change.deed, new_document, "changes")

    def _without_identity(self, before: Dossier, after: Dossier, change: Change) -> Dossier:
        """Keep a dossier that lost its identity data, and take them out of the copies.

        Raises:
            ErasureUnfinished: when they are out of the file, but not of every copy.
        """
        version = before.version + 1
        document = self._records.next_state.of_dossier(after, version, change.deed, before)
        try:
            self._eraser.erase_identity(before, document)
        except ErasureUnfinished:
            self._undoer.remember(change.deed, document, "changes")
            raise
        return self._undoer.remember(change.deed, document, "changes")

    def bring_in(
        self,
        incoming: Sequence[Incoming],
        organisation: tuple[Organisation, Organisation] | None = None,
    ) -> tuple[Dossier, ...]:
        with self._records.writing("import"):
            for each in incoming:
                self._check_seen(each)
            present = self.organisation()
            record = (
                self._records.next_state.of_organisation(organisation[0], present, organisation[1])
                if organisation
                else None
            )
            has_changed = record is not None and not record.says_as(present)
            after = [
                self._records.next_state.of_dossier(
                    each.dossier,
                    max(each.dossier.version, each.seen.version if each.seen else 0) + 1,
                    each.deed,
                    each.seen,
                )
                for each in incoming
            ]
            tables = self._records.storage.read()
            tables[DOSSIERS] = tables.get(DOSSIERS, {}) | {each.doc_id: each for each in after}
            if record is not None:
                tables[ORGANISATION] = {ORGANISATION_ID: checked_document_of(record, self.path)}
            self._records.storage.write(tables)
            self._records.has_changed = True
            if record is not None and has_changed:
                self._undoer.remember_organisation(record)
            return tuple(
                self._undoer.remember(each.deed, new, "changes" if each.seen else "removes")
                for each, new in zip(incoming, after, strict=True)
            )

    def _check_seen(self, incoming: Incoming) -> None:
        """Check that a dossier here is the one that was seen.

        Raises:
            ErasedDossier: when it was erased here.
            ConflictError: when it has changed.
        """
        if self.is_erased(incoming.dossier.id):
            raise ErasedDossier(incoming.dossier.id)
        document = self._records.document_or_none(incoming.dossier.id)
        if (None if document is None else dossier_of(document)) != incoming.seen:
            raise ConflictError

    def remove(self, id: UUID, deed: Deed = REMOVED) -> None:
        with self._records.writing("suppression"):
            document = self._records.document(id)
            before = dossier_of(document)
            self._records.drop(id)
            self._undoer.remember_removal(before, deed)

    def is_erased(self, id: UUID) -> bool:
        return self._eraser.is_erased(id)

    def find_held(self, prefix: str) -> UUID:
        return self._eraser.find(prefix)

    def erase(self, id: UUID, *, on: date) -> Erasure:
        return self._eraser.erase(id, on=on)

    def erase_candidates(self, id: UUID, *, on: date) -> Erasure:
        with self._records.storage.lock_and_refresh():
            before, change = self.get(id), forget_candidates()
            after = change.apply(before)
            document = self._records.next_state.of_dossier(after, before.version + 1, change.deed)
            return Erasure(self._eraser.erase_candidates(before, document, on))

    @property
    def unfinished_erasures(self) -> int:
        return self._eraser.unfinished

    def finish_erasures(self) -> int:
        return self._eraser.finish()

    def organisation(self) -> Organisation:
        return self._records.organisation()

    def keep_organisation(self, organisation: Organisation, seen: Organisation) -> Organisation:
        with self._records.writing():
            before = self.organisation()
            after = self._records.next_state.of_organisation(organisation, before, seen)
            if not after.says_as(before):
                self._records.put_organisation(after)
                self._undoer.remember_organisation(after)
            return after

    @property
    def next_undo(self) -> Undo | None:
        return self._undoer.next_undo

    @property
    def next_redo(self) -> Undo | None:
        return self._undoer.next_redo

    def undo(self) -> Undo | None:
        return self._undoer.undo()

    def redo(self) -> Undo | None:
        return self._undoer.redo()

    def line_to_undo(self, id: UUID, *, redo: bool = False) -> int | None:
        return self._undoer.line_to_undo(id, redo=redo)

    def undo_of(self, id: UUID, line: int) -> Undo | None:
        return self._undoer.undo_of(id, line)

    def take_back(self, id: UUID, line: int) -> Undo | None:
        return self._undoer.take_back(id, line)

    @property
    def last_change(self) -> Undo | None:
        return self._undoer.last_change

    @property
    def changes_made(self) -> int:
        return self._undoer.changes_made

    def refresh(self) -> bool:
        return self._records.storage.refresh()

    @property
    def remembered(self) -> int:
        return self._records.storage.remembered

    def rescue(self) -> Path | None:
        return self._records.rescue()

    def begin_anew(self) -> Path | None:
        return self._records.begin_anew()

    def listen(self, listener: SetBackListener) -> None:
        self._records.set_back_listener = listener

    @property
    def removed(self) -> frozenset[UUID]:
        return frozenset(
            id for id in self._records.removed if self._records.document_or_none(id) is None
        )

    def copy_at_end(self) -> None:
        self._records.copy_at_end()

    @property
    def backup_failure(self) -> StoreError | None:
        return self._records.backup_failure

    def close(self) -> None:
        self._records.close()


def _order(dossier: Dossier) -> tuple[object, ...]:
    intern = dossier.intern
    return (
        dossier.stage.start,
        intern.last_name.casefold(),
        intern.first_name.casefold(),
        dossier.id,
    )
