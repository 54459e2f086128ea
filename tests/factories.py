"""A realistic dossier for the tests that need one, and its parts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier, ProgrammeRef
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import (
    IndicatorLevel,
    Meeting,
    MeetingRule,
    Minute,
    Record,
    Slot,
)
from telestage_tui.dossier.people import Candidate, ClosedPeriod, Host, Intern, Tutor
from telestage_tui.dossier.records import HistoryEntry, Note, TaskRecord, Transfer
from telestage_tui.dossier.stage import Convention, Stage

DOSSIER_ID = UUID("5f0c2a52-6f2b-4f0e-9d0a-0a1b2c3d4e5f")
PROGRAMME = ProgrammeRef(id="telestage", version="2026.1")
"""The packaged one: anything else would be read as another programme."""
CREATED_AT = datetime(2026, 11, 5, 14, 30, tzinfo=UTC)
START = date(2027, 1, 11)
"""First day of the stage: a Monday."""
END = date(2027, 4, 9)
"""Last day of the stage: a Friday."""


def part_id(name: str) -> UUID:
    """The identifier of a part of the dossier, always the same for a name."""
    return uuid5(DOSSIER_ID, name)


class Titled(NamedTuple):
    """A task or a rule, as far as a change names it."""

    id: str
    title: str


def titled(id: str) -> Titled:
    """The task or the rule of that identifier, under some title."""
    return Titled(id, "Publier l’offre")


def make_dossier(**overrides: Any) -> Dossier:
    """Léa's dossier, five weeks into her stage; `overrides` replace whole fields of `Dossier`."""
    fields: dict[str, Any] = {
        "id": DOSSIER_ID,
        "version": 7,
        "programme": PROGRAMME,
        "created_at": CREATED_AT,
        "stage": Stage(
            title="TELESTAGE – Refonte du site et des outils de données",
            mandate="Concevoir et livrer la page d’accueil, puis le tableau de bord des ventes.",
            deliverables=("Maquettes validées", "Page d’accueil en ligne", "Tableau de bord"),
            start=START,
            end=END,
            weekly_hours=35,
            monthly_pay=300,
            financing="ARE",
        ),
        "intern": Intern(
            first_name="Léa",
            last_name="Nguyễn-Œuvrard",
            email="lea@example.org",
            born=date(1999, 5, 17),
            jobseeker=True,
            equipped=True,
        ),
        "host": Host(
            name="Atelier Boréal inc.",
            city="Rimouski",
            hours=WorkHours.parse("09:00-12:00, 13:00-17:00"),
            absences=(ClosedPeriod(first=date(2027, 3, 5), last=date(2027, 3, 5)),),
        ),
        "tutor": Tutor(
            first_name="Maxime",
            last_name="Tremblay",
            title="Directeur numérique",
            email="maxime@example.com",
        ),
        "meeting_rule": MeetingRule(
            weekday="mardi", at=time(9, 30), link="https://visio.example.com/lea"
        ),
        "candidates": (
            Candidate(name="Léa Nguyễn-Œuvrard", interviewed_on=date(2026, 11, 17), chosen=True),
            Candidate(name="Thomas Lefèvre", interviewed_on=date(2026, 11, 18)),
        ),
        "convention": Convention(
            ofqj=date(2026, 12, 14), intern=date(2026, 12, 10), host=date(2026, 12, 11)
        ),
        "tasks": tuple(make_task(position) for position in range(10)),
        "accesses": tuple(make_access(name) for name in ACCESS_NAMES),
        "meetings": tuple(make_meeting(week) for week in range(18)),
        "evaluations": (make_evaluation(),),
        "transfers": (
            Transfer(id=part_id("transfer"), item="Maquettes Figma", to="Sophie Gagnon"),
        ),
        "notes": (
            Note(id=part_id("note"), on=date(2027, 1, 20), text="Très bonne première semaine."),
        ),
        "history": tuple(make_history(line) for line in range(60)),
        "started_on": START,
    }
    return Dossier(**(fields | overrides))


ACCESS_NAMES = (
    "VPN de l’entreprise", "Adresse @atelier-boreal", "Licence Figma", "Teams", "Clé USB n° 12",
)  # fmt: skip


def make_access(name: str = "Licence Figma", **overrides: Any) -> Access:
    """An access given and explained before the stage."""
    fields: dict[str, Any] = {
        "id": part_id(name),
        "name": name,
        "kind": "licence",
        "manager": "Soutien informatique",
        "account": "lea.nguyen",
        "given_on": date(2027, 1, 6),
        "explained_on": date(2027, 1, 8),
    }
    return Access(**(fields | overrides))


def make_meeting(week: int = 0, **overrides: Any) -> Meeting:
    """A Tuesday check-in, `week` weeks after the start; the first five were held."""
    day = START + timedelta(days=1 + 7 * week)
    fields: dict[str, Any] = {
        "id": part_id(f"meeting {week}"),
        "kind": "checkin",
        "slot": Slot(day=day, at=time(9, 30), zone="America/Toronto"),
        "rule_day": day,
        "status": "held" if week < 5 else "planned",
        "record": make_record() if week < 5 else Record(),
    }
    return Meeting(**(fields | overrides))


def make_record() -> Record:
    """What was said and rated at a check-in."""
    return Record(
        minutes=(
            Minute(item="livre", text="Maquette de la page d’accueil relue par l’équipe."),
            Minute(item="bloque", text="Accès à la base des ventes toujours en attente."),
        ),
        indicators=(IndicatorLevel(id="livrables", level=3), IndicatorLevel(id="delais", level=4)),
        notes="À revoir la semaine prochaine.",
    )


def make_task(position: int = 0) -> TaskRecord:
    """A task done, with a note now and then."""
    note = "Vu avec Sophie." if position % 3 == 0 else ""
    on = date(2026, 11, 20) + timedelta(days=position)
    return TaskRecord(task=f"sel-task-{position}", choice="done", on=on, note=note)


def make_evaluation() -> Evaluation:
    """A complete mid-stage evaluation."""
    ratings = tuple(
        Rating(criterion=f"critere-{n}", level=1 + n % 4, comment="Bon travail, à poursuivre.")
        for n in range(16)
    )
    return Evaluation(
        kind="midpoint",
        ratings=ratings,
        overall=4,
        overall_why="Autonome et rigoureuse.",
        goals_reached="en partie",
        strengths="Qualité du code.",
        to_improve="Signaler plus tôt ce qui bloque.",
        supervision_hours=3.5,
        training_sufficient=True,
        would_host_again=True,
        discussed_on=date(2027, 2, 24),
        completed_on=date(2027, 2, 24),
    )


def make_history(line: int = 0) -> HistoryEntry:
    """One line of history, a day after the one before."""
    return HistoryEntry(
        at=CREATED_AT + timedelta(days=line), label=f"Rencontre n° {line} consignée"
    )
