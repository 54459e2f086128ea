"""The second folder of the copies, chosen by the user: a key, another disk, an encrypted volume.

Each copy made beside the file is made there too, and ages there the same. The folder itself is
never created: when it is not there, a disk is not plugged in; the copies beside the file go on.

Several files of one name may share a folder: the directory of each bears a mark of its path. Older
versions had one directory for them all; what is of this file there is moved into its own.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ..dossier.os_errors import french_cause
from .backup_names import copies_directory, names_in
from .backup_rotation import out_of_date
from .errors import StoreError
from .file_errors import BackupFailed, MissingFolder, OutcomeUnknown, SaveFailed
from .files import make_private_directory, read_file, replace_file, sweep

_NOT_THE_SAME = "ce qui a été relu n’est pas ce qui a été écrit"


class SecondFolder:
    """Where each copy is made a second time.

    Args:
        path: The file that is copied.
        chosen: Gives the folder chosen, or None; it is asked each time, since it may change.
        now: The machine's clock.
    """

    def __init__(
        self, path: Path, chosen: Callable[[], Path | None], now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._chosen = chosen
        self._now = now
        self.failure: StoreError | None = None
        """Why the last copy could not be made there; None when all is well."""

    @property
    def chosen(self) -> Path | None:
        """The folder chosen, or None."""
        return self._chosen()

    @property
    def directory(self) -> Path | None:
        """Where the copies are in the folder chosen; None without one."""
        folder = self._chosen()
        mark = hashlib.sha256(os.fsencode(self._path)).hexdigest()[:8]
        return None if folder is None else copies_directory(folder / f"{self._path.name}.{mark}")

    @property
    def former(self) -> Path | None:
        """Where older versions made them, with those of any other file of that name."""
        folder = self._chosen()
        return None if folder is None else copies_directory(folder / self._path.name)

    @property
    def others(self) -> tuple[Path, ...]:
        """Where the copies of other files of that name are: of this one, on another computer?"""
        folder = self._chosen()
        if folder is None:
            return ()
        found = folder.glob(copies_directory(Path(f"{glob.escape(self._path.name)}.*")).name)
        return tuple(sorted(each for each in found if each != self.directory))

    def check(self) -> None:
        """Check that the folder chosen, if any, can be reached.

        Raises:
            MissingFolder: when it is not there.
        """
        folder = self._chosen()
        if folder is not None and not folder.is_dir():
            raise MissingFolder(folder)

    def copy(self, name: str, data: bytes) -> None:
        """Make a copy there too, and read it back; a refusal is kept in `failure`."""
        directory = self.directory
        if directory is None:
            self.failure = None
            return
        try:
            self.check()
            self._write(directory, name, data)
            self.failure = None
        except StoreError as error:
            self.failure = error

    def _write(self, directory: Path, name: str, data: bytes) -> None:
        path = directory / name
        try:
            make_private_directory(directory)
            sweep(directory)
            replace_file(path, [data])
        except OSError as error:
            raise BackupFailed(path, french_cause(error, writing=True)) from error
        except (SaveFailed, OutcomeUnknown) as error:
            raise BackupFailed(path, error.cause) from error
        written = read_file(path)
        if written is None or written[0] != data:
            raise BackupFailed(path, _NOT_THE_SAME)
        for old in out_of_date(names_in(directory), self._now()):
            if old.text != name:
                with suppress(OSError):  # a copy too many harms nobody
                    (directory / old.text).unlink()
