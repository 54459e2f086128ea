"""The lock that writers share."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.store.lock import file_lock
from tests.store.support import filled, notes, noting, open_file


def test_a_lock_file_removed_while_it_was_taken_is_taken_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tool that cleans removes it between its opening and the lock: it keeps nobody out."""
    filled(path)
    lock_file = Path(f"{path}.lock")
    real_flock = fcntl.flock
    removals: list[Path] = []

    def flock(descriptor: int, operation: int) -> None:
        real_flock(descriptor, operation)
        if operation & fcntl.LOCK_EX and not removals:
            removals.append(lock_file)
            lock_file.unlink()

    monkeypatch.setattr(fcntl, "flock", flock)
    with file_lock(path):
        assert removals
        assert lock_file.exists()
        with lock_file.open("rb") as other, pytest.raises(BlockingIOError):
            real_flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_lock_that_the_disk_does_not_release_is_no_refusal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("après la sauvegarde du jour"))
    real_flock = fcntl.flock
    refusals: list[int] = []

    def flock(descriptor: Any, operation: int) -> None:
        if operation == fcntl.LOCK_UN and len(refusals) < 1:
            refusals.append(operation)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real_flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    after = repository.change(dossier.id, noting("une"))

    assert refusals
    assert notes(open_file(path).get(dossier.id)) == notes(after)
    repository.change(dossier.id, noting("deux"))
