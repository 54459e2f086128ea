"""A stage that ends before its time, and one that never begins: what is left, what is cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.meeting_times import start_of
from telestage_tui.dossier.changes import move_meeting, record_meeting, reopen
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.work_plan import Deliverable
from telestage_tui.planning.added import meeting_outside_plan
from telestage_tui.planning.course.asking import offered
from telestage_tui.planning.course.requests import EndedEarly, Extended, NeverBegun
from telestage_tui.planning.replan import replan
from telestage_tui.programme.closing import blockers, left_at_closing
from telestage_tui.programme.progress import task_states
from telestage_tui.programme.rules import unwaived_departures
from tests.factories import make_access
from tests.planning.building import PROGRAMME
from tests.planning.course.building import BEFORE, UNDER_WAY, done, said, shown, to_begin, under_way
from tests.planning.course.test_course import refusal

LAST = date(2027, 2, 19)
"""A Friday, nine days after `UNDER_WAY`."""
ENDED = EndedEarly(LAST, "Page d’accueil en ligne", "Embauche en France")

AFTERWARDS = datetime(2027, 4, 20, 15, tzinfo=UTC)
"""Eleven days after the last day."""


def coming(dossier: Dossier) -> list[date]:
    return [
        m.slot.day for m in dossier.meetings if m.status == "planned" and start_of(m) > UNDER_WAY
    ]


def test_an_early_end_leaves_a_short_ending() -> None:
    after = done(ENDED, under_way(), UNDER_WAY)
    end = after.ended_early
    assert end is not None
    assert (after.stage.end, end.planned_end, end.done) == (
        LAST, date(2027, 4, 9), "Page d’accueil en ligne",
    )  # fmt: skip
    states = task_states(after, PROGRAMME, date(2027, 2, 10))
    todo = {each.task.id for each in states if each.state == "todo"}
    assert todo == {
        "end-handover", "end-debrief", "end-attestation", "end-access", "end-archive",
    }  # fmt: skip
    assert after.task("end-review").reason == "Stage terminé avant son terme"
    assert max(coming(after)) <= LAST
    assert {m.kind for m in after.meetings if m.status == "planned"} <= {"checkin", "final"}
    rules = {each.rule for each in unwaived_departures(after, PROGRAMME, LAST)}
    assert "duration" not in rules
    assert "changed-end" in rules


def test_an_early_end_is_told() -> None:
    lines = said(shown(ENDED, under_way(), UNDER_WAY))
    assert "→ Dernier jour : ven. 9 avr. → ven. 19 févr." in lines
    assert "– Remplir l’évaluation de fin de stage : à faire → sans objet" in lines
    assert "→ Retrait de « VPN » : ven. 9 avr. → ven. 19 févr." in lines
    assert any(line.startswith("– Rencontre de mi-stage") for line in lines)


def test_what_the_tutor_placed_after_the_end_is_cancelled_too() -> None:
    dossier = under_way()
    later = dossier.meetings[-1]
    to = later.slot.evolve(day=date(2027, 3, 30))
    dossier = move_meeting(later.id, "Finale", to=to).apply(dossier)
    call = meeting_outside_plan(dossier, "call", date(2027, 3, 10), time(10), 30, "")
    dossier = dossier.evolve(meetings=(*dossier.meetings, call))
    after = done(ENDED, dossier, UNDER_WAY)
    assert after.meeting(call.id).status == "cancelled"
    assert max(coming(after)) <= LAST
    assert replan(after, PROGRAMME, UNDER_WAY).changes_nothing


def test_an_access_to_be_withdrawn_later_is_to_be_at_the_end() -> None:
    (access,) = under_way().accesses
    kept = access.evolve(withdraw_by=date(2027, 4, 2))
    after = done(ENDED, under_way().evolve(accesses=(kept,)), UNDER_WAY)
    assert after.accesses[0].withdraw_by is None


def test_an_early_end_closes_without_an_evaluation() -> None:
    after = done(ENDED, under_way(), UNDER_WAY)
    missing = {each.title for each in blockers(after, task_states(after, PROGRAMME, LAST))}
    assert not any("évaluation" in title for title in missing)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (ENDED._replace(done=" "), "done : dites en une phrase"),
        (ENDED._replace(on=date(2027, 4, 9)), "on : le dernier jour doit être entre"),
        (ENDED._replace(on=date(2027, 1, 11)), "on : le dernier jour doit être entre"),
        (ENDED._replace(on=date(2027, 2, 1)), "on : une rencontre a eu lieu ensuite"),
        (NeverBegun("Désistement"), "est commencé depuis"),
    ],
)
def test_what_cannot_be_is_refused(request_: EndedEarly | NeverBegun, words: str) -> None:
    assert words in refusal(request_, under_way(), UNDER_WAY)


def test_a_stage_not_begun_does_not_end_early() -> None:
    assert "n’est pas déclaré commencé" in refusal(ENDED, to_begin(), BEFORE)


def test_a_stage_ended_early_is_not_changed_again() -> None:
    after = done(ENDED, under_way(), UNDER_WAY)
    assert offered(after) == ("tutor", "amend")
    assert "finit déjà" in refusal(ENDED._replace(on=date(2027, 2, 12)), after, UNDER_WAY)
    assert "finit avant son terme" in refusal(Extended(LAST + timedelta(7), "x"), after, UNDER_WAY)


def test_a_stage_that_never_begins_is_closed_and_its_meetings_cancelled() -> None:
    dossier = to_begin()
    (access,) = dossier.accesses
    dossier = dossier.evolve(accesses=(access.evolve(given_on=None, explained_on=None),))
    after = done(NeverBegun("Désistement"), dossier, BEFORE)
    assert after.closed_on == date(2027, 1, 4)
    assert after.ended_early is not None
    assert after.ended_early.never_begun
    assert not [m for m in after.meetings if m.status == "planned" and start_of(m) > BEFORE]
    for meeting in dossier.meetings:
        if after.meeting(meeting.id).status == "cancelled":
            assert after.meeting(meeting.id).sequence == meeting.sequence + 1
    assert not [
        each
        for each in left_at_closing(after, PROGRAMME, BEFORE, date(2027, 1, 4))
        if each.kind in ("task", "coming")
    ]
    again = reopen("Elle revient", on=date(2027, 1, 5)).apply(after)
    assert again.ended_early is None
    assert again.closed_on is None


def test_what_was_given_is_withdrawn_first() -> None:
    given = make_access("VPN", given_on=date(2027, 1, 4), withdrawn_on=None)
    dossier = to_begin().evolve(accesses=(given,))
    assert "Retirez d’abord ce qui a été remis : « VPN »" in refusal(
        NeverBegun("Désistement"), dossier, BEFORE
    )


@settings(max_examples=25)
@given(st.dates(date(2027, 2, 10), date(2027, 4, 8)))
def test_whatever_the_day_nothing_held_moves_and_nothing_stays_after_it(last: date) -> None:
    dossier = under_way()
    after = done(ENDED._replace(on=last), dossier, UNDER_WAY)
    assert [m for m in after.meetings if m.status == "held"] == [
        m.evolve(sequence=after.meeting(m.id).sequence, reading=after.meeting(m.id).reading)
        for m in dossier.meetings
        if m.status == "held"
    ]
    assert all(day <= last for day in coming(after))
    assert {m.id for m in dossier.meetings} <= {m.id for m in after.meetings}
    assert replan(after, PROGRAMME, UNDER_WAY).changes_nothing


def test_a_stage_that_shows_it_has_begun_is_not_said_never_to_begin() -> None:
    """Nobody declared it begun, but a meeting was held, a form completed, a file delivered."""
    fresh = to_begin()
    assert "never-begun" in offered(fresh)
    first = next(each for each in fresh.meetings if each.kind == "welcome")
    held = record_meeting(first.id, "Accueil", status="held", on=first.slot.day).apply(fresh)
    form = Evaluation(kind="midpoint", completed_on=date(2027, 2, 26))
    paper = Deliverable(name="Page", delivered_on=date(2027, 2, 26))
    plan = fresh.work_plan.evolve(deliverables=(paper,))
    for begun in (held, fresh.evolve(evaluations=(form,)), fresh.evolve(work_plan=plan)):
        assert offered(begun) == ("extend", "tutor")
        assert "déclarez-le commencé" in refusal(NeverBegun("Désistement"), begun, AFTERWARDS)
    assert "never-begun" not in offered(under_way())


def test_said_late_it_may_never_have_begun() -> None:
    """After its last day too, when nothing shows that it took place."""
    after = done(NeverBegun("Désistement"), to_begin().evolve(accesses=()), AFTERWARDS)
    assert after.closed_on == AFTERWARDS.date()
