"""Verified copies of the file: made, listed, restored, and removed as they age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.changes.backup_reasons import BACKUP_REASONS
from ..dossier.os_errors import french_cause
from .backup_names import CopyName, copies_directory, names_in
from .backup_rotation import worth_keeping
from .errors import (
    BackupFailed,
    ConflictError,
    NothingToBackUp,
    OutcomeUnknown,
    SaveFailed,
    StoreError,
    UnknownBackup,
)
from .files import make_private_directory, real_path, replace_file, set_aside, sweep
from .loading import Loaded, load
from .lock import LOCK_TIMEOUT, file_lock
from .migrations import MIGRATIONS, Migration

_NOT_THE_SAME = "ce qui a été relu n’est pas ce qui a été écrit"


class Backup(NamedTuple):
    """One copy.

    Attributes:
        name: File name, which identifies it.
        path: The copy itself.
        taken_at: UTC instant.
        size: Bytes.
        reason: Why it was made, see `BACKUP_REASONS`.
        dossiers: How many it holds; None when it is unreadable.
    """

    name: str
    path: Path
    taken_at: datetime
    size: int
    reason: str
    dossiers: int | None

    @property
    def readable(self) -> bool:
        """Whether it is whole, and of a schema this program knows."""
        return self.dossiers is not None


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
        """Only remember where the file is; nothing is read or created yet.

        Args:
            path: The file that is copied.
            now: The machine's clock, even where the program shows another day: it dates the copies
                and gives their age. Aware; its zone says which day it is.
            migrations: From each schema to the next.
            lock_timeout: Seconds to wait for another program before a restore.
        """
        self.path = real_path(path)
        self.directory = copies_directory(self.path)
        self._now = now
        self._migrations = migrations
        self._lock_timeout = lock_timeout
        self._last_daily: date | None = None

    def list(self) -> tuple[Backup, ...]:
        """Every copy, the newest first, each read and verified."""
        return tuple(self._backup(name) for name in names_in(self.directory))

    def create(self, reason: str = "manuelle") -> Backup:
        """Copy the file as it is, read the copy back, and remove old copies.

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
        """Make the copy of the day, unless there is one already, or no file."""
        today = self._day(self._now())
        if self._last_daily == today:
            return None
        backup = None
        if not any(self._day(name.taken_at) == today for name in names_in(self.directory)):
            backup = self.create("quotidienne") if self.path.exists() else None
        self._last_daily = today
        return backup

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
            OutcomeUnknown: when it is in place, but could not be read back.
        """
        copy = self._load_copy(name)
        with file_lock(self.path, self._lock_timeout):
            aside = self._keep_present()
            replace_file(self.path, [copy.data])
            if not self._is_there(self.path, copy):
                raise OutcomeUnknown(self.path, _NOT_THE_SAME)
            return aside

    def keep_damaged(self) -> Path | None:
        """Give a file that cannot be read a second name, before another takes its place.

        Returns:
            The second name, beside the first; None when there is no file.

        Raises:
            ConflictError: when the file can be read after all.
            SaveFailed: when the system refuses.
        """
        with file_lock(self.path, self._lock_timeout):
            try:
                present = load(self.path, self._migrations)
            except StoreError:
                return self._set_aside()
            if present is not None:
                raise ConflictError(
                    "Le fichier se lit de nouveau : il est resté comme il est. Relisez-le."
                )
            return None

    def _prune(self, spare: str) -> None:
        """Remove the copies no longer worth keeping; `spare`, just made and read back, stays.

        Those whose reason is unknown belong to a newer version, and stay.
        """
        names = [name for name in names_in(self.directory) if name.reason in BACKUP_REASONS]
        moments = worth_keeping((name.taken_at for name in names), self._now())
        for name in names:
            if name.text != spare and name.taken_at not in moments:
                with suppress(OSError):  # a copy too many harms nobody
                    (self.directory / name.text).unlink()

    def _backup(self, name: CopyName) -> Backup:
        path = self.directory / name.text
        dossiers, size = None, 0
        with suppress(OSError, StoreError):  # then it is not `readable`
            size = path.stat().st_size
            loaded = load(path, self._migrations)
            dossiers = loaded.dossiers if loaded else None
        return Backup(name.text, path, name.taken_at, size, name.reason, dossiers)

    def _copy(self, source: Loaded, reason: str) -> Backup:
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

    def _free_name(self, reason: str) -> CopyName:
        second = self._now().astimezone(UTC).replace(microsecond=0)
        ranks = [name.rank for name in names_in(self.directory) if name.taken_at == second]
        return CopyName.of(second, 1 + max(ranks, default=0), reason)

    def _load_copy(self, name: str) -> Loaded:
        path = self.directory / name
        # Only a name of ours: no path can lead out of the directory.
        if CopyName.read(name) is None or path.is_symlink():
            raise UnknownBackup(name)
        copy = load(path, self._migrations)
        if copy is None:
            raise UnknownBackup(name)
        return copy

    def _is_there(self, path: Path, expected: Loaded) -> bool:
        """Whether a file just written holds what it should."""
        try:
            loaded = load(path, self._migrations)
        except StoreError:
            return False
        return loaded is not None and loaded.data == expected.data

    def _keep_present(self) -> Path | None:
        try:
            present = load(self.path, self._migrations)
        except StoreError:
            return self._set_aside()
        if present is not None:
            self._copy(present, "restauration")
        return None

    def _set_aside(self) -> Path:
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        return set_aside(self.path, (stamp, *(f"{stamp}-{rank}" for rank in range(2, 100))))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._now().tzinfo).date()
