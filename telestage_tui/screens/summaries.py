"""The summary of every dossier, read a few at a time and only where something changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from ..dossier.dossier import Dossier
from ..planning.agenda import DossierSummary, summarise
from ..planning.clock import Clock
from ..programme.loader import Programme
from ..store.repository import Repository


class Summaries:
    """What the home screen knows of each dossier, kept between two looks.

    Reading a dossier costs a fraction of a millisecond: nothing for the few of an employer, too
    much at once for a thousand. `read` therefore goes in steps, and a screen shows what is there.
    """

    def __init__(
        self,
        repository: Repository,
        clock: Clock,
        programme_of: Callable[[Dossier], Programme],
    ) -> None:
        """Know nothing yet.

        Args:
            repository: Where the dossiers are.
            clock: What day and time it is.
            programme_of: The programme a dossier follows.
        """
        self._repository = repository
        self._clock = clock
        self._programme_of = programme_of
        self._known: dict[UUID, tuple[bytes, DossierSummary]] = {}
        self._day: date | None = None
        self.total = 0
        """How many dossiers there are, read or not."""

    def read(self, most: int = sys.maxsize) -> bool:
        """Summarise the dossiers that are new or have changed.

        Args:
            most: How many at the most; the others wait for the next call.

        Returns:
            Whether every dossier is now known as it is.
        """
        now, today = self._clock.now(), self._clock.today()
        if today != self._day:
            self._known, self._day = {}, today
        stamps = self._repository.stamps()
        self.total = len(stamps)
        stale = [id for id, stamp in stamps.items() if not self._is_known(id, stamp, now)]
        for dossier_id in stale[:most]:
            summary = self._summarised(dossier_id, now, today)
            self._known[dossier_id] = (stamps[dossier_id], summary)
        self._known = {id: known for id, known in self._known.items() if id in stamps}
        return len(stale) <= most

    def known(self) -> list[DossierSummary]:
        """The summaries read so far: stages under way by start date, then those closed."""
        return sorted((summary for _, summary in self._known.values()), key=_order)

    def _is_known(self, dossier_id: UUID, stamp: bytes, now: datetime) -> bool:
        known = self._known.get(dossier_id)
        return known is not None and known[0] == stamp and not _meeting_is_over(known[1], now)

    def _summarised(self, dossier_id: UUID, now: datetime, today: date) -> DossierSummary:
        dossier = self._repository.get(dossier_id)
        return summarise(dossier, self._programme_of(dossier), now, today)


def _meeting_is_over(summary: DossierSummary, now: datetime) -> bool:
    return summary.next_meeting is not None and summary.next_meeting.end_utc <= now


def _order(summary: DossierSummary) -> tuple[bool, date, str]:
    return summary.phase == "closed", summary.start, summary.intern
