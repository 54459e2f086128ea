"""The summary of every dossier, computed again only where something changed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ..planning.agenda import DossierSummary, summarise
from .workspace import Workspace


class Summaries:
    """What the home screen knows of each dossier, kept between two looks."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[UUID, tuple[bytes, DossierSummary]] = {}
        self._day: date | None = None

    def all(self) -> list[DossierSummary]:
        """Every dossier: those under way by start date, then those that are closed."""
        repository, now = self._workspace.repository, self._workspace.clock.now()
        today = self._workspace.today()
        if today != self._day:
            self._known, self._day = {}, today
        stamps = repository.stamps()
        if not self._known:
            for dossier in repository.dossiers():
                programme = self._workspace.programme(dossier)
                summary = summarise(dossier, programme, now, today)
                self._known[dossier.id] = (stamps[dossier.id], summary)
        self._known = {
            dossier_id: (stamp, self._fresh(dossier_id, stamp, now, today))
            for dossier_id, stamp in stamps.items()
        }
        return sorted((summary for _, summary in self._known.values()), key=_order)

    def _fresh(self, dossier_id: UUID, stamp: bytes, now: datetime, today: date) -> DossierSummary:
        known = self._known.get(dossier_id)
        if known is not None and known[0] == stamp and not _meeting_is_over(known[1], now):
            return known[1]
        dossier = self._workspace.repository.get(dossier_id)
        return summarise(dossier, self._workspace.programme(dossier), now, today)


def _meeting_is_over(summary: DossierSummary, now: datetime) -> bool:
    return summary.next_meeting is not None and summary.next_meeting.end_utc <= now


def _order(summary: DossierSummary) -> tuple[bool, date, str]:
    return summary.phase == "closed", summary.start, summary.intern
