"""What must hold of the demonstration, whatever day it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any

from pydantic import BaseModel

from telestage_tui.clocks.meeting_times import end_of, host_day, start_of
from telestage_tui.demo.builder import STORIES
from telestage_tui.demo.days import is_workday
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.zone_names import zone
from telestage_tui.planning.agenda.agenda import agenda
from telestage_tui.planning.agenda.item import AgendaItem
from telestage_tui.planning.agenda.summary import DossierSummary, summarise
from telestage_tui.planning.planner.warnings import conflicts
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.rules import departures

PROGRAMME = load_programme()
AWAITED = {
    "equipment",
    "financing",
    "gratification",
    "signature-ofqj",
    "signature-stagiaire",
    "signature-structure",
}

Dossiers = tuple[Dossier, ...]


def morning(today: date) -> datetime:
    """The UTC instant at which that day begins in Québec."""
    return datetime.combine(today, time(), tzinfo=zone("America/Toronto")).astimezone(UTC)


def summaries(dossiers: Dossiers, today: date) -> list[DossierSummary]:
    """What the home screen knows that morning."""
    return [summarise(each, PROGRAMME, morning(today), today) for each in dossiers]


def texts(value: Any) -> Iterator[str]:
    """Every text inside a dossier."""
    match value:
        case str():
            yield value
        case BaseModel():
            for _, item in value:
                yield from texts(item)
        case tuple():
            for item in value:
                yield from texts(item)


def check_all(dossiers: Dossiers, today: date) -> None:
    """Every rule."""
    check_phases(dossiers, today)
    check_valid(dossiers)
    check_departures(dossiers, today)
    check_past(dossiers, today)
    check_home(dossiers, today)
    check_meetings(dossiers, today)
    check_accesses(dossiers)


def check_phases(dossiers: Dossiers, today: date) -> None:
    """One dossier in each phase, in the order of the journey."""
    assert tuple(each.phase for each in summaries(dossiers, today)) == STORIES
    assert len({each.id for each in dossiers}) == len(STORIES)


def check_valid(dossiers: Dossiers) -> None:
    """Each can be written and read again, identical."""
    for dossier in dossiers:
        assert Dossier.model_validate_json(dossier.model_dump_json()) == dossier


def check_departures(dossiers: Dossiers, today: date) -> None:
    """What is not known or signed yet in the first; one dérogation in the third; none elsewhere."""
    pairs = [{(d.rule, d.waived) for d in departures(each, PROGRAMME, today)} for each in dossiers]

    assert pairs == [{(rule, False) for rule in AWAITED}, set(), {("age", True)}, set(), set()]


def check_past(dossiers: Dossiers, today: date) -> None:
    """Everything told happened before today, on a day that is worked, in order."""
    for dossier in dossiers:
        instants = [entry.at for entry in dossier.history]
        assert instants == sorted(instants)
        assert instants[0] == dossier.created_at
        assert instants[-1] < morning(today)
        for day in _told_days(dossier):
            assert day < today
            assert is_workday(day, dossier.intern.region), (dossier.intern.full_name, day)


def _told_days(dossier: Dossier) -> Iterator[date]:
    convention = dossier.convention
    days = [
        *(candidate.interviewed_on for candidate in dossier.candidates),
        *(convention.ofqj, convention.intern, convention.host, dossier.started_on),
        *(record.on for record in dossier.tasks),
        *(waiver.on for waiver in dossier.waivers),
        *(note.on for note in dossier.notes),
        *(transfer.done_on for transfer in dossier.transfers),
        *(day for e in dossier.evaluations for day in (e.completed_on, e.discussed_on)),
        *(day for a in dossier.accesses for day in (a.given_on, a.explained_on, a.withdrawn_on)),
    ]
    yield from (day for day in days if day)


def check_home(dossiers: Dossiers, today: date) -> None:
    """Something is late, something is for today, several things are for the week."""
    items = agenda(summaries(dossiers, today), today)

    assert {item.kind for item in items.late} >= {"task", "meeting"}
    assert len(items.late) <= 10
    assert any(item.kind == "task" for item in items.due_today)
    if is_workday(today, "FR"):
        assert any(map(_is_plausible_checkin, items.due_today))
    if today.weekday() < 3:
        assert len(items.this_week) >= 5


def _is_plausible_checkin(item: AgendaItem) -> bool:
    if item.kind != "meeting" or item.start is None:
        return False
    at = item.start.astimezone(zone("America/Toronto")).time()
    return item.title == "Rencontre de suivi" and time(9) <= at <= time(11, 30)


def check_meetings(dossiers: Dossiers, today: date) -> None:
    """What is past is known, but one check-in; one was missed, one was moved, none collide."""
    unknown = [
        (dossier.intern.full_name, meeting.kind)
        for dossier in dossiers
        for meeting in dossier.meetings
        if meeting.status == "planned" and host_day(meeting, dossier.host.zone) < today
    ]
    assert unknown == [("Maëva Grondin", "checkin")]

    every = [(dossier, meeting) for dossier in dossiers for meeting in dossier.meetings]
    assert all(m.kind != "checkin" or m.record.minutes for _, m in every if m.status == "held")
    assert [d.intern.full_name for d, m in every if m.status == "missed"] == ["Moussa Diarra"]
    ((dossier, moved),) = [(d, m) for d, m in every if m.moved_from]
    assert moved.slot.day > today
    assert conflicts(dossier, moved.slot, moved.duration, dossiers, moving=moved.id) == ()

    for (dossier, one), (elsewhere, other) in combinations(every, 2):
        if dossier.tutor == elsewhere.tutor:
            assert end_of(one) <= start_of(other) or end_of(other) <= start_of(one)


def check_accesses(dossiers: Dossiers) -> None:
    """Every state is seen somewhere."""
    states = {access.state for dossier in dossiers for access in dossier.accesses}

    assert states == {"planned", "given", "explained", "withdrawn"}


def days(first: date, last: date, step: int = 1) -> list[date]:
    """The dates of a period, every `step` days."""
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
