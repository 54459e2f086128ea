"""What a dossier shows by itself, and what it does not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import transitions
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.journal import Transfer
from telestage_tui.dossier.meetings import MeetingKind
from telestage_tui.dossier.people import Candidate
from telestage_tui.programme.evidence import EVIDENCE, Facts
from telestage_tui.programme.loader import load_programme

from .support import END, START, TODAY, checkins, complete, meeting, minimal, uid, waived

PROGRAMME = load_programme()


def shows(name: str, dossier: Dossier, today: date = TODAY) -> bool:
    return EVIDENCE[name](Facts(dossier, PROGRAMME, today))


def test_a_blank_dossier_shows_nothing() -> None:
    assert [name for name in EVIDENCE if shows(name, minimal())] == []


def test_every_evidence_serves_a_task() -> None:
    assert {task.evidence for task in PROGRAMME.tasks} - {None} == set(EVIDENCE)


@given(dated=st.integers(0, 4), undated=st.integers(0, 4))
def test_two_interviews(dated: int, undated: int) -> None:
    candidates = (
        *(Candidate(name=f"A{n}", interviewed_on=START) for n in range(dated)),
        *(Candidate(name=f"B{n}") for n in range(undated)),
    )
    assert shows("two_interviews", minimal(candidates=candidates)) == (dated >= 2)


@pytest.mark.parametrize("field", ["born", "jobseeker", "equipped"])
def test_eligibility_needs_the_three_answers(field: str) -> None:
    dossier = complete()
    assert shows("eligible", dossier)
    assert not shows("eligible", dossier.evolve(intern=dossier.intern.evolve(**{field: None})))


def test_a_waiver_makes_eligible() -> None:
    dossier = complete()
    dossier = dossier.evolve(intern=dossier.intern.evolve(jobseeker=False))
    assert not shows("eligible", dossier)
    assert shows("eligible", waived(dossier, "jobseeker"))


@pytest.mark.parametrize(("pay", "shown"), [(None, False), (299.99, False), (300, True)])
def test_pay_agreed(*, pay: float | None, shown: bool) -> None:
    dossier = complete()
    stage = dossier.stage.evolve(monthly_pay=pay)
    assert shows("pay_agreed", dossier.evolve(stage=stage)) == shown


@pytest.mark.parametrize(
    ("changes", "shown"),
    [({}, True), ({"ofqj": None}, False), ({"host": START}, False), ({"intern": START}, False)],
)
def test_convention_signed(*, changes: dict[str, Any], shown: bool) -> None:
    dossier = complete()
    convention = dossier.convention.evolve(**changes)
    assert shows("convention_signed", dossier.evolve(convention=convention)) == shown


@pytest.mark.parametrize("kind", ["prestart", "welcome", "midpoint", "final"])
def test_a_meeting_counts_when_held(kind: MeetingKind) -> None:
    for status in ("planned", "missed", "cancelled", "held"):
        dossier = minimal(meetings=(meeting(kind, START, status),))
        assert shows(f"{kind}_held", dossier) == (status == "held")


@given(statuses=st.lists(st.sampled_from(["planned", "held", "missed", "cancelled"]), max_size=5))
def test_checkins(statuses: list[Any]) -> None:
    days = [START + timedelta(days=7 * week) for week in range(len(statuses))]
    meetings = [meeting("checkin", day, s) for day, s in zip(days, statuses, strict=True)]
    dossier = minimal(meetings=tuple(meetings))
    recorded = "held" in statuses and "planned" not in statuses
    assert shows("checkins_held", dossier, END) == recorded
    assert not shows("checkins_held", dossier, START - timedelta(days=1))


def test_checkins_are_not_over_before_the_last_one() -> None:
    dossier = minimal(meetings=checkins(3, held=3))
    last = dossier.meetings[-1].slot.day
    assert shows("checkins_held", dossier, last)
    assert not shows("checkins_held", dossier, last - timedelta(days=1))


def test_accesses_from_planned_to_withdrawn() -> None:
    dossier = minimal(
        accesses=(Access(id=uid(10), name="VPN"), Access(id=uid(11), name="Courriel"))
    )

    def seen() -> list[bool]:
        names = ("accesses_given", "accesses_explained", "accesses_withdrawn")
        return [shows(name, dossier) for name in names]

    assert seen() == [False, False, False]
    dossier = transitions.explain(dossier, uid(10), on=START)
    assert seen() == [False, False, False], "the other one is still to be given and explained"
    dossier = transitions.grant(dossier, uid(11), on=START)
    assert seen() == [True, False, False]
    dossier = transitions.explain(dossier, uid(11), on=START)
    assert seen() == [True, True, False]
    for number in (10, 11):
        dossier = transitions.withdraw(dossier, uid(number), on=END)
    assert seen() == [True, True, False], "nothing was owed before the stage began"
    dossier = transitions.mark_started(dossier, on=START)
    assert seen() == [True, True, True]


def test_evaluations_count_once_complete() -> None:
    dossier = minimal(evaluations=(Evaluation(kind="midpoint"), Evaluation(kind="final")))
    assert not shows("midpoint_evaluated", dossier)
    dossier = transitions.put_evaluation(dossier, Evaluation(kind="midpoint", completed_on=TODAY))
    assert shows("midpoint_evaluated", dossier)
    assert not shows("final_evaluated", dossier)
    final = Evaluation(kind="final", completed_on=TODAY, attestation_given=True)
    dossier = transitions.put_evaluation(dossier, final)
    assert shows("final_evaluated", dossier)
    assert shows("attestation_given", dossier)


def test_every_file_is_passed_on() -> None:
    one = Transfer(id=uid(20), item="Maquettes", to="Sophie", done_on=END)
    other = Transfer(id=uid(21), item="Données", to="Marc")
    assert shows("transfers_done", minimal(transfers=(one,)))
    assert not shows("transfers_done", minimal(transfers=(one, other)))
