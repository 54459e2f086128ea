"""Where the file is: when nobody says, and when someone types it."""

from __future__ import annotations

from pathlib import Path

from ..dossier.errors import Refused
from ..dossier.text import quoted

FILE_NAME = "telestage.json"


def default_path() -> Path:
    """`telestage.json` in the user's own data directory; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("telestage", appauthor=False) / FILE_NAME


def typed_path(path: str | Path) -> Path:
    """The path that someone typed; `~` stands for their home, `~lea` for that of `lea`.

    Raises:
        Refused: when there is no such user.
    """
    typed = Path(path)
    try:
        return typed.expanduser()
    except RuntimeError as error:
        raise Refused(
            f"{quoted(typed.parts[0])} ne désigne le répertoire d’aucun utilisateur connu."
        ) from error
