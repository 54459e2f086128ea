"""Errors about what was erased for good."""

from __future__ import annotations

from uuid import UUID

from ..dossier.french import count
from .errors import StoreError
from .file_errors import OutcomeUnknown, SaveFailed
from .shown_paths import place


class ErasedDossier(StoreError):
    """The dossier of that identifier was erased: it may not come back.

    Attributes:
        id: Of the dossier.
    """

    def __init__(self, id: UUID) -> None:
        self.id = id
        super().__init__(f"Le dossier {id} a été effacé : il ne peut pas revenir.")


class ErasureUnfinished(StoreError):
    """What is erased is out of the file, but some copies may still hold it."""

    may_have_written = True

    def __init__(self, cause: StoreError, failures: int) -> None:
        others = f", et {count(failures - 1, 'autre')}" if failures > 1 else ""
        why = str(cause)
        if isinstance(cause, SaveFailed | OutcomeUnknown):
            # Its own sentence is about that copy: it would deny here what was done in the file.
            why = f"À réécrire : {place(cause.path)} ({cause.cause}){others}."
        elif others:
            why = f"{cause} Et {count(failures - 1, 'autre')}."
        super().__init__(
            "L’effacement est fait dans le fichier, mais pas encore dans toutes ses copies. "
            f"telestage le reprendra à sa prochaine ouverture. {why}"
        )
