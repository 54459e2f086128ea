"""What the place where dossiers are kept does to undo changes and make them again."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from .outcomes import Undo


class Undoable(Protocol):
    """A place where the changes made can be undone, the last one or that of a line of a history."""

    @property
    def next_undo(self) -> Undo | None:
        """What `undo` would do, so that someone can be asked first; None when there is nothing.

        Once all that was done here is undone come the changes that the same person made before the
        program began.
        """
        ...

    @property
    def last_change(self) -> Undo | None:
        """The last change that stands; None when none was made since the program began."""
        ...

    @property
    def changes_made(self) -> int:
        """How many changes were made here since the program began."""
        ...

    def undo(self) -> Undo | None:
        """Put back what was before the last change made here.

        The dossier still goes forward: its version grows, and its history says what was undone.
        What others changed elsewhere in the dossier stays.

        Returns:
            What was undone; None when there was nothing.

        Raises:
            ConflictError: when a later change touches the same thing; that change stays.
        """
        ...

    @property
    def next_redo(self) -> Undo | None:
        """What `redo` would do; None when nothing was undone since the last change."""
        ...

    def redo(self) -> Undo | None:
        """Make again the last change that was undone, as long as no other change was made here.

        Returns:
            What was made again; None when there was nothing.

        Raises:
            ConflictError: when someone changed the dossier since; that change stays.
        """
        ...

    def line_to_undo(self, id: UUID, *, redo: bool = False) -> int | None:
        """The line, in the history of that dossier, of the last change made by the same person.

        Args:
            id: Which dossier; `undo.ORGANISATION_STEP` for Mon organisation.
            redo: Whether it is the last one undone that is asked for.
        """
        ...

    def undo_of(self, id: UUID, line: int) -> Undo | None:
        """What `take_back` would undo, or make again; None when that line kept nothing to put back.

        Raises:
            ConflictError: when a later change touches the same thing.
        """
        ...

    def take_back(self, id: UUID, line: int) -> Undo | None:
        """Undo the change of a line of a history, whoever made it; make it again if it is undone.

        A line that says what was undone, or made again, is about the line of that change.

        Args:
            id: Which dossier; `undo.ORGANISATION_STEP` for Mon organisation.
            line: The rank of the line.

        Raises:
            ConflictError: when a later change touches the same thing; that change stays.
        """
        ...
