"""Names of exported files: plain letters, so that no text of a dossier makes a path."""

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
    """`lea-nguyen-oeuvrard-5f0c2a52.csv`: a name, never a path.

    Args:
        dossier: The dossier; the beginning of its identifier distinguishes namesakes.
        extension: Without the dot.
    """
    return f"{_stem(dossier)}.{extension}"


def paper_name(dossier: Dossier, title: str, extension: str) -> str:
    """`lea-nguyen-oeuvrard-5f0c2a52-attestation-de-tele-stage.pdf`.

    Args:
        dossier: Whose paper.
        title: Of the paper, in its language.
        extension: Without the dot.
    """
    return f"{_stem(dossier)}-{slug(title)}.{extension}"


def page_name(dossier: Dossier | None, title: str) -> str:
    """`lea-nguyen-oeuvrard-5f0c2a52-rencontres.svg`, or `telestage-calendrier.svg`.

    Args:
        dossier: The dossier that the page is about, or None.
        title: Of the page, in French.
    """
    stem = "telestage" if dossier is None else _stem(dossier)
    return f"{stem}-{slug(title) or 'page'}.svg"


def calendar_name(dossiers: Sequence[Dossier], *, withdrawn: bool = False) -> str:
    """`lea-nguyen-oeuvrard-5f0c2a52.ics`, or a name after the tutor for several dossiers.

    A file that takes meetings out of a calendar has another name than the one that put them there.
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
        title: Kind of meeting, in French.
        start: Local time.
        id: Its identifier.
        cancelled: Whether the file cancels it.
    """
    when = f"{start.date().isoformat()}-{start:%H%M}"
    suffix = "-annulation" if cancelled else ""
    return f"{when}-{slug(title)}-{_who(dossier)}-{_short(id)}{suffix}.ics"


def _stem(dossier: Dossier) -> str:
    return f"{_who(dossier)}-{_short(dossier.id)}"


def _who(dossier: Dossier) -> str:
    return slug(dossier.intern.full_name) or "dossier"


def _short(id: UUID) -> str:
    return str(id)[:8]
