"""The copies of the file that there are: named, read, verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from .backup import Backup, past_first
from .backup_names import CopyName, copies_directory, names_in
from .encoding import FileContent
from .errors import StoreError, UnknownBackup
from .file_errors import NewerVersion
from .files import real_path
from .loading import Loaded, load
from .migrations import DOSSIERS, MIGRATIONS, Migration, latest_schema
from .second_folder import SecondFolder
from .tombstones import erased_ids


class Copies:
    """The copies of one file, in the directory `<file>.backups` beside it, and in a second one."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        second: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """Only remember where the file is; nothing is read yet.

        Args:
            path: The file that is copied.
            now: The machine's clock, even where the program shows another day: it dates the copies
                and gives their age. Aware; its zone says which day it is.
            migrations: From each schema to the next.
            second: Gives the second folder that the user chose, or None.
        """
        self.path = real_path(path)
        self.directory = copies_directory(self.path)
        self.second = SecondFolder(self.path, second, now)
        """Where each copy is made a second time, when a folder is chosen."""
        self._now = now
        self._migrations = migrations

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the copies are; those of another file of that name may be in the last ones."""
        return (*self._own_folders, *self._shared_folders)

    @property
    def _own_folders(self) -> tuple[Path, ...]:
        """Where the copies of this file alone are."""
        second = self.second.directory
        return (self.directory,) if second is None else (self.directory, second)

    @property
    def _shared_folders(self) -> tuple[Path, ...]:
        """Where some may be too; on a new computer, all that is in the second folder."""
        former = self.second.former
        shared = (former,) if former is not None and former.is_dir() else ()
        is_new = not any(names_in(folder) for folder in self._own_folders)
        return (*shared, *self.second.others) if is_new else shared

    def _every_name(self) -> Iterator[tuple[CopyName, Path]]:
        """Each copy once, the newest first, with the first folder that has it."""
        places: dict[CopyName, Path] = {}
        for folder in self._own_folders:
            for name in names_in(folder):
                places.setdefault(name, folder)
        known: frozenset[str] | None = None
        for folder in self._shared_folders:
            for name in names_in(folder):
                if name not in places:
                    known = self._known_ids() if known is None else known
                    if self._may_be_ours(folder / name.text, known):
                        places[name] = folder
        yield from sorted(places.items(), reverse=True)

    def _known_ids(self) -> frozenset[str]:
        """The dossiers of this file: those in it, those erased from it, those of its last copy."""
        contents = [self.present()]
        if last := self._last_past():
            contents += [copy.content for copy in (self._load_quietly(last),) if copy]
        return frozenset(
            id for content in contents for id in (*_ids_in(content), *erased_ids(content))
        )

    def _may_be_ours(self, copy: Path, known: frozenset[str]) -> bool:
        """Whether a copy may be of this file: it has one of its dossiers, or nothing tells."""
        if not known:
            return True
        try:
            loaded = load(copy, self._migrations)
        except StoreError:
            return True
        ids = _ids_in(loaded.content) if loaded else set()
        return not ids or not known.isdisjoint(ids)

    def list(self) -> tuple[Backup, ...]:
        """Every copy, the newest first, each read and verified.

        Those dated in the future come last: they are not the most recent.
        """
        copies = (self._backup(name, folder) for name, folder in self._every_name())
        return past_first(copies, self._now())

    def contents(self) -> Iterator[FileContent]:
        """What each copy that can be read holds, one read at a time."""
        for name, folder in self._every_name():
            if copy := self._load_quietly(name, folder):
                yield copy.content

    def content_of(self, name: str) -> FileContent:
        """What a copy holds.

        Raises:
            UnknownBackup: when there is no copy of that name.
            UnreadableFile: when the copy is damaged.
            NewerVersion: when a newer version made the copy.
        """
        return self._load_copy(name).content

    def present(self) -> FileContent:
        """What the file holds now; nothing when it cannot be read, a reason to look at copies."""
        with suppress(StoreError):
            if loaded := load(self.path, self._migrations):
                return loaded.content
        return FileContent(latest_schema(self._migrations))

    def holding(self, id: UUID) -> Iterator[str]:
        """The names of the copies that hold a dossier, the newest first."""
        for name, folder in self._every_name():
            copy = self._load_quietly(name, folder)
            if copy and str(id) in copy.content.tables.get(DOSSIERS, {}):
                yield name.text

    def _last_past(self) -> CopyName | None:
        """The most recent copy, those dated in the future left out."""
        now = self._now()
        return next((n for n in names_in(self.directory) if n.taken_at <= now), None)

    def _load_quietly(self, name: CopyName, folder: Path | None = None) -> Loaded | None:
        with suppress(StoreError):
            return load((folder or self.directory) / name.text, self._migrations)
        return None

    def _load_copy(self, name: str) -> Loaded:
        path = self._place_of(name)
        # Only a name of ours: no path can lead out of the directory.
        if CopyName.read(name) is None or path.is_symlink():
            raise UnknownBackup(name)
        copy = load(path, self._migrations)
        if copy is None:
            raise UnknownBackup(name)
        return copy

    def _place_of(self, name: str) -> Path:
        """Where the copy of that name is; where it would be, when there is none."""
        for folder in self._own_folders:
            if (folder / name).exists():
                return folder / name
        every = ((each.text, folder) for each, folder in self._every_name())
        return next((folder for text, folder in every if text == name), self.directory) / name

    def _backup(self, name: CopyName, folder: Path) -> Backup:
        path = folder / name.text
        dossiers, size, is_newer = None, 0, False
        try:
            size = path.stat().st_size
            loaded = load(path, self._migrations)
            dossiers = loaded.dossiers if loaded else None
        except NewerVersion:
            is_newer = True
        except (OSError, StoreError):
            pass  # it is not `readable`
        return Backup(
            name.text, path, name.taken_at, size, name.reason, dossiers, is_newer=is_newer
        )


def _ids_in(content: FileContent) -> set[str]:
    """The identifiers of the dossiers of a content."""
    return set(content.tables.get(DOSSIERS, {}))
