"""The temporary folder of a demonstration, removed when it ends or when the next one begins."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir

_PREFIX = "telestage-demo-"
_ALIVE = "en-cours.lock"
"""Locked while the demonstration lasts: the system unlocks it however the program ends."""


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A new folder, removed at the end; folders of demonstrations that were killed are removed."""
    from filelock import FileLock

    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with FileLock(folder / _ALIVE):
            yield folder


def _sweep(where: Path) -> None:
    for folder in where.glob(f"{_PREFIX}*"):
        if _is_ours(folder) and _is_dead(folder):
            rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether it is a real directory, and belongs to this account."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and (os.name == "nt" or status.st_uid == os.getuid())


def _is_dead(folder: Path) -> bool:
    """Whether its demonstration has ended; one without a lock file may be starting."""
    from filelock import FileLock, Timeout

    alive = folder / _ALIVE
    if not alive.exists():
        return False
    try:
        with FileLock(alive, timeout=0):
            return True
    except (Timeout, OSError):
        return False
