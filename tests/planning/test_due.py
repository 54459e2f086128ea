from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.closures import midpoint
from telestage_tui.dossier.changes import edit_task, move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import MeetingKind
from telestage_tui.planning.due import due_dates
from telestage_tui.programme.loader import load_programme
from tests.factories import titled
from tests.planning.building import closed, dossier_of, planned, winter
from tests.planning.planner import oracle

PROGRAMME = load_programme()
TODAY = date(2027, 2, 10)


def due(dossier: Dossier, task: str, today: date = TODAY) -> date:
    return due_dates(dossier, PROGRAMME, today)[task]


@pytest.mark.parametrize(
    ("task", "day"),
    [
        ("sel-offer", date(2026, 11, 12)),
        ("sel-convention", date(2027, 1, 4)),
        ("bef-meeting", date(2026, 12, 31)),  # S−10 is New Year's Day
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
def test_no_task_falls_on_a_weekend_or_a_holiday_of_the_host(start: date, length: int) -> None:
    dossier = dossier_of(start, start + timedelta(days=length))
    for task in PROGRAMME.tasks:
        day = due_dates(dossier, PROGRAMME, start)[task.id]
        assert day.isoweekday() < 6, task.id
        assert day not in oracle.quebec_holidays(day.year), task.id
        if task.due.anchor == "start" and not task.after:
            asked = start + timedelta(days=task.due.days)
            while asked.isoweekday() > 5 or asked in oracle.quebec_holidays(asked.year):
                asked -= timedelta(days=1)
            assert day == asked, task.id


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


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (date(2027, 2, 24), date(2027, 2, 24), date(2027, 2, 25)),
        (date(2027, 2, 24), date(2027, 2, 26), date(2027, 2, 23)),
        (date(2027, 2, 22), date(2027, 2, 26), date(2027, 3, 1)),
        (date(2027, 2, 22), date(2027, 3, 5), date(2027, 2, 19)),
    ],
)
def test_the_midpoint_moves_within_its_week_then_to_the_nearest(
    first: date, last: date, day: date
) -> None:
    dossier = winter(intern={"absences": closed(first, last)})
    assert dossier.stage.halfway == date(2027, 2, 24)
    assert midpoint(dossier) == day
    assert due(dossier, "mid-meeting") == day


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


def moved(dossier: Dossier, kind: MeetingKind, day: date) -> Dossier:
    """The dossier, its only meeting of that kind moved by hand to a day."""
    (meeting,) = [m for m in dossier.meetings if m.kind == kind]
    to = meeting.slot.evolve(day=day)
    return move_meeting(meeting.id, "Rencontre", to=to).apply(dossier)


def test_a_midpoint_meeting_moved_by_hand_takes_its_due_dates_along() -> None:
    dossier = moved(planned(winter()), "midpoint", date(2027, 3, 4))
    days = [due(dossier, task) for task in ("mid-form", "mid-meeting", "mid-adjust", "mid-send")]
    assert days == [date(2027, 3, 2), date(2027, 3, 4), date(2027, 3, 4), date(2027, 3, 5)]
    # The phase begins where it was to begin.
    assert midpoint(dossier) == date(2027, 2, 24)


def test_a_final_meeting_moved_by_hand_takes_its_due_dates_along() -> None:
    dossier = moved(planned(winter()), "final", date(2027, 4, 6))
    for task in ("end-debrief", "end-review", "end-onsite"):
        assert due(dossier, task) == date(2027, 4, 6)
    assert due(dossier, "end-letter") == date(2027, 4, 9)
    assert due(dossier, "end-handover") == date(2027, 4, 2)


def test_a_moved_meeting_that_was_cancelled_moves_no_due_date() -> None:
    dossier = moved(planned(winter()), "final", date(2027, 4, 6))
    meeting = next(m for m in dossier.meetings if m.kind == "final")
    cancelled = record_meeting(
        meeting.id, "Rencontre", status="cancelled", on=date(2027, 4, 6)
    ).apply(dossier)
    assert due(cancelled, "end-review") == date(2027, 4, 7)


def test_due_dates_are_dates_of_the_host() -> None:
    """The midpoint meeting is on a Tuesday in Nouméa: it is Monday in Québec."""
    dossier = planned(
        dossier_of(
            date(2027, 2, 1),
            date(2027, 4, 23),
            host={"hours": "11:00-19:00"},
            intern={"zone": "Pacific/Noumea", "region": "FR-988", "hours": "07:00-16:00"},
            rule={"at": time(8), "reference": "stagiaire"},
        )
    )
    assert due(dossier, "mid-meeting") == date(2027, 3, 15)
    assert due(dossier, "mid-send") == date(2027, 3, 16)


def test_a_due_date_on_a_holiday_moves_back_like_one_on_a_weekend() -> None:
    """The last day is the Monday of the Patriotes, after a weekend."""
    dossier = planned(dossier_of(date(2027, 3, 1), date(2027, 5, 24)))
    assert due(dossier, "end-letter") == date(2027, 5, 21)
    working = dossier.evolve(host=dossier.host.evolve(keeps_holidays=False))
    assert due(working, "end-letter") == date(2027, 5, 24)


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
