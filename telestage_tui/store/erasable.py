"""What the place where dossiers are kept does to erase for good."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

from .outcomes import Erasure


class Erasable(Protocol):
    """A place where what is erased leaves the copies and the drafts too, and does not come back."""

    def erase(self, id: UUID, *, on: date) -> Erasure:
        """Erase a dossier for good: from the file, its copies, the drafts, what was set aside.

        Its identifier and the day stay, so that nothing brings it back. It may be in a copy alone,
        or erased already: what is left of it then goes. No undo goes back before.

        Args:
            id: Which dossier.
            on: The tutor's local date.

        Raises:
            UnknownDossier: when neither the file nor a copy has it.
            BackupFailed: when the copy made first failed; nothing has changed.
            ErasureUnfinished: when it is out of the file, but not of every copy.
        """
        ...

    def erase_candidates(self, id: UUID, *, on: date) -> Erasure:
        """Erase the names of the candidates who were not chosen, from the copies and drafts too.

        No undo brings them back.

        Args:
            id: Of the dossier.
            on: The tutor's local date.

        Raises:
            Refused: when the dossier keeps no such name.
            StoreError: see `erase`.
        """
        ...

    @property
    def unfinished_erasures(self) -> int:
        """How many erasures were stopped before their end."""
        ...

    def finish_erasures(self) -> int:
        """Take out of the copies every dossier that was erased; how many copies were rewritten.

        Raises:
            ErasureUnfinished: when some still hold one.
        """
        ...

    def is_erased(self, id: UUID) -> bool:
        """Whether the dossier of that identifier was erased: `add` refuses it then."""
        ...

    def find_held(self, prefix: str) -> UUID:
        """The identifier with that beginning, of a dossier in the file or a copy, or erased.

        Raises:
            UnknownDossier: when there is none.
            AmbiguousId: when there are several.
        """
        ...
