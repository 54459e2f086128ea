"""One writer at a time, among all programs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..dossier.os_errors import french_cause
from .file_errors import FileLocked, SaveFailed, VanishedFolder
from .files import PRIVATE_FILE, make_private_directory

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another program."""
_POLL = 0.005
"""Seconds between two tries."""


_FOLDERS: set[Path] = set()
"""The directories that this program has seen. One that is gone is on a disk that was unplugged:
made again, it would be another one, in the place where the disk comes back."""


def remember_folder(path: Path) -> None:
    """Remember that the directory of a file is there, when it is: it is never made again."""
    if os.path.isdir(path.parent):  # noqa: PTH112 — no error without the right to look
        _FOLDERS.add(path.parent)


@contextmanager
def file_lock(path: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Hold the lock of a file; a thread that holds it may take it again.

    The system releases it when the program ends, even killed.

    Args:
        path: The file itself, symbolic links followed, so that every program uses the same lock.
        timeout: Seconds.

    Raises:
        FileLocked: when another program holds it for longer.
        VanishedFolder: when its directory was there, and no longer is.
        SaveFailed: when its directory cannot be written.
    """
    from filelock import FileLock, Timeout

    if path.parent in _FOLDERS and not os.path.isdir(path.parent):  # noqa: PTH112 — no error without the right to look
        raise VanishedFolder(path.parent)
    try:
        make_private_directory(path.parent)
        remember_folder(path)
        lock = FileLock(f"{path}.lock", mode=PRIVATE_FILE, is_singleton=True)
        _acquire(lock, timeout)
    except Timeout as error:
        raise FileLocked(path) from error
    except OSError as error:
        raise SaveFailed(path, french_cause(error, writing=True)) from error
    try:
        yield
    finally:
        _release(lock)


def _acquire(lock: BaseFileLock, timeout: float) -> None:
    """Take a lock, on the file that has its name: one removed meanwhile keeps nobody else out."""
    taken_before = lock.is_locked
    end = time.monotonic() + timeout
    while True:
        lock.acquire(timeout=max(0.0, end - time.monotonic()), poll_interval=_POLL)
        if taken_before or _is_named(lock):
            return
        _release(lock)


def _is_named(lock: BaseFileLock) -> bool:
    """Whether the file that is locked is still the one of that name."""
    descriptor = _descriptor(lock)
    if descriptor is None:  # a lock of another kind, where the system has none on open files
        return True
    try:
        return os.path.samestat(os.fstat(descriptor), Path(lock.lock_file).stat())
    except FileNotFoundError:
        return False


def _release(lock: BaseFileLock) -> None:
    """Release a lock; a disk that refuses changes nothing to what was written under it.

    A lock that stays held is taken again by this program, and goes when it ends.
    """
    for _ in range(2):
        with suppress(OSError):
            lock.release()
            return


def _descriptor(lock: BaseFileLock) -> int | None:
    """The open file of a lock that is held; the library gives no other way to know it."""
    context = getattr(lock, "_context", None)
    descriptor: int | None = getattr(context, "lock_file_fd", None)
    return descriptor
