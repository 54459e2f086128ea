"""Changes taken back and made again, from what was done here and from the histories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import UUID

from ..dossier.deeds import Deed, deed
from ..dossier.deeds.deed import REDONE, UNDONE
from ..dossier.dossier import Dossier
from ..dossier.organisation import ORGANISATION_CHANGED, Organisation
from .encoding import StoredDocument
from .errors import ConflictError
from .loading import dossier_of
from .outcomes import Undo
from .record_errors import UnreadableOrganisation
from .records import Records
from .taking_back import taken_back
from .undo import ORGANISATION_STEP, Effect, UndoStack, UndoStep, lines_of, step_at, steps_of

_WORDS = {UNDONE: "défait", REDONE: "refait"}


class Undoer:
    """Takes back the changes of one file; `Repository` describes what each method does.

    Args:
        records: The file.
        who: Gives the name of whoever makes changes.
        is_erased: Whether the dossier of an identifier was erased.
    """

    def __init__(
        self, records: Records, who: Callable[[], str], is_erased: Callable[[UUID], bool]
    ) -> None:
        self._records = records
        self._who = who
        self._is_erased = is_erased
        self._undo = UndoStack()

    def remember(self, deed: Deed, document: StoredDocument, effect: Effect) -> Dossier:
        """Remember how to undo a change; returns the dossier as the change made it."""
        dossier = dossier_of(document)
        if effect == "changes" and not dossier.history[-1].changes:
            self._undo.push_nothing()  # the same was written again, or a calendar was told
        else:
            self._undo.push(dossier, deed, effect)
        self._records.has_changed = True
        return dossier

    def remember_organisation(self, after: Organisation) -> None:
        """Remember how to undo a change of Mon organisation."""
        self._undo.push(after, ORGANISATION_CHANGED, "changes")
        self._records.has_changed = True

    def remember_removal(self, before: Dossier, what: Deed) -> None:
        """Remember how to bring back a dossier that was removed."""
        self._undo.push(before, what, "brings_back", before)
        self._records.has_changed = True

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

    def _lasting(self, top: Callable[[], UndoStep | None]) -> UndoStep | None:
        """The step on top of a stack; those of a dossier that was erased are forgotten."""
        while (step := top()) is not None and self._is_erased(step.id):
            self._undo.drop(step)
        return step

    def _with_earlier(self) -> UndoStack:
        """The stack, with the changes that the same person made in earlier sessions."""
        if self._undo.lacks_earlier:
            records = (self._organisation_or_none(), *self._dossiers())
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

    def _dossiers(self) -> Iterator[Dossier]:
        return self._records.readable(self._records.documents().values())

    def _organisation_or_none(self) -> Organisation | None:
        with suppress(UnreadableOrganisation):  # `check` reports it
            return self._records.organisation()
        return None

    def _record_of(self, id: UUID) -> Dossier | Organisation | None:
        """The dossier, or Mon organisation, that a step is about."""
        if id == ORGANISATION_STEP:
            return self._records.organisation()
        document = self._records.document_or_none(id)
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
        with self._records.writing("suppression" if step.effect == "removes" else None):
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
                self._records.drop(step.id)
            self._undo.take_back(step, after, removed, undone=code == UNDONE)
            self._records.has_changed = True
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
            after = self._records.next_state.of_record(before, version, what, seen)
            self._records.put_organisation(after)
            return after
        dossier = current if isinstance(current, Dossier) else None
        return dossier_of(self._records.put(before, version, what, dossier))


def _undo_of(step: UndoStep | None, *, is_undone: bool = False) -> Undo | None:
    if step is None:
        return None
    return Undo(step.number, step.id, step.deed, step.intern, step.effect, step.line, is_undone)
