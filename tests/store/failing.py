"""Real refusals of the operating system, at one chosen step of a write."""

from __future__ import annotations

import errno
import os
import stat
from typing import Any

import pytest

CODES = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT)
STEPS = ("open", "fsync", "replace")
"""Before the new file is in place."""
AFTER = ("directory", "close", "read")
"""Once the new file is in place."""


def fail(monkeypatch: pytest.MonkeyPatch, step: str, code: int) -> None:
    """Have one step of the writes that follow refused by the system.

    `open` is the creation of the temporary file, `fsync` that of its content, `directory` that of
    the directory after the replacement, `close` the closing of the directory, `read` what is read
    of the file once it has been replaced.
    """
    real_open, real_fsync, real_close, real_replace = os.open, os.fsync, os.close, os.replace
    targets: list[str] = []

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    def open_(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if str(path).endswith(".tmp"):
            refuse()
        return real_open(path, flags, *args, **options)

    def close(descriptor: int) -> None:
        is_directory = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        real_close(descriptor)
        if is_directory:
            refuse()

    def replace(source: Any, target: Any) -> None:
        real_replace(source, target)
        targets.append(str(target))

    def read(path: Any, *args: Any, **options: Any) -> int:
        if str(path) in targets:
            refuse()
        return real_open(path, *args, **options)

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode) == (step == "directory"):
            refuse()
        real_fsync(descriptor)

    match step:
        case "open":
            monkeypatch.setattr(os, "open", open_)
        case "replace":
            monkeypatch.setattr(os, "replace", refuse)
        case "close":
            monkeypatch.setattr(os, "close", close)
        case "read":
            monkeypatch.setattr(os, "replace", replace)
            monkeypatch.setattr(os, "open", read)
        case _:
            monkeypatch.setattr(os, "fsync", fsync)


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the temporary files written to a device that is really full."""
    real_open = os.open

    def open_(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if str(path).endswith(".tmp"):
            path, flags = "/dev/full", os.O_WRONLY
        return real_open(path, flags, *args, **options)

    monkeypatch.setattr(os, "open", open_)
