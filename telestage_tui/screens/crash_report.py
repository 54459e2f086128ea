"""The report of an error that the program did not expect."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from textual.worker import WorkerFailed

from .. import __version__
from ..store.shown_paths import shown

MESSAGE = (
    "telestage s’est arrêté sur une erreur imprévue.\n"
    "Ce qui était enregistré l’est toujours; ce que vous tapiez est gardé comme brouillon.\n"
)


def trace_of(error: BaseException) -> str:
    """Where the error happened, without the values that were in memory: they are personal data."""
    platform = f"telestage {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    return platform + "\n\n" + "\n".join(_frames(error))


def _frames(error: BaseException) -> Iterator[str]:
    """The lines of code and the type of the error, whose message may quote what was typed."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if isinstance(error, WorkerFailed):  # what happened in the worker is nowhere else
        cause = error.error
    if cause is not None:
        yield from _frames(cause)
    yield "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__


def leave_trace(folder: Path, error: BaseException) -> str:
    """Keep the trace of an error in a file for its owner alone.

    Args:
        folder: Where to write it.
        error: What happened.

    Returns:
        What to tell the user, in French.
    """
    path = folder / "telestage.erreur.txt"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(trace_of(error))
    except OSError:
        return MESSAGE
    return f"{MESSAGE}Le détail, pour qui peut y remédier : {shown(path)}\n"
