"""Verified copies of the file: made, restored, and removed as they age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ..dossier.os_errors import french_cause
from .aside import set_aside
from .backup import Backup
from .backup_names import CopyName, names_in
from .backup_rotation import HOURLY, out_of_date
from .copies import Copies
from .encoding import FileContent, encode
from .errors import ConflictError, NothingToBackUp, StoreError
from .file_errors import BackupFailed, OutcomeUnknown, SaveFailed
from .files import (
    Signature,
    make_private_directory,
    read_file,
    replace_file,
    sweep,
)
from .loading import Loaded, load
from .lock import LOCK_TIMEOUT, file_lock
from .migrations import DOSSIERS, MIGRATIONS, Migration
from .replacement import known_signature, refuse_another, refuse_not_ours
from .succession import goes_back
from .tombstones import buried

_NOT_THE_SAME = "ce qui a été relu n’est pas ce qui a été écrit"


class Backups(Copies):
    """The copies of one file, and how they are made, put back, and removed as they age."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        lock_timeout: float = LOCK_TIMEOUT,
        second: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """Only remember where the file is; nothing is read or created yet.

        Args:
            path: The file that is copied.
            now: The machine's clock, even where the program shows another day: it dates the copies
                and gives their age. Aware; its zone says which day it is.
            migrations: From each schema to the next.
            lock_timeout: Seconds to wait for another program before a restore.
            second: Gives the second folder that the user chose, or None.
        """
        super().__init__(path, now, migrations=migrations, second=second)
        self._lock_timeout = lock_timeout
        self._last_daily: date | None = None
        self._last_copy: datetime | None = None

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
            return self._copy_present(source, reason)

    def create_at_end(self) -> Backup | None:
        """Make the copy of the end of a session, unless the last one has all that the file has.

        Raises:
            StoreError: see `create`.
        """
        with file_lock(self.path, self._lock_timeout):
            source = load(self.path, self._migrations)
            last = self._last_past()
            copy = self._load_quietly(last) if last else None
            if source is None or (copy and not goes_back(source.content, copy.content)):
                return None
            return self._copy_present(source, "session")

    def _copy_present(self, source: Loaded, reason: str) -> Backup:
        last = self._last_past()
        backup = self._copy(source.data, source.dossiers, reason)
        if last is not None and self._is_superseded(last, source):
            with suppress(OSError):
                (self.directory / last.text).unlink()
        self._prune(spare=backup.name)
        return backup

    def _is_superseded(self, last: CopyName, source: Loaded) -> bool:
        """Whether a copy made when leaving, in the hour, is all in the one just made."""
        if last.reason != "session" or self._now() - last.taken_at > HOURLY:
            return False
        copy = self._load_quietly(last)
        return copy is not None and not goes_back(copy.content, source.content)

    def keep(self, content: FileContent, reason: str) -> Backup:
        """Make a copy of a content that is no longer in the file.

        Raises:
            BackupFailed: when the copy cannot be made.
        """
        with file_lock(self.path, self._lock_timeout):
            dossiers = len(content.tables.get(DOSSIERS, {}))
            backup = self._copy(b"".join(encode(content)), dossiers, reason)
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

    def create_hourly(self) -> Backup | None:
        """Make a copy when the last one is over an hour old, and there is a file."""
        now = self._now()
        if self._is_recent(now):
            return None
        last = self._last_past()
        self._last_copy = last.taken_at if last else None
        if self._is_recent(now) or not self.path.exists():
            return None
        return self.create("horaire")

    def _is_recent(self, now: datetime) -> bool:
        return self._last_copy is not None and timedelta() <= now - self._last_copy <= HOURLY

    def restore(self, name: str) -> Path | None:
        """Put a copy in the place of the file, all or nothing.

        The present file is first copied, or set aside when it cannot be read. A dossier that was
        erased does not come back, and leaves the copy.

        Returns:
            Where an unreadable file was set aside, or None.

        Raises:
            UnknownBackup: when there is no copy of that name.
            UnreadableFile: when the copy is damaged; nothing has changed.
            NewerVersion: when a newer version made the copy.
            SaveFailed: when it could not be written.
            OutcomeUnknown: when it is in place, but could not be read back.
        """
        with file_lock(self.path, self._lock_timeout):
            data = self._data_to_restore(name)
            aside, expected = self._keep_present()

            def refuse_if_not_sure(new: Path) -> None:
                refuse_another(self.path, expected)
                if aside is None:
                    refuse_not_ours(self.path, new)

            replace_file(self.path, [data], ready=refuse_if_not_sure)
            if not self._is_there(self.path, data):
                raise OutcomeUnknown(self.path, _NOT_THE_SAME)
            return aside

    def _data_to_restore(self, name: str) -> bytes:
        """The bytes of a copy, without what was erased since it was made."""
        copy = self._load_copy(name)
        content = buried(copy.content, self.present(), *self.contents())
        if content is copy.content:
            return copy.data
        data = b"".join(encode(content))
        for folder in self.folders:
            present = read_file(folder / name)
            if present is not None and present[0] == copy.data:
                replace_file(folder / name, [data])
        return data

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
        """Remove the copies no longer worth keeping; `spare`, just made and read back, stays."""
        for name in out_of_date(names_in(self.directory), self._now()):
            if name.text != spare:
                with suppress(OSError):  # a copy too many harms nobody
                    (self.directory / name.text).unlink()

    def _copy(self, data: bytes, dossiers: int, reason: str) -> Backup:
        try:
            make_private_directory(self.directory)
        except OSError as error:
            raise BackupFailed(self.directory, french_cause(error, writing=True)) from error
        sweep(self.directory)
        name = self._free_name(reason)
        path = self.directory / name.text
        try:
            replace_file(path, [data])
        except (SaveFailed, OutcomeUnknown) as error:
            raise BackupFailed(path, error.cause) from error
        if not self._is_there(path, data):
            with suppress(OSError):
                path.unlink()
            raise BackupFailed(path, _NOT_THE_SAME)
        self._last_copy = name.taken_at
        self._move_former()
        self.second.copy(name.text, data)
        return Backup(name.text, path, name.taken_at, len(data), name.reason, dossiers)

    def _move_former(self) -> None:
        """Move what an older version left of this file in the second folder into its own place."""
        former, place = self.second.former, self.second.directory
        if former is None or place is None or not former.is_dir():
            return
        ours = [name for name, folder in self._every_name() if folder == former]
        same = [name for name in names_in(former) if self._is_the_same(name.text, former)]
        with suppress(OSError):  # they stay where they are, and are listed there
            make_private_directory(place)
            for name in (*ours, *same):
                (former / name.text).replace(place / name.text)
            former.rmdir()

    def _is_the_same(self, name: str, folder: Path) -> bool:
        """Whether a copy in a folder is the one of that name beside the file."""
        with suppress(StoreError):
            one, other = read_file(folder / name), read_file(self.directory / name)
            return one is not None and other is not None and one[0] == other[0]
        return False

    def _free_name(self, reason: str) -> CopyName:
        second = self._now().astimezone(UTC).replace(microsecond=0)
        ranks = [name.rank for name in names_in(self.directory) if name.taken_at == second]
        return CopyName.of(second, 1 + max(ranks, default=0), reason)

    def _is_there(self, path: Path, expected: bytes) -> bool:
        """Whether a file just written holds what it should."""
        try:
            loaded = load(path, self._migrations)
        except StoreError:
            return False
        return loaded is not None and loaded.data == expected

    def _keep_present(self) -> tuple[Path | None, Signature | None]:
        """Copy the present file, or set it aside; where it is aside, and what is in its place."""
        try:
            present = load(self.path, self._migrations)
        except StoreError:
            return self._set_aside(), known_signature(self.path)
        if present is None:
            return None, None
        self._copy(present.data, present.dossiers, "restauration")
        return None, present.signature

    def _set_aside(self) -> Path:
        stamp = self._now().strftime("%Y%m%d-%H%M%S")
        return set_aside(self.path, (stamp, *(f"{stamp}-{rank}" for rank in range(2, 100))))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._now().tzinfo).date()
