"""The weeks of a calendar, against what the oracle and a plain reading of the dossier say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.clocks.weeks import weeks_of
from telestage_tui.dossier.changes import move_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.planning.calendar import (
    DossierCalendar,
    UnusualGap,
    appointments,
    blank_calendar,
    unusual_gaps,
)
from telestage_tui.planning.days_off import days_off
from telestage_tui.planning.meeting_view import meeting_view, view_in
from telestage_tui.programme.loader import load_programme

from .building import autumn, closed, dossier_of, planned, winter
from .planner.oracle import HOST_ZONES, INTERN_ZONES, offset, to_utc

PROGRAMME = load_programme()
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
PARIS = "Europe/Paris"
ONE_DAY = timedelta(days=1)


def calendar_of(dossier: Dossier) -> DossierCalendar:
    """The calendar of a dossier that follows the present programme."""
    return DossierCalendar.of(dossier, PROGRAMME)


def gap_minutes(day: date, host_zone: str, intern_zone: str) -> int:
    """The gap at noon, host time, by the rules written by hand."""
    noon = to_utc(day, time(12), host_zone)
    return 60 * (offset(intern_zone, noon) - offset(host_zone, noon))


def texts(calendar: DossierCalendar, day: date) -> list[str]:
    """What is said of one date."""
    return [str(off) for off in days_off([calendar], day, day).get(day, ())]


def test_the_weeks_of_both_changes_of_clock_are_told_and_no_other() -> None:
    spring, fall = calendar_of(winter()), calendar_of(autumn())
    marked = {
        monday
        for calendar in (spring, fall)
        for monday in weeks_of(date(2026, 9, 1), date(2027, 4, 30))
        if unusual_gaps([calendar], monday) == (UnusualGap(300, PARIS),)
    }
    expected = {m for m in weeks_of(date(2026, 9, 1), date(2027, 4, 30)) for c in (spring, fall)
            if unusual_gaps([c], m)}  # fmt: skip
    assert marked == expected == {date(2026, 10, 26), date(2027, 3, 15), date(2027, 3, 22)}


@given(DAYS, st.sampled_from(HOST_ZONES), st.sampled_from(INTERN_ZONES))
def test_a_week_is_told_when_a_working_day_has_another_gap(
    start: date, host_zone: str, intern_zone: str
) -> None:
    end = start + timedelta(weeks=12)
    dossier = dossier_of(start, end, host={"zone": host_zone}, intern={"zone": intern_zone})
    calendar = calendar_of(dossier)
    days = [start + n * ONE_DAY for n in range((end - start).days + 1)]
    gaps = [gap_minutes(day, host_zone, intern_zone) for day in days]
    usual = max(dict.fromkeys(gaps), key=gaps.count)
    for monday in weeks_of(start, end):
        week = [monday + n * ONE_DAY for n in range(5)]
        expected = {gap_minutes(day, host_zone, intern_zone) for day in week} - {usual}
        assert {gap.minutes for gap in unusual_gaps([calendar], monday)} == expected


def test_a_week_of_no_stage_has_no_unusual_gap() -> None:
    calendar = calendar_of(winter())
    assert unusual_gaps([calendar], date(2026, 10, 26)) == ()
    assert unusual_gaps([blank_calendar(2026)], date(2026, 10, 26)) != ()


def test_two_pairs_of_clocks_are_told_apart() -> None:
    reunion = winter(intern={"zone": "Indian/Reunion", "region": "FR-974"})
    calendars = [calendar_of(winter()), calendar_of(reunion)]
    assert unusual_gaps(calendars, date(2027, 3, 15)) == (
        UnusualGap(300, PARIS),
        UnusualGap(480, "Indian/Reunion"),
    )


@given(DAYS, st.sampled_from(HOST_ZONES), st.sampled_from(INTERN_ZONES), st.integers(0, 40))
def test_appointments_are_the_meetings_of_the_period_in_order(
    start: date, host_zone: str, intern_zone: str, after: int
) -> None:
    stage = dossier_of(
        start,
        start + timedelta(weeks=8),
        host={"zone": host_zone},
        intern={"zone": intern_zone},
        rule={"reference": "stagiaire"},
    )
    dossier = planned(stage)
    first = start + after * ONE_DAY
    last = first + timedelta(weeks=2)
    views = [meeting_view(m, host_zone, intern_zone) for m in dossier.meetings]
    expected = sorted(
        (v.start_utc, v.host_local, v.intern_local, v.meeting.id)
        for v in views
        if first <= v.host_local.date() <= last
    )
    actual = appointments([calendar_of(dossier)], first, last)
    assert [(a.start, a.host_local, a.intern_local, a.meeting.id) for a in actual] == expected
    assert all(first <= a.day <= last for a in actual)


def test_holidays_of_both_sides_are_named_with_whose_they_are() -> None:
    calendar = calendar_of(winter())
    assert texts(calendar, date(2027, 3, 29)) == ["Lundi de Pâques (Québec et France)"]
    assert texts(calendar, date(2027, 6, 24)) == ["Fête nationale du Québec (Québec)"]
    assert texts(calendar, date(2027, 7, 14)) == ["Fête nationale (France)"]
    assert texts(calendar, date(2027, 5, 17)) == ["Lundi de Pentecôte (France), souvent travaillé"]
    assert texts(calendar, date(2027, 2, 16)) == []
    (easter,) = days_off([calendar], date(2027, 3, 29), date(2027, 3, 29)).values()
    assert [off.sign for off in easter] == ["QF"]


def test_a_holiday_that_is_not_kept_is_named_all_the_same() -> None:
    calendar = calendar_of(winter(host={"keeps_holidays": False}))
    assert texts(calendar, date(2027, 5, 24)) == ["Journée nationale des patriotes (Québec)"]


def test_absences_are_named_on_each_of_their_days_and_with_whose_they_are() -> None:
    away = ClosedPeriod(first=date(2027, 2, 15), last=date(2027, 2, 17), label="Congé")
    calendar = calendar_of(
        winter(intern={"absences": (away,)}, host={"absences": (away.evolve(label=""),)})
    )
    off = days_off([calendar], date(2027, 2, 16), date(2027, 2, 28))
    assert sorted(off) == [date(2027, 2, 16), date(2027, 2, 17)]
    assert [str(each) for each in off[date(2027, 2, 17)]] == [
        "Absence (Atelier Boréal)", "Congé (Léa Nguyễn)",
    ]  # fmt: skip
    assert {each.sign for each in off[date(2027, 2, 17)]} == {"A"}


def test_a_calendar_goes_from_the_first_meeting_to_the_last_day() -> None:
    dossier = planned(winter())
    calendar = calendar_of(dossier)
    assert calendar.first == min(m.slot.day for m in dossier.meetings) < dossier.stage.start
    assert calendar.last == dossier.stage.end
    assert not calendar.touches(date(2026, 1, 1), calendar.first - ONE_DAY)
    assert calendar.touches(calendar.last, date(2028, 1, 1))


def signs(dossier: Dossier, now: datetime) -> list[tuple[str, str]]:
    """The sign of each meeting in the calendar, beside that of the list of the meetings."""
    calendar = calendar_of(dossier)
    first, last = calendar.first - ONE_DAY, calendar.last + ONE_DAY
    return [
        (each.note_sign(now), view_in(dossier, dossier.meeting(each.meeting.id), now).note_sign)
        for each in appointments([calendar], first, last)
    ]


def test_what_stands_against_a_meeting_is_marked_as_a_problem_while_it_is_to_come() -> None:
    dossier = planned(winter())
    day = date(2027, 2, 9)
    away = dossier.evolve(intern=dossier.intern.evolve(absences=closed(day, label="Maladie")))
    before, after = datetime(2027, 1, 4, 15, tzinfo=UTC), datetime(2027, 2, 9, 16, tzinfo=UTC)
    (at_once,) = [each.note_sign(before) for each in appointments([calendar_of(away)], day, day)]
    (later,) = [each.note_sign(after) for each in appointments([calendar_of(away)], day, day)]
    assert (at_once, later) == ("!", "")


def test_hours_that_suit_since_leave_no_sign() -> None:
    far = {"zone": "Pacific/Noumea", "region": "FR-988"}
    dossier = planned(winter(intern=far, rule={"at": time(17, 15)}))
    day = date(2027, 2, 9)
    later = dossier.evolve(host=dossier.host.evolve(hours=WorkHours.parse("09:00-18:00")))
    now = datetime(2027, 1, 4, 15, tzinfo=UTC)
    signs_of_day = [
        each.note_sign(now)
        for stage in (dossier, later)
        for each in appointments([calendar_of(stage)], day, day)
    ]
    assert signs_of_day == ["!", ""]


@given(
    st.sampled_from([winter, autumn]),
    st.sampled_from(INTERN_ZONES),
    st.lists(st.integers(0, 90), max_size=4),
    st.integers(0, 23),
    st.integers(-20, 110),
    st.booleans(),
)
def test_the_calendar_marks_a_meeting_as_the_list_of_the_meetings_does(
    stage_of: Callable[..., Dossier],
    intern_zone: str,
    away: list[int],
    hour: int,
    age: int,
    is_moved: bool,
) -> None:
    dossier = planned(stage_of(intern={"zone": intern_zone}))
    start = dossier.stage.start
    days = sorted({start + n * ONE_DAY for n in away})
    dossier = dossier.evolve(
        host=dossier.host.evolve(absences=tuple(ClosedPeriod(first=d, last=d) for d in days))
    )
    if is_moved:
        meeting = dossier.meetings[len(dossier.meetings) // 2]
        to = meeting.slot.evolve(at=time(hour))
        dossier = move_meeting(meeting.id, "Rencontre", to=to).apply(dossier)
    now = datetime.combine(start + age * ONE_DAY, time(15), UTC)
    assert [calendar for calendar, _ in signs(dossier, now)] == [
        meetings for _, meetings in signs(dossier, now)
    ]
