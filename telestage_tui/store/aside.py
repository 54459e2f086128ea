"""A file that cannot be read, given another name before a sound one takes its place."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from ..dossier.os_errors import french_cause
from .file_errors import SaveFailed


def set_aside(path: Path, marks: Iterable[str]) -> Path:
    """Give a file that cannot be read a name that is free: `<stem>.illisible-<mark><suffix>`.

    Args:
        path: The file.
        marks: Each makes another name; they are tried in order.

    Returns:
        Where the file is now.

    Raises:
        SaveFailed: when the system refuses, or every name is taken.
    """
    for mark in marks:
        aside = path.with_name(f"{path.stem}.illisible-{mark}{path.suffix}")
        try:
            _name_aside(path, aside)
        except FileExistsError:
            continue
        except OSError as error:
            raise SaveFailed(path, french_cause(error, writing=True)) from error
        return aside
    raise SaveFailed(path, "trop de fichiers illisibles ont déjà été mis de côté")


def _name_aside(path: Path, target: Path) -> None:
    """Give a file a second name in the same directory, never that of an existing file.

    Where the system has no second names (a directory, some file systems), the file is renamed.

    Raises:
        FileExistsError: when the name is taken.
        OSError: when the system refuses.
    """
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        path.rename(target)
