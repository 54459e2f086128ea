"""What screens and commands are given: the dossiers, the programme, the day, and caches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from ..clocks.clock import Clock, SystemClock
from ..dossier.changes.sequence_numbers import restore_over
from ..dossier.dossier import Dossier
from ..dossier.zone_names import DEFAULT_HOST_ZONE, zone
from ..planning.calendar import DossierCalendar
from ..programme.loader import load_programme
from ..programme.programme import Programme
from ..store.backups import Backups
from ..store.drafts import Drafts
from ..store.errors import SequencesBehind, StoreError
from ..store.lock import LOCK_TIMEOUT
from ..store.paths import default_path, user_file, user_path
from ..store.repository import Repository
from ..store.tinydb_repository import TinyRepository
from .cache import DossierCache, Summaries


def machine_time() -> datetime:
    """The real time, in the tutor's zone, even where another day is shown."""
    return SystemClock().now().astimezone(zone(DEFAULT_HOST_ZONE))


@dataclass(eq=False, repr=False)
class Workspace:
    """The dossiers of a file and what goes with them; nothing is read before it is asked for.

    Attributes:
        file: The file of the dossiers, as it was typed; None for the default one.
        clock: The only source of time.
        programme_folder: An organisation's own content, or None for the packaged one.
        demo: Whether the dossiers are invented ones, in a throwaway file.
        lock_timeout: Seconds to wait for another program that is writing.
        backup_time: The clock that dates the backups; aware.
    """

    file: Path | None
    clock: Clock
    programme_folder: Path | None = None
    demo: bool = False
    lock_timeout: float = LOCK_TIMEOUT
    backup_time: Callable[[], datetime] = machine_time

    @cached_property
    def path(self) -> Path:
        """The file of the dossiers.

        Raises:
            UnusablePath: when no file can be there.
        """
        return user_file(self.file) if self.file else default_path()

    @cached_property
    def repository(self) -> Repository:
        """The dossiers."""
        return TinyRepository(
            self.path, self.clock.now, backups=self.backups, lock_timeout=self.lock_timeout
        )

    @cached_property
    def backups(self) -> Backups:
        """The copies of the file."""
        return Backups(self.path, self.backup_time, lock_timeout=self.lock_timeout)

    @cached_property
    def drafts(self) -> Drafts:
        """Texts not yet saved."""
        return Drafts(self.path)

    @cached_property
    def summaries(self) -> Summaries:
        """The summary of each dossier, shared by the home screen and the search."""
        return Summaries(self.repository, self.clock, self.programme)

    @cached_property
    def calendars(self) -> DossierCache[DossierCalendar]:
        """The calendar of each dossier."""
        return DossierCache(self.repository, self.calendar_of)

    def calendar_of(self, dossier: Dossier) -> DossierCalendar:
        """The calendar of one dossier."""
        return DossierCalendar.of(dossier, self.programme(dossier))

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """The programme a dossier was opened with; the present one without a dossier."""
        folder = user_path(self.programme_folder) if self.programme_folder else None
        return load_programme(dossier.programme if dossier else None, folder)

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
            latest = {dossier.id: dossier for dossier in self.repository.dossiers()}
        aside = self.backups.restore(backup)
        try:
            self._announce_over(latest)
        except StoreError as error:
            raise SequencesBehind(error) from error
        return aside

    def _announce_over(self, latest: Mapping[UUID, Dossier]) -> None:
        """Raise the SEQUENCE of restored meetings above the one that calendars may have."""
        self.repository.refresh()
        for dossier in self.repository.dossiers():
            later = latest.get(dossier.id)
            if later and (change := restore_over(later)).apply(dossier) != dossier:
                self.repository.change(dossier.id, change)

    def today(self) -> date:
        """The tutor's date, in Québec."""
        return self.clock.today()
