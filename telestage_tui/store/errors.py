"""Errors of the store, with their French messages: no such dossier or backup, a conflict…

`file_errors` has those of the file, `record_errors` those of a record that cannot be read,
`erasure_errors` those of what was erased.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from ..dossier.errors import TelestageError
from ..dossier.french import leading_count
from ..dossier.text import clean_line, quoted


class StoreError(TelestageError):
    """Base of every error of the store."""

    may_have_written: ClassVar[bool] = False
    """Whether the change may be in the file in spite of the error: no message may deny it then."""


MOST_CANDIDATES = 10
"""Things named when an identifier is ambiguous; one more is named rather than counted."""


class UnknownDossier(StoreError):
    """No dossier has that identifier, or one beginning so."""

    def __init__(self, identifier: object) -> None:
        super().__init__(f"Aucun dossier ne porte l’identifiant {quoted(str(identifier))}.")


class AmbiguousId(StoreError):
    """Several dossiers have an identifier with that beginning.

    Attributes:
        candidates: Identifier and intern of each, in the order of the repository.
    """

    def __init__(self, prefix: str, candidates: tuple[tuple[UUID, str], ...]) -> None:
        self.candidates = candidates
        is_short = len(candidates) <= MOST_CANDIDATES + 1
        named = candidates if is_short else candidates[:MOST_CANDIDATES]
        lines = "\n".join(f"  {identifier}  {clean_line(name)}" for identifier, name in named)
        if others := len(candidates) - len(named):
            lines += f"\n  … et {others} autres"
        super().__init__(
            f"{leading_count(len(candidates), 'dossier')} ont un identifiant qui commence par "
            f"{quoted(prefix)}; ajoutez quelques caractères :\n{lines}"
        )


class ConflictError(StoreError):
    """The dossier is no longer the one the change was made for; nothing was written."""

    def __init__(
        self,
        message: str = (
            "Ce dossier a été modifié ailleurs entre-temps. Rien n’est perdu"
            " : relisez-le, puis refaites votre changement."
        ),
    ) -> None:
        super().__init__(message)


class SequencesBehind(StoreError):
    """A backup is in place, but the SEQUENCE of its meetings was not raised: calendars may not take
    them."""

    may_have_written = True

    def __init__(self, cause: StoreError) -> None:
        super().__init__(
            "La sauvegarde est restaurée, mais pas annoncée aux agendas, qui pourraient garder "
            f"l’heure d’une rencontre déplacée depuis : vérifiez-les après le prochain "
            f"export. {cause}"
        )


class UnknownBackup(StoreError):
    """There is no backup of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Aucune sauvegarde ne s’appelle {quoted(name)}.")


class NothingToBackUp(StoreError):
    """The file does not exist yet."""

    def __init__(self) -> None:
        super().__init__("Il n’y a encore aucun dossier à sauvegarder.")
