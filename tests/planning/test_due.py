from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.closures import midpoint
from telestage_tui.dossier.changes import edit_task, move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.planning.due import due_dates
from telestage_tui.programme.loader import load_programme
from tests.factories import titled
from tests.planning.building import closed, dossier_of, planned, winter

PROGRAMME = load_programme()
TODAY = date(2027, 2, 10)


def due(dossier: Dossier, task: str, today: date = TODAY) -> date:
    return due_dates(dossier, PROGRAMME, today)[task]


@pytest.mark.parametrize(
    ("task", "day"),
    [
        ("sel-offer", date(2026, 11, 12)),
        ("sel-convention", date(2027, 1, 4)),
        ("bef-meeting", date(2027, 1, 1)),
        ("bef-explain", date(2027, 1, 8)),
        ("dur-welcome", date(2027, 1, 11)),
        ("dur-first-checks", date(2027, 1, 15)),
        ("dur-growth", date(2027, 2, 1)),
        ("mid-form", date(2027, 2, 22)),
        ("mid-meeting", date(2027, 2, 24)),
        ("mid-send", date(2027, 2, 25)),
        ("end-handover", date(2027, 4, 2)),
        ("end-review", date(2027, 4, 7)),
        ("end-access", date(2027, 4, 9)),
        ("end-archive", date(2027, 5, 7)),  # E+30 is a Sunday
    ],
)
def test_tasks_are_dated_from_their_anchor(task: str, day: date) -> None:
    assert due(planned(winter()), task) == day


def test_every_task_of_the_programme_is_dated() -> None:
    assert set(due_dates(winter(), PROGRAMME, TODAY)) == {task.id for task in PROGRAMME.tasks}


@given(st.dates(date(2024, 1, 1), date(2035, 12, 1)), st.integers(20, 120))
@settings(max_examples=40, deadline=None)
def test_no_task_falls_on_a_weekend(start: date, length: int) -> None:
    dossier = dossier_of(start, start + timedelta(days=length))
    for task in PROGRAMME.tasks:
        day = due_dates(dossier, PROGRAMME, start)[task.id]
        assert day.isoweekday() < 6, task.id
        if task.due.anchor == "start":
            asked = start + timedelta(days=task.due.days)
            sooner = {6: 1, 7: 2}.get(asked.isoweekday(), 0)  # a weekend goes back to its Friday
            assert day == asked - timedelta(days=sooner), task.id


def test_the_date_the_tutor_set_wins_even_on_a_saturday() -> None:
    dossier = edit_task(titled("dur-growth"), due=date(2027, 2, 6)).apply(planned(winter()))
    assert due(dossier, "dur-growth") == date(2027, 2, 6)


@pytest.mark.parametrize(
    ("today", "friday"),
    [
        (date(2026, 12, 1), date(2027, 1, 15)),
        (date(2027, 2, 8), date(2027, 2, 12)),
        (date(2027, 2, 14), date(2027, 2, 12)),
        (date(2027, 6, 1), date(2027, 4, 9)),
    ],
)
def test_a_weekly_task_is_due_on_the_friday_of_the_week(today: date, friday: date) -> None:
    assert due(planned(winter()), "dur-journal", today) == friday


def test_a_weekly_task_is_never_due_outside_the_stage() -> None:
    dossier = dossier_of(date(2027, 1, 9), date(2027, 4, 7))  # Saturday to Wednesday
    assert due(dossier, "dur-journal", date(2027, 1, 9)) == date(2027, 1, 15)
    assert due(dossier, "dur-journal", date(2027, 4, 6)) == date(2027, 4, 7)


def test_check_ins_are_due_on_the_first_one_not_recorded() -> None:
    dossier = planned(winter())
    assert due(dossier, "dur-checkins") == date(2027, 1, 13)
    for meeting in dossier.meetings:
        if meeting.kind == "checkin" and meeting.slot.day < date(2027, 2, 9):
            dossier = record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply(dossier)
    assert due(dossier, "dur-checkins") == date(2027, 2, 9)
    for meeting in dossier.meetings:
        dossier = record_meeting(meeting.id, "Rencontre", status="held", on=meeting.slot.day).apply(
            dossier
        )
    assert due(dossier, "dur-checkins") == date(2027, 4, 9)


# --- the midpoint ---------------------------------------------------------------------------------


def test_the_midpoint_moves_to_the_next_day_both_work() -> None:
    dossier = winter(intern={"absences": closed(date(2027, 2, 24), date(2027, 2, 26))})
    assert dossier.stage.halfway == date(2027, 2, 24)
    assert midpoint(dossier) == date(2027, 3, 1)
    assert due(dossier, "mid-meeting") == date(2027, 3, 1)


def test_a_midpoint_meeting_that_no_longer_follows_from_the_dates_is_not_believed() -> None:
    dossier = planned(winter())
    longer = dossier.evolve(stage=dossier.stage.evolve(end=date(2027, 6, 30)))
    assert midpoint(longer) == date(2027, 4, 6)  # halfway is the Tuesday after Easter


def test_a_midpoint_meeting_a_few_days_off_is_not_believed_either() -> None:
    dossier = planned(winter())
    shorter = dossier.evolve(stage=dossier.stage.evolve(end=date(2027, 4, 2)))
    assert shorter.stage.halfway == date(2027, 2, 20)  # a Saturday
    assert midpoint(shorter) == date(2027, 2, 22)
    assert due(shorter, "mid-meeting") == date(2027, 2, 22)


def test_a_midpoint_meeting_moved_by_hand_moves_no_due_date() -> None:
    dossier = planned(winter())
    meeting = next(m for m in dossier.meetings if m.kind == "midpoint")
    moved = move_meeting(
        meeting.id, "Rencontre", to=meeting.slot.evolve(day=date(2027, 3, 4))
    ).apply(dossier)
    assert due(moved, "mid-meeting") == date(2027, 2, 24)


@given(st.dates(date(2024, 1, 1), date(2035, 12, 1)), st.integers(20, 120))
@settings(max_examples=25, deadline=None)
def test_the_planned_midpoint_meeting_agrees_with_the_dates(start: date, length: int) -> None:
    """What is read of the meeting is what the calendar says, without it."""
    dossier = dossier_of(start, start + timedelta(days=length))
    assert midpoint(planned(dossier)) == midpoint(dossier)


def test_a_stage_in_which_the_two_never_work_keeps_its_halfway_day() -> None:
    dossier = winter(host={"absences": closed(date(2026, 1, 1), date(2028, 6, 1))})
    assert midpoint(dossier) == date(2027, 2, 24)


def test_planned_dossiers_are_dated_without_loading_the_holidays() -> None:
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from tests.planning.test_due import PROGRAMME\n"
        "from tests.planning.building import winter\n"
        "from telestage_tui.dossier.meetings import Meeting, Slot\n"
        "from uuid import UUID\n"
        "from datetime import time\n"
        "from telestage_tui.planning.due import due_dates\n"
        "day = date(2027, 2, 24)\n"
        "slot = Slot(day=day, at=time(9), zone='America/Toronto')\n"
        "meeting = Meeting(id=UUID(int=1), kind='midpoint', slot=slot, rule_day=day)\n"
        "due_dates(winter(meetings=(meeting,)), PROGRAMME, day)\n"
        "assert 'holidays' not in sys.modules\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
