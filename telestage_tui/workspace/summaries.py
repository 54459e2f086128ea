"""The summary of every dossier, read a few at a time and only where something changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime

from ..clocks.clock import Clock
from ..dossier.dossier import Dossier
from ..planning.agenda import DossierSummary, summarise
from ..programme.programme import Programme
from ..store.errors import UnreadableDossier
from ..store.repository import Repository
from .cache import Stepwise


class Summaries:
    """What is shown of every dossier at once, kept between two looks; see `Stepwise`."""

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
        self._clock = clock
        self._programme_of = programme_of
        self._steps = Stepwise(repository, self._summarised, self._holds)
        self._day: date | None = None

    @property
    def total(self) -> int:
        """How many dossiers there are, read or not."""
        return self._steps.total

    def read(self, most: int = sys.maxsize) -> bool:
        """Summarise the dossiers that are new or have changed.

        Args:
            most: How many at the most; the others wait for the next call.

        Returns:
            Whether every dossier is now known as it is.
        """
        today = self._clock.today()
        if today != self._day:
            self._steps.forget()
            self._day = today
        return self._steps.read(most)

    def known(self) -> list[DossierSummary]:
        """The summaries read so far: stages under way by start date, then those closed."""
        return sorted(self._steps.known(), key=_order)

    def unreadable(self) -> list[UnreadableDossier]:
        """The dossiers that could not be read so far, and why."""
        return self._steps.unreadable()

    def _holds(self, summary: DossierSummary) -> bool:
        return not _meeting_is_over(summary, self._clock.now())

    def _summarised(self, dossier: Dossier) -> DossierSummary:
        programme = self._programme_of(dossier)
        return summarise(dossier, programme, self._clock.now(), self._clock.today())


def _meeting_is_over(summary: DossierSummary, now: datetime) -> bool:
    return summary.next_meeting is not None and summary.next_meeting.end_utc <= now


def _order(summary: DossierSummary) -> tuple[bool, date, str]:
    return summary.phase == "closed", summary.start, summary.intern
