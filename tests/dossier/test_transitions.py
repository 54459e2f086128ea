"""Each thing a tutor can do: pure, and undone where that is promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from telestage_tui.dossier import transitions as do
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import Meeting, Slot
from tests.factories import (
    END,
    START,
    make_access,
    make_dossier,
    make_evaluation,
    make_meeting,
    make_record,
    part_id,
)
from tests.strategies import accesses, dossiers, evaluations, meetings, notes, transfers

LATER = END + timedelta(days=1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)
ACCESS = make_access("Teams")


@st.composite
def applied(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """A dossier, and the same after one transition that any dossier allows."""
    dossier = draw(dossiers())
    day = draw(st.dates(date(2027, 1, 1), date(2027, 12, 31)))
    steps: list[do.Transition] = [
        lambda d: do.tick(d, "bef-team", on=day, note="Vu."),
        lambda d: do.untick(d, "bef-team", on=day),
        lambda d: do.skip(d, "bef-team", why="Équipe prévenue.", on=day),
        lambda d: do.edit_task(d, "bef-team", assignee="RH", due=day),
        lambda d: do.waive(d, "age", "intern.born", reason="Accord de l’OFQJ.", on=day),
        lambda d: do.plan_meetings(d, [PLANNED, HELD]),
        lambda d: do.put_access(d, draw(accesses())),
        lambda d: do.put_evaluation(d, draw(evaluations)),
        lambda d: do.put_transfer(d, draw(transfers)),
        lambda d: do.add_note(d, draw(notes)),
    ]
    return dossier, draw(st.sampled_from(steps))(dossier)


@settings(max_examples=25)
@given(st.data())
def test_a_transition_leaves_its_input_alone_and_gives_a_valid_dossier(data: st.DataObject) -> None:
    dossier, after = data.draw(applied())
    assert Dossier.model_validate_json(after.model_dump_json()) == after
    assert after.id == dossier.id
    assert after.version == dossier.version


@pytest.mark.parametrize(
    "step",
    [
        lambda d: do.tick(d, "sel-task-3", on=LATER),
        lambda d: do.skip(d, "sel-task-3", why="Déjà fait.", on=LATER),
        lambda d: do.record_meeting(d, PLANNED.id, status="held", record=make_record()),
        lambda d: do.move_meeting(d, PLANNED.id, to=SLOT),
        lambda d: do.withdraw(d, ACCESS.id, on=LATER),
        lambda d: do.mark_closed(d, on=LATER),
        lambda d: do.put_evaluation(d, make_evaluation().evolve(overall=2)),
    ],
)
def test_the_dossier_given_is_unchanged(step: Callable[[Dossier], Dossier]) -> None:
    dossier, same = make_dossier(), make_dossier()
    assert step(dossier) != dossier
    assert dossier == same


@settings(max_examples=25)
@given(dossiers())
def test_what_promises_to_be_undone_is(dossier: Dossier) -> None:
    waived = do.waive(dossier, "age", "intern.born", reason="Accord.", on=START)
    assert do.unwaive(waived, "age", "intern.born") == do.unwaive(dossier, "age", "intern.born")
    for access in dossier.open_accesses:
        withdrawn = do.withdraw(dossier, access.id, on=date(2040, 1, 1), by="TI", checks=["a"])
        assert not withdrawn.access(access.id).is_open
        assert do.restore_access(withdrawn, access.id).access(access.id).is_open
    if dossier.status == "started":
        assert do.reopen(do.mark_closed(dossier, on=date(2040, 1, 1))) == dossier


def test_a_task_ticked_then_put_back_keeps_its_notes() -> None:
    dossier = do.edit_task(make_dossier(tasks=()), "bef-team", note="Courriel envoyé.")
    ticked = do.tick(dossier, "bef-team", on=START, note="Tous présents.")
    assert ticked.task("bef-team").choice == "done"
    assert ticked.task("bef-team").note == "Courriel envoyé.\nTous présents."
    back = do.untick(ticked, "bef-team", on=LATER)
    assert back.task("bef-team").choice == "todo"
    assert back.task("bef-team").note == "Courriel envoyé.\nTous présents."


def test_a_task_is_kept_once() -> None:
    dossier = make_dossier(tasks=())
    for day in (START, END, LATER):
        dossier = do.tick(dossier, "bef-team", on=day)
    assert [(record.task, record.on) for record in dossier.tasks] == [("bef-team", LATER)]


def test_a_task_skipped_then_ticked_loses_its_reason() -> None:
    skipped = do.skip(make_dossier(), "sel-task-1", why="Sans équipe.", on=START)
    assert skipped.task("sel-task-1").reason == "Sans équipe."
    assert do.tick(skipped, "sel-task-1", on=END).task("sel-task-1").reason == ""


@pytest.mark.parametrize("blank", ["", "  ", "\x1b[0m"])
def test_a_reason_cannot_be_blank(blank: str) -> None:
    with pytest.raises(ValidationError):
        do.skip(make_dossier(), "bef-team", why=blank, on=START)
    with pytest.raises(ValidationError):
        do.waive(make_dossier(), "age", "intern.born", reason=blank, on=START)


def test_a_waiver_replaces_the_one_of_the_same_rule_and_field() -> None:
    dossier = do.waive(make_dossier(), "age", "intern.born", reason="Un.", on=START)
    dossier = do.waive(dossier, "age", "intern.born", reason="Deux.", on=END)
    dossier = do.waive(dossier, "hours", "stage.weekly_hours", reason="Trois.", on=END)
    assert [waiver.reason for waiver in dossier.waivers] == ["Deux.", "Trois."]
    assert [w.rule for w in do.unwaive(dossier, "age", "intern.born").waivers] == ["hours"]


def test_a_stage_starts_and_closes_once() -> None:
    started = do.mark_started(make_dossier(started_on=None), on=START)
    with pytest.raises(Refused, match="déjà marqué commencé"):
        do.mark_started(started, on=END)
    closed = do.mark_closed(started, on=END, retention_until=date(2032, 4, 9))
    assert (closed.status, closed.retention_until) == ("closed", date(2032, 4, 9))
    with pytest.raises(Refused, match="déjà clos"):
        do.mark_closed(closed, on=LATER)
    assert do.reopen(closed).retention_until == date(2032, 4, 9)
    with pytest.raises(Refused, match="n’est pas clos"):
        do.reopen(started)


@given(st.lists(meetings, max_size=4, unique_by=lambda m: m.id))
def test_meetings_are_kept_in_the_order_of_their_slots(planned: list[Meeting]) -> None:
    kept = do.plan_meetings(make_dossier(), planned).meetings
    assert sorted((m.slot.day, m.slot.at) for m in planned) == [
        (m.slot.day, m.slot.at) for m in kept
    ]
    assert set(kept) == set(planned)


def test_a_meeting_held_keeps_its_record_and_its_place_in_calendars() -> None:
    after = do.record_meeting(make_dossier(), PLANNED.id, status="held", record=make_record())
    meeting = after.meeting(PLANNED.id)
    assert meeting.is_recorded
    assert meeting.record == make_record()
    assert meeting.sequence == PLANNED.sequence
    missed = do.record_meeting(after, PLANNED.id, status="missed", reason="Panne.")
    assert missed.meeting(PLANNED.id).record == make_record()


def test_only_a_cancellation_or_its_undoing_is_news_for_calendars() -> None:
    cancelled = do.record_meeting(make_dossier(), PLANNED.id, status="cancelled", reason="Férié.")
    again = do.record_meeting(cancelled, PLANNED.id, status="cancelled", reason="Jour férié.")
    back = do.record_meeting(again, PLANNED.id, status="planned")
    sequences = [d.meeting(PLANNED.id).sequence for d in (cancelled, again, back)]
    assert sequences == [1, 1, 2]


def test_a_meeting_moved_twice_remembers_its_first_slot() -> None:
    once = do.move_meeting(make_dossier(), PLANNED.id, to=SLOT, reason="Férié.")
    twice = do.move_meeting(once, PLANNED.id, to=SLOT.evolve(day=date(2027, 2, 18)))
    meeting = twice.meeting(PLANNED.id)
    assert meeting.moved_from == PLANNED.slot
    assert meeting.sequence == 2
    assert meeting.rule_day == PLANNED.rule_day


def test_a_meeting_held_does_not_move_and_a_missed_one_is_planned_again() -> None:
    with pytest.raises(Refused, match="a eu lieu"):
        do.move_meeting(make_dossier(), HELD.id, to=SLOT)
    missed = do.record_meeting(make_dossier(), PLANNED.id, status="missed")
    assert do.move_meeting(missed, PLANNED.id, to=SLOT).meeting(PLANNED.id).status == "planned"


def test_what_the_tutor_settles_is_no_more_dropped_by_the_plan() -> None:
    dropped = PLANNED.dropped("Plus demandée")
    dossier = do.plan_meetings(make_dossier(), [dropped])
    assert dropped.is_dropped
    for settled in (
        do.record_meeting(dossier, PLANNED.id, status="cancelled"),
        do.record_meeting(dossier, PLANNED.id, status="planned"),
        do.move_meeting(dossier, PLANNED.id, to=SLOT),
    ):
        assert not settled.meeting(PLANNED.id).is_dropped
        assert settled.meeting(PLANNED.id).cancelled_by is None


def test_the_life_of_an_access() -> None:
    access = make_access("VPN Québec", given_on=None, explained_on=None)
    dossier = do.put_access(make_dossier(accesses=()), access)
    with pytest.raises(
        Refused,
        match="« VPN Québec » n’a pas été remis".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    ):
        do.withdraw(dossier, access.id, on=END)
    dossier = do.explain(dossier, access.id, on=START)
    assert dossier.access(access.id).given_on == START
    with pytest.raises(Refused, match="a été remis"):
        do.remove_access(dossier, access.id)
    dossier = do.withdraw(dossier, access.id, on=END, by="TI", checks=["transferts"])
    assert dossier.open_accesses == ()
    assert dossier.access(access.id).checks == ("transferts",)


def test_granting_keeps_the_place_of_an_access() -> None:
    dossier = make_dossier()
    again = do.grant(dossier, dossier.accesses[1].id, on=date(2027, 1, 5))
    assert [a.id for a in again.accesses] == [a.id for a in dossier.accesses]
    assert again.accesses[1].given_on == date(2027, 1, 5)


def test_an_access_never_given_can_be_forgotten() -> None:
    access = make_access("Teams", given_on=None, explained_on=None)
    assert do.remove_access(make_dossier(accesses=(access,)), access.id).accesses == ()
    with pytest.raises(Refused):
        do.remove_access(make_dossier(accesses=()), uuid4())


def test_an_evaluation_replaces_the_one_of_its_kind() -> None:
    dossier = do.put_evaluation(make_dossier(), make_evaluation().evolve(overall=1))
    dossier = do.put_evaluation(dossier, make_evaluation().evolve(kind="final"))
    assert [(form.kind, form.overall) for form in dossier.evaluations] == [
        ("midpoint", 1), ("final", 4),
    ]  # fmt: skip


def test_a_transfer_is_replaced_then_forgotten() -> None:
    dossier = make_dossier()
    done = dossier.transfers[0].evolve(done_on=END)
    assert do.put_transfer(dossier, done).transfers == (done,)
    assert do.remove_transfer(dossier, part_id("transfer")).transfers == ()
