"""The report of `telestage check` on a file, which it never changes."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.french import count, leading_count
from ..dossier.text import quoted
from .backup import Backup
from .backups import Backups
from .erasure import holders
from .errors import StoreError
from .file_errors import NewerVersion
from .files import leftovers, real_path
from .loading import ORGANISATION_ID, Loaded, dossier_of, load, organisation_of
from .migrations import DOSSIERS, MIGRATIONS, ORGANISATION, Migration, latest_schema
from .neighbours import conflict_copies, place_sentence
from .replacement import not_ours
from .shown_paths import place, shown
from .surroundings import place_facts
from .tombstones import pending_ids

_MOST_NAMED = 9
"""Files of a kind that are named, at the most."""


class FileReport(NamedTuple):
    """The state of a file.

    Attributes:
        dossiers: How many it holds; 0 when it cannot be read, or does not exist.
        schema: Of the file; the latest when there is no file, None when it does not say.
        problems: French sentences; each asks for an action.
        remarks: French sentences that ask for nothing.
        backups: Every copy, the newest first, as it was verified.
    """

    dossiers: int
    schema: int | None
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    backups: tuple[Backup, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing asks for an action."""
        return not self.problems


def _end_of_time() -> datetime:
    """A clock for `Backups` that are only listed: for it none is dated in the future."""
    return datetime.max.replace(tzinfo=UTC)


def inspect(
    path: Path,
    *,
    migrations: Sequence[Migration] = MIGRATIONS,
    second: Callable[[], Path | None] = lambda: None,
) -> FileReport:
    """Verify a file, every dossier in it, and its backups; damage is reported, not raised.

    Args:
        path: The file.
        migrations: From each schema to the next.
        second: Gives the second folder of the backups, or None.
    """
    path = real_path(path)
    problems: list[str] = []
    loaded, schema = None, None
    try:
        loaded = load(path, migrations)
    except NewerVersion as error:
        schema = error.schema
        problems.append(str(error))
    except StoreError as error:
        problems.append(str(error))
    else:
        schema = loaded.schema if loaded else latest_schema(migrations)
    missing = loaded is None and not problems
    if (loaded or schema) and (reason := not_ours(path, _account())):
        problems.append(f"Rien ne peut être enregistré dans {place(path)} : {reason}.")
    backups = Backups(path, _end_of_time, migrations=migrations, second=second)
    copies = backups.list()
    if loaded:
        problems += _content_problems(loaded)
    problems += _erasure_problems(path, backups, loaded)
    problems += _access_problems(path, backups.directory, copies)
    problems += _backup_problems(path, backups.directory, copies, missing=missing)
    return FileReport(
        dossiers=loaded.dossiers if loaded else 0,
        schema=schema,
        problems=tuple(problems),
        remarks=_remarks(path),
        backups=copies,
    )


def _content_problems(loaded: Loaded) -> list[str]:
    problems = []
    for document in loaded.content.tables.get(DOSSIERS, {}).values():
        try:
            dossier_of(document)
        except StoreError as error:
            problems.append(str(error))
    try:
        organisation_of(loaded.content.tables.get(ORGANISATION, {}).get(ORGANISATION_ID))
    except StoreError as error:
        problems.append(str(error))
    return problems


def _erasure_problems(path: Path, backups: Backups, loaded: Loaded | None) -> Iterator[str]:
    """The second folder that is not there, and copies that hold a dossier erased since."""
    try:
        backups.second.check()
    except StoreError as error:
        yield f"Les sauvegardes ne se font pas dans le second répertoire. {error}"
    number = sum(1 for _ in holders(path, backups.folders, loaded.content)) if loaded else 0
    if number or (loaded and pending_ids(loaded.content)):
        yield (
            "Un effacement n’est pas terminé, ou une copie revenue d’ailleurs garde encore un "
            "dossier effacé. Le prochain lancement de telestage reprend ce qui a été interrompu; "
            "sinon : telestage erase ID --yes, avec le même identifiant."
        )


def _access_problems(path: Path, directory: Path, copies: Sequence[Backup]) -> Iterator[str]:
    """What other accounts of this machine have access to, and the command that closes it."""
    if os.name == "nt":  # its rights are not in these bits
        return
    if mode := _open_mode(path):
        yield (
            f"D’autres comptes de cette machine ont accès au fichier (mode {mode:o}). "
            f"Le prochain enregistrement le réservera à votre compte; "
            f"pour le faire tout de suite : chmod 600 {_shell_word(path)}."
        )
    open_copies = sum(1 for copy in copies if _open_mode(copy.path))
    if open_copies:
        yield (
            f"D’autres comptes de cette machine ont accès à {count(open_copies, 'sauvegarde')}. "
            f"Pour {'les' if open_copies > 1 else 'la'} réserver au vôtre : "
            f"chmod 600 {_shell_word(directory)}/*."
        )
    if copies and (mode := _open_mode(directory)):
        yield (
            "D’autres comptes de cette machine ont accès au répertoire des sauvegardes "
            f"(mode {mode:o}). Pour le réserver au vôtre : "
            f"chmod 700 {_shell_word(directory)}."
        )


def _account() -> int:
    """The account that would own what is written."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


def _open_mode(path: Path) -> int:
    """The mode of what other accounts have access to; else 0."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
    return mode if mode & 0o077 else 0


def _shell_word(path: Path) -> str:
    return shlex.quote(shown(path))


def _backup_problems(
    path: Path, directory: Path, backups: Sequence[Backup], *, missing: bool
) -> list[str]:
    problems = [
        f"La sauvegarde {quoted(backup.name)} est "
        + ("écrite par une version plus récente de telestage." if backup.is_newer else "illisible.")
        for backup in backups
        if not backup.readable
    ]
    if os.path.exists(directory) and not os.path.isdir(directory):  # noqa: PTH110, PTH112 — no error without the right to look
        problems.append(
            f"Aucune sauvegarde ne peut se faire : {place(directory)} n’est pas un répertoire."
        )
    elif os.path.exists(directory) and not os.access(directory, os.R_OK | os.W_OK | os.X_OK):  # noqa: PTH110
        problems.append(
            f"Aucune sauvegarde ne peut se faire dans {place(directory)} : les droits d’accès ne "
            f"le permettent pas. Donnez un autre nom à ce répertoire, ou reprenez-en les droits."
        )
    if missing and backups:
        problems.append(
            f"Le fichier {place(path)} n’existe pas, alors que "
            f"{count(len(backups), 'sauvegarde reste', 'sauvegardes restent')} à côté."
        )
    return problems


def _remarks(path: Path) -> tuple[str, ...]:
    return (*_leftover_remarks(path), *_neighbour_remarks(path))


def _leftover_remarks(path: Path) -> Iterator[str]:
    names = [path.name, *(f"{path.name}.{side}.json" for side in ("brouillons", "preferences"))]
    number = sum(len(leftovers(path.parent, name)) for name in names)
    if number:
        yield (
            f"{_temporary(number, 'd’un enregistrement interrompu')} à côté du fichier. Le "
            "prochain enregistrement fera le ménage."
        )
    if exports := len(leftovers(path.parent)) - number:
        yield (
            f"{_temporary(exports, 'd’une exportation interrompue')} à côté du fichier, avec des "
            "données personnelles. La prochaine exportation dans ce répertoire fera le ménage."
        )


def _temporary(number: int, of_what: str) -> str:
    files = leading_count(number, "fichier temporaire", "fichiers temporaires")
    return f"{files}, reste{'s' if number > 1 else ''} {of_what},"


def _neighbour_remarks(path: Path) -> Iterator[str]:
    """Files beside that hold personal data, and that nothing reads any more."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return
    beside = [name for name in names if name.startswith(path.stem) and name != path.name]
    for name in [name for name in beside if ".illisible-" in name][:_MOST_NAMED]:
        yield (
            f"Un fichier illisible est gardé à côté : {place(path.with_name(name))}. Il contient "
            "des données personnelles : supprimez-le quand vous n’en avez plus besoin."
        )
    for name in conflict_copies(path.name, names)[:_MOST_NAMED]:
        yield (
            f"Un outil de synchronisation a gardé une autre version à côté : "
            f"{place(path.with_name(name))}. « telestage import » la compare et reprend ce que "
            "vous choisissez; supprimez-la ensuite."
        )
    if sentence := place_sentence(path, place_facts(path)):
        yield sentence
