"""Ctrl+C; imported before everything else, hence nearly nothing is imported here."""

from __future__ import annotations

import os
import signal


def leave_quietly() -> None:
    """Have Ctrl+C end the program at once, without a word.

    An exception raised wherever the program happens to be comes out of an import, or of the
    compiled part of a library, as something else: an English traceback, or a crash. The file of
    the dossiers loses nothing when a program stops between two instructions.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)


def listen() -> None:
    """Have Ctrl+C raise, as Python does, for a program that waits for it and knows what to do."""
    if signal.getsignal(signal.SIGINT) not in (signal.SIG_IGN, None):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def leave(number: int, _frame: object) -> None:
    """End as a shell expects of a program that a signal has ended."""
    os._exit(128 + number)
