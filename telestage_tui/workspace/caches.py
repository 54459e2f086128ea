"""Values computed from the dossiers, and again only when a dossier has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from ..clocks.clock import Clock
from ..dossier.dossier import Dossier
from ..planning.agenda.summary import DossierSummary, summarise
from ..programme.programme import Programme
from ..store.record_errors import UnreadableDossier
from ..store.repository import Repository

T = TypeVar("T")


class DossierCache(Generic[T]):
    """A value computed from each dossier, and again only when that dossier has changed.

    Reading a dossier takes a fraction of a millisecond: nothing for the few of an employer, too
    much at once for a thousand. `read` therefore goes in steps, and a screen shows what is ready.
    """

    def __init__(self, repository: Repository, value_of: Callable[[Dossier], T]) -> None:
        """Start with an empty cache.

        Args:
            repository: Where the dossiers are.
            value_of: Computes the value of a dossier.
        """
        self._repository = repository
        self._value_of = value_of
        self._values: dict[UUID, tuple[bytes, T]] = {}
        self._unreadable: dict[UUID, tuple[bytes, UnreadableDossier]] = {}
        self.total = 0
        """How many dossiers there are, read or not."""

    def read(self, most: int = sys.maxsize) -> bool:
        """Read the dossiers that are new or have changed.

        Args:
            most: How many at the most; the others wait for the next call.

        Returns:
            Whether every value is now up to date.
        """
        stamps = self._repository.stamps()
        self.total = len(stamps)
        stale = [id for id, stamp in stamps.items() if not self._is_fresh(id, stamp)]
        for dossier_id in stale[:most]:
            self._read(dossier_id, stamps[dossier_id])
        self._values = {id: entry for id, entry in self._values.items() if id in stamps}
        self._unreadable = {id: entry for id, entry in self._unreadable.items() if id in stamps}
        return len(stale) <= most

    def known(self) -> Sequence[T]:
        """The values read so far."""
        return [value for _, value in self._values.values()]

    def unreadable(self) -> list[UnreadableDossier]:
        """Why a dossier has no value, for each that could not be read so far."""
        return [error for _, error in self._unreadable.values()]

    def clear(self) -> None:
        """Forget every value."""
        self._values = {}
        self._unreadable = {}

    def is_valid(self, value: T) -> bool:  # noqa: ARG002  (for the subclasses whose values expire)
        """Whether a value still holds while its dossier has not changed."""
        return True

    def _read(self, dossier_id: UUID, stamp: bytes) -> None:
        self._values.pop(dossier_id, None)
        self._unreadable.pop(dossier_id, None)
        try:
            self._values[dossier_id] = stamp, self._value_of(self._repository.get(dossier_id))
        except UnreadableDossier as error:
            self._unreadable[dossier_id] = stamp, error

    def _is_fresh(self, dossier_id: UUID, stamp: bytes) -> bool:
        if dossier_id in self._unreadable:
            return self._unreadable[dossier_id][0] == stamp
        entry = self._values.get(dossier_id)
        return entry is not None and entry[0] == stamp and self.is_valid(entry[1])


class Summaries(DossierCache[DossierSummary]):
    """The summary of each dossier; made again when the day changes, when a meeting ends, and when
    an access becomes due or overdue."""

    def __init__(
        self,
        repository: Repository,
        clock: Clock,
        programme_of: Callable[[Dossier], Programme],
    ) -> None:
        """Start with an empty cache.

        Args:
            repository: Where the dossiers are.
            clock: What day and time it is.
            programme_of: The programme a dossier follows.
        """

        def summary_of(dossier: Dossier) -> DossierSummary:
            return summarise(dossier, programme_of(dossier), clock.now(), clock.today())

        super().__init__(repository, summary_of)
        self._clock = clock
        self._day: date | None = None

    def read(self, most: int = sys.maxsize) -> bool:
        today = self._clock.today()
        if today != self._day:
            self.clear()
            self._day = today
        return super().read(most)

    def known(self) -> list[DossierSummary]:
        """The summaries read so far: stages under way by start date, then those closed."""
        return sorted(super().known(), key=_order)

    def is_valid(self, value: DossierSummary) -> bool:
        """Whether its next meeting is not over yet, and no other access is due or overdue."""
        meeting = value.next_meeting.end_utc if value.next_meeting else None
        now = self._clock.now()
        return all(each is None or each > now for each in (meeting, value.next_withdrawal))


def _order(summary: DossierSummary) -> tuple[bool, date, str]:
    return summary.is_closed, summary.start, summary.intern
