"""The last changes, and whether each can still be undone."""

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
        intern: Full name of the intern whose dossier it is.
        before: The dossier before the change; None when it was created.
        digest_before: Digest of its document before the change; None when it was created.
        digest_after: Digest of its document after the change; None when it was removed.
    """

    id: UUID
    label: str
    intern: str
    before: Dossier | None
    digest_before: bytes | None
    digest_after: bytes | None


class UndoStack:
    """The last changes, the most recent on top.

    An undo writes a new state, like any change, whose digest is not the one that the change below
    has recorded: the stack remembers which earlier state each undo has put back.
    """

    def __init__(self) -> None:
        self._steps: deque[UndoStep] = deque(maxlen=DEPTH)
        self._originals: dict[bytes, bytes] = {}

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
        """Whether the dossier is still as the change made it.

        Args:
            step: The change.
            current: Digest of the dossier; None when there is none.
        """
        return (current and self._original(current)) == step.digest_after

    def record_undo(self, step: UndoStep, digest: bytes | None) -> None:
        """Forget the change on top, and remember the state its undo has put back.

        Args:
            step: The change on top.
            digest: Digest of the dossier after the undo; None when there is no dossier any more.
        """
        self.drop()
        if digest is not None and step.digest_before is not None:
            self._originals[digest] = self._original(step.digest_before)

    def _original(self, digest: bytes) -> bytes:
        return self._originals.get(digest, digest)
