"""Files of believable dossiers, made through the real models, planner and store.

`python -m benchmarks.dossiers DIRECTORY 1 100 1000` writes `1.json`, `100.json` and `1000.json`:
a program of its own, so that a thousand models do not count in the memory of what is measured.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID, uuid5

from telestage_tui.clocks.closures import midpoint
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import (
    IndicatorLevel,
    Meeting,
    MeetingRule,
    Minute,
    Record,
    Weekday,
)
from telestage_tui.dossier.people import Candidate, Host, Intern, Tutor
from telestage_tui.dossier.records import HistoryEntry, Note, TaskRecord
from telestage_tui.dossier.stage import Convention, Stage
from telestage_tui.planning.due import due_dates
from telestage_tui.planning.planner.planner import plan
from telestage_tui.programme.loader import load_programme
from telestage_tui.store.loading import document_of
from telestage_tui.store.migrations import DOSSIERS
from telestage_tui.store.storage import DurableStorage

from .settings import FIRST_NAMES, LAST_NAMES, TODAY

_NAMESPACE = UUID("6f0d2c1e-8a35-4c5b-9a57-3c1f0b7d9e42")
_HOSTS = ("Atelier Boréal inc.", "Données Nordiques", "Coop du Fleuve", "Studio Méridien")
_CITIES = ("Rimouski", "Québec", "Montréal", "Sherbrooke", "Gaspé")
_MISSIONS = ("Refonte du site", "Tableau de bord des ventes", "Inventaire en ligne", "Portail")
_WEEKDAYS: tuple[Weekday, ...] = ("mardi", "jeudi")
_ACCESSES = ("VPN de l’entreprise", "Adresse de courriel", "Dépôt de code")
_SENTENCES = (
    "Maquette de la page d’accueil relue avec l’équipe, deux remarques à reprendre.",
    "Accès à la base des ventes toujours en attente auprès de l’informatique.",
    "Prochain objectif : livrer la page des produits avant vendredi.",
)
_NOTES = ("", "", "Vu avec l’équipe.")


def make_dossier(number: int) -> Dossier:
    """The dossier of that number: always the same, somewhere between its offer and its closing."""
    random = Random(number)
    # The first is in its fifth week; the others begin from fifteen weeks ago to ten from now.
    week = -4 if number == 0 else random.randrange(-15, 10)
    start = TODAY - timedelta(days=TODAY.weekday()) + timedelta(weeks=week)
    end = start + timedelta(weeks=random.choice((6, 8, 10, 12)), days=-3)
    intern = Intern(
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        last_name=random.choice(LAST_NAMES),
        email=f"stagiaire{number}@example.org",
        born=date(1999, 5, 17),
        jobseeker=True,
        equipped=True,
    )
    dossier = Dossier(
        id=uuid5(_NAMESPACE, str(number)),
        version=1,
        programme=load_programme().ref,
        created_at=_moment(start - timedelta(weeks=9)),
        stage=Stage(
            title=f"TELESTAGE – {random.choice(_MISSIONS)}",
            mandate="Concevoir, livrer et documenter un outil dont l’équipe se servira vraiment.",
            deliverables=("Maquettes validées", "Première version en ligne", "Documentation"),
            start=start,
            end=end,
            weekly_hours=35,
            monthly_pay=300,
            financing="ARE",
        ),
        intern=intern,
        host=Host(
            name=random.choice(_HOSTS),
            city=random.choice(_CITIES),
            hours=WorkHours.parse("09:00-12:00, 13:00-17:00"),
        ),
        tutor=Tutor(first_name="Maxime", last_name="Tremblay", email="maxime@example.com"),
        meeting_rule=MeetingRule(weekday=random.choice(_WEEKDAYS), at=time(9, 30)),
        candidates=tuple(
            Candidate(name=name, interviewed_on=start - timedelta(weeks=8), chosen=chosen)
            for name, chosen in ((intern.full_name, True), ("Inès Caron", False))
        ),
        convention=Convention(
            ofqj=start - timedelta(weeks=4),
            intern=start - timedelta(weeks=5),
            host=start - timedelta(weeks=5),
        ),
        started_on=start if start <= TODAY else None,
        closed_on=end if end < TODAY else None,
    )
    return _with_journal(_with_meetings(dossier, random), random)


def _with_meetings(dossier: Dossier, random: Random) -> Dossier:
    stage, rule = dossier.stage, dossier.meeting_rule
    meetings = [
        _with_record(meeting.evolve(id=uuid5(dossier.id, str(rank))), dossier, random)
        for rank, meeting in enumerate(_meetings_of(stage.start, stage.end, rule))
    ]
    return dossier.evolve(meetings=meetings)


@cache
def _meetings_of(start: date, end: date, rule: MeetingRule) -> tuple[Meeting, ...]:
    """The meetings of a stage, planned once for all the dossiers that have the same dates."""
    dossier = Dossier(
        id=_NAMESPACE,
        programme=load_programme().ref,
        created_at=_moment(start),
        stage=Stage(start=start, end=end),
        intern=Intern(first_name="—", last_name="—"),
        host=Host(name="—"),
        meeting_rule=rule,
    )
    return plan(dossier, load_programme()).meetings


def _with_record(meeting: Meeting, dossier: Dossier, random: Random) -> Meeting:
    """A past meeting with its record; one in ten still waits for it."""
    if meeting.slot.day >= TODAY or (not dossier.closed_on and random.random() < 0.1):
        return meeting
    indicators = load_programme().meetings.indicators[:2]
    record = Record(
        minutes=(Minute(item="done", text=random.choice(_SENTENCES)),),
        indicators=tuple(
            IndicatorLevel(id=indicator.id, level=random.randint(2, 4)) for indicator in indicators
        ),
    )
    return meeting.evolve(status="held", record=record)


def _with_journal(dossier: Dossier, random: Random) -> Dossier:
    """The dossier with what its tutor would have written until today, a little late at times."""
    programme = load_programme()
    due = due_dates(dossier, programme, TODAY)
    tasks = tuple(
        TaskRecord(task=task.id, choice="done", on=due[task.id], note=random.choice(_NOTES))
        for task in programme.tasks
        if not task.evidence  # the others follow from the dossier
        and (dossier.closed_on or (due[task.id] <= TODAY and random.random() < 0.9))
    )
    half = midpoint(dossier)
    return dossier.evolve(
        tasks=tasks,
        accesses=tuple(_access(dossier, name) for name in _ACCESSES),
        evaluations=(_evaluation(half, random),) if half < TODAY else (),
        notes=(Note(id=uuid5(dossier.id, "note"), on=dossier.stage.start, text=_SENTENCES[0]),),
        history=tuple(
            HistoryEntry(at=_moment(task.on or TODAY), label=f"« {task.task} » faite")
            for task in tasks
        ),
    )


def _access(dossier: Dossier, name: str) -> Access:
    day = dossier.stage.start - timedelta(days=5)
    return Access(
        id=uuid5(dossier.id, name),
        name=name,
        manager="Soutien informatique",
        given_on=day if day <= TODAY else None,
        explained_on=day if day <= TODAY else None,
        withdrawn_on=dossier.closed_on,
    )


def _evaluation(day: date, random: Random) -> Evaluation:
    criteria = [c for group in load_programme().evaluation.groups for c in group.criteria]
    return Evaluation(
        kind="midpoint",
        ratings=tuple(Rating(criterion=c.id, level=random.randint(2, 4)) for c in criteria),
        overall=4,
        overall_why="Travail autonome et rigoureux.",
        strengths=_SENTENCES[0],
        to_improve=_SENTENCES[1],
        discussed_on=day,
        completed_on=day,
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(14, 30), tzinfo=UTC)


def write_file(path: Path, dossiers: list[Dossier]) -> None:
    """Keep dossiers in a new file, in one write of the real storage."""
    documents = {str(dossier.id): document_of(dossier) for dossier in dossiers}
    DurableStorage(path).write({DOSSIERS: dict(documents)})


def main(directory: str, *counts: str) -> None:
    """Write a file for each count."""
    dossiers = [make_dossier(number) for number in range(max(map(int, counts)))]
    for count in map(int, counts):
        write_file(Path(directory, f"{count}.json"), dossiers[:count])


if __name__ == "__main__":
    main(*sys.argv[1:])
