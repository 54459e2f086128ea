"""Verified copies of the file, made before it matters, and put back safely."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from .errors import (
    BackupFailed,
    NothingToBackUp,
    OutcomeUnknown,
    SaveFailed,
    StoreError,
    UnknownBackup,
    french_cause,
)
from .files import (
    make_private_directory,
    move_aside,
    name_aside,
    real_path,
    replace_file,
    sweep,
)
from .loading import Loaded, check_dossiers, load
from .lock import LOCK_TIMEOUT, file_lock
from .migrations import MIGRATIONS, Migration
from .rotation import worth_keeping

Reason = Literal["quotidienne", "manuelle", "migration", "restauration", "suppression", "import"]
"""Why a backup was made: each day, on request, or before something that cannot be undone."""

_NOT_THE_SAME = "ce qui a été relu n’est pas ce qui a été écrit"
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    rf"(\d{{8}}T\d{{6}}Z)-({'|'.join(get_args(Reason))})(?:-(\d{{1,9}}))?\.json", re.ASCII
)
_YEARS = range(1970, 2200)
"""Of a name that can be one of ours."""


class Backup(NamedTuple):
    """One copy.

    Attributes:
        name: File name, by which it is asked for.
        path: The copy itself.
        taken_at: UTC instant.
        size: Bytes.
        reason: Why it was made.
        dossiers: How many it holds; None when it is unreadable.
    """

    name: str
    path: Path
    taken_at: datetime
    size: int
    reason: Reason
    dossiers: int | None

    @property
    def readable(self) -> bool:
        """Whether it is whole, and of a schema this program knows."""
        return self.dossiers is not None


class _Name(NamedTuple):
    """What the name of a copy says, in an order that sorts by age.

    Attributes:
        taken_at: UTC instant, to the second.
        rank: Among the copies of that second, from 1.
        reason: Why it was made.
        text: The name itself.
    """

    taken_at: datetime
    rank: int
    reason: Reason
    text: str

    @classmethod
    def read(cls, text: str) -> _Name | None:
        """The name of a copy, or None for any other."""
        match = _NAME.fullmatch(text)
        if match is None or int(match[1][:4]) not in _YEARS:
            return None
        try:
            taken_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:  # a day or an hour that no clock has
            return None
        return cls(taken_at, int(match[3] or 1), cast(Reason, match[2]), text)


class Backups:
    """The copies of one file, in the directory `<file>.backups` beside it."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        lock_timeout: float = LOCK_TIMEOUT,
    ) -> None:
        """Stand for the copies of a file; nothing is created yet.

        Args:
            path: The file that is copied.
            now: The machine's clock, even where the program shows another day: copies are dated by
                it, and let go by their age. Aware; its zone says which day it is.
            migrations: From each schema to the next.
            lock_timeout: Seconds to wait for another program before a restore.
        """
        self.path = real_path(path)
        self.directory = self.path.with_name(f"{self.path.name}.backups")
        self._now = now
        self._migrations = migrations
        self._lock_timeout = lock_timeout
        self._made_on: date | None = None

    def list(self) -> tuple[Backup, ...]:
        """Every copy, the newest first, each read and verified."""
        return tuple(self._backup(name) for name in self._names())

    def create(self, reason: Reason = "manuelle") -> Backup:
        """Copy the file as it is, read the copy back, and let old copies go.

        Raises:
            NothingToBackUp: when there is no file.
            UnreadableFile: when the file is damaged; the copies that exist stay.
            BackupFailed: when the copy cannot be made.
        """
        with file_lock(self.path, self._lock_timeout):
            source = load(self.path, self._migrations)
            if source is None:
                raise NothingToBackUp
            backup = self._copy(source, reason)
            self._prune(spare=backup.name)
            return backup

    def create_daily(self) -> Backup | None:
        """The copy of the day, unless there is one already, or no file."""
        today = self._day(self._now())
        if self._made_on == today:
            return None
        made = None
        if not any(self._day(name.taken_at) == today for name in self._names()):
            made = self.create("quotidienne") if self.path.exists() else None
        self._made_on = today
        return made

    def restore(self, name: str) -> Path | None:
        """Put a copy in the place of the file, all or nothing.

        The present file is first copied, or set aside when it cannot be read.

        Returns:
            Where an unreadable file was set aside, or None.

        Raises:
            UnknownBackup: when there is no copy of that name.
            UnreadableFile: when the copy is damaged; nothing has changed.
            NewerSchema: when a newer version made the copy.
            SaveFailed: when it could not be written.
            OutcomeUnknown: when it is in place, and could not be confirmed.
        """
        copy = self._verified(name)
        with file_lock(self.path, self._lock_timeout):
            aside = self._keep_present()
            replace_file(self.path, [copy.data])
            if not self._is_there(self.path, copy):
                raise OutcomeUnknown(self.path, _NOT_THE_SAME)
            return aside

    def set_aside(self) -> Path:
        """Give an unreadable file another name, so that a new one can begin.

        Returns:
            Its new place, beside the old one.

        Raises:
            SaveFailed: when the system refuses.
        """
        with file_lock(self.path, self._lock_timeout):
            return self._aside(move_aside)

    def prune(self) -> tuple[str, ...]:
        """Remove the copies that are no longer worth keeping; returns their names.

        The last readable copy is never removed.
        """
        with file_lock(self.path, self._lock_timeout):
            return self._prune()

    def _prune(self, spare: str | None = None) -> tuple[str, ...]:
        names = self._names()
        moments = worth_keeping((name.taken_at for name in names), self._now())
        kept = [name for name in names if name.text == spare or name.taken_at in moments]
        doomed = [name for name in names if name not in kept]
        if doomed and not any(self._backup(name).readable for name in kept):
            spared = next((name for name in doomed if self._backup(name).readable), None)
            doomed = [name for name in doomed if name != spared]
        for name in doomed:
            with suppress(OSError):  # a copy too many harms nobody
                (self.directory / name.text).unlink()
        return tuple(name.text for name in doomed)

    def _names(self) -> tuple[_Name, ...]:
        """The names of the copies, the newest first."""
        try:
            read = [_Name.read(entry.name) for entry in self.directory.iterdir()]
        except OSError:
            return ()
        return tuple(sorted(filter(None, read), reverse=True))

    def _backup(self, name: _Name) -> Backup:
        path = self.directory / name.text
        dossiers, size = None, 0
        with suppress(OSError, StoreError):  # said by `readable`
            size = path.stat().st_size
            loaded = load(path, self._migrations)
            dossiers = loaded.dossiers if loaded else None
        return Backup(name.text, path, name.taken_at, size, name.reason, dossiers)

    def _copy(self, source: Loaded, reason: Reason) -> Backup:
        try:
            make_private_directory(self.directory)
        except OSError as error:
            raise BackupFailed(self.directory, french_cause(error)) from error
        sweep(self.directory)
        name = self._free_name(reason)
        path = self.directory / name.text
        try:
            replace_file(path, [source.data])
        except (SaveFailed, OutcomeUnknown) as error:
            raise BackupFailed(path, error.cause) from error
        if not self._is_there(path, source):
            with suppress(OSError):
                path.unlink()
            raise BackupFailed(path, _NOT_THE_SAME)
        return Backup(
            name.text, path, name.taken_at, len(source.data), name.reason, source.dossiers
        )

    def _free_name(self, reason: Reason) -> _Name:
        second = self._now().astimezone(UTC).replace(microsecond=0)
        rank = 1 + max((name.rank for name in self._names() if name.taken_at == second), default=0)
        start = f"{second.strftime(_STAMP)}-{reason}"
        return _Name(second, rank, reason, f"{start}.json" if rank == 1 else f"{start}-{rank}.json")

    def _verified(self, name: str) -> Loaded:
        path = self.directory / name
        # Only a name of ours: no path can lead out of the directory.
        if _Name.read(name) is None or path.is_symlink():
            raise UnknownBackup(name)
        copy = load(path, self._migrations)
        if copy is None:
            raise UnknownBackup(name)
        check_dossiers(copy.content, path)
        return copy

    def _is_there(self, path: Path, expected: Loaded) -> bool:
        """Whether a file just written reads as what was to be written."""
        try:
            found = load(path, self._migrations)
        except StoreError:
            return False
        return found is not None and found.data == expected.data

    def _keep_present(self) -> Path | None:
        try:
            present = load(self.path, self._migrations)
        except StoreError:
            return self._aside(name_aside)
        if present is not None:
            self._copy(present, "restauration")
        return None

    def _aside(self, give_name: Callable[[Path, Path], None]) -> Path:
        start = f"{self.path.stem}.illisible-{self._now().strftime('%Y%m%d-%H%M%S')}"
        for number in range(1, 100):
            name = start if number == 1 else f"{start}-{number}"
            aside = self.path.with_name(f"{name}{self.path.suffix}")
            try:
                give_name(self.path, aside)
            except FileExistsError:
                continue
            except OSError as error:
                raise SaveFailed(self.path, french_cause(error)) from error
            return aside
        raise SaveFailed(self.path, "trop de fichiers illisibles ont déjà été mis de côté")

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._now().tzinfo).date()
