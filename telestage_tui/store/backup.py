"""One copy of the file, and how it is spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.changes.backup_reasons import reason_in_words
from ..dossier.french import count


class Backup(NamedTuple):
    """One copy.

    Attributes:
        name: File name, which identifies it.
        path: The copy itself.
        taken_at: UTC instant.
        size: Bytes.
        reason: Why it was made, see `BACKUP_REASONS`.
        dossiers: How many it holds; None when it is unreadable.
        is_ahead: Whether its date is still to come: the clock was wrong, that day or today.
        is_newer: Whether it is unreadable because a newer version of telestage wrote it.
    """

    name: str
    path: Path
    taken_at: datetime
    size: int
    reason: str
    dossiers: int | None
    is_ahead: bool = False
    is_newer: bool = False

    @property
    def readable(self) -> bool:
        """Whether it is whole, and of a schema this program knows."""
        return self.dossiers is not None

    @property
    def content(self) -> str:
        """How many dossiers it holds, in words; or why that is not known."""
        if self.dossiers is None:
            return "trop récente" if self.is_newer else "illisible"
        return count(self.dossiers, "dossier")

    @property
    def refusal(self) -> str:
        """Why it cannot be restored, in French; empty when it can."""
        if self.readable:
            return ""
        if self.is_newer:
            return (
                "Cette sauvegarde est écrite par une version plus récente de telestage : mettez "
                "telestage à jour, ou choisissez-en une autre."
            )
        return "Cette sauvegarde est illisible : choisissez-en une autre."


def past_first(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Copies in the same order, but those dated in the future, which come last and say so."""
    marked = (backup._replace(is_ahead=backup.taken_at > now) for backup in backups)
    return tuple(sorted(marked, key=lambda backup: backup.is_ahead))


def backup_words(backup: Backup) -> str:
    """Why a copy was made, in words; or that its date is wrong."""
    return "date future : fausse" if backup.is_ahead else reason_in_words(backup.reason)
