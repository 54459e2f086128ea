"""The dossiers of a file and what goes with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from uuid import UUID

from ..clocks.clock import Clock
from ..clocks.zones import local
from ..dossier.accesses import Hour
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.organisation import Organisation
from ..dossier.text import clean_line
from ..dossier.zone_names import DEFAULT_HOST_ZONE
from ..planning.calendar import DossierCalendar
from ..programme.loader import NEWEST, load_programme
from ..programme.programme import Programme
from ..store.backup_names import copies_beside
from ..store.backups import Backups
from ..store.drafts import Drafts
from ..store.errors import StoreError
from ..store.file_errors import MissingFolder
from ..store.files import read_file, real_path, replace_file
from ..store.lock import LOCK_TIMEOUT
from ..store.outcomes import Erasure
from ..store.paths import default_path, user_file, user_path
from ..store.preferences import Preferences
from ..store.record_errors import UnreadableDossier, UnreadableOrganisation
from ..store.repository import Repository
from ..store.tinydb_repository import TinyRepository
from .caches import DossierCache, Summaries
from .machine import machine_account, machine_time
from .own_content import OwnContent
from .recovery import Recovery

WHO_PREFERENCE = "qui"
"""The name that the history keeps, by account."""
SECOND_FOLDER = "backups.folder"
"""The preference that has the second folder of the backups."""

DISCREET_REFUSAL = (
    "Mode discret : rien ne s’enregistre, ce que vous voyez est masqué. Quittez (F10), puis "
    "ouvrez telestage sans --discret."
)
"""Why nothing is changed in a discreet session."""


@dataclass(eq=False, repr=False)
class Workspace:
    """The dossiers of a file and what goes with them; nothing is read before it is asked for.

    Attributes:
        file: The file of the dossiers, as it was typed; None for the default one.
        clock: The only source of time.
        programme_folder: An organisation's own content, given for this launch alone; None for the
            one remembered, or the packaged one.
        demo: Whether the dossiers are invented ones, in a throwaway file.
        discreet: Whether the dossiers are masked ones, in a throwaway file that nobody changes; see
            `discreet`.
        lock_timeout: Seconds to wait for another program that is writing.
        backup_time: The clock that dates the backups; aware.
        account: Gives the name of whoever uses the machine.
    """

    file: Path | None
    clock: Clock
    programme_folder: Path | None = None
    demo: bool = False
    discreet: bool = False
    lock_timeout: float = LOCK_TIMEOUT
    backup_time: Callable[[], datetime] = machine_time
    account: Callable[[], str] = machine_account
    _erased: set[UUID] = field(default_factory=set, init=False)
    """The dossiers erased here: a page that closes later keeps no draft about them."""

    @cached_property
    def path(self) -> Path:
        """The file of the dossiers.

        Raises:
            UnusablePath: when no file can be there.
            MissingFolder: when its directory does not exist; only that of the default file, the
                user's own, is created when it is needed.
        """
        if self.file is None:
            return default_path()
        path = user_file(self.file)
        folder = real_path(path).parent
        if not folder.exists() and folder != real_path(default_path()).parent:
            raise MissingFolder(folder)
        return path

    @property
    def is_throwaway(self) -> bool:
        """Whether the file goes away when the screens are left."""
        return self.demo or self.discreet

    @property
    def new_file(self) -> bool:
        """Whether the file does not exist yet, and never did as far as one can see."""
        real = real_path(self.path)
        return not os.path.lexists(real) and not copies_beside(real)

    @cached_property
    def repository(self) -> Repository:
        """The dossiers."""
        return TinyRepository(
            self.path,
            self.clock.now,
            backups=self.backups,
            lock_timeout=self.lock_timeout,
            who=self.who,
            refusal=DISCREET_REFUSAL if self.discreet else "",
        )

    def who(self) -> str:
        """Who makes changes, for the history.

        The name given once on this account, for several may share a file; else that of the tutor in
        Mon organisation; else the account of the machine.
        """
        return self.own_name or self.organisation().tutor.full_name or self.account()

    @property
    def own_name(self) -> str:
        """The name given for the history on this account; empty when none was."""
        return self.preferences.text(f"{WHO_PREFERENCE}.{self.account()}")

    def name_oneself(self, name: str) -> None:
        """Give the name that the history keeps of changes made on this account; empty for none.

        Raises:
            Refused: in a discreet session.
        """
        self._refuse_discreet()
        self.preferences.keep(f"{WHO_PREFERENCE}.{self.account()}", clean_line(name))

    def _refuse_discreet(self) -> None:
        if self.discreet:
            raise Refused(DISCREET_REFUSAL)

    @cached_property
    def backups(self) -> Backups:
        """The copies of the file."""
        return Backups(
            self.path,
            self.backup_time,
            lock_timeout=self.lock_timeout,
            second=self.second_folder,
        )

    @cached_property
    def recovery(self) -> Recovery:
        """What backups give back."""
        return Recovery(lambda: self.repository, self.backups)

    def second_folder(self) -> Path | None:
        """The folder where the backups are made a second time, or None."""
        typed = self.preferences.text(SECOND_FOLDER)
        return Path(typed) if typed else None

    def choose_second_folder(self, typed: str) -> None:
        """Choose the folder where the backups are made a second time; an empty text for none.

        Raises:
            UnusablePath: when it cannot be a path.
            MissingFolder: when it does not exist.
            Refused: in a discreet session.
        """
        self._refuse_discreet()
        folder = user_path(typed) if typed else None
        if folder is not None and not folder.is_dir():
            raise MissingFolder(folder)
        self.preferences.keep(SECOND_FOLDER, str(folder or ""))

    @cached_property
    def drafts(self) -> Drafts:
        """Texts not yet saved."""
        return Drafts(self.path, self._latest_change, self._latest_key)

    def _latest_change(self) -> int:
        return self.repository.changes_made

    def _latest_key(self) -> str:
        change = self.repository.last_change
        return change.key if change else ""

    @cached_property
    def preferences(self) -> Preferences:
        """What whoever uses the file prefers."""
        return Preferences(self.path)

    @cached_property
    def own_content(self) -> OwnContent:
        """The organisation's own content, if any."""
        return OwnContent(self.programme_folder, lambda: self.preferences)

    @cached_property
    def summaries(self) -> Summaries:
        """The summary of each dossier, shared by the home screen and the search."""
        return Summaries(self.repository, self.clock, self.programme)

    @cached_property
    def calendars(self) -> DossierCache[DossierCalendar]:
        """The calendar of each dossier."""
        return DossierCache(self.repository, self.calendar_of)

    def organisation(self) -> Organisation:
        """What Mon organisation says; blank when it cannot be read, as `check` reports."""
        if not self.new_file:
            with suppress(UnreadableOrganisation):
                return self.repository.organisation()
        return Organisation()

    def last_opened(self) -> Dossier | None:
        """The dossier opened last, among those that can be read."""
        for dossier_id in reversed(list(self.repository.stamps())):
            with suppress(UnreadableDossier):
                return self.repository.get(dossier_id)
        return None

    def calendar_of(self, dossier: Dossier) -> DossierCalendar:
        """The calendar of one dossier."""
        return DossierCalendar.of(dossier, self.programme(dossier))

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """The programme a dossier was opened with; the present one without a dossier."""
        folder = self.own_content.folder
        if dossier is None:
            return load_programme(None, folder)
        return load_programme(dossier.programme, folder).opened_for(dossier)

    def present_programme(self, dossier: Dossier | None) -> Programme:
        """The present version of the programme that a dossier may move to."""
        if dossier is None or dossier.former is None:
            return self.programme()
        ref = dossier.programme.evolve(version=NEWEST)
        return load_programme(ref, self.own_content.folder)

    def erase(self, dossier_id: UUID) -> Erasure:
        """Erase a dossier for good, with its drafts; see `Repository.erase`."""
        self._erased.add(dossier_id)
        erasure = self.repository.erase(dossier_id, on=self.today())
        self.drafts.forget_about(dossier_id)
        return erasure

    def erase_candidates(self, dossier_id: UUID) -> Erasure:
        """Erase the names of the candidates not chosen; see `Repository.erase_candidates`."""
        erasure = self.repository.erase_candidates(dossier_id, on=self.today())
        self.drafts.reread()
        return erasure

    def finish_erasures(self) -> StoreError | None:
        """Finish the erasures that were stopped; why they could not be, or None."""
        try:
            if not self.is_throwaway and not self.new_file and self.repository.unfinished_erasures:
                self.repository.finish_erasures()
        except StoreError as error:
            return error
        return None

    def finish(self) -> StoreError | None:
        """Make the backup of a session that changed something; forget drafts about what it removed.

        Returns:
            Why it could not be made, or None.
        """
        if self.demo or "repository" not in self.__dict__:
            return None
        self.repository.copy_at_end()
        for dossier_id in self.repository.removed | self._erased:
            self.drafts.forget_about(dossier_id)
        return self.repository.backup_failure

    def content(self) -> bytes | None:
        """The content of the file; None while there is none."""
        read = read_file(self.path)
        return read[0] if read else None

    def put_content(self, content: bytes | None) -> None:
        """Put another content in place of the file of a demonstration, and forget what was read.

        Args:
            content: The whole file; None for no file at all.

        Raises:
            Refused: outside a demonstration: nobody's own file is ever replaced so.
            StoreError: when it cannot be written.
        """
        if not self.demo:
            raise Refused("Le fichier de vos dossiers ne se remplace pas ainsi.")
        if content is None:
            self.path.unlink(missing_ok=True)
        else:
            replace_file(self.path, [content])
        for read in ("repository", "summaries", "calendars", "drafts"):
            self.__dict__.pop(read, None)

    def begin_again(self, content: bytes) -> None:
        """Put the demonstration back as it began: nothing typed in it, and no backup, is kept.

        Args:
            content: The whole file.

        Raises:
            Refused: outside a demonstration.
            StoreError: when the file cannot be written; the rest is then as it was.
        """
        self.put_content(content)
        for path in (self.drafts.path, self.backups.directory):
            if path.is_dir():
                rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def today(self) -> date:
        """The tutor's date, in Québec."""
        return self.clock.today()

    def hour(self) -> Hour:
        """The time it is for the tutor, to the minute, on the day that `today` gives."""
        at = local(self.clock.now(), DEFAULT_HOST_ZONE).time().replace(second=0, microsecond=0)
        return Hour(at=at, zone=DEFAULT_HOST_ZONE)
