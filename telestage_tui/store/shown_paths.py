"""A path as it is shown: whole, and without anything that commands a terminal."""

from __future__ import annotations

from pathlib import Path

from ..dossier.text import clean_line
from .served import is_served


def shown(path: Path) -> str:
    """The text of a path, whole, without anything that commands a terminal.

    In somebody else's browser, the name alone: where it is concerns this machine.
    """
    text = path.name if is_served() else str(path)
    raw = text.encode("utf-8", "surrogateescape")  # how Python holds a name it cannot read
    return clean_line(raw.decode("utf-8", "replace"))


def place(path: Path) -> str:
    """A path between guillemets, whole, and safe to show."""
    return f"« {shown(path)} »"
