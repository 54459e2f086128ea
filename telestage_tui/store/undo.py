"""The last changes, and whether each can still be undone, or done again."""

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
        number: Its rank among the changes made here since the program began.
        id: Identifier of the dossier.
        label: In the words of the history.
        intern: Full name of the intern whose dossier it is.
        before: The dossier before the change; None when it was created.
        after: The dossier after the change; None when it was removed.
        digest_before: Digest of its document before the change; None when it was created.
        digest_after: Digest of its document after the change; None when it was removed.
    """

    number: int
    id: UUID
    label: str
    intern: str
    before: Dossier | None
    after: Dossier | None
    digest_before: bytes | None
    digest_after: bytes | None


class UndoStack:
    """The last changes, and those undone since the last change, each with the most recent on top.

    An undo writes a new state, like any change, whose digest is not the one that the change below
    has recorded: the stack remembers which earlier state each undo, or redo, has put back.
    """

    def __init__(self) -> None:
        self._done: deque[UndoStep] = deque(maxlen=DEPTH)
        self._undone: deque[UndoStep] = deque(maxlen=DEPTH)
        self._originals: dict[bytes, bytes] = {}
        self._count = 0

    @property
    def top(self) -> UndoStep | None:
        """The change that would be undone."""
        return self._done[-1] if self._done else None

    @property
    def top_undone(self) -> UndoStep | None:
        """The undone change that would be done again."""
        return self._undone[-1] if self._undone else None

    def push(
        self,
        label: str,
        before: Dossier | None,
        after: Dossier | None,
        digests: tuple[bytes | None, bytes | None],
    ) -> None:
        """Remember a change; what was undone cannot be done again after it.

        Args:
            label: In the words of the history.
            before: The dossier before; None when it was created.
            after: The dossier after; None when it was removed.
            digests: Of its documents, before and after.
        """
        dossier = after or before
        if dossier is None:
            raise ValueError("a change has a dossier before or after it")
        self._count += 1
        self._done.append(
            UndoStep(
                self._count, dossier.id, label, dossier.intern.full_name, before, after, *digests
            )
        )
        self._undone.clear()

    def drop(self) -> None:
        """Forget the change on top."""
        self._done.pop()

    def drop_undone(self) -> None:
        """Forget what was undone: the dossier has changed since."""
        self._undone.clear()

    def is_at(self, state: bytes | None, current: bytes | None) -> bool:
        """Whether a dossier is in a state a change has left, or found.

        Args:
            state: Digest before, or after, the change; None when there was no dossier.
            current: Digest of the dossier; None when there is none.
        """
        return self._original(current) == self._original(state)

    def record_undo(self, step: UndoStep, digest: bytes | None) -> None:
        """Keep the change on top as undone, and remember the state its undo has put back.

        Args:
            step: The change on top.
            digest: Digest of the dossier after the undo; None when there is no dossier any more.
        """
        self._done.pop()
        self._undone.append(step)
        self._remember(digest, step.digest_before)

    def record_redo(self, step: UndoStep, digest: bytes | None) -> None:
        """Keep the undone change on top as done, and remember the state its redo has put back.

        Args:
            step: The undone change on top.
            digest: Digest of the dossier after the redo; None when there is no dossier any more.
        """
        self._undone.pop()
        self._done.append(step)
        self._remember(digest, step.digest_after)

    def _remember(self, digest: bytes | None, state: bytes | None) -> None:
        if digest is not None and state is not None:
            self._originals[digest] = self._originals.get(state, state)

    def _original(self, digest: bytes | None) -> bytes | None:
        return digest if digest is None else self._originals.get(digest, digest)
