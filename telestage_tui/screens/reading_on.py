"""Many dossiers read without making anybody wait: some at first, the others between two keys."""

from __future__ import annotations

from .base import WorkScreen

READ_AGAIN = 0.001
"""Seconds after which reading goes on: the keys pressed meanwhile come first."""


class ReadingOn(WorkScreen):
    """A page of many dossiers, which shows those read so far."""

    def read_next(self) -> bool:
        """Read the next dossiers; return whether all are read."""
        raise NotImplementedError

    def read_on(self) -> None:
        """Read the others once the page is painted; show everything when all are read."""
        self.call_after_refresh(self._read_on)

    def _read_on(self) -> None:
        if self.read_next():
            self.reload()
        else:
            self.set_timer(READ_AGAIN, self._read_on)
