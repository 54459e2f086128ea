"""What backups give back: a file, a dossier, the state two versions have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from ..dossier.changes.sequence_numbers import BROUGHT_BACK, restore_from, restore_over
from ..dossier.dossier import Dossier
from ..store.backup_contents import HeldDossier, compared
from ..store.backups import Backups
from ..store.errors import SequencesBehind, StoreError, UnknownDossier
from ..store.loading import dossier_of
from ..store.migrations import DOSSIERS
from ..store.record_errors import UnreadableDossier
from ..store.repository import Repository


class Recovery:
    """What is taken out of the backups of a file."""

    def __init__(self, repository: Callable[[], Repository], backups: Backups) -> None:
        """Nothing is read yet.

        Args:
            repository: Gives the dossiers of the file, once they are needed.
            backups: The copies of it.
        """
        self._repository = repository
        self._backups = backups

    def compare(self, backup: str) -> tuple[HeldDossier, ...]:
        """What a backup holds, dossier by dossier, compared with the file.

        Raises:
            StoreError: when the backup, or the file, cannot be read.
        """
        return compared(self._backups.content_of(backup), self._backups.present())

    def restore(self, backup: str) -> Path | None:
        """Put a backup in the place of the file, and make calendars accept its meetings.

        A calendar ignores a meeting whose SEQUENCE is lower than the one it has, and may have later
        versions of these meetings: their SEQUENCE is raised above those.

        Args:
            backup: Name of the backup.

        Returns:
            Where an unreadable file was set aside, or None.

        Raises:
            SequencesBehind: when it is restored, but no SEQUENCE could be raised.
            StoreError: when it cannot be restored; see `Backups.restore`.
        """
        latest: dict[UUID, Dossier] = {}
        with suppress(StoreError):  # an unreadable file is a reason to restore
            latest = {dossier.id: dossier for dossier in self._repository().dossiers()}
        aside = self._backups.restore(backup)
        try:
            self._announce_over(latest)
        except StoreError as error:
            raise SequencesBehind(error) from error
        return aside

    def restore_dossier(self, backup: str, dossier_id: UUID) -> Dossier:
        """Put one dossier back as a backup has it; the others stay. An undo takes it back.

        Raises:
            UnknownDossier: when the backup does not have it.
            ErasedDossier: when it was erased.
            StoreError: when it cannot be read or kept.
        """
        document = self._backups.content_of(backup).tables.get(DOSSIERS, {}).get(str(dossier_id))
        if document is None:
            raise UnknownDossier(dossier_id)
        copy = dossier_of(document)
        self._repository().refresh()
        if dossier_id in self._repository().stamps():
            return self._repository().change(dossier_id, restore_from(copy))
        return self._repository().add(copy, BROUGHT_BACK)

    def common_state(self, mine: Dossier, theirs: Dossier) -> Dossier | None:
        """The last state that two versions of a dossier have both gone through, from a backup."""
        from ..dossier.merging.differences import is_ancestor  # not for start-up

        for content in self._backups.contents():
            document = content.tables.get(DOSSIERS, {}).get(str(mine.id))
            if document is not None:
                with suppress(UnreadableDossier):
                    old = dossier_of(document)
                    if is_ancestor(old, mine, theirs):
                        return old
        return None

    def _announce_over(self, latest: Mapping[UUID, Dossier]) -> None:
        """Raise the SEQUENCE of restored meetings above the one that calendars may have."""
        self._repository().refresh()
        for dossier in self._repository().dossiers():
            later = latest.get(dossier.id)
            if later and (change := restore_over(later)).apply(dossier) != dossier:
                self._repository().change(dossier.id, change)
