"""The signals that end a program which still has something to put away."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from types import FrameType

from .interrupts import leave

_ENDINGS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def removed_at_endings(folder: Path) -> Iterator[None]:
    """Have a folder removed when the program is interrupted, asked to end, or loses its terminal.

    What ignores those signals, as `nohup` has it, goes on ignoring them; what handles them too.
    """

    def end(number: int, frame: FrameType | None) -> None:
        rmtree(folder, ignore_errors=True)
        leave(number, frame)

    before = {each: signal.getsignal(each) for each in _ENDINGS}
    ours = [each for each, handler in before.items() if handler in (signal.SIG_DFL, leave)]
    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, before[each])
