"""Files changed whole or not at all, readable by their owner alone."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from ..dossier.os_errors import french_cause
from .file_errors import OutcomeUnknown, SaveFailed, UnreadableFile

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
LARGEST_FILE = 1 << 28
"""Bytes, far over any real file: a wrong path must not fill the memory."""
_HEAD = 192
"""Bytes at the beginning that hold the checksum of all the rest."""
_BUFFER = 1 << 20
_TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{16}\.tmp")
_DEAD_AFTER = 3600.0
"""Seconds: a file is written in far less."""
_READ_ATTEMPTS = 5
_NO_DIRECTORY_SYNC = (errno.EINVAL, errno.ENOTSUP)
_OPEN_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
"""On macOS, where `fsync` stops at the cache of the disk."""
_WAITS: tuple[float, ...] = (0.01, 0.03, 0.1, 0.3) if os.name == "nt" else ()
"""Seconds between two tries: Windows refuses to replace a file that someone is reading."""


class Signature(NamedTuple):
    """A mark of one state of a file, obtained without reading it whole.

    The beginning of the file is part of it: two writes within one tick of the file system's clock
    may share inode, size and times, but not the checksum that is there.
    """

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int
    head: bytes


def real_path(path: Path) -> Path:
    """The file itself, symbolic links followed; a link that leads to itself stays, unreadable."""
    return Path(os.path.realpath(path))


def signature_of(path: Path) -> Signature | None:
    """The signature of a file, or None when there is none.

    Raises:
        UnreadableFile: when it exists and cannot be read.
    """
    try:
        descriptor = os.open(path, _OPEN_ONLY | _BINARY)
        try:
            return _signature(descriptor)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFile(path, french_cause(error)) from error


def _signature(descriptor: int) -> Signature:
    status = os.fstat(descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    head = os.read(descriptor, _HEAD)
    return Signature(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, head
    )


def read_file(path: Path) -> tuple[bytes, Signature] | None:
    """The bytes of a regular file and their signature, or None when there is no file.

    Raises:
        UnreadableFile: when it is no regular file, or cannot be read.
    """
    try:
        # Non-blocking, or a named pipe in place of the file would hang the program.
        with open(os.open(path, _OPEN_ONLY | _BINARY), "rb", buffering=0) as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                kind = "un répertoire" if stat.S_ISDIR(status.st_mode) else "un fichier spécial"
                raise UnreadableFile(path, f"c’est {kind}")
            if status.st_size > LARGEST_FILE:
                raise UnreadableFile(path, "il est anormalement gros")
            for _ in range(_READ_ATTEMPTS):
                before = _signature(file.fileno())
                file.seek(0)
                data = file.readall()
                if before == _signature(file.fileno()):
                    return data, before
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFile(path, french_cause(error)) from error
    raise UnreadableFile(path, "un autre programme est en train de l’écrire")


def replace_file(
    path: Path, pieces: Iterable[bytes], *, ready: Callable[[Path], object] | None = None
) -> None:
    """Replace the content of a file, durably: whoever reads gets the old one or the new one.

    Args:
        path: The file.
        pieces: Its new content.
        ready: Called right before the replacement, with the new file under its temporary name; an
            error that it raises leaves the file as it was, and passes through.

    Raises:
        SaveFailed: when the file is as it was before.
        OutcomeUnknown: when the new file is in place, or may be, but nothing confirms it.
    """
    replaced = False
    try:
        with _Directory(path.parent) as directory:
            temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}.tmp")
            _write_new(temporary, pieces)
            try:
                if ready is not None:
                    ready(temporary)
                _put_in_place(temporary, path)
            except BaseException:
                # A network file system may report a failure after the rename: the name is gone.
                replaced = not _discard(temporary)
                raise
            replaced = True
            directory.sync()
    except OSError as error:
        failure = OutcomeUnknown if replaced else SaveFailed
        raise failure(path, french_cause(error, writing=True)) from error


def _put_in_place(temporary: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(temporary, path)  # noqa: PTH105 — named as the system call it stands for
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105


def _write_new(path: Path, pieces: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | _BINARY
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        with open(descriptor, "wb", buffering=_BUFFER) as file:  # noqa: PTH123
            file.writelines(pieces)
            file.flush()
            _sync(file.fileno())
    except BaseException:
        _discard(path)
        raise


def _sync(descriptor: int) -> None:
    """Wait until a file is on the disk itself."""
    if _FULL_SYNC is not None:
        try:
            fcntl.fcntl(descriptor, _FULL_SYNC)
        except OSError:
            pass  # not every file system has it
        else:
            return
    os.fsync(descriptor)


def _discard(path: Path) -> bool:
    """Remove a file; whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        pass  # swept later
    return True


class _Directory:
    """An open directory: before anything is written, it is sure that it can be synced."""

    def __init__(self, path: Path) -> None:
        # Windows opens no directory; its renames are in the journal of the file system.
        flag = getattr(os, "O_DIRECTORY", None)
        self._descriptor = None if flag is None else os.open(path, os.O_RDONLY | flag)

    def __enter__(self) -> _Directory:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def sync(self) -> None:
        if self._descriptor is None:
            return
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            # Some network file systems have no such call, and do not need it.
            if error.errno not in _NO_DIRECTORY_SYNC:
                raise


def make_private_directory(directory: Path) -> None:
    """Create a directory and its parents, for their owner alone, durably.

    Raises:
        OSError: when the system refuses.
    """
    if directory.is_dir():
        return
    make_private_directory(directory.parent)
    try:
        directory.mkdir(mode=PRIVATE_DIRECTORY)
    except FileExistsError:
        if not directory.is_dir():  # it is, when another program has just made it
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
    with _Directory(directory.parent) as parent:
        parent.sync()


def leftovers(directory: Path, name: str | None = None) -> tuple[Path, ...]:
    """The temporary files that a program stopped in the middle of a write left in a directory.

    Args:
        directory: Where to look.
        name: Only those of the file of that name; None for those of every file.
    """
    try:
        matches = [(entry, _TEMPORARY.fullmatch(entry.name)) for entry in directory.iterdir()]
    except OSError:
        return ()
    return tuple(sorted(entry for entry, match in matches if match and name in (None, match[1])))


def sweep(directory: Path, name: str | None = None) -> None:
    """Remove what `leftovers` finds; only while holding the lock under which they are made."""
    for temporary in leftovers(directory, name):
        _discard(temporary)


def sweep_dead(directory: Path, beside: Path) -> None:
    """Remove the temporary files of a directory of exports, where there is no lock.

    Args:
        directory: Where to look.
        beside: A file just written there: what is much older belongs to no program still writing.
            The clock compared is that of the file system.
    """
    with suppress(OSError):
        present = beside.stat().st_mtime
        for temporary in leftovers(directory):
            if present - temporary.stat().st_mtime > _DEAD_AFTER:
                _discard(temporary)
