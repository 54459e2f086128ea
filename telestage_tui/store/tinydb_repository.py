"""The repository on one TinyDB file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from tinydb import TinyDB

from ..dossier.changes import OPENED, REMOVED, Change, forget_candidates
from ..dossier.deeds import Deed, deed
from ..dossier.deeds.deed import REDONE, UNDONE
from ..dossier.dossier import Dossier
from ..dossier.organisation import ORGANISATION_CHANGED, Organisation
from .backups import Backups
from .encoding import FileContent, StoredDocument
from .eraser import Eraser
from .errors import (
    AmbiguousId,
    ConflictError,
    ErasedDossier,
    StoreError,
    UnknownDossier,
    UnreadableDossier,
    UnreadableOrganisation,
)
from .loading import ORGANISATION_ID, checked_document_of, dossier_of, organisation_of
from .lock import LOCK_TIMEOUT
from .migrations import DOSSIERS, MIGRATIONS, ORGANISATION, Migration, latest_schema
from .next_state import NextState
from .repository import Erasure, Incoming, SetBackListener, Undo
from .storage import DocumentTable, DurableStorage
from .succession import is_kept
from .taking_back import taken_back
from .tombstones import buried
from .undo import ORGANISATION_STEP, Effect, UndoStack, UndoStep, lines_of, step_at, steps_of

_WORDS = {UNDONE: "défait", REDONE: "refait"}


class _Database(TinyDB):
    table_class = DocumentTable


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
    ) -> None:
        """Only remember where the file is; it need not exist.

        Args:
            path: The file.
            now: The injected clock, for the history; aware.
            backups: The copies of the file; None for some of its own, dated by the same clock.
            lock_timeout: Seconds to wait for another program.
            migrations: From each schema to the next.
            who: Gives the name of whoever makes changes, for the history.
        """
        self._who = who
        self._database = _Database(
            path,
            storage=DurableStorage,
            lock_timeout=lock_timeout,
            migrations=migrations,
            keep_lost=self._keep_lost,
        )
        self._storage = cast(DurableStorage, self._database.storage)
        self._table = cast(DocumentTable, self._database.table(DOSSIERS))
        self._organisation_table = cast(DocumentTable, self._database.table(ORGANISATION))
        self._backups = backups or Backups(
            path, now, migrations=migrations, lock_timeout=lock_timeout
        )
        self._next_state = NextState(self._storage.path, now, who)
        self._eraser = Eraser(self._storage, self._backups)
        self._undo = UndoStack()
        self._has_changed = False
        self._removed: set[UUID] = set()
        self._set_back_listener: SetBackListener | None = None
        self.backup_failure: StoreError | None = None
        """Why the backup of the day could not be made; changes go on, and each tries it again."""

    @property
    def path(self) -> Path:
        """The file itself, symbolic links followed."""
        return self._storage.path

    @property
    def revision(self) -> int:
        return self._storage.revision

    def dossiers(self) -> tuple[Dossier, ...]:
        return tuple(sorted(self._readable(self._table.documents().values()), key=_order))

    def stamps(self) -> Mapping[UUID, bytes]:
        return {UUID(key): document.digest for key, document in self._table.documents().items()}

    def get(self, id: UUID) -> Dossier:
        return dossier_of(self._document(id))

    def find(self, prefix: str) -> Dossier:
        start = prefix.strip().lower().replace("-", "")
        documents = [
            document
            for key, document in self._table.documents().items()
            if start and key.replace("-", "").startswith(start)
        ]
        if not documents:
            raise UnknownDossier(prefix)
        if len(documents) > 1:
            dossiers = sorted(self._readable(documents), key=_order)
            interns = {dossier.id: dossier.intern.full_name for dossier in dossiers}
            ids = (UUID(document.doc_id) for document in documents)
            unreadable = [(id, "illisible") for id in ids if id not in interns]
            raise AmbiguousId(prefix, (*interns.items(), *unreadable))
        return dossier_of(documents[0])

    def add(self, dossier: Dossier, deed: Deed = OPENED) -> Dossier:
        with self._writing():
            if self.is_erased(dossier.id):
                raise ErasedDossier(dossier.id)
            if self._document_or_none(dossier.id) is not None:
                raise ConflictError(f"Le dossier {dossier.id} existe déjà. Rien n’a été changé.")
            return self._record(deed, self._put(dossier, 1, deed), "removes")

    def change(self, id: UUID, change: Change, *, expected: Dossier | None = None) -> Dossier:
        with self._writing(change.backup):
            document = self._document(id)
            before = dossier_of(document)
            if expected is not None and before != expected:
                raise ConflictError
            after = change.apply(before)
            if after.id != id:
                raise ValueError("a transition may not change the identifier")
            new_document = self._put(after, before.version + 1, change.deed, before)
            return self._record(change.deed, new_document, "changes")

    def bring_in(
        self,
        incoming: Sequence[Incoming],
        organisation: tuple[Organisation, Organisation] | None = None,
    ) -> tuple[Dossier, ...]:
        with self._writing("import"):
            for each in incoming:
                self._check_seen(each)
            present = self.organisation()
            record = (
                self._next_state.of_organisation(organisation[0], present, organisation[1])
                if organisation
                else None
            )
            has_changed = record is not None and not record.says_as(present)
            after = [
                self._next_state.of_dossier(
                    each.dossier,
                    max(each.dossier.version, each.seen.version if each.seen else 0) + 1,
                    each.deed,
                    each.seen,
                )
                for each in incoming
            ]
            tables = self._storage.read()
            tables[DOSSIERS] = tables.get(DOSSIERS, {}) | {each.doc_id: each for each in after}
            if record is not None:
                tables[ORGANISATION] = {ORGANISATION_ID: checked_document_of(record, self.path)}
            self._storage.write(tables)
            self._has_changed = True
            if record is not None and has_changed:
                self._undo.push(record, ORGANISATION_CHANGED, "changes")
            return tuple(
                self._record(each.deed, new, "changes" if each.seen else "removes")
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
        document = self._document_or_none(incoming.dossier.id)
        if (None if document is None else dossier_of(document)) != incoming.seen:
            raise ConflictError

    def remove(self, id: UUID, deed: Deed = REMOVED) -> None:
        with self._writing("suppression"):
            document = self._document(id)
            before = dossier_of(document)
            self._table.drop(str(id))
            self._removed.add(id)
            self._undo.push(before, deed, "brings_back", before)
            self._has_changed = True

    def is_erased(self, id: UUID) -> bool:
        return self._eraser.is_erased(id)

    def find_held(self, prefix: str) -> UUID:
        return self._eraser.find(prefix)

    def erase(self, id: UUID, *, on: date) -> Erasure:
        return self._eraser.erase(id, on=on)

    def erase_candidates(self, id: UUID, *, on: date) -> Erasure:
        with self._storage.lock_and_refresh():
            before, change = self.get(id), forget_candidates()
            after = change.apply(before)
            document = self._next_state.of_dossier(after, before.version + 1, change.deed)
            return Erasure(self._eraser.erase_candidates(before, document, on))

    @property
    def unfinished_erasures(self) -> int:
        return self._eraser.unfinished

    def finish_erasures(self) -> int:
        return self._eraser.finish()

    def organisation(self) -> Organisation:
        return organisation_of(self._organisation_table.document(ORGANISATION_ID))

    def keep_organisation(self, organisation: Organisation, seen: Organisation) -> Organisation:
        with self._writing():
            before = self.organisation()
            after = self._next_state.of_organisation(organisation, before, seen)
            if not after.says_as(before):
                self._organisation_table.put(checked_document_of(after, self.path))
                self._undo.push(after, ORGANISATION_CHANGED, "changes")
                self._has_changed = True
            return after

    @property
    def next_undo(self) -> Undo | None:
        return _undo_of(self._lasting(lambda: self._undo.top or self._with_earlier().top))

    @property
    def next_redo(self) -> Undo | None:
        return _undo_of(self._lasting(lambda: self._last_undone), is_undone=True)

    def undo(self) -> Undo | None:
        step = self._lasting(lambda: self._undo.top or self._with_earlier().top)
        return self._take_back(step, UNDONE)

    def redo(self) -> Undo | None:
        return self._take_back(self._lasting(lambda: self._last_undone), REDONE)

    def line_to_undo(self, id: UUID, *, redo: bool = False) -> int | None:
        record = self._record_of(id)
        done, undone = steps_of(lines_of(record) if record else (), self._who())
        steps = undone if redo else done
        return steps[-1].line if steps else None

    def undo_of(self, id: UUID, line: int) -> Undo | None:
        record = self._record_of(id)
        found = self._step_at(record, line)
        if found is None:
            return None
        step, is_undone = found
        taken_back(step, record, _WORDS[REDONE if is_undone else UNDONE])
        return _undo_of(step, is_undone=is_undone)

    def take_back(self, id: UUID, line: int) -> Undo | None:
        found = self._step_at(self._record_of(id), line)
        if found is None:
            return None
        step, is_undone = found
        return self._take_back(step, REDONE if is_undone else UNDONE, drops=False)

    @property
    def last_change(self) -> Undo | None:
        return _undo_of(self._undo.top) if self._undo.is_latest else None

    @property
    def changes_made(self) -> int:
        return self._undo.count

    @property
    def _last_undone(self) -> UndoStep | None:
        stack = self._undo
        return stack.top_undone if stack.count else self._with_earlier().top_undone

    def refresh(self) -> bool:
        return self._storage.refresh()

    @property
    def remembered(self) -> int:
        return self._storage.remembered

    def rescue(self) -> Path | None:
        with self._storage.lock():
            aside = self._backups.keep_damaged()
            memory = self._storage.content or self._storage.empty()
            self._storage.write_over(buried(memory, *self._backups.contents()))
            return aside

    def begin_anew(self) -> Path | None:
        with self._storage.lock():
            aside = self._backups.keep_damaged()
            if self._storage.content is not None:
                self._keep_lost(self._storage.content, FileContent(latest_schema()))
            known = (self._storage.content or self._storage.empty(), *self._backups.contents())
            self._storage.write_over(buried(self._storage.empty(), *known))
            return aside

    def listen(self, listener: SetBackListener) -> None:
        self._set_back_listener = listener

    @property
    def removed(self) -> frozenset[UUID]:
        return frozenset(id for id in self._removed if self._document_or_none(id) is None)

    def copy_at_end(self) -> None:
        if not self._has_changed:
            return
        try:
            self._backups.create_at_end()
            self._has_changed = False
            self.backup_failure = self._backups.second.failure
        except StoreError as error:
            self.backup_failure = error

    def close(self) -> None:
        self._database.close()

    @contextmanager
    def _writing(self, reason: str | None = None) -> Iterator[None]:
        with self._storage.lock_and_refresh():
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
            if self._backups.create_daily() is None:
                self._backups.create_hourly()
            self.backup_failure = self._backups.second.failure
        except StoreError as error:
            self.backup_failure = error

    def _keep_lost(self, before: FileContent, after: FileContent) -> None:
        """Copy what memory holds and the file no longer has, unless a copy has it already."""
        if is_kept(before, after, self._backups.contents()):
            return
        copy = self._backups.keep(buried(before, after), "remplacement")
        if self._set_back_listener is not None:
            self._set_back_listener(copy.taken_at)

    def _readable(self, documents: Iterable[StoredDocument]) -> Iterator[Dossier]:
        for document in documents:
            with suppress(UnreadableDossier):  # `get` and `check` report it
                yield dossier_of(document)

    def _document_or_none(self, id: UUID) -> StoredDocument | None:
        return self._table.document(str(id))

    def _document(self, id: UUID) -> StoredDocument:
        document = self._document_or_none(id)
        if document is None:
            raise UnknownDossier(id)
        return document

    def _lasting(self, top: Callable[[], UndoStep | None]) -> UndoStep | None:
        """The step on top of a stack; those of a dossier that was erased are forgotten."""
        while (step := top()) is not None and self.is_erased(step.id):
            self._undo.drop(step)
        return step

    def _record(self, deed: Deed, document: StoredDocument, effect: Effect) -> Dossier:
        """Remember how to undo a change; returns the dossier as the change made it."""
        dossier = dossier_of(document)
        if effect == "changes" and not dossier.history[-1].changes:
            self._undo.push_nothing()  # the same was written again, or a calendar was told
        else:
            self._undo.push(dossier, deed, effect)
        self._has_changed = True
        return dossier

    def _with_earlier(self) -> UndoStack:
        """The stack, with the changes that the same person made in earlier sessions."""
        if self._undo.lacks_earlier:
            records = (self._organisation_or_none(), *self.dossiers())
            lines = [line for record in records if record for line in lines_of(record)]
            steps = steps_of(sorted(lines, key=lambda line: line.at), self._who())
            self._undo.add_earlier(*steps)
        return self._undo

    def _step_at(
        self, record: Dossier | Organisation | None, line: int
    ) -> tuple[UndoStep, bool] | None:
        """The step of a line of a history, and whether it is undone."""
        if record is None or not 0 <= line < len(record.history):
            return None
        found = step_at(record, line)
        return (self._with_earlier().known(found[0]), found[1]) if found else None

    def _organisation_or_none(self) -> Organisation | None:
        with suppress(UnreadableOrganisation):  # `check` reports it
            return self.organisation()
        return None

    def _record_of(self, id: UUID) -> Dossier | Organisation | None:
        """The dossier, or Mon organisation, that a step is about."""
        if id == ORGANISATION_STEP:
            return self.organisation()
        document = self._document_or_none(id)
        return None if document is None else dossier_of(document)

    def _take_back(self, step: UndoStep | None, code: str, *, drops: bool = True) -> Undo | None:
        """Put back what was before a change, or before an undo.

        Args:
            step: What is taken back.
            code: `UNDONE` or `REDONE`.
            drops: Whether a step that is refused is forgotten, or no earlier one could be undone.
        """
        if step is None:
            return None
        with self._writing("suppression" if step.effect == "removes" else None):
            current = self._record_of(step.id)
            try:
                before = taken_back(step, current, _WORDS[code])
            except ConflictError:
                if drops:
                    self._undo.drop(step)
                raise
            after = self._keep_taken_back(before, current, deed(code, step.deed, of=step.line))
            removed = current if after is None and isinstance(current, Dossier) else None
            if removed is not None:
                self._table.drop(str(step.id))
                self._removed.add(step.id)
            self._undo.take_back(step, after, removed, undone=code == UNDONE)
            self._has_changed = True
            return _undo_of(step, is_undone=code == REDONE)

    def _keep_taken_back(
        self,
        before: Dossier | Organisation | None,
        current: Dossier | Organisation | None,
        what: Deed,
    ) -> Dossier | Organisation | None:
        """Keep a record as it was before a change, in a version of its own.

        Args:
            before: As it was; None when it did not exist.
            current: As it is; None when it was removed.
            what: What the history says.
        """
        if before is None:
            return None
        version = (current or before).version + 1
        if isinstance(before, Organisation):
            seen = current if isinstance(current, Organisation) else None
            after = self._next_state.of_record(before, version, what, seen)
            self._organisation_table.put(checked_document_of(after, self.path))
            return after
        dossier = current if isinstance(current, Dossier) else None
        return dossier_of(self._put(before, version, what, dossier))

    def _put(
        self, dossier: Dossier, version: int, what: Deed, before: Dossier | None = None
    ) -> StoredDocument:
        document = self._next_state.of_dossier(dossier, version, what, before)
        self._table.put(document)
        return document


def _undo_of(step: UndoStep | None, *, is_undone: bool = False) -> Undo | None:
    if step is None:
        return None
    return Undo(step.number, step.id, step.deed, step.intern, step.effect, step.line, is_undone)


def _order(dossier: Dossier) -> tuple[object, ...]:
    intern = dossier.intern
    return (
        dossier.stage.start,
        intern.last_name.casefold(),
        intern.first_name.casefold(),
        dossier.id,
    )
