"""The file of a demonstration: what it holds on its first day, and how it is known again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ..clocks.clock import FrozenClock
from ..documents.files import usable_directory
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..store.backup_names import copies_beside
from ..store.files import real_path, replace_file
from ..store.preferences import Preferences
from ..store.shown_paths import place
from . import INVENTED, build_demo
from .builder import is_invented

CLOCK_PREFERENCE = "demo.clock"
"""The preference of a kept demonstration that has the UTC instant at which it was left."""


def demo_content(anchor: datetime, folder: Path) -> bytes:
    """The file of the demonstration as it is on the day it is told from.

    Args:
        anchor: That instant; aware.
        folder: A throwaway one, to make the file in.

    Raises:
        StoreError: when the folder cannot be written.
    """
    path = folder / "demo.json"
    build_demo(path, FrozenClock(anchor))
    return path.read_bytes()


def anchor_of(dossiers: Iterable[Dossier]) -> datetime | None:
    """The UTC instant from which a demonstration is told; None when none of it is left."""
    told = (
        line.at
        for dossier in dossiers
        for line in dossier.history
        if line.done is not None and line.done.code == INVENTED
    )
    return min(told, default=None)


def write_new(path: Path, content: bytes) -> None:
    """Write a file where there is none.

    Raises:
        Refused: when there is something there, or backups of a file that was there.
        StoreError: when it cannot be written.
    """
    real = real_path(path)

    def refuse_present(_new: Path | None = None) -> None:
        if os.path.lexists(real):
            raise Refused(f"{place(path)} existe déjà : rien n’y a été écrit.")

    refuse_present()
    if copies_beside(real):
        raise Refused(
            f"Il reste des sauvegardes d’un fichier {place(path)} : donnez un autre nom à la "
            "démonstration."
        )
    replace_file(real, [content], ready=refuse_present)


def check_demo(path: Path, dossiers: Iterable[Dossier]) -> None:
    """Check that an existing file is one of a demonstration: it may be replaced whole.

    A file of invented dossiers alone is one. A dossier opened in a demonstration is among them only
    in a file that was opened as one before.

    Raises:
        Refused: when it is not, or may be somebody's own.
    """
    invented = [is_invented(dossier) for dossier in dossiers]
    was_opened = bool(Preferences(path).text(CLOCK_PREFERENCE))
    if not (all(invented) or was_opened) or not any(invented):
        raise Refused(
            f"{place(path)} n’est pas le fichier d’une démonstration : rien n’y a été changé. "
            "Donnez le nom d’un fichier qui n’existe pas encore."
        )


def copy_paths(folder: Path, number: int) -> tuple[Path, ...]:
    """Where the files of as many demonstrations go, once nothing is there.

    Args:
        folder: A directory, made when it is missing.
        number: How many, from 1 to `MOST_COPIES`.

    Raises:
        Refused: when one of the names is taken.
        OSError: when the directory cannot be made.
    """
    folder = usable_directory(folder)
    paths = tuple(folder / f"demonstration-{rank:02}.json" for rank in range(1, number + 1))
    taken = next((path for path in paths if os.path.lexists(path) or copies_beside(path)), None)
    if taken is not None:
        raise Refused(
            f"« {taken.name} » est déjà dans {place(folder)} : rien n’y a été écrit. Choisissez un "
            "autre répertoire."
        )
    return paths


def write_copies(paths: Iterable[Path], content: bytes, begun: list[Path]) -> None:
    """Write the files of as many demonstrations, all of them or none.

    Args:
        paths: Where; see `copy_paths`.
        content: Of each.
        begun: Has each path from before it is written, for `remove_copies`: a program that is told
            to end may do so between any two instructions.

    Raises:
        Refused: when one of the names has just been taken.
        StoreError: when one cannot be written.
    """
    try:
        for path in paths:
            begun.append(path)
            try:
                write_new(path, content)
            except Refused:  # what is there is somebody else's
                begun.remove(path)
                raise
    except BaseException:
        remove_copies(begun)
        raise


def remove_copies(begun: Iterable[Path]) -> None:
    """Remove the copies that were written, and what was begun of the last."""
    for path in begun:
        for each in (path, *path.parent.glob(f".{path.name}.*.tmp")):
            each.unlink(missing_ok=True)
