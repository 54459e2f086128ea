"""The frise: every meeting in its week, every week of the stage on its line."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings

from telestage_tui.clocks.meeting_times import host_day
from telestage_tui.clocks.weeks import monday_of
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import IndicatorLevel, Record
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.planning.timeline import Week, timeline
from telestage_tui.programme.loader import load_programme
from tests.factories import END, START, make_access, make_dossier, make_meeting
from tests.strategies import dossiers

TODAY = date(2027, 2, 17)
NOW = datetime(2027, 2, 17, 15, tzinfo=UTC)


def weeks(dossier: Dossier) -> tuple[Week, ...]:
    return timeline(dossier, load_programme(), NOW, TODAY)


def week_of(dossier: Dossier, day: date) -> Week:
    return next(week for week in weeks(dossier) if week.monday == monday_of(day))


@settings(max_examples=60, deadline=None)
@given(dossier=dossiers())
def test_every_meeting_stands_once_in_its_week_and_no_week_is_left_out(dossier: Dossier) -> None:
    lines = weeks(dossier)
    shown = Counter(meeting.day for week in lines for meeting in week.meetings)
    kept = [meeting for meeting in dossier.meetings if not meeting.is_dropped]
    assert shown == Counter(host_day(meeting, dossier.host.zone) for meeting in kept)
    assert all(monday_of(m.day) == week.monday for week in lines for m in week.meetings)
    mondays = [week.monday for week in lines]
    assert mondays == sorted(set(mondays))
    assert all(b - a == timedelta(weeks=1) for a, b in pairwise(mondays))
    assert mondays[0] <= dossier.stage.start
    assert dossier.stage.end < mondays[-1] + timedelta(weeks=1)
    assert [week.number for week in lines if week.monday == monday_of(dossier.stage.start)] == [1]


def test_a_meeting_that_is_over_and_not_recorded_is_marked() -> None:
    unrecorded = {"status": "planned", "record": Record()}
    dossier = make_dossier(meetings=(make_meeting(0, **unrecorded), make_meeting(12)))
    signs = [meeting.sign for week in weeks(dossier) for meeting in week.meetings]
    assert signs == ["!", "○"]


def test_the_weeks_between_the_two_changes_of_clock_have_another_gap() -> None:
    unusual = [(week.monday, week.gap) for week in weeks(make_dossier()) if not week.is_usual_gap]
    assert unusual == [(date(2027, 3, 15), 300), (date(2027, 3, 22), 300)]


def test_the_last_level_of_a_week_is_the_one_shown() -> None:
    indicator = load_programme().meetings.indicators[0].id
    rated = [
        make_meeting(1, status="held",
                     record=Record(indicators=(IndicatorLevel(id=indicator, level=level),)))
        for level in (1, 3)
    ]  # fmt: skip
    second = rated[1].evolve(slot=rated[1].slot.evolve(day=rated[1].slot.day + timedelta(days=1)))
    line = week_of(make_dossier(meetings=(rated[0], second)), second.slot.day)
    assert line.levels == (3, None, None, None)


def test_an_access_stands_in_the_weeks_it_was_given_and_withdrawn() -> None:
    access = make_access(given_on=START, explained_on=START, withdrawn_on=END)
    dossier = make_dossier(accesses=(access,))
    shown = [(week.monday, each.is_given) for week in weeks(dossier) for each in week.accesses]
    assert shown == [(monday_of(START), True), (monday_of(END), False)]


def test_holidays_and_absences_of_both_sides_are_named() -> None:
    names = [off.name for week in weeks(make_dossier()) for _, off in week.days_off]
    assert "Lundi de Pâques" in names
    assert "Absence" in names


def test_today_is_in_one_week() -> None:
    assert [week.is_present for week in weeks(make_dossier())].count(True) == 1


def test_a_deliverable_stands_in_the_weeks_it_is_due_delivered_and_accepted() -> None:
    early = Deliverable(
        name="Maquettes",
        due=TODAY - timedelta(weeks=2),
        delivered_on=TODAY - timedelta(weeks=2),
        accepted_on=TODAY - timedelta(weeks=1),
    )
    same_week = early.evolve(name="Guide", accepted_on=TODAY - timedelta(weeks=2))
    late = Deliverable(name="Essais", due=TODAY - timedelta(days=1))
    coming = Deliverable(name="Bilan", due=END)
    plan = WorkPlan(deliverables=(early, same_week, late, coming))
    dossier = make_dossier(work_plan=plan)
    shown = {week.monday: week.deliverables for week in weeks(dossier) if week.deliverables}
    this_week = monday_of(TODAY)
    assert shown == {
        this_week - timedelta(weeks=2): (
            ("Maquettes", "due"),
            ("Maquettes", "delivered"),
            ("Guide", "due"),
            ("Guide", "accepted"),
        ),
        this_week - timedelta(weeks=1): (("Maquettes", "accepted"),),
        this_week: (("Essais", "late"),),
        monday_of(END): (("Bilan", "due"),),
    }
