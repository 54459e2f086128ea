"""Names of files that go out: plain letters, so that no text of a dossier can lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ..dossier.dossier import Dossier
from ..dossier.text import fold

_NAME_MAX = 60
"""Longest part of a file name taken from a dossier, in characters."""
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text in plain lower-case letters, digits and hyphens; empty when nothing is left."""
    return _NOT_PLAIN.sub("-", fold(text))[:_NAME_MAX].strip("-")


def file_name(dossier: Dossier, extension: str) -> str:
    """`lea-nguyen-oeuvrard-5f0c2a52.csv`: always a name in the directory, never a path.

    Args:
        dossier: What the file is about; the beginning of its identifier tells namesakes apart.
        extension: Without the dot.
    """
    return f"{_stem(dossier)}.{extension}"


def calendar_name(dossiers: Sequence[Dossier], *, withdrawn: bool = False) -> str:
    """The same for a whole calendar; after the tutor, when it holds several dossiers.

    What takes meetings out of a calendar never has the name of what puts them there.
    """
    if len(dossiers) == 1:
        stem = _stem(dossiers[0])
    else:
        stem = f"rencontres-{slug(dossiers[0].tutor.full_name) or 'telestage'}"
    return f"{stem}{'-retrait' if withdrawn else ''}.ics"


def entry_name(dossier: Dossier, title: str, start: datetime, id: UUID, *, cancelled: bool) -> str:
    """`2027-01-19-0930-rencontre-de-suivi-lea-nguyen-oeuvrard-5f0c2a52.ics`: by date when sorted.

    Args:
        dossier: Whose meeting.
        title: What it is, in French.
        start: Local time.
        id: Its identifier.
        cancelled: Whether the file says that it is called off.
    """
    when = f"{start.date().isoformat()}-{start:%H%M}"
    called_off = "-annulation" if cancelled else ""
    return f"{when}-{slug(title)}-{_who(dossier)}-{_short(id)}{called_off}.ics"


def _stem(dossier: Dossier) -> str:
    return f"{_who(dossier)}-{_short(dossier.id)}"


def _who(dossier: Dossier) -> str:
    return slug(dossier.intern.full_name) or "dossier"


def _short(id: UUID) -> str:
    return str(id)[:8]
