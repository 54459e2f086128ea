"""What is kept of a record after a change: its new version, and the line of its history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ..dossier.deeds import Deed
from ..dossier.differences import differences
from ..dossier.dossier import Dossier
from ..dossier.organisation import ORGANISATION_CHANGED, Organisation
from ..dossier.records import HistoryEntry, with_entry
from .encoding import StoredDocument
from .errors import ConflictError
from .loading import checked_document_of
from .taking_back import json_of

_R = TypeVar("_R", Dossier, Organisation)


class NextState:
    """Makes the next state of the records of a file; it writes nothing."""

    def __init__(self, path: Path, now: Callable[[], datetime], who: Callable[[], str]) -> None:
        """Remember what a line of history needs.

        Args:
            path: The file, which a refusal names.
            now: The injected clock; aware.
            who: Gives the name of whoever makes changes.
        """
        self._path = path
        self._now = now
        self._who = who

    def of_dossier(
        self, dossier: Dossier, version: int, what: Deed, before: Dossier | None = None
    ) -> StoredDocument:
        """The document to keep of a dossier after a change.

        Args:
            dossier: As the change left it.
            version: The number of this state.
            what: What was done.
            before: As it was; None for one that is created, which is no change of a field.
        """
        return checked_document_of(self.of_record(dossier, version, what, before), self._path)

    def of_record(self, record: _R, version: int, what: Deed, before: _R | None) -> _R:
        """The next state of a record, with its line of history; see `of_dossier`."""
        entry = self._entry(what, before, record)
        return record.evolve(version=version, history=with_entry(record.history, entry))

    def of_organisation(
        self, organisation: Organisation, before: Organisation, seen: Organisation
    ) -> Organisation:
        """The record to keep of an organisation; the present one when it says the same.

        Args:
            organisation: What is to be kept.
            before: The present one.
            seen: The one that was changed.

        Raises:
            ConflictError: when the present one is not what was seen.
        """
        if not before.says_as(seen):
            raise ConflictError(
                "« Mon organisation » a été modifié ailleurs entre-temps. Rien n’a été changé."
            )
        if organisation.says_as(before):
            return before
        lines = (*before.history, *organisation.history[len(before.history) :])
        wanted = organisation.evolve(history=lines)
        return self.of_record(wanted, before.version + 1, ORGANISATION_CHANGED, before)

    def _entry(
        self, what: Deed, before: Dossier | Organisation | None, after: Dossier | Organisation
    ) -> HistoryEntry:
        changes = () if before is None else differences(json_of(before), json_of(after))
        return HistoryEntry(at=self._now(), who=self._who(), done=what, changes=changes)
