"""Where files are: the user's own when nobody says, and wherever someone says."""

from __future__ import annotations

import os
from pathlib import Path

from ..dossier.os_errors import french_cause
from .errors import UnusablePath
from .files import real_path

FILE_NAME = "telestage.json"


def default_path() -> Path:
    """`telestage.json` in the user's own data directory; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("telestage", appauthor=False) / FILE_NAME


def user_path(given: str | Path) -> Path:
    """A path as someone gave it, made whole; nothing needs to be there.

    `~` is a user's directory, and what is not absolute begins at the current directory. Symbolic
    links are not followed.

    Raises:
        UnusablePath: when it cannot be a path.
    """
    try:
        # Whatever the locale says, a name is the bytes of its UTF-8, as on every other machine.
        text = os.fsdecode(str(given).encode("utf-8", "surrogateescape"))
        if "\0" in text:
            raise UnusablePath(given, "un nom de fichier n’a pas de caractère nul")
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise UnusablePath(given, "ce compte n’existe pas sur cette machine") from None
    except UnicodeError:
        raise UnusablePath(given, "il contient des caractères illisibles") from None
    except OSError as error:
        raise UnusablePath(given, french_cause(error)) from error


def user_file(given: str | Path) -> Path:
    """As `user_path`, for what can only be a file.

    Raises:
        UnusablePath: when it cannot be a path, or is a directory.
    """
    path = user_path(given)
    real = real_path(path)
    if not real.name or os.path.isdir(real):  # noqa: PTH112 — Path.is_dir raises without the right to look
        raise UnusablePath(given, "c’est un répertoire, pas un fichier")
    return path
