"""Where files are: by default in the user's data directory, or at a path someone typed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..dossier.os_errors import french_cause
from .file_errors import UnusablePath
from .files import real_path

FILE_NAME = "telestage.json"


def default_path() -> Path:
    """`telestage.json` in the user's own data directory; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("telestage", appauthor=False) / FILE_NAME


def user_path(path: str | Path) -> Path:
    """A typed path made absolute; nothing needs to be there.

    `~` is a user's directory, and a relative path starts from the current directory. Symbolic links
    are not followed.

    Raises:
        UnusablePath: when it cannot be a path.
    """
    try:
        # Whatever the locale says, a name is the bytes of its UTF-8, as on every other machine.
        text = os.fsdecode(str(path).encode("utf-8", "surrogateescape"))
        if "\0" in text:
            raise UnusablePath(path, "un nom de fichier n’a pas de caractère nul")
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise UnusablePath(path, "ce compte n’existe pas sur cette machine") from None
    except UnicodeError:
        raise UnusablePath(path, "il contient des caractères illisibles") from None
    except OSError as error:  # the current directory is gone
        raise UnusablePath(path, french_cause(error, writing=True)) from error


def user_file(path: str | Path) -> Path:
    """A path made absolute by `user_path`, which must not be a directory.

    Raises:
        UnusablePath: when it cannot be a path, or is a directory.
    """
    whole = user_path(path)
    real = real_path(whole)
    if not real.name or os.path.isdir(real):  # noqa: PTH112 — Path.is_dir raises without the right to look
        raise UnusablePath(path, "c’est un répertoire, pas un fichier")
    return whole


def read_typed(path: str | Path, most: int, *, pipes: bool = False) -> bytes:
    """What is in the file at a path that someone typed.

    Args:
        path: The path; see `user_path`.
        most: Bytes, after which reading stops.
        pipes: Whether what another program writes is waited for.

    Raises:
        UnusablePath: when there is no such file, when it is not an ordinary one, or when the
            system refuses.
    """
    whole = user_path(path)
    try:
        mode = whole.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or pipes):
            raise UnusablePath(path, "ce n’est pas un fichier ordinaire")
        with whole.open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError:
        raise UnusablePath(path, "ce fichier n’existe pas") from None
    except OSError as error:
        raise UnusablePath(path, french_cause(error)) from error
