"""What a command works with: where the dossiers are, what day it is, what the programme says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..clocks.clock import Clock, SystemClock
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.french import NBSP
from ..dossier.text import fold, quoted
from ..dossier.zone_names import DEFAULT_HOST_ZONE, zone
from ..programme.errors import UnknownId
from ..programme.programme import Programme
from ..programme.progress import TaskState, task_states
from ..store.lock import LOCK_TIMEOUT

if TYPE_CHECKING:
    from ..dossier.changes import Change
    from ..store.backups import Backup, Backups
    from ..store.tinydb_repository import TinyRepository
    from ..workspace.workspace import Workspace

SCREEN_PATIENCE = 1.0
"""Seconds the screens wait for another program: they are frozen meanwhile."""
_T = TypeVar("_T")


@dataclass(eq=False, repr=False)
class Session:
    """The global options, and what follows from them; nothing is read before it is asked for.

    Attributes:
        file: The file of the dossiers; None for the user's own.
        clock: The only source of time.
        programme_folder: An organisation's own content, or None for the packaged one.
        demo: Whether the dossiers are invented ones, in a throwaway file.
        patience: Seconds to wait for another program; None for those of a command, which has time.
    """

    file: Path | None
    clock: Clock
    programme_folder: Path | None = None
    demo: bool = False
    patience: float | None = None
    done: bool = field(default=False, init=False)
    """Whether something was saved: then it is not to be asked again."""

    @cached_property
    def path(self) -> Path:
        """The file of the dossiers.

        Raises:
            UnusablePath: when no file can be there.
        """
        from ..store.paths import default_path, user_file

        return user_file(self.file) if self.file else default_path()

    @cached_property
    def repository(self) -> TinyRepository:
        """The dossiers."""
        from ..store.tinydb_repository import TinyRepository

        return TinyRepository(
            self.path, self.clock.now, backups=self.backups, lock_timeout=self._lock_timeout
        )

    @cached_property
    def backups(self) -> Backups:
        """The copies of the file."""
        from ..store.backups import Backups

        return Backups(self.path, machine_time, lock_timeout=self._lock_timeout)

    @cached_property
    def workspace(self) -> Workspace:
        """The same, as the screens want it."""
        from ..store.drafts import Drafts
        from ..store.paths import user_path
        from ..workspace.workspace import Workspace

        folder = self.programme_folder
        return Workspace(
            self.repository,
            self.backups,
            Drafts(self.path),
            self.clock,
            self.path,
            user_path(folder) if folder else None,
            self.demo,
        )

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """The programme a dossier was opened with; the present one without a dossier."""
        return self.workspace.programme(dossier)

    def dossier(self, prefix: str) -> Dossier:
        """The dossier whose identifier begins so.

        Raises:
            StoreError: when there is none, or several.
        """
        return self.repository.find(prefix)

    def states(self, dossier: Dossier) -> tuple[TaskState, ...]:
        """The state of every task today."""
        return task_states(dossier, self.programme(dossier), self.clock.today())

    def change(self, dossier: Dossier, change: Change) -> Dossier:
        """Apply a change durably; a daily backup that failed is said."""
        return self._saving(self.repository.change, dossier.id, change)

    def add(self, dossier: Dossier, label: str) -> Dossier:
        """Keep a new dossier durably; a daily backup that failed is said.

        Args:
            dossier: The dossier.
            label: French, in the past, for the history.
        """
        return self._saving(self.repository.add, dossier, label)

    def remove(self, dossier: Dossier) -> None:
        """Forget a dossier, after a backup."""
        self._saving(self.repository.remove, dossier.id)

    def back_up(self) -> Backup:
        """Copy the file now."""
        return self._saving(self.backups.create)

    def restore(self, name: str) -> Path | None:
        """Put a copy in place of the file; returns where an unreadable one was set aside."""
        return self._saving(self.workspace.restore, name)

    def _saving(self, save: Callable[..., _T], *given: object) -> _T:
        saved = save(*given)
        self.done = True
        if failure := self.repository.backup_failure:
            from .output import warn

            warn(f"La sauvegarde du jour n’a pas pu être faite{NBSP}: {failure}")
        return saved

    @property
    def _lock_timeout(self) -> float:
        return LOCK_TIMEOUT if self.patience is None else self.patience


def machine_time() -> datetime:
    """The real time, in the tutor's zone, even where another day is shown: backups go by it."""
    return SystemClock().now().astimezone(zone(DEFAULT_HOST_ZONE))


def pick(noun: str, wanted: str, named: Mapping[str, _T]) -> _T:
    """What a name, or the unambiguous beginning of a name, stands for.

    Case, accents and hyphens do not count; a whole name wins over the beginning of another.

    Args:
        noun: What is looked for, for the refusal.
        wanted: What was typed.
        named: What there is, by name; a thing may have several names.

    Raises:
        UnknownId: when nothing begins so, with the nearest name.
        Refused: when several things do.
    """
    start = _plain(wanted)
    whole = [name for name in named if _plain(name) == start]
    names = whole or [name for name in named if start and _plain(name).startswith(start)]
    found = {id(named[name]): name for name in names}
    if not found:
        raise UnknownId(noun, quoted(wanted).strip(f"«»{NBSP} "), named)
    if len(found) > 1:
        raise Refused(
            f"{quoted(wanted)} est ambigu{NBSP}: {', '.join(found.values())}. "
            "Ajoutez quelques caractères."
        )
    return named[next(iter(found.values()))]


def _plain(name: str) -> str:
    return fold(name).replace("-", "")
