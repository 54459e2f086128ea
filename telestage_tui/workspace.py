"""What screens and commands are given: the dossiers, the programme, the day, and caches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from getpass import getuser
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

from .clocks.clock import Clock, SystemClock
from .clocks.zones import local
from .dossier.accesses import Hour
from .dossier.changes.sequence_numbers import BROUGHT_BACK, restore_from, restore_over
from .dossier.dossier import Dossier
from .dossier.french import long_moment
from .dossier.organisation import Organisation
from .dossier.text import clean_line
from .dossier.zone_names import DEFAULT_HOST_ZONE, zone
from .planning.agenda import DossierSummary, summarise
from .planning.calendar import DossierCalendar
from .programme.loader import load_programme
from .programme.programme import Programme
from .store.backup_contents import HeldDossier, compared
from .store.backup_names import copies_beside
from .store.backups import Backups
from .store.drafts import Drafts
from .store.errors import (
    MissingFolder,
    SequencesBehind,
    StoreError,
    UnknownDossier,
    UnreadableDossier,
    UnreadableOrganisation,
)
from .store.files import real_path
from .store.loading import dossier_of
from .store.lock import LOCK_TIMEOUT
from .store.migrations import DOSSIERS
from .store.paths import default_path, user_file, user_path
from .store.preferences import Preferences
from .store.repository import Erasure, Repository
from .store.tinydb_repository import TinyRepository

T = TypeVar("T")
WHO_PREFERENCE = "qui"
"""The name that the history keeps, by account."""
SECOND_FOLDER = "backups.folder"
"""The preference that has the second folder of the backups."""


def machine_time() -> datetime:
    """The real time, in the tutor's zone, even where another day is shown."""
    return SystemClock().now().astimezone(zone(DEFAULT_HOST_ZONE))


def machine_account() -> str:
    """The account of the machine; empty when it has no name."""
    try:
        return clean_line(getuser())
    except (OSError, KeyError, ImportError):  # no environment, nor any entry for this user
        return ""


def set_back_words(copy: datetime) -> str:
    """What is said when the file went back: see `Repository.listen`.

    Args:
        copy: UTC instant of the backup of what was lost.
    """
    at = copy.astimezone(zone(DEFAULT_HOST_ZONE))
    return (
        "Le fichier des dossiers est revenu à un état plus ancien, sans passer par telestage. Ce "
        "qui n’y est plus est gardé dans la sauvegarde « avant un remplacement » du "
        f"{long_moment(at.date(), at.time())}."
    )


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
        account: Gives the name of whoever uses the machine.
    """

    file: Path | None
    clock: Clock
    programme_folder: Path | None = None
    demo: bool = False
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
        """Give the name that the history keeps of changes made on this account; empty for none."""
        self.preferences.keep(f"{WHO_PREFERENCE}.{self.account()}", clean_line(name))

    @cached_property
    def backups(self) -> Backups:
        """The copies of the file."""
        return Backups(
            self.path,
            self.backup_time,
            lock_timeout=self.lock_timeout,
            second=self.second_folder,
        )

    def second_folder(self) -> Path | None:
        """The folder where the backups are made a second time, or None."""
        typed = self.preferences.text(SECOND_FOLDER)
        return Path(typed) if typed else None

    def choose_second_folder(self, typed: str) -> None:
        """Choose the folder where the backups are made a second time; an empty text for none.

        Raises:
            UnusablePath: when it cannot be a path.
            MissingFolder: when it does not exist.
        """
        folder = user_path(typed) if typed else None
        if folder is not None and not folder.is_dir():
            raise MissingFolder(folder)
        self.preferences.keep(SECOND_FOLDER, str(folder or ""))

    @cached_property
    def drafts(self) -> Drafts:
        """Texts not yet saved."""
        return Drafts(self.path, self._latest_change)

    def _latest_change(self) -> int:
        return self.repository.changes_made

    @cached_property
    def preferences(self) -> Preferences:
        """What whoever uses the file prefers."""
        return Preferences(self.path)

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
        folder = user_path(self.programme_folder) if self.programme_folder else None
        return load_programme(dossier.programme if dossier else None, folder)

    def common_state(self, mine: Dossier, theirs: Dossier) -> Dossier | None:
        """The last state that two versions of a dossier have both gone through, from a backup."""
        from .dossier.merging.differences import is_ancestor  # not for start-up

        for content in self.backups.contents():
            document = content.tables.get(DOSSIERS, {}).get(str(mine.id))
            if document is not None:
                with suppress(UnreadableDossier):
                    old = dossier_of(document)
                    if is_ancestor(old, mine, theirs):
                        return old
        return None

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

    def compare(self, backup: str) -> tuple[HeldDossier, ...]:
        """What a backup holds, dossier by dossier, compared with the file.

        Raises:
            StoreError: when the backup, or the file, cannot be read.
        """
        return compared(self.backups.content_of(backup), self.backups.present())

    def restore_dossier(self, backup: str, dossier_id: UUID) -> Dossier:
        """Put one dossier back as a backup has it; the others stay. An undo takes it back.

        Raises:
            UnknownDossier: when the backup does not have it.
            ErasedDossier: when it was erased.
            StoreError: when it cannot be read or kept.
        """
        document = self.backups.content_of(backup).tables.get(DOSSIERS, {}).get(str(dossier_id))
        if document is None:
            raise UnknownDossier(dossier_id)
        copy = dossier_of(document)
        self.repository.refresh()
        if dossier_id in self.repository.stamps():
            return self.repository.change(dossier_id, restore_from(copy))
        return self.repository.add(copy, BROUGHT_BACK)

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
            if not self.demo and not self.new_file and self.repository.unfinished_erasures:
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

    def hour(self) -> Hour:
        """The time it is for the tutor, to the minute, on the day that `today` gives."""
        at = local(self.clock.now(), DEFAULT_HOST_ZONE).time().replace(second=0, microsecond=0)
        return Hour(at=at, zone=DEFAULT_HOST_ZONE)


class DossierCache(Generic[T]):
    """A value computed from each dossier, and again only when that dossier has changed.

    Reading a dossier takes a fraction of a millisecond: nothing for the few of an employer, too
    much at once for a thousand. `read` therefore goes in steps, and a screen shows what is ready.
    """

    def __init__(self, repository: Repository, value_of: Callable[[Dossier], T]) -> None:
        """Start with an empty cache.

        Args:
            repository: Where the dossiers are.
            value_of: Computes the value of a dossier.
        """
        self._repository = repository
        self._value_of = value_of
        self._values: dict[UUID, tuple[bytes, T]] = {}
        self._unreadable: dict[UUID, tuple[bytes, UnreadableDossier]] = {}
        self.total = 0
        """How many dossiers there are, read or not."""

    def read(self, most: int = sys.maxsize) -> bool:
        """Read the dossiers that are new or have changed.

        Args:
            most: How many at the most; the others wait for the next call.

        Returns:
            Whether every value is now up to date.
        """
        stamps = self._repository.stamps()
        self.total = len(stamps)
        stale = [id for id, stamp in stamps.items() if not self._is_fresh(id, stamp)]
        for dossier_id in stale[:most]:
            self._read(dossier_id, stamps[dossier_id])
        self._values = {id: entry for id, entry in self._values.items() if id in stamps}
        self._unreadable = {id: entry for id, entry in self._unreadable.items() if id in stamps}
        return len(stale) <= most

    def known(self) -> Sequence[T]:
        """The values read so far."""
        return [value for _, value in self._values.values()]

    def unreadable(self) -> list[UnreadableDossier]:
        """Why a dossier has no value, for each that could not be read so far."""
        return [error for _, error in self._unreadable.values()]

    def clear(self) -> None:
        """Forget every value."""
        self._values = {}
        self._unreadable = {}

    def is_valid(self, value: T) -> bool:  # noqa: ARG002  (for the subclasses whose values expire)
        """Whether a value still holds while its dossier has not changed."""
        return True

    def _read(self, dossier_id: UUID, stamp: bytes) -> None:
        self._values.pop(dossier_id, None)
        self._unreadable.pop(dossier_id, None)
        try:
            self._values[dossier_id] = stamp, self._value_of(self._repository.get(dossier_id))
        except UnreadableDossier as error:
            self._unreadable[dossier_id] = stamp, error

    def _is_fresh(self, dossier_id: UUID, stamp: bytes) -> bool:
        if dossier_id in self._unreadable:
            return self._unreadable[dossier_id][0] == stamp
        entry = self._values.get(dossier_id)
        return entry is not None and entry[0] == stamp and self.is_valid(entry[1])


class Summaries(DossierCache[DossierSummary]):
    """The summary of each dossier; made again when the day changes, when a meeting ends, and when
    an access becomes due or overdue."""

    def __init__(
        self,
        repository: Repository,
        clock: Clock,
        programme_of: Callable[[Dossier], Programme],
    ) -> None:
        """Start with an empty cache.

        Args:
            repository: Where the dossiers are.
            clock: What day and time it is.
            programme_of: The programme a dossier follows.
        """

        def summary_of(dossier: Dossier) -> DossierSummary:
            return summarise(dossier, programme_of(dossier), clock.now(), clock.today())

        super().__init__(repository, summary_of)
        self._clock = clock
        self._day: date | None = None

    def read(self, most: int = sys.maxsize) -> bool:
        today = self._clock.today()
        if today != self._day:
            self.clear()
            self._day = today
        return super().read(most)

    def known(self) -> list[DossierSummary]:
        """The summaries read so far: stages under way by start date, then those closed."""
        return sorted(super().known(), key=_order)

    def is_valid(self, value: DossierSummary) -> bool:
        """Whether its next meeting is not over yet, and no other access is due or overdue."""
        meeting = value.next_meeting.end_utc if value.next_meeting else None
        now = self._clock.now()
        return all(each is None or each > now for each in (meeting, value.next_withdrawal))


def _order(summary: DossierSummary) -> tuple[bool, date, str]:
    return summary.is_closed, summary.start, summary.intern
