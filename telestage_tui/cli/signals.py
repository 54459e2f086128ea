"""The signals that end the program: Ctrl+C, a request to stop, a terminal that goes away.

Imported before everything else, so that Ctrl+C is quiet from the first instant: what takes time to
import is imported where it is used.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

_ENDINGS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def leave_quietly() -> None:
    """Have Ctrl+C end the program at once, without a word.

    An exception raised wherever the program happens to be comes out of an import, or of the
    compiled part of a library, as something else: an English traceback, or a crash. The file of
    the dossiers loses nothing when a program stops between two instructions.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)


def listen() -> None:
    """Have Ctrl+C raise `KeyboardInterrupt` again, for the screens, which handle it."""
    if signal.getsignal(signal.SIGINT) not in (signal.SIG_IGN, None):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def leave(number: int, _frame: object) -> None:
    """Exit with the code that a shell gives to a program ended by that signal."""
    os._exit(128 + number)


@contextmanager
def removed_at_endings(folder: Path) -> Iterator[None]:
    """Have a folder removed at the endings; see `undone_at_endings`."""
    from functools import partial
    from shutil import rmtree

    with undone_at_endings(partial(rmtree, folder, ignore_errors=True)):
        yield


@contextmanager
def undone_at_endings(undo: Callable[[], object]) -> Iterator[None]:
    """Have something undone when the program is interrupted, asked to end, or loses its terminal.

    A signal that is ignored, as under `nohup`, or has a handler of its own is left as it is.
    """

    def end(number: int, frame: FrameType | None) -> None:
        undo()
        leave(number, frame)

    handlers = {each: signal.getsignal(each) for each in _ENDINGS}
    ours = [each for each, handler in handlers.items() if handler in (signal.SIG_DFL, leave)]
    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, handlers[each])
