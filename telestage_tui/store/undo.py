"""The last changes, and whether each can still be undone, or done again."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple
from uuid import UUID

from ..dossier.deeds import Deed
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
        deed: What it did.
        intern: Full name of the intern whose dossier it is.
        before: The dossier before the change; None when it was created.
        after: The dossier after the change; None when it was removed.
        digest_before: Digest of its document before the change; None when it was created.
        digest_after: Digest of its document after the change; None when it was removed.
    """

    number: int
    id: UUID
    deed: Deed
    intern: str
    before: Dossier | None
    after: Dossier | None
    digest_before: bytes | None
    digest_after: bytes | None

    def reverse(self) -> UndoStep:
        """The step that takes this one back."""
        return self._replace(
            before=self.after,
            after=self.before,
            digest_before=self.digest_after,
            digest_after=self.digest_before,
        )


class UndoStack:
    """The last changes, and those undone since the last change, each with the most recent on top.

    An undo writes a new state, like any change, whose digest is not the one that the change below
    has recorded: the stack remembers which earlier state each undo, or redo, has put back.
    """

    def __init__(self) -> None:
        self._done: deque[UndoStep] = deque(maxlen=DEPTH)
        self._undone: deque[UndoStep] = deque(maxlen=DEPTH)
        """The reverses of the changes undone: to redo is to take back an undo."""
        self._originals: dict[bytes, bytes] = {}
        self._count = 0

    @property
    def top(self) -> UndoStep | None:
        """The change that an undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def top_undone(self) -> UndoStep | None:
        """The undo that a redo takes back."""
        return self._undone[-1] if self._undone else None

    def push(
        self,
        deed: Deed,
        before: Dossier | None,
        after: Dossier | None,
        digests: tuple[bytes | None, bytes | None],
    ) -> None:
        """Remember a change; what was undone cannot be done again after it.

        Args:
            deed: What it did.
            before: The dossier before; None when it was created.
            after: The dossier after; None when it was removed.
            digests: Of its documents, before and after.
        """
        dossier = after or before
        if dossier is None:
            raise ValueError("a change has a dossier before or after it")
        self._count += 1
        name = dossier.intern.full_name
        self._done.append(UndoStep(self._count, dossier.id, deed, name, before, after, *digests))
        self._undone.clear()

    def drop(self, step: UndoStep) -> None:
        """Forget the step on top of its stack: the dossier has changed since."""
        if step is self.top:
            self._done.pop()
        else:
            self._undone.clear()  # what was undone after it goes back to the same state

    def applies_to(self, step: UndoStep, current: bytes | None) -> bool:
        """Whether the dossier is still as the step made it.

        Args:
            step: On top of its stack.
            current: Digest of the dossier; None when there is none.
        """
        return self._original(current) == self._original(step.digest_after)

    def take_back(self, step: UndoStep, digest: bytes | None) -> None:
        """Move a step that was taken back, reversed, to the other stack.

        Args:
            step: On top of its stack.
            digest: Digest of the dossier now; None when there is no dossier any more.
        """
        here, there = self._done, self._undone
        if step is not self.top:
            here, there = there, here
        here.pop()
        there.append(step.reverse())
        if digest is not None and step.digest_before is not None:
            self._originals[digest] = self._originals.get(step.digest_before, step.digest_before)

    def _original(self, digest: bytes | None) -> bytes | None:
        return digest if digest is None else self._originals.get(digest, digest)
