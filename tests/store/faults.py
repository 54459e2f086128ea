"""What may befall a file: the system refuses, the program is killed, the bytes are damaged.

A refusal and a kill fall on one call of the program to the system, the first, the second and so on,
so that whoever tries them all goes through every moment of an operation.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.store.encoding import FileContent, decode, encode
from telestage_tui.store.migrations import latest_schema
from tests.store.operations import OTHERS
from tests.store.support import noting, open_file

CALLS = {
    "write": ("open",),
    "fsync": ("fsync",),
    "rename": ("replace", "rename", "link"),
    "directory fsync": ("fsync",),
    "open": ("open",),
    "any": ("open", "fsync", "replace", "rename", "link", "unlink"),
}
"""The functions of the system that each kind of step goes through."""
_DEVICES = {errno.ENOSPC: "/dev/full", errno.EIO: "/proc/self/mem"}
"""Files of Linux in which the system itself refuses to write, for that reason."""


class Refusals:
    """The system refuses one kind of step.

    Args:
        kind: One of `CALLS`.
        code: Why.
        first: The rank of the first one refused, from 0.
        lasting: Whether all that follow are refused too, rather than that one alone.
    """

    def __init__(self, kind: str, code: int, first: int, *, lasting: bool) -> None:
        self.kind, self.code, self.first, self.lasting = kind, code, first, lasting
        self.steps = 0

    @property
    def has_struck(self) -> bool:
        """Whether anything was refused."""
        return self.steps > self.first

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Refuse meanwhile."""
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS[self.kind]:
                patch.setattr(os, name, self._refusing(getattr(os, name)))
            yield

    def _refusing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if not _is_step(self.kind, args):
                return real(*args, **options)
            self.steps += 1
            if not (self.steps - 1 == self.first or (self.lasting and self.has_struck)):
                return real(*args, **options)
            if self.kind != "write":
                raise OSError(self.code, os.strerror(self.code))
            return _onto(_DEVICES[self.code], real(*args, **options), real)

        return call


def _is_step(kind: str, args: tuple[Any, ...]) -> bool:
    match kind:
        case "write":
            return str(args[0]).endswith(".tmp")
        case "open":
            return bool(args[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        case "fsync":
            return not stat.S_ISDIR(os.fstat(args[0]).st_mode)
        case "directory fsync":
            return stat.S_ISDIR(os.fstat(args[0]).st_mode)
        case _:
            return True


def _onto(device: str, descriptor: int, real_open: Callable[..., int]) -> int:
    """A descriptor whose writes go to a device, although its file was created."""
    target = real_open(device, os.O_WRONLY)
    os.dup2(target, descriptor)
    os.close(target)
    return descriptor


def is_killed(act: Callable[[], object], step: int) -> bool:
    """Do something in a process killed by the system before its call of that rank, from 0.

    Returns:
        False when it did it and ended before.
    """
    process = os.fork()
    if not process:
        code = 1
        try:
            _count_down(step)
            act()
            code = 0
        finally:  # nothing of the tests may go on in this process
            os._exit(code)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


def _count_down(step: int) -> None:
    left = step

    def killing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return call

    for name in CALLS["any"]:
        setattr(os, name, killing(getattr(os, name)))


@contextmanager
def writing_elsewhere(path: Path, count: int) -> Iterator[list[str]]:
    """Another process that changes a dossier at the same time; what it was acknowledged, after."""
    source, sink = os.pipe()
    process = os.fork()
    if not process:
        code = 1
        try:
            repository = open_file(path, lock_timeout=60)
            for number in range(count):
                repository.change(OTHERS, noting(f"ailleurs {number}"))
                os.write(sink, f"ailleurs {number}\n".encode())
            code = 0
        finally:
            os._exit(code)
    os.close(sink)
    acknowledged: list[str] = []
    with os.fdopen(source, "r") as pipe:
        acknowledged.append(pipe.readline().strip())  # it is at work
        yield acknowledged
        acknowledged += pipe.read().splitlines()
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0


# --- damaged bytes --------------------------------------------------------------------------------


def truncated(data: bytes, seed: int = 1, count: int = 8) -> list[bytes]:
    """The bytes cut at random places, after the first one and before the last ones too."""
    chance = random.Random(seed)
    lengths = {
        1,
        len(data) - 1,
        len(data) - 2,
        *(chance.randrange(len(data)) for _ in range(count)),
    }
    return [data[:length] for length in sorted(lengths)]


def flipped(data: bytes, seed: int = 1, count: int = 24) -> list[bytes]:
    """The bytes with one of them changed, anywhere."""
    chance = random.Random(seed)
    return [
        data[:place] + bytes([data[place] ^ chance.randrange(1, 256)]) + data[place + 1 :]
        for place in (chance.randrange(len(data)) for _ in range(count))
    ]


def foreign(_: bytes) -> list[bytes]:
    """JSON of other programs, and what is no JSON."""
    return [b"{}", b"[]", b'{"_default": {"1": {"name": "x"}}}', b'"telestage"', b"bonjour"]


def empty(_: bytes) -> list[bytes]:
    """Nothing, and as many zeros as a disk that was cut off leaves."""
    return [b"", b"\0" * 4096]


def newer(data: bytes) -> list[bytes]:
    """The same dossiers, as a later version would write them."""
    return [b"".join(encode(FileContent(latest_schema() + 1, decode(data).tables)))]


DAMAGES: dict[str, Callable[[bytes], list[bytes]]] = {
    "truncated": truncated,
    "byte flipped": flipped,
    "foreign JSON": foreign,
    "empty": empty,
    "newer schema": newer,
}
