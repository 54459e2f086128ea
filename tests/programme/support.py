"""Dossiers to test the programme with, like the example fiches."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier, ProgrammeRef
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.meetings import Meeting, MeetingKind, MeetingStatus, Slot
from telestage_tui.dossier.people import Candidate, Host, Intern
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.stage import Convention, Stage
from telestage_tui.programme.closing import close, left_at_closing
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.rules import value_words
from tests.factories import titled

START = date(2027, 1, 11)
END = date(2027, 4, 9)
TODAY = date(2027, 2, 10)


def uid(number: int) -> UUID:
    """A fixed identifier."""
    return UUID(int=number)


def minimal(**changes: Any) -> Dossier:
    """Only what a fiche must say."""
    dossier = Dossier(
        id=uid(1),
        programme=ProgrammeRef(id="telestage", version="2026.1"),
        created_at=datetime(2026, 11, 1, 15, tzinfo=UTC),
        stage=Stage(start=START, end=END),
        intern=Intern(first_name="Léa", last_name="Nguyễn-Œuvrard"),
        host=Host(name="Atelier Boréal inc."),
    )
    return dossier.evolve(**changes)


def complete(**changes: Any) -> Dossier:
    """A dossier in order, about to begin."""
    dossier = minimal(
        stage=Stage(
            title="TELESTAGE – Refonte du site",
            start=START,
            end=END,
            weekly_hours=35,
            monthly_pay=300,
            financing="ARE",
        ),
        intern=Intern(
            first_name="Léa",
            last_name="Nguyễn-Œuvrard",
            born=date(1999, 5, 17),
            jobseeker=True,
            equipped=True,
        ),
        candidates=(
            Candidate(name="Léa", interviewed_on=date(2026, 11, 17), chosen=True),
            Candidate(name="Thomas", interviewed_on=date(2026, 11, 18)),
        ),
        convention=Convention(
            ofqj=date(2026, 12, 14), intern=date(2026, 12, 10), host=date(2026, 12, 11)
        ),
        accesses=(Access(id=uid(10), name="VPN", kind="vpn"),),
    )
    return dossier.evolve(**changes)


def non_compliant(**changes: Any) -> Dossier:
    """Accepted, and shown as departing from the programme on every side."""
    dossier = minimal(
        stage=Stage(
            title="Développeur",
            start=date(2027, 2, 1),
            end=date(2027, 5, 31),
            weekly_hours=40,
            monthly_pay=250,
        ),
        intern=Intern(
            first_name="Paul", last_name="Martin", born=date(1990, 6, 30), jobseeker=False
        ),
        convention=Convention(intern=date(2027, 1, 20), host=date(2027, 2, 3)),
    )
    return dossier.evolve(**changes)


def waived(dossier: Dossier, rule: str, on: date = TODAY) -> Dossier:
    """The dossier with a dérogation to that rule, for the value it has now."""
    broken_rule = load_programme().rule(rule)
    return changes.waive(
        titled(rule),
        broken_rule.field,
        reason="Accord de l’OFQJ",
        on=on,
        accepted=value_words(dossier, broken_rule, on),
    ).apply(dossier)


def meeting(
    kind: MeetingKind, day: date, status: MeetingStatus = "held", number: int | None = None
) -> Meeting:
    """A meeting on that day."""
    return Meeting(
        id=uid(number or day.toordinal()),
        kind=kind,
        slot=Slot(day=day, at=time(9, 30), zone="America/Toronto"),
        rule_day=day,
        status=status,
    )


def checkins(count: int, held: int) -> tuple[Meeting, ...]:
    """Weekly check-ins from the second day on, the first ones held."""
    days = [START + timedelta(days=1 + 7 * week) for week in range(count)]
    return tuple(
        meeting("checkin", day, "held" if i < held else "planned") for i, day in enumerate(days)
    )


def tick_required(dossier: Dossier, *phases: str) -> Dossier:
    for task in load_programme().tasks:
        if task.required and task.phase in phases:
            dossier = changes.tick(task, on=TODAY, note="Fait, vu avec Sophie.").apply(dossier)
    return dossier


def whole_stage() -> Dossier:
    """A stage at its end, of which every required task is shown by the dossier or noted."""
    dossier = complete(
        started_on=START,
        meetings=(
            meeting("prestart", START - timedelta(days=10)),
            meeting("welcome", START),
            *checkins(12, held=12),
            meeting("midpoint", date(2027, 2, 24)),
        ),
        evaluations=(
            Evaluation(kind="midpoint", completed_on=date(2027, 2, 22)),
            Evaluation(kind="final", completed_on=END),
        ),
        transfers=(Transfer(id=uid(20), item="Maquettes", to="Sophie", done_on=END),),
    )
    access = dossier.access(uid(10))
    dossier = changes.grant(access, on=START).apply(dossier)
    dossier = changes.withdraw(access, on=END, today=END).apply(dossier)
    for task in ("bef-workplan", "bef-hours", "bef-security", "mid-send", "end-letter"):
        dossier = changes.tick(titled(task), on=END, note="Voir le partage.").apply(dossier)
    return dossier


def closed_anyway(dossier: Dossier, day: date = END) -> Dossier:
    """The dossier closed at noon in Québec that day, whatever is left undone."""
    programme, now = load_programme(), datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    left = left_at_closing(dossier, programme, now, day)
    return close(dossier, programme, now, day, leaving=len(left)).apply(dossier)
