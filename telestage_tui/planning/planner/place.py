"""A place for a meeting: when it starts, and how long it may be."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ...dossier.durations import ONE_MINUTE

_ROUND = 5
"""Minutes of which a shortened duration is a multiple."""


class Length(NamedTuple):
    """How long a meeting may be, in minutes."""

    longest: int
    """What is asked for."""
    shortest: int
    """Down to what it may be shortened where the shared hours are fewer."""

    def within(self, room: int) -> int | None:
        """The longest duration that fits in so many minutes; None when none does."""
        if room < self.shortest:
            return None
        return max(self.shortest, min(self.longest, room // _ROUND * _ROUND))


class Place(NamedTuple):
    """A place for a meeting."""

    start: datetime
    """UTC instant."""
    duration: int
    """Minutes."""

    @property
    def end(self) -> datetime:
        """UTC instant."""
        return self.start + self.duration * ONE_MINUTE
