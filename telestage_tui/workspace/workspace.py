"""What screens and commands are handed: where dossiers are, what the programme says, the day."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ..clocks.clock import Clock
from ..dossier.changes.sequence_numbers import restore_over
from ..dossier.dossier import Dossier
from ..programme.loader import load_programme
from ..programme.programme import Programme
from ..store.backups import Backups
from ..store.drafts import Drafts
from ..store.errors import SequencesBehind, StoreError
from ..store.repository import Repository
from .cache import Stepwise
from .summaries import Summaries

if TYPE_CHECKING:
    from ..planning.calendar import DossierCalendar


@dataclass(frozen=True, eq=False, repr=False)
class Workspace:
    """The collaborators of the screens and the commands, made once.

    Attributes:
        repository: Where dossiers are kept.
        backups: The copies of the file.
        drafts: Texts typed and not yet saved.
        clock: The only source of time.
        path: The file all of it is in.
        programme_folder: An organisation's own content, or None for the packaged one.
        demo: Whether the dossiers are invented ones, in a throwaway file.
    """

    repository: Repository
    backups: Backups
    drafts: Drafts
    clock: Clock
    path: Path
    programme_folder: Path | None = None
    demo: bool = False

    @cached_property
    def summaries(self) -> Summaries:
        """What is known of each dossier, shared by the home screen and the search."""
        return Summaries(self.repository, self.clock, self.programme)

    @cached_property
    def calendars(self) -> Stepwise[DossierCalendar]:
        """What the calendar holds of each dossier."""
        return Stepwise(self.repository, self.calendar_of)

    def calendar_of(self, dossier: Dossier) -> DossierCalendar:
        """What the calendar holds of one dossier."""
        from ..planning.calendar import DossierCalendar

        return DossierCalendar.of(dossier, self.programme(dossier))

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """The programme a dossier was opened with; the present one without a dossier."""
        return load_programme(dossier.programme if dossier else None, self.programme_folder)

    def restore(self, backup: str) -> Path | None:
        """Put a backup in the place of the file, and have calendars learn of what it brings back.

        They take nothing older than what they have, and may have been given what came since: the
        SEQUENCE of its meetings grows above it.

        Args:
            backup: Its name.

        Returns:
            Where an unreadable file was set aside, or None.

        Raises:
            SequencesBehind: when it is restored, but that could not be told.
            StoreError: when it cannot be restored; see `Backups.restore`.
        """
        latest: dict[UUID, Dossier] = {}
        with suppress(StoreError):  # it is restored because the file cannot be read
            latest = {dossier.id: dossier for dossier in self.repository.dossiers()}
        aside = self.backups.restore(backup)
        try:
            self._announce_over(latest)
        except StoreError as error:
            raise SequencesBehind(error) from error
        return aside

    def _announce_over(self, latest: Mapping[UUID, Dossier]) -> None:
        """Raise the SEQUENCE of what was restored above what calendars may have."""
        self.repository.refresh()
        for dossier in self.repository.dossiers():
            known = latest.get(dossier.id)
            if known and (change := restore_over(known)).apply(dossier) != dossier:
                self.repository.change(dossier.id, change)

    def today(self) -> date:
        """The tutor's date, in Québec."""
        return self.clock.today()
