"""The changes that can be undone, and whether nobody has touched the dossier since."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple
from uuid import UUID

from ..dossier.dossier import Dossier

DEPTH = 100
"""Changes remembered."""


class UndoStep(NamedTuple):
    """One change made here.

    A state is known by the digest of its bytes rather than by its version: versions go down when a
    backup is restored, and another program may then give the same number to something else.

    Attributes:
        id: Identifier of the dossier.
        label: In the words of the history.
        intern: Full name, to say whose dossier it is.
        before: What was there; None when the dossier was created.
        stood: Digest of what was there.
        left: Digest of what the change left; None when the dossier was removed.
    """

    id: UUID
    label: str
    intern: str
    before: Dossier | None
    stood: bytes | None
    left: bytes | None


class UndoStack:
    """The last changes, the most recent on top.

    An undo writes a new state, like any change, so that the change below would no longer find the
    one it left: the stack remembers which state each undo has put back.
    """

    def __init__(self) -> None:
        self._steps: deque[UndoStep] = deque(maxlen=DEPTH)
        self._stands_for: dict[bytes, bytes] = {}

    @property
    def top(self) -> UndoStep | None:
        """The change that would be undone."""
        return self._steps[-1] if self._steps else None

    def push(self, step: UndoStep) -> None:
        """Remember a change."""
        self._steps.append(step)

    def drop(self) -> None:
        """Forget the change on top."""
        self._steps.pop()

    def applies_to(self, step: UndoStep, current: bytes | None) -> bool:
        """Whether the dossier is still what the change left.

        Args:
            step: The change.
            current: Digest of the dossier; None when there is none.
        """
        return (current and self._original(current)) == step.left

    def undone(self, step: UndoStep, now: bytes | None) -> None:
        """Forget the change on top, and remember what its undo has put back."""
        self.drop()
        if now is not None and step.stood is not None:
            self._stands_for[now] = self._original(step.stood)

    def _original(self, digest: bytes) -> bytes:
        return self._stands_for.get(digest, digest)
