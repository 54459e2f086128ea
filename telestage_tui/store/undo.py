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
from ..dossier.records import HistoryEntry

DEPTH = 100
"""Changes remembered."""
Effect = Literal["changes", "removes", "brings_back"]
"""What an undo does: a dossier goes back to an earlier state, goes away, or comes back."""
_OPPOSITES: dict[Effect, Effect] = {"removes": "brings_back", "brings_back": "removes"}


class UndoStep(NamedTuple):
    """One change that can be taken back.

    Attributes:
        number: Its rank among the changes made here since the program began; below zero for one of
            an earlier session.
        id: Identifier of the dossier.
        deed: What it did.
        intern: Full name of the intern whose dossier it is.
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

    def taken_back(self, after: Dossier | None, removed: Dossier | None) -> UndoStep:
        """The step that takes this one back.

        Args:
            after: The dossier once it was taken back; None when it is gone.
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
        self, dossier: Dossier, deed: Deed, effect: Effect, removed: Dossier | None = None
    ) -> None:
        """Remember a change just made; what was undone cannot be done again after it.

        Args:
            dossier: As the change left it, or as it was when it was removed.
            deed: What was done.
            effect: What taking it back does.
            removed: The dossier to bring back, or None.
        """
        self.push_nothing()
        self.is_latest = True
        line = -1 if removed else len(dossier.history) - 1
        name = dossier.intern.full_name
        self._done.append(
            UndoStep(
                self._count,
                dossier.id,
                deed,
                name,
                effect,
                line,
                line,
                dossier.history[line] if removed is None else None,
                removed,
            )
        )

    def push_nothing(self) -> None:
        """Remember that a change was made, which left nothing to take back."""
        self._count += 1
        self.is_latest = False
        self._undone.clear()

    def add_earlier(self, done: Sequence[UndoStep], undone: Sequence[UndoStep]) -> None:
        """Put the changes of earlier sessions below those made here."""
        self._is_whole = True
        here = {(step.id, step.line) for step in (*self._done, *self._undone)}
        below = [step for step in done if (step.id, step.line) not in here]
        self._done = deque([*below, *self._done], maxlen=DEPTH)
        if not self._count and not self._undone:
            self._undone.extend(undone)

    def drop(self, step: UndoStep) -> None:
        """Forget the step on top of its stack: it can no longer be taken back."""
        if step is self.top:
            self._done.pop()
        else:
            self._undone.clear()  # what was undone after it goes back to the same state

    def take_back(self, step: UndoStep, after: Dossier | None, removed: Dossier | None) -> None:
        """Move a step that was taken back to the other stack; see `UndoStep.taken_back`."""
        here, there = self._done, self._undone
        if step is not self.top:
            here, there = there, here
        here.pop()
        there.append(step.taken_back(after, removed))


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


def lines_of(dossier: Dossier) -> list[Line]:
    """The lines of a history; a clock that was set back changes nothing to their order."""
    lines: list[Line] = []
    for rank, entry in enumerate(dossier.history):
        at = max(entry.at, lines[-1].at) if lines else entry.at
        lines.append(Line(dossier.id, dossier.intern.full_name, rank, entry, at))
    return lines


def steps_of(lines: Iterable[Line]) -> tuple[list[UndoStep], list[UndoStep]]:
    """The changes that stand and those undone since the last one, both in the order of the stack.

    What the history says of a change is not enough to bring a dossier back: creations are left out.

    Args:
        lines: In the order of time.
    """
    done: list[UndoStep] = []
    undone: list[UndoStep] = []
    for line in lines:
        deed = line.entry.deed
        if deed.code in (UNDONE, REDONE):
            here, there = (done, undone) if deed.code == UNDONE else (undone, done)
            which = (line.id, deed.values.get(WHICH))
            step = next((each for each in here if (each.id, each.line) == which), None)
            if step is not None:
                here.remove(step)
                there.append(step._replace(latest=line.rank, entry=line.entry))
        else:
            undone.clear()
            if line.entry.changes:
                number = -1 - len(done)
                done.append(
                    UndoStep(
                        number,
                        line.id,
                        deed,
                        line.intern,
                        "changes",
                        line.rank,
                        line.rank,
                        line.entry,
                    )
                )
    return done, undone


def stands_after(history: Sequence[HistoryEntry], rank: int) -> bool:
    """Whether a change made after a line of the history still stands: not undone since."""
    standing: set[object] = set()
    for each, entry in enumerate(history):
        which = entry.deed.values.get(WHICH)
        if entry.deed.code == UNDONE:
            standing.discard(which)
        elif entry.deed.code == REDONE:
            standing.add(which)
        else:
            standing.add(each)
    return any(isinstance(each, int) and each > rank for each in standing)
