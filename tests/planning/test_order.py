"""Tasks that come after others: when they are due, when they wait, and what Aujourd'hui asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.meeting_times import host_day
from telestage_tui.dossier.changes import (
    catch_up,
    edit_evaluation,
    edit_task,
    record_meeting,
    skip,
    tick,
    untick,
)
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import MeetingStatus
from telestage_tui.planning.agenda.item import AgendaItem
from telestage_tui.planning.agenda.summary import summarise
from telestage_tui.planning.due import due_dates
from telestage_tui.planning.earlier import earlier_tasks
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.order import in_order, ordered
from telestage_tui.programme.progress import TaskState, task_states
from tests.factories import make_access, titled
from tests.planning.building import dossier_of, planned, winter

PROGRAMME = load_programme()
HALFWAY = date(2027, 2, 24)
"""The day of the midpoint meeting of `winter()`, a Wednesday; the form is sent on Thursday."""
FRIDAY = date(2027, 2, 26)
MONDAY = date(2027, 3, 1)


def state_of(dossier: Dossier, task: str, today: date) -> TaskState:
    return next(s for s in task_states(dossier, PROGRAMME, today) if s.task.id == task)


def due(dossier: Dossier, task: str, today: date) -> date:
    return due_dates(dossier, PROGRAMME, today)[task]


def items(dossier: Dossier, today: date) -> tuple[AgendaItem, ...]:
    """What the agenda says at noon in Toronto."""
    now = datetime.combine(today, time(17), UTC)
    return summarise(dossier, PROGRAMME, now, today).items


def asked(dossier: Dossier, today: date) -> set[str | None]:
    """The tasks that the agenda asks for by that day."""
    return {item.task_id for item in items(dossier, today) if item.due <= today}


def with_form(dossier: Dossier, on: date = date(2027, 2, 22)) -> Dossier:
    """The dossier with the midpoint evaluation declared complete."""
    change = edit_evaluation("midpoint", lambda e: e.evolve(completed_on=on), said("Évaluation"))
    return change.apply(dossier)


def recorded(
    dossier: Dossier, kind: str, on: date, status: MeetingStatus = "held", day: date | None = None
) -> Dossier:
    """The dossier with its meeting of that kind recorded, on another day where it is given."""
    (meeting,) = (m for m in dossier.meetings if m.kind == kind)
    if day:
        moved = meeting.evolve(slot=meeting.slot.evolve(day=day))
        dossier = dossier.evolve(
            meetings=tuple(moved if m.id == meeting.id else m for m in dossier.meetings)
        )
    return record_meeting(meeting.id, "Rencontre", status=status, on=on).apply(dossier)


# --- sending a form ------------------------------------------------------------------------------


def test_nothing_asks_to_send_a_form_before_it_is_presented() -> None:
    dossier = with_form(planned(winter()))
    state = state_of(dossier, "mid-send", MONDAY)
    assert [task.id for task in state.waits_for] == ["mid-meeting"]
    assert state.wait == "après : Présenter l’évaluation et revenir sur le parcours"
    assert not state.is_late(due(dossier, "mid-send", MONDAY), MONDAY)
    assert {"mid-send", "mid-adjust"}.isdisjoint(asked(dossier, MONDAY))
    held = recorded(dossier, "midpoint", on=MONDAY)
    assert {"mid-send", "mid-adjust"} <= asked(held, MONDAY)


def test_nothing_asks_to_send_a_form_that_is_not_filled() -> None:
    held = recorded(planned(winter()), "midpoint", on=HALFWAY)
    assert [t.id for t in state_of(held, "mid-send", MONDAY).waits_for] == ["mid-form"]
    assert "mid-send" not in asked(held, MONDAY)
    assert "mid-form" in asked(held, MONDAY)
    assert "mid-send" in asked(with_form(held), MONDAY)


def test_it_is_due_the_day_the_meeting_was_really_held_whenever_it_is_recorded() -> None:
    dossier = with_form(planned(winter()))
    held = recorded(dossier, "midpoint", on=MONDAY, day=FRIDAY)
    assert due(held, "mid-send", MONDAY) == FRIDAY
    assert state_of(held, "mid-send", MONDAY).is_late(FRIDAY, MONDAY)
    in_time = recorded(dossier, "midpoint", on=HALFWAY)
    assert due(in_time, "mid-send", HALFWAY) == date(2027, 2, 25)


def test_what_was_done_on_a_day_off_makes_nothing_due_on_it() -> None:
    saturday = date(2027, 2, 27)
    held = recorded(with_form(planned(winter())), "midpoint", on=MONDAY, day=saturday)
    assert due(held, "mid-send", MONDAY) == MONDAY


def test_a_tick_is_the_day_where_the_dossier_shows_none() -> None:
    dossier = with_form(winter())
    ticked = tick(titled("mid-meeting"), on=FRIDAY).apply(dossier)
    assert due(ticked, "mid-send", MONDAY) == FRIDAY
    before = catch_up([titled("mid-meeting")]).apply(dossier)
    assert due(before, "mid-send", MONDAY) == date(2027, 2, 25)


def test_a_task_without_object_lets_what_comes_before_it_speak() -> None:
    dossier = skip(titled("mid-meeting"), why="Absente", on=FRIDAY).apply(winter())
    assert due(dossier, "mid-send", MONDAY) == FRIDAY
    assert [t.id for t in state_of(dossier, "mid-send", MONDAY).waits_for] == ["mid-form"]
    assert state_of(dossier, "mid-adjust", MONDAY).waits_for == ()


def test_what_is_put_back_to_do_is_waited_for_again() -> None:
    held = recorded(with_form(planned(winter())), "midpoint", on=HALFWAY)
    undone = untick(titled("mid-form"), on=FRIDAY).apply(held)
    assert "mid-send" in asked(held, MONDAY)
    assert "mid-send" not in asked(undone, MONDAY)


def test_the_later_due_date_of_what_comes_before_moves_it() -> None:
    dossier = edit_task(titled("mid-meeting"), due=date(2027, 3, 10)).apply(planned(winter()))
    for task in ("mid-send", "mid-adjust"):
        assert due(dossier, task, HALFWAY) == date(2027, 3, 10)


def test_a_due_date_that_the_tutor_chose_wins() -> None:
    dossier = edit_task(titled("mid-send"), due=date(2027, 2, 23)).apply(planned(winter()))
    assert due(dossier, "mid-send", MONDAY) == date(2027, 2, 23)
    state = state_of(dossier, "mid-send", MONDAY)
    assert state.waits_for
    assert state.is_late(date(2027, 2, 23), MONDAY)
    assert "mid-send" in asked(dossier, MONDAY)


def test_accesses_are_explained_from_the_day_they_were_given() -> None:
    given = make_access("VPN", given_on=date(2027, 1, 13), explained_on=None)
    dossier = winter().evolve(accesses=(given,))
    assert due(dossier, "bef-explain", date(2027, 1, 13)) == date(2027, 1, 13)
    assert "bef-explain" in asked(dossier, date(2027, 1, 14))
    assert "bef-explain" not in asked(winter().evolve(accesses=()), date(2027, 1, 14))


def test_the_attestation_comes_after_the_final_evaluation() -> None:
    after = date(2027, 4, 12)
    assert "end-attestation" not in asked(winter(), after)
    assert "end-attestation" in asked(tick(titled("end-review"), on=after).apply(winter()), after)


@pytest.mark.parametrize("task", ["bef-meeting", "mid-meeting", "end-access", "end-letter"])
def test_a_meeting_and_a_withdrawal_wait_for_nothing(task: str) -> None:
    assert PROGRAMME.task(task).after == ()


# --- whatever was done ---------------------------------------------------------------------------

OUTCOMES = st.sampled_from(["done", "skipped", "todo", "before", None])


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Dossier, date]:
    """Any stage, with any progress of its tasks and meetings, and a day of its life."""
    start = draw(st.dates(date(2025, 1, 1), date(2030, 12, 1)))
    dossier = dossier_of(start, start + timedelta(days=draw(st.integers(45, 95))))
    today = start + timedelta(days=draw(st.integers(-70, 140)))
    if draw(st.booleans()):
        dossier = planned(dossier)
    for meeting in dossier.meetings:
        if meeting.kind != "checkin" and meeting.slot.day <= today and draw(st.booleans()):
            moved = draw(st.integers(0, 9)) * timedelta(days=1)
            day = min(meeting.slot.day + moved, today)
            dossier = recorded(dossier, meeting.kind, on=today, day=day)
    for task in PROGRAMME.tasks:
        on = today - timedelta(days=draw(st.integers(0, 30)))
        match draw(OUTCOMES):
            case "done":
                dossier = tick(titled(task.id), on=on).apply(dossier)
            case "skipped":
                dossier = skip(titled(task.id), why="Rien à faire", on=on).apply(dossier)
            case "todo":
                dossier = untick(titled(task.id), on=on).apply(dossier)
            case "before":
                dossier = catch_up([titled(task.id)]).apply(dossier)
    if draw(st.booleans()):
        chosen = draw(st.sampled_from(PROGRAMME.tasks))
        day = today + timedelta(days=draw(st.integers(-20, 20)))
        dossier = edit_task(titled(chosen.id), due=day).apply(dossier)
    return dossier, today


@given(journeys())
@settings(max_examples=120, deadline=None)
def test_no_task_is_late_or_asked_before_what_it_comes_after_is_done(
    journey: tuple[Dossier, date],
) -> None:
    dossier, today = journey
    states = {state.task.id: state for state in task_states(dossier, PROGRAMME, today)}
    days = due_dates(dossier, PROGRAMME, today)
    listed = asked(dossier, today)
    for task in ordered(PROGRAMME):
        state = states[task.id]
        if state.record.due:
            assert days[task.id] == state.record.due
            continue
        for earlier in (states[task_id] for task_id in task.after):
            if earlier.state == "todo":
                assert days[task.id] >= days[earlier.task.id]
                assert not state.is_late(days[task.id], today)
                assert task.id not in listed
            elif earlier.derived and earlier.task.evidence == "midpoint_held":
                held = [m for m in dossier.meetings if m.kind == "midpoint"]
                assert days[task.id] >= host_day(held[0], dossier.host.zone)
            elif not earlier.proven and earlier.record.on:
                assert days[task.id] >= earlier.record.on


@given(journeys(), st.integers(-30, 60))
@settings(max_examples=60, deadline=None)
def test_what_was_before_telestage_respects_the_order(
    journey: tuple[Dossier, date], days: int
) -> None:
    dossier, today = journey
    opened = datetime.combine(today - timedelta(days=abs(days)), time(17), UTC)
    dossier = dossier.evolve(created_at=opened)
    earlier = {state.task.id: state for state, _ in earlier_tasks(dossier, PROGRAMME, today)}
    for state in earlier.values():
        assert {task.id for task in state.waits_for} <= earlier.keys()


def test_what_waits_for_something_since_the_opening_was_not_done_before() -> None:
    """The meeting is put off to after the opening: the form was not sent before it."""
    dossier = planned(winter()).evolve(created_at=datetime(2027, 3, 8, 17, tzinfo=UTC))
    today = date(2027, 3, 9)
    assert "mid-send" in {s.task.id for s, _ in earlier_tasks(dossier, PROGRAMME, today)}
    later = edit_task(titled("mid-meeting"), due=date(2027, 3, 12)).apply(dossier)
    sent = edit_task(titled("mid-send"), due=date(2027, 3, 1)).apply(later)
    for each in (later, sent):
        ids = {s.task.id for s, _ in earlier_tasks(each, PROGRAMME, today)}
        assert ids
        assert {"mid-send", "mid-meeting"}.isdisjoint(ids)


def test_the_order_goes_from_what_comes_first() -> None:
    places = {task.id: place for place, task in enumerate(in_order(PROGRAMME))}
    assert len(places) == len(PROGRAMME.tasks)
    for task in PROGRAMME.tasks:
        assert all(places[task_id] < places[task.id] for task_id in task.after)
