"""The letter of recommendation: what the tutor decided of it. Its sentences come from the rest."""

from .base import Day, Frozen
from .text import Name


class Release(Frozen):
    """The tutor's word that the letter may be handed over as it then was."""

    on: Day
    mark: Name
    """A digest of what it then said: once that changes, the letter is a draft again."""


class Letter(Frozen):
    """The choices made of the sentences drafted, by their identifiers, and the release."""

    left_out: tuple[Name, ...] = ()
    """Sentences that are in it by themselves, and were left out."""
    put_in: tuple[Name, ...] = ()
    """Sentences that are only offered, and were put in."""
    release: Release | None = None
    """None while it was never released, or was made a draft again."""
