"""Names of files that go out: plain letters, so that no text of a dossier can lead elsewhere."""

from __future__ import annotations

import re

from ..dossier.dossier import Dossier
from ..dossier.text import fold

_NAME_MAX = 60
"""Longest part of a file name taken from a dossier, in characters."""
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text in plain lower-case letters, digits and hyphens; empty when nothing is left."""
    letters = fold(text).replace("œ", "oe").replace("æ", "ae")
    return _NOT_PLAIN.sub("-", letters)[:_NAME_MAX].strip("-")


def file_name(dossier: Dossier, extension: str) -> str:
    """`lea-nguyen-oeuvrard-5f0c2a52.csv`: always a name in the directory, never a path.

    Args:
        dossier: What the file is about; the beginning of its identifier tells namesakes apart.
        extension: Without the dot.
    """
    who = slug(dossier.intern.full_name) or "dossier"
    return f"{who}-{str(dossier.id)[:8]}.{extension}"
