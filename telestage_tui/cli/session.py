"""The workspace of a command, which warns of a failed backup; and finding things by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from ..dossier.deeds import Deed
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.french import sentence
from ..dossier.text import fold, quoted
from ..programme.errors import UnknownId
from ..programme.progress import TaskState, task_states
from ..store.errors import MOST_CANDIDATES
from ..store.shown_paths import place
from ..workspace import Workspace
from ..workspace.set_back import set_back_words
from .output import say, warn

if TYPE_CHECKING:
    from ..documents.travel.arrivals import Arrivals
    from ..dossier.base import Frozen
    from ..dossier.changes import Change
    from ..dossier.organisation import Organisation
    from ..programme.programme import Programme
    from ..store.backup import Backup
    from ..store.errors import StoreError
    from ..store.outcomes import Erasure
    from ..store.repository import Repository

_T = TypeVar("_T")


@dataclass(eq=False, repr=False)
class Session(Workspace):
    """The workspace of one command, made from the global options."""

    phrases: bool = field(default=False, init=False)
    """Whether each line of an answer is a whole sentence; see `phrases`."""
    done: bool = field(default=False, init=False)
    """Whether something was saved; the exit code says so."""
    _has_said_trouble: bool = field(default=False, init=False)

    @cached_property
    def repository(self) -> Repository:
        """The dossiers; says that the file is new when it is."""
        self.say_new_file()
        return super().repository

    def say_new_file(self) -> None:
        """Say on the standard error that the file someone named does not exist yet."""
        if self.file is not None and not self.is_throwaway and self.new_file:
            warn(f"Fichier nouveau : {place(self.path)} n’existe pas encore.")

    def programme(self, dossier: Dossier | None = None) -> Programme:
        """As of any workspace; says once why the organisation's own content is left aside."""
        if not self._has_said_trouble and (trouble := self.own_content.trouble):
            self._has_said_trouble = True
            warn(trouble)
        return super().programme(dossier)

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
        """Apply a change durably."""
        after = self._save(self.repository.change, dossier.id, change)
        _warn_of_secret(dossier, after)
        return after

    def carry_out(self, dossier: Dossier, change: Change) -> Dossier:
        """Apply a change durably, and say it in the words of the history."""
        after = self.change(dossier, change)
        say(sentence(change.label))
        return after

    def add(self, dossier: Dossier, deed: Deed) -> Dossier:
        """Keep a new dossier durably.

        Args:
            dossier: The dossier.
            deed: The first line of its history.
        """
        after = self._save(self.repository.add, dossier, deed)
        _warn_of_secret(None, after)
        return after

    def keep_organisation(self, organisation: Organisation, seen: Organisation) -> Organisation:
        """Keep durably what is said of the organisation; see `Repository.keep_organisation`."""
        after = self._save(self.repository.keep_organisation, organisation, seen)
        _warn_of_secret(seen, after)
        return after

    def keep_arrivals(
        self, found: Arrivals, numbers: Collection[int], both: Collection[int] = ()
    ) -> tuple[Dossier, ...]:
        """Keep what was chosen of a file of dossiers; see `documents.travel.taking`."""
        from ..documents.travel.taking import keep_arrivals

        if not numbers:
            return ()
        return self._save(keep_arrivals, self, found, numbers, both)

    def remove(self, dossier: Dossier) -> None:
        """Forget a dossier, after a backup."""
        self._save(self.repository.remove, dossier.id)

    def erase_for_good(self, dossier_id: UUID) -> Erasure:
        """Erase a dossier from the file, its copies and its drafts."""
        return self._save(self.erase, dossier_id)

    def erase_names(self, dossier_id: UUID) -> Erasure:
        """Erase the names of the candidates not chosen, from the copies and drafts too."""
        return self._save(self.erase_candidates, dossier_id)

    def take_back(self, record: UUID, line: int) -> bool:
        """Undo the change of a line of a history, or make it again; see `Repository.take_back`.

        Returns:
            Whether a text it had saved is a draft again.
        """
        step = self._save(self.repository.take_back, record, line)
        if step is None:
            return False
        if step.is_undone:
            self.drafts.take_away(step.key)
            return False
        return self.drafts.bring_back(step.key)

    def back_up(self) -> Backup:
        """Copy the file now."""
        copy = self._save(self.backups.create)
        if failure := self.backups.second.failure:
            warn(f"La copie dans le second répertoire n’a pas pu être faite : {failure}")
        return copy

    def put_back_dossier(self, backup: str, dossier_id: UUID) -> Dossier:
        """Put one dossier back as a backup has it."""
        return self._save(self.recovery.restore_dossier, backup, dossier_id)

    def put_back(self, name: str) -> Path | None:
        """Put a copy in place of the file; returns where an unreadable one was set aside."""
        return self._save(self.recovery.restore, name)

    def _save(self, operation: Callable[..., _T], *arguments: object) -> _T:
        """Run an operation of the store, and warn when the daily backup before it failed."""
        self.repository.listen(lambda copy: warn(set_back_words(copy)))
        result = operation(*arguments)
        self.done = True
        if failure := self.repository.backup_failure:
            self._warn_of(failure)
        return result

    def end(self) -> None:
        """Make the backup of the end, and warn when it cannot be made."""
        before = self.repository.backup_failure if self.done else None
        if self.done and (unfinished := self.finish_erasures()):
            warn(str(unfinished))
        failure = self.finish() if self.done else None
        if failure is not None and before is None:
            self._warn_of(failure)

    def _warn_of(self, failure: StoreError) -> None:
        warn(f"La sauvegarde du jour n’a pas pu être faite : {failure}")


def _warn_of_secret(before: Frozen | None, after: Frozen) -> None:
    """Say so when a text that was just kept looks like a secret."""
    from ..dossier.secret_warning import WARNING, writes_secret

    if writes_secret(before, after):
        from .output import warn

        warn(WARNING)


def pick(noun: str, text: str, things: Mapping[str, _T]) -> _T:
    """The thing that a name, or the unambiguous beginning of a name, stands for.

    Case, accents and hyphens do not count; a whole name wins over the beginning of another.

    Args:
        noun: The kind of thing, in French, for the refusal.
        text: The name, or its beginning.
        things: By name; a thing may have several names.

    Raises:
        UnknownId: when nothing begins so, with the nearest name.
        Refused: when several things do.
    """
    start = _plain(text)
    whole = [name for name in things if _plain(name) == start]
    names = whole or [name for name in things if start and _plain(name).startswith(start)]
    matches = {id(things[name]): name for name in names}
    if not matches:
        raise UnknownId(noun, quoted(text).strip("«»\u00a0 "), things)
    if len(matches) > 1:
        raise Refused(
            f"{quoted(text)} est ambigu : {_named(list(matches.values()))}. "
            "Ajoutez quelques caractères."
        )
    return things[next(iter(matches.values()))]


def _named(names: Sequence[str]) -> str:
    """The first names of a list, and how many others there are."""
    if len(names) <= MOST_CANDIDATES + 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_CANDIDATES])} et {len(names) - MOST_CANDIDATES} autres"


def _plain(name: str) -> str:
    return fold(name).replace("-", "")
