"""Where the file is when nobody says."""

from __future__ import annotations

from pathlib import Path

from ..dossier.errors import TelestageError
from ..dossier.text import quoted

FILE_NAME = "telestage.json"


def default_path() -> Path:
    """`telestage.json` in the user's own data directory; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("telestage", appauthor=False) / FILE_NAME


class UnknownHome(TelestageError):
    """A path begins with `~` and the name of nobody on this machine."""


def user_path(text: str) -> Path:
    """A path as a person types it: `~` stands for their folder.

    Raises:
        UnknownHome: when it begins with the name of nobody.
    """
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:
        raise UnknownHome(f"Le chemin {quoted(text)} commence par un nom inconnu ici.") from None
