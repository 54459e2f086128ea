"""What screens and commands are handed: where dossiers are, what the programme says, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..dossier.dossier import Dossier
from ..planning.clock import Clock
from ..programme.loader import Programme, load_programme
from ..store.backups import Backups
from ..store.drafts import Drafts
from ..store.repository import Repository
from .stepwise import Stepwise
from .summaries import Summaries

if TYPE_CHECKING:
    from ..planning.weeks import DossierCalendar


@dataclass(frozen=True)
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
        from ..planning.weeks import DossierCalendar

        return DossierCalendar.of(dossier, self.programme(dossier))

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """The programme a dossier was opened with; the present one without a dossier."""
        return load_programme(dossier.programme if dossier else None, self.programme_folder)

    def today(self) -> date:
        """The tutor's date, in Québec."""
        return self.clock.today()
