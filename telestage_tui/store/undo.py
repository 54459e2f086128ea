"""The last changes, and whether each can still be undone, or done again.

The history of a dossier keeps what each change did to it, field by field: to undo is to put back
the values from before, where those that it left still hold. The changes of earlier sessions are
read from there too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from ..dossier.deeds import Deed
from ..dossier.deeds.deed import REDONE, UNDONE, WHICH
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from ..dossier.records import HistoryEntry

DEPTH = 100
"""Changes remembered."""
ORGANISATION_STEP = UUID(int=0)
"""What a step about Mon organisation has for identifier: it is no dossier."""
Effect = Literal["changes", "removes", "brings_back"]
"""What an undo does: a dossier goes back to an earlier state, goes away, or comes back."""
_OPPOSITES: dict[Effect, Effect] = {"removes": "brings_back", "brings_back": "removes"}


class UndoStep(NamedTuple):
    """One change that can be taken back.

    Attributes:
        number: Its rank among the changes made here since the program began; below zero for one of
            an earlier session.
        id: Identifier of the dossier; `ORGANISATION_STEP` for Mon organisation.
        deed: What it did.
        intern: Full name of the intern whose dossier it is; empty for Mon organisation.
        effect: What taking it back does.
        line: The rank, in the history, of the line of the change; -1 for a removal.
        latest: The rank of the line to take back: its own, or that of the last undo or redo of it.
        removed: The dossier to bring back, or None.
    """

    number: int
    id: UUID
    deed: Deed
    intern: str
    effect: Effect
    line: int
    latest: int
    entry: HistoryEntry | None = None
    """What that line says: after a restored backup, another one may have its rank."""
    removed: Dossier | None = None

    def is_on(self, history: Sequence[HistoryEntry]) -> bool:
        """Whether a history still has the line to take back."""
        if self.entry is None or self.latest >= len(history):
            return False
        line = history[self.latest]
        return line.mark == self.entry.mark

    def taken_back(self, after: Dossier | Organisation | None, removed: Dossier | None) -> UndoStep:
        """The step that takes this one back.

        Args:
            after: The record once it was taken back; None when it is gone.
            removed: The dossier, when it has just been removed.
        """
        effect = _OPPOSITES.get(self.effect, self.effect)
        history = after.history if after else ()
        entry = history[-1] if history else None
        return self._replace(effect=effect, latest=len(history) - 1, entry=entry, removed=removed)


class UndoStack:
    """The last changes, and those undone since, each with the most recent on top."""

    def __init__(self) -> None:
        self._done: deque[UndoStep] = deque(maxlen=DEPTH)
        self._undone: deque[UndoStep] = deque(maxlen=DEPTH)
        self._count = 0
        self._lowest = 0
        self._is_whole = False
        self.is_latest = False
        """Whether the change on top is the last one made here, and not one before it."""

    @property
    def top(self) -> UndoStep | None:
        """The change that an undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def top_undone(self) -> UndoStep | None:
        """The undo that a redo takes back."""
        return self._undone[-1] if self._undone else None

    @property
    def count(self) -> int:
        """How many changes were made here since the program began."""
        return self._count

    @property
    def lacks_earlier(self) -> bool:
        """Whether the changes of earlier sessions may still be added below."""
        return not self._is_whole

    def push(
        self,
        record: Dossier | Organisation,
        deed: Deed,
        effect: Effect,
        removed: Dossier | None = None,
    ) -> None:
        """Remember a change just made; what was undone cannot be done again after it.

        Args:
            record: As the change left it, or as it was when it was removed.
            deed: What was done.
            effect: What taking it back does.
            removed: The dossier to bring back, or None.
        """
        self.push_nothing()
        self.is_latest = True
        line = -1 if removed else len(record.history) - 1
        entry = record.history[line] if removed is None else None
        id, name = _whose(record)
        self._done.append(UndoStep(self._count, id, deed, name, effect, line, line, entry, removed))

    def push_nothing(self) -> None:
        """Remember that a change was made, which left nothing to take back."""
        self._count += 1
        self.is_latest = False
        self._undone.clear()

    def add_earlier(self, done: Sequence[UndoStep], undone: Sequence[UndoStep]) -> None:
        """Put the changes of earlier sessions below those made here."""
        self._is_whole = True
        here = {(step.id, step.line) for step in (*self._done, *self._undone)}
        below = [self._numbered(step) for step in done if (step.id, step.line) not in here]
        self._done = deque([*below, *self._done], maxlen=DEPTH)
        if not self._count and not self._undone:
            self._undone.extend(map(self._numbered, undone))

    def known(self, step: UndoStep) -> UndoStep:
        """A step read in a history, under the number that it has here, or a new one."""
        here = (*self._done, *self._undone)
        same = next((each for each in here if (each.id, each.line) == (step.id, step.line)), None)
        return step._replace(number=same.number) if same else self._numbered(step)

    def _numbered(self, step: UndoStep) -> UndoStep:
        """The step, under the next number below zero."""
        self._lowest -= 1
        return step._replace(number=self._lowest)

    def drop(self, step: UndoStep) -> None:
        """Forget the step on top of its stack: it can no longer be taken back."""
        if step is self.top:
            self._done.pop()
        else:
            self._undone.clear()  # what was undone after it goes back to the same state

    def take_back(
        self,
        step: UndoStep,
        after: Dossier | Organisation | None,
        removed: Dossier | None,
        *,
        undone: bool,
    ) -> None:
        """Move a step that was taken back; see `UndoStep.taken_back`.

        Args:
            step: Wherever it is, or was in no stack.
            after: The record once it was taken back; None when it is gone.
            removed: The dossier, when it has just been removed.
            undone: Whether it can now be made again, rather than undone.
        """
        for stack in (self._done, self._undone):
            for each in [each for each in stack if each.number == step.number]:
                stack.remove(each)
        (self._undone if undone else self._done).append(step.taken_back(after, removed))


class Line(NamedTuple):
    """A line of the history of a dossier, among those of the others.

    Attributes:
        id: Identifier of the dossier.
        intern: Full name of its intern.
        rank: Its rank in the history.
        entry: What it says.
        at: UTC instant, never before that of the lines above it.
    """

    id: UUID
    intern: str
    rank: int
    entry: HistoryEntry
    at: datetime


def _whose(record: Dossier | Organisation) -> tuple[UUID, str]:
    """The identifier that the steps of a record have, and the name of its intern."""
    if isinstance(record, Organisation):
        return ORGANISATION_STEP, ""
    return record.id, record.intern.full_name


def lines_of(record: Dossier | Organisation) -> list[Line]:
    """The lines of a history; a clock that was set back changes nothing to their order."""
    id, name = _whose(record)
    lines: list[Line] = []
    for rank, entry in enumerate(record.history):
        at = max(entry.at, lines[-1].at) if lines else entry.at
        lines.append(Line(id, name, rank, entry, at))
    return lines


def steps_of(lines: Iterable[Line], who: str) -> tuple[list[UndoStep], list[UndoStep]]:
    """The changes that stand and those undone since the last one, both in the order of the stack.

    What the history says of a change is not enough to bring a dossier back: creations are left out.

    Args:
        lines: In the order of time.
        who: Whose changes; what that person undid of another's is among those undone.
    """
    known: dict[tuple[UUID, object], UndoStep] = {}
    done: list[UndoStep] = []
    undone: list[UndoStep] = []
    for line in lines:
        deed, own = line.entry.deed, line.entry.who == who
        if deed.code in (UNDONE, REDONE):
            which = (line.id, deed.values.get(WHICH))
            step = known.get(which)
            if step is None or not own:
                continue
            for stack in (done, undone):
                stack[:] = [each for each in stack if (each.id, each.line) != which]
            again = step._replace(latest=line.rank, entry=line.entry)
            (undone if deed.code == UNDONE else done).append(again)
            continue
        if own:
            undone.clear()
        if line.entry.changes:
            step = known[line.id, line.rank] = _step(line)
            done.extend([step] if own else [])
    return done, undone


def step_at(record: Dossier | Organisation, rank: int) -> tuple[UndoStep, bool] | None:
    """The step of a line of a history, and whether it is undone; None when nothing can be put back.

    A line that says what was undone, or made again, is about the line of that change.
    """
    lines = lines_of(record)
    entry = lines[rank].entry
    which = entry.deed.values.get(WHICH) if entry.deed.code in (UNDONE, REDONE) else rank
    if not isinstance(which, int) or not 0 <= which <= rank:
        return None
    line = latest = lines[which]
    for each in lines[which + 1 :]:
        if _is_about(each.entry.deed, line):
            latest = each
    if not line.entry.changes or not latest.entry.changes:
        return None
    step = _step(line)._replace(latest=latest.rank, entry=latest.entry)
    return step, latest.entry.deed.code == UNDONE


def _is_about(deed: Deed, line: Line) -> bool:
    """Whether an undo or a redo is about a line; a restored dossier may have another one there."""
    if deed.code not in (UNDONE, REDONE) or deed.values.get(WHICH) != line.rank:
        return False
    return deed.parts[:1] == (line.entry.deed,)


def _step(line: Line) -> UndoStep:
    """The step of a line; the stack that takes it gives it a number."""
    deed, rank = line.entry.deed, line.rank
    return UndoStep(-1, line.id, deed, line.intern, "changes", rank, rank, line.entry)


def standing_after(history: Sequence[HistoryEntry], rank: int) -> HistoryEntry | None:
    """The last change made after a line of the history that still stands: not undone since."""
    standing: set[object] = set()
    for each, entry in enumerate(history):
        which = entry.deed.values.get(WHICH)
        if entry.deed.code == UNDONE:
            standing.discard(which)
        elif entry.deed.code == REDONE:
            standing.add(which)
        else:
            standing.add(each)
    later = [each for each in standing if isinstance(each, int) and each > rank]
    return history[max(later)] if later else None
