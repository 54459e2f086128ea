"""Errors of one record that cannot be read in a sound file."""

from __future__ import annotations

from ..dossier.text import clean_line, quoted
from .errors import StoreError

LONGEST_NAME = 80
"""Characters shown of a name in a dossier that cannot be read: nothing bounds it there."""


class UnreadableDossier(StoreError):
    """One dossier of a sound file cannot be read; the others can.

    Attributes:
        id: Its identifier, as the file has it.
        intern: The name in it, or an empty text.
    """

    def __init__(self, id: str, intern: str, reason: str) -> None:
        self.id = id
        self.intern = clean_line(intern)[:LONGEST_NAME]
        whose = f" ({self.intern})" if self.intern else ""
        super().__init__(
            f"Le dossier {id}{whose} ne peut pas être lu : {reason}. Il n’a pas été touché, "
            f"et les autres restent utilisables."
        )


class NewerDossier(UnreadableDossier):
    """One dossier has something that only a newer version of the program can have written."""

    def __init__(self, id: str, intern: str, field: str) -> None:
        super().__init__(id, intern, _newer(field))


class UnreadableOrganisation(StoreError):
    """The record of the organisation cannot be read; the dossiers can."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"« Mon organisation » ne peut pas être lu : {reason}. Rien n’y a été touché, et les "
            f"dossiers restent utilisables."
        )


class NewerOrganisation(UnreadableOrganisation):
    """The record of the organisation has something that only a newer version can have written."""

    def __init__(self, field: str) -> None:
        super().__init__(_newer(field))


def _newer(field: str) -> str:
    """Why a record cannot be read, when this version does not know one of its fields."""
    return (
        f"il est écrit par une version plus récente de telestage, et celle-ci ne connaît pas "
        f"{quoted(clean_line(field)[:LONGEST_NAME])}; mettez telestage à jour"
    )
