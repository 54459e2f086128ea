"""What a dossier shows by itself, and what it does not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.meetings import MeetingKind, MeetingStatus
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.records import Transfer
from telestage_tui.dossier.stage import Convention, Stage
from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.programme.evidence import EVIDENCE, Facts
from telestage_tui.programme.loader import load_programme

from .support import END, START, TODAY, checkins, complete, meeting, minimal, uid, waived

PROGRAMME = load_programme()
HELD: tuple[MeetingKind, ...] = ("prestart", "welcome", "midpoint", "final")


OUTCOMES: list[MeetingStatus] = ["planned", "held", "missed", "cancelled"]
WEEKS = st.lists(st.lists(st.sampled_from(OUTCOMES), max_size=2), min_size=1, max_size=4)
"""What became of the check-ins of each week of a stage."""


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


def test_a_jobseeker_is_presumed_not_to_be_a_student() -> None:
    dossier = complete()
    assert dossier.intern.student is None
    assert shows("eligible", dossier), "as before the question was asked"
    assert shows("eligible", dossier.evolve(intern=dossier.intern.evolve(student=False)))
    student = dossier.evolve(intern=dossier.intern.evolve(student=True))
    assert not shows("eligible", student)
    assert shows("eligible", waived(student, "student"))


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


@pytest.mark.parametrize("when", [None, START, START + timedelta(days=3)])
def test_a_signature_that_was_waived_counts(when: date | None) -> None:
    dossier = complete()
    dossier = dossier.evolve(convention=dossier.convention.evolve(ofqj=when))
    assert not shows("convention_signed", dossier)
    assert shows("convention_signed", waived(dossier, "signature-ofqj"))


def test_a_programme_without_rules_about_something_shows_nothing_of_it(tmp_path: Path) -> None:
    text = (PACKAGED / "telestage" / "2026.1" / "programme.toml").read_text(encoding="utf-8")
    bare, rules = text.split("[[rules]]", 1)
    kept = [part for part in rules.split("[[rules]]") if 'field = "stage.titre"' in part]
    (tmp_path / "programme.toml").write_text("[[rules]]".join([bare, *kept]), encoding="utf-8")
    programme = load_programme(folder=tmp_path)
    facts = Facts(complete(), programme, TODAY)
    assert len(programme.rules) == 1
    assert not EVIDENCE["convention_signed"](facts)
    assert not EVIDENCE["eligible"](facts)


@pytest.mark.parametrize("kind", HELD)
def test_a_meeting_counts_when_held(kind: MeetingKind) -> None:
    for status in ("planned", "missed", "cancelled", "held"):
        dossier = minimal(meetings=(meeting(kind, START, status),))
        assert shows(f"{kind}_held", dossier) == (status == "held")


@given(outcomes=WEEKS, offset=st.integers(0, 6))
def test_the_check_ins_are_shown_when_each_full_week_had_a_meeting(
    outcomes: list[list[MeetingStatus]], offset: int
) -> None:
    """[000] asks for one a week at least: said of each week apart, from its own outcomes."""
    start = START + timedelta(days=offset)
    monday = START if offset == 0 else START + timedelta(days=7)
    meetings = [
        meeting("checkin", monday + timedelta(days=7 * week + 2 * rank), status)
        for week, statuses in enumerate(outcomes)
        for rank, status in enumerate(statuses)
    ]
    end = monday + timedelta(days=7 * len(outcomes) - 3)
    dossier = minimal(stage=Stage(start=start, end=end), meetings=tuple(meetings))

    all_known = all("planned" not in statuses for statuses in outcomes)
    one_each_week = all("held" in statuses for statuses in outcomes if statuses)
    assert shows("checkins_held", dossier, end) == (bool(meetings) and all_known and one_each_week)


def test_a_week_with_another_meeting_held_is_not_left_without() -> None:
    weekly = checkins(4, held=4)
    missed = weekly[2].evolve(status="missed")
    dossier = minimal(meetings=(*weekly[:2], missed, weekly[3]))
    over = weekly[3].slot.day
    assert not shows("checkins_held", dossier, over)
    midpoint = meeting("midpoint", missed.slot.day + timedelta(days=1))
    assert shows("checkins_held", dossier.evolve(meetings=(*dossier.meetings, midpoint)), over)


def test_a_week_cut_short_by_the_stage_asks_for_none() -> None:
    weekly = checkins(3, held=3)
    lost = (weekly[0].evolve(status="missed"), weekly[1], weekly[2].evolve(status="missed"))
    full = minimal(meetings=lost)
    assert not shows("checkins_held", full, END)
    tuesday, thursday = START + timedelta(days=1), START + timedelta(days=17)
    cut = full.evolve(stage=Stage(start=tuesday, end=thursday))
    assert shows("checkins_held", cut, END)


def test_a_week_without_any_meeting_planned_asks_for_none() -> None:
    weekly = checkins(4, held=4)
    assert shows("checkins_held", minimal(meetings=(*weekly[:1], *weekly[2:])), END)


def test_a_meeting_moved_out_of_its_week_leaves_it_without() -> None:
    weekly = checkins(4, held=4)
    away = weekly[1].slot.evolve(day=weekly[2].slot.day + timedelta(days=1))
    moved = weekly[1].evolve(slot=away, moved_from=weekly[1].slot)
    assert not shows("checkins_held", minimal(meetings=(weekly[0], weekly[2], moved)), END)


def test_one_held_and_twelve_missed_is_no_follow_up() -> None:
    days = [START + timedelta(days=1 + 7 * week) for week in range(13)]
    lost = tuple(meeting("checkin", day, "missed") for day in days[1:])
    assert not shows("checkins_held", minimal(meetings=(meeting("checkin", days[0]), *lost)), END)


LATER = TODAY + timedelta(days=2)
"""Not today on any clock."""


def _dated(day: date) -> dict[str, Dossier]:
    """For each evidence that rests on dates, a dossier all of whose dates are that one."""
    access = Access(id=uid(10), name="VPN", given_on=day, explained_on=day, withdrawn_on=day)
    form = Evaluation(kind="midpoint", completed_on=day)
    transfer = Transfer(id=uid(20), item="Maquettes", to="Sophie", done_on=day)
    people = (
        Candidate(name="Léa", interviewed_on=day),
        Candidate(name="Thomas", interviewed_on=day),
    )
    signed = Convention(ofqj=day, intern=day, host=day)
    later = Stage(start=day + timedelta(days=30), end=day + timedelta(days=100))
    held = {f"{kind}_held": minimal(meetings=(meeting(kind, day),)) for kind in HELD}
    return held | {
        "two_interviews": minimal(candidates=people),
        "convention_signed": minimal(convention=signed, stage=later),
        "midpoint_evaluated": minimal(evaluations=(form,)),
        "final_evaluated": minimal(evaluations=(form.evolve(kind="final"),)),
        "accesses_given": minimal(accesses=(access,)),
        "accesses_explained": minimal(accesses=(access,)),
        "accesses_withdrawn": minimal(accesses=(access,), started_on=START),
        "transfers_done": minimal(transfers=(transfer,)),
    }


@pytest.mark.parametrize("name", _dated(TODAY))
def test_what_is_dated_in_the_future_proves_nothing(name: str) -> None:
    assert shows(name, _dated(TODAY)[name])
    is_meeting = name.endswith("_held")  # dated by its own clock: tomorrow over there already
    assert shows(name, _dated(TODAY + timedelta(days=1))[name]) == is_meeting
    assert not shows(name, _dated(LATER)[name])


def test_accesses_from_planned_to_withdrawn() -> None:
    vpn, mail = Access(id=uid(10), name="VPN"), Access(id=uid(11), name="Courriel")
    dossier = minimal(accesses=(vpn, mail))

    def evidence() -> list[bool]:
        names = ("accesses_given", "accesses_explained", "accesses_withdrawn")
        return [shows(name, dossier, END) for name in names]

    assert evidence() == [False, False, False]
    dossier = changes.explain(vpn, on=START).apply(dossier)
    assert evidence() == [False, False, False], "the other one is still to be given and explained"
    dossier = changes.grant(mail, on=START).apply(dossier)
    assert evidence() == [True, False, False]
    dossier = changes.explain(mail, on=START).apply(dossier)
    assert evidence() == [True, True, False]
    for access in (vpn, mail):
        dossier = changes.withdraw(access, on=END, today=END).apply(dossier)
    assert evidence() == [True, True, False], "nothing was owed before the stage began"
    dossier = changes.mark_started(on=START).apply(dossier)
    assert evidence() == [True, True, True]


def test_evaluations_count_once_complete() -> None:
    dossier = minimal(evaluations=(Evaluation(kind="midpoint"), Evaluation(kind="final")))
    assert not shows("midpoint_evaluated", dossier)
    dossier = changes.put_evaluation(
        Evaluation(kind="midpoint", completed_on=TODAY), said("Évaluation")
    ).apply(dossier)
    assert shows("midpoint_evaluated", dossier)
    assert not shows("final_evaluated", dossier)
    final = Evaluation(kind="final", completed_on=TODAY, attestation_given=True)
    dossier = changes.put_evaluation(final, said("Évaluation")).apply(dossier)
    assert shows("final_evaluated", dossier)
    assert shows("attestation_given", dossier)


def test_every_file_is_passed_on() -> None:
    one = Transfer(id=uid(20), item="Maquettes", to="Sophie", done_on=END)
    other = Transfer(id=uid(21), item="Données", to="Marc")
    assert shows("transfers_done", minimal(transfers=(one,)), END)
    assert not shows("transfers_done", minimal(transfers=(one, other)), END)


def test_a_check_in_that_the_plan_dropped_asks_for_nothing() -> None:
    """Beyond a stage made shorter, or in a week closed since: it is cancelled, and not owed."""
    weekly = checkins(4, held=2)
    dropped = [each.dropped("Plus demandée") for each in weekly[2:]]
    over = weekly[1].slot.day
    assert shows("checkins_held", minimal(meetings=(*weekly[:2], *dropped)), over)
    assert shows("checkins_held", minimal(meetings=(*weekly[:2], *dropped)), END)
    cancelled = [each.evolve(status="cancelled") for each in weekly[2:]]
    assert not shows("checkins_held", minimal(meetings=(*weekly[:2], *cancelled)), over)
