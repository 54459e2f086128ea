"""The changes that can be undone, and whether nobody has touched the dossier since."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple
from uuid import UUID

from ..dossier.dossier import Dossier

DEPTH = 100
"""Changes remembered."""


class Step(NamedTuple):
    """One change made here.

    Attributes:
        id: Identifier of the dossier.
        label: In the words of the history.
        before: What was there; None when the dossier was created.
        after: The version it left; None when the dossier was removed.
    """

    id: UUID
    label: str
    before: Dossier | None
    after: int | None


class UndoStack:
    """The last changes, the most recent on top.

    An undo raises the version like any change, so that the change below would no longer find the
    version it left: the stack remembers which version each undo has put back.
    """

    def __init__(self) -> None:
        self._steps: deque[Step] = deque(maxlen=DEPTH)
        self._stands_for: dict[tuple[UUID, int], int | None] = {}

    @property
    def top(self) -> Step | None:
        """The change that would be undone."""
        return self._steps[-1] if self._steps else None

    def push(self, step: Step) -> None:
        """Remember a change."""
        self._steps.append(step)

    def drop(self) -> None:
        """Forget the change on top."""
        self._steps.pop()

    def applies_to(self, step: Step, current: Dossier | None) -> bool:
        """Whether the dossier is still what the change left."""
        return self._content_of(step.id, current) == step.after

    def undone(self, step: Step, now: Dossier | None) -> None:
        """Forget the change on top, and remember what its undo has put back."""
        self.drop()
        if now is not None:
            self._stands_for[step.id, now.version] = self._content_of(step.id, step.before)

    def _content_of(self, id: UUID, dossier: Dossier | None) -> int | None:
        if dossier is None:
            return None
        return self._stands_for.get((id, dossier.version), dossier.version)
