"""What `telestage check` says of a file, without ever changing it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.french import NBSP, count
from ..dossier.text import quoted
from .backups import Backups
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
    """

    dossiers: int
    schema: int
    problems: tuple[str, ...]
    remarks: tuple[str, ...]

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
        problems += _content_problems(loaded, path) + _mode_problems(path)
    problems += _backup_problems(path, migrations, missing=loaded is None and not problems)
    return FileReport(
        dossiers=loaded.dossiers if loaded else 0,
        schema=loaded.schema if loaded else latest_schema(migrations),
        problems=tuple(problems),
        remarks=_remarks(path),
    )


def _content_problems(loaded: Loaded, path: Path) -> list[str]:
    problems = []
    for document in loaded.content.tables.get(DOSSIERS, {}).values():
        try:
            dossier_of(document, path)
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


def _backup_problems(path: Path, migrations: Sequence[Migration], *, missing: bool) -> list[str]:
    backups = Backups(path, lambda: datetime.min.replace(tzinfo=UTC), migrations=migrations).list()
    problems = [
        f"La sauvegarde {quoted(backup.name)} est illisible."
        for backup in backups
        if not backup.readable
    ]
    if missing and backups:
        problems.append(
            f"Le fichier {place(path)} n’existe pas, alors que "
            f"{count(len(backups), 'sauvegarde')} en reste à côté."
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
