"""The interface between the program and the place where dossiers are kept.

Identifiers are UUIDs, the version of a dossier grows at each change, and a conflict is an error
rather than a loss, so that a store shared by a team can replace the local file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ..dossier.changes import Change
from ..dossier.deeds import Deed
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from .erasable import Erasable
from .errors import StoreError
from .outcomes import Incoming
from .undoable import Undoable

SetBackListener = Callable[[datetime], object]
"""Called with the UTC instant of the copy of what was in memory, and is no longer in the file."""


class Repository(Erasable, Undoable, Protocol):
    """The place where dossiers are kept.

    Every method raises a `StoreError` with a French message when it cannot do its work, and then
    nothing has changed, except after `OutcomeUnknown`.
    """

    @property
    def revision(self) -> int:
        """A number that changes whenever the content known here changes."""
        ...

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier that can be read, by start date, then by name."""
        ...

    def stamps(self) -> Mapping[UUID, bytes]:
        """A mark of the content of each dossier, cheap to get, which changes with that content.

        They come in the order in which the dossiers were added.

        With it a screen keeps what it computed from the dossiers, and reads again only those that
        changed, rather than hold thousands of them.
        """
        ...

    def get(self, id: UUID) -> Dossier:
        """The dossier of that identifier.

        Raises:
            UnknownDossier: when there is none.
            UnreadableDossier: when it alone cannot be read.
        """
        ...

    def find(self, prefix: str) -> Dossier:
        """The dossier whose identifier has that beginning; case and hyphens do not count.

        Raises:
            UnknownDossier: when there is none.
            AmbiguousId: when there are several.
            UnreadableDossier: when it alone cannot be read.
        """
        ...

    def add(self, dossier: Dossier, deed: Deed = ...) -> Dossier:
        """Keep a new dossier; returns it at version 1, with its first line of history.

        Raises:
            ConflictError: when its identifier is taken.
            ErasedDossier: when it was erased.
        """
        ...

    def change(self, id: UUID, change: Change, *, expected: Dossier | None = None) -> Dossier:
        """Apply a change to the latest state of a dossier, and keep the result durably.

        The backup that the change asks for is made first: when it cannot be, nothing changes. One
        that erases identity data takes them out of the copies and the drafts as well.

        Args:
            id: Which dossier.
            change: What is done; the errors it raises pass through.
            expected: The dossier the user was looking at, when the change makes sense only there.

        Returns:
            The dossier as it is kept, its version one higher.

        Raises:
            UnknownDossier: when it is gone.
            ConflictError: when the dossier is not the expected one.
            ErasureUnfinished: when identity data are out of the file, but not of every copy.
        """
        ...

    def bring_in(
        self,
        incoming: Sequence[Incoming],
        organisation: tuple[Organisation, Organisation] | None = None,
    ) -> tuple[Dossier, ...]:
        """Keep what comes from another file, all of it in one write, after a backup.

        Args:
            incoming: The dossiers, new here or not.
            organisation: Mon organisation as it is to be kept, and as it was seen here; None to
                leave it.

        Raises:
            ConflictError: when something here is no longer what was seen.
        """
        ...

    def remove(self, id: UUID, deed: Deed = ...) -> None:
        """Delete a dossier, after a backup.

        Raises:
            UnknownDossier: when there is none.
        """
        ...

    def organisation(self) -> Organisation:
        """What the tutor said of the organisation, once for every dossier; blank at first.

        Raises:
            UnreadableOrganisation: when it alone cannot be read.
        """
        ...

    def keep_organisation(self, organisation: Organisation, seen: Organisation) -> Organisation:
        """Keep durably what the tutor says of the organisation.

        Args:
            organisation: What is said; its version and its history are the store's to set.
            seen: What was kept when one began to change it.

        Returns:
            The record as it is kept.

        Raises:
            UnreadableOrganisation: when what is kept cannot be read.
            ConflictError: when it is not what was seen.
        """
        ...

    def refresh(self) -> bool:
        """Read the changes of other programs; whether there were any."""
        ...

    @property
    def remembered(self) -> int:
        """How many dossiers are in memory, even when they can no longer be read where they were."""
        ...

    def rescue(self) -> Path | None:
        """Write what is in memory in place of a file that was lost or damaged.

        Returns:
            Where the damaged file was set aside; None when there was none.

        Raises:
            ConflictError: when it can be read after all.
        """
        ...

    def begin_anew(self) -> Path | None:
        """Write a file without any dossier in place of a lost or damaged one; see `rescue`."""
        ...

    def listen(self, listener: SetBackListener) -> None:
        """Have a function called when the file has lost something that was in memory.

        A tool that synchronises may put an older version back: what came since is then kept in a
        backup, and nothing else says that it is no longer in the file.
        """
        ...

    @property
    def removed(self) -> frozenset[UUID]:
        """The dossiers removed here that have not come back."""
        ...

    def copy_at_end(self) -> None:
        """Make the backup of the end of a session in which something changed.

        A failure is in `backup_failure`.
        """
        ...

    @property
    def backup_failure(self) -> StoreError | None:
        """Why the last backup made of itself could not be; None when all is well."""
        ...

    def close(self) -> None:
        """Forget the content in memory; it is read again when needed."""
        ...
