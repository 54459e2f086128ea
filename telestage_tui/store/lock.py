"""One writer at a time, among all programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..dossier.os_errors import french_cause
from .errors import FileLocked, SaveFailed
from .files import PRIVATE_FILE, make_private_directory

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another program."""
_POLL = 0.005
"""Seconds between two tries."""


@contextmanager
def file_lock(path: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Hold the lock of a file; a thread that holds it may take it again.

    The system releases it when the program ends, even killed.

    Args:
        path: The file itself, symbolic links followed, so that every program uses the same lock.
        timeout: Seconds.

    Raises:
        FileLocked: when another program holds it for longer.
        SaveFailed: when its directory cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        make_private_directory(path.parent)
        lock = FileLock(f"{path}.lock", mode=PRIVATE_FILE, is_singleton=True)
        lock.acquire(timeout=timeout, poll_interval=_POLL)
    except Timeout as error:
        raise FileLocked(path) from error
    except OSError as error:
        raise SaveFailed(path, french_cause(error)) from error
    try:
        yield
    finally:
        lock.release()
