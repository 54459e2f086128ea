"""Dossiers whose calendars are looked at, over the changes of clock of 2026 and 2027."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from telestage_tui.clocks.meeting_times import end_of, start_of
from telestage_tui.documents.ics.choices import CalendarChoices
from telestage_tui.documents.ics.export import CalendarFile, calendar_files
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.fiche.model import load_fiche
from telestage_tui.dossier.meetings import Meeting
from telestage_tui.planning.open_dossier import open_dossier
from telestage_tui.programme.loader import load_programme
from tests.documents.ics.readers import Occurrence
from tests.planning.building import dossier_of, planned

FICHES = Path(__file__).parents[2] / "fiches"
PROGRAMME = load_programme()
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
"""Before every stage below: all their meetings are to come."""


def from_fiche(name: str, id: UUID) -> Dossier:
    """The dossier a fiche describes, its meetings planned."""
    fiche = load_fiche(FICHES / f"{name}.toml")
    return open_dossier(fiche, id=id, programme=PROGRAMME, created_at=NOW)


def every_change() -> dict[str, Dossier]:
    """Stages over each change of clock, seen from either side, and in zones that have none."""
    tuesday = {"weekday": "mardi", "at": time(9, 30), "link": "https://visio.example.com/lea"}
    by_intern = {"weekday": "jeudi", "at": time(15), "reference": "stagiaire"}
    spring, autumn = _stage(date(2026, 2, 9)), _stage(date(2027, 9, 20))
    islands: dict[str, Any] = {
        "host": {"zone": "America/Halifax"},
        "intern": {"zone": "America/Martinique"},
    }
    return {
        "spring 2026": planned(dossier_of(*spring, rule=tuesday, id=UUID(int=1))),
        "spring 2026, by the intern": planned(dossier_of(*spring, rule=by_intern, id=UUID(int=2))),
        "autumn 2026, by the intern": from_fiche("automne-changement-heure", UUID(int=3)),
        "winter and spring 2027": from_fiche("complete", UUID(int=4)),
        "summer 2027, islands": from_fiche("iles-reunion", UUID(int=5)),
        "autumn 2027, islands": planned(
            dossier_of(*autumn, rule=tuesday, id=UUID(int=6), **islands)
        ),
    }


def _stage(start: date) -> tuple[date, date]:
    return start, start + timedelta(days=81)


def files_of(*dossiers: Dossier, now: datetime = NOW, **choices: Any) -> tuple[CalendarFile, ...]:
    """The calendar files of those dossiers."""
    return calendar_files(dossiers, lambda _: PROGRAMME, now, CalendarChoices(**choices))


def export(*dossiers: Dossier, now: datetime = NOW, **choices: Any) -> bytes:
    """The one calendar file of those dossiers."""
    (file,) = files_of(*dossiers, now=now, **choices)
    return file.content


def when(occurrences: list[Occurrence]) -> list[tuple[datetime, datetime, bool]]:
    """Start, end, and whether it is cancelled, of each occurrence."""
    return sorted((each.start, each.end, each.status == "CANCELLED") for each in occurrences)


def plan_of(*dossiers: Dossier, now: datetime = NOW) -> list[tuple[datetime, datetime, bool]]:
    """The same of each meeting, as the plan has it; what was cancelled and is over is no more."""
    return sorted(
        (start_of(meeting), end_of(meeting), meeting.status == "cancelled")
        for dossier in dossiers
        for meeting in dossier.meetings
        if meeting.status != "cancelled" or end_of(meeting) > now
    )


def checkin(dossier: Dossier, day: date) -> Meeting:
    """The check-in on that reference-local date."""
    return next(m for m in dossier.meetings if m.kind == "checkin" and m.slot.day == day)
