"""What `telestage check` says of a file, without ever changing it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.french import NBSP, count
from ..dossier.text import quoted
from .backups import Backup, Backups
from .errors import StoreError, place
from .files import PRIVATE_FILE, leftovers, real_path
from .loading import Loaded, dossier_of, load
from .migrations import DOSSIERS, MIGRATIONS, Migration, latest_schema


class FileReport(NamedTuple):
    """The state of a file.

    Attributes:
        dossiers: How many it holds; 0 when it cannot be read, or does not exist.
        schema: Of the file; the latest when there is no file to read.
        problems: French sentences: what asks for an action.
        remarks: French sentences: what is worth knowing and asks for nothing.
        backups: Every copy, the newest first, as it was verified.
    """

    dossiers: int
    schema: int
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    backups: tuple[Backup, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing asks for an action."""
        return not self.problems


def inspect(path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> FileReport:
    """Verify a file, every dossier in it, and its backups; an unreadable one is a finding."""
    path = real_path(path)
    problems: list[str] = []
    loaded = None
    try:
        loaded = load(path, migrations)
    except StoreError as error:
        problems.append(str(error))
    if loaded:
        problems += _content_problems(loaded) + _mode_problems(path)
    backups = Backups(path, _never, migrations=migrations).list()
    problems += _backup_problems(path, backups, missing=loaded is None and not problems)
    return FileReport(
        dossiers=loaded.dossiers if loaded else 0,
        schema=loaded.schema if loaded else latest_schema(migrations),
        problems=tuple(problems),
        remarks=_remarks(path),
        backups=backups,
    )


def _never() -> datetime:
    """The time of a look that makes no copy."""
    return datetime.min.replace(tzinfo=UTC)


def _content_problems(loaded: Loaded) -> list[str]:
    problems = []
    for document in loaded.content.tables.get(DOSSIERS, {}).values():
        try:
            dossier_of(document)
        except StoreError as error:
            problems.append(str(error))
    return problems


def _mode_problems(path: Path) -> list[str]:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return []
    if mode & ~PRIVATE_FILE & 0o077:
        return [
            f"D’autres comptes de cette machine ont accès au fichier (mode {mode:o}). "
            f"Le prochain enregistrement le réservera à votre compte{NBSP}; "
            f"pour le faire tout de suite{NBSP}: chmod 600 {path}."
        ]
    return []


def _backup_problems(path: Path, backups: Sequence[Backup], *, missing: bool) -> list[str]:
    problems = [
        f"La sauvegarde {quoted(backup.name)} est illisible."
        for backup in backups
        if not backup.readable
    ]
    if missing and backups:
        problems.append(
            f"Le fichier {place(path)} n’existe pas, alors que "
            f"{count(len(backups), 'sauvegarde reste', 'sauvegardes restent')} à côté."
        )
    return problems


def _remarks(path: Path) -> tuple[str, ...]:
    found = leftovers(path.parent, path.name)
    if not found:
        return ()
    return (
        f"{count(len(found), 'fichier temporaire', 'fichiers temporaires')} d’un enregistrement "
        "interrompu à côté du fichier. Le prochain enregistrement fera le ménage.",
    )
