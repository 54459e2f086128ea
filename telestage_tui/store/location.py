"""Where the file is when nobody says."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "telestage.json"


def default_path() -> Path:
    """`telestage.json` in the user's own data directory; nothing is created."""
    from platformdirs import user_data_path

    return user_data_path("telestage", appauthor=False) / FILE_NAME
