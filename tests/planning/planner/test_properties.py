"""Properties of every plan, over all start dates, zones, hours and rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.changes import plan_meetings
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.french import long_date
from telestage_tui.planning.busy import Engagement
from telestage_tui.planning.planner.planner import plan_warnings
from tests.planning.building import PROGRAMME, closed, dossier_of, plan_of
from tests.planning.planner import oracle
from tests.planning.planner.soundness import assert_sound, utc

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
PAIRS = [(host, intern) for host in oracle.HOST_ZONES for intern in oracle.INTERN_ZONES]
HOURS = [
    "09:00-17:00",
    "09:00-18:00",
    "08:30-12:00, 13:00-16:30",
    "10:00-18:30",
    "07:00-15:00",
    "09:00-12:00, 13:30-18:00; vendredi 09:00-12:00",
    "09:00-17:00; lundi fermé",
]


TIMES = [time(7), time(9), time(10, 30), time(15), time(16), time(17, 45), time(20)]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A stage anywhere in twelve years, between any two zones."""
    start = draw(st.dates(FIRST, LAST))
    end = start + timedelta(days=draw(st.integers(1, 120)))
    intern_zone = draw(st.sampled_from(oracle.INTERN_ZONES))
    host: dict[str, Any] = {
        "zone": draw(st.sampled_from(oracle.HOST_ZONES)),
        "hours": draw(st.sampled_from(HOURS)),
        "absences": draw(_absences(start, end)),
    }
    region = oracle.REGIONS[intern_zone]
    intern: dict[str, Any] = {
        "zone": intern_zone,
        "region": draw(st.sampled_from(["FR", "FR-57"])) if region == "FR" else region,
        "hours": draw(st.sampled_from(HOURS)),
        "absences": draw(_absences(start, end)),
    }
    rule = {
        "weekday": draw(st.sampled_from(["lundi", "mardi", "mercredi", "jeudi", "vendredi"])),
        "at": draw(st.none() | st.sampled_from(TIMES)),
        "reference": draw(st.sampled_from(["structure", "stagiaire"])),
        "duration": draw(st.sampled_from([20, 30, 60])),
    }
    return dossier_of(start, end, host=host, intern=intern, rule=rule)


@st.composite
def _absences(draw: st.DrawFn, start: date, end: date) -> tuple[Any, ...]:
    if not draw(st.booleans()):
        return ()
    first = draw(st.dates(start, end))
    away = closed(first, first + timedelta(days=draw(st.integers(0, 20))), "Vacances")
    return away + (closed(draw(st.dates(start, end))) if draw(st.booleans()) else ())


@given(dossiers())
@settings(max_examples=80, deadline=None)
def test_every_plan_is_sound(dossier: Dossier) -> None:
    assert_sound(dossier, plan_of(dossier))


@given(dossiers(), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 95)), max_size=40))
@settings(max_examples=40, deadline=None)
def test_the_tutor_is_in_two_meetings_at_once_only_when_it_is_said(
    dossier: Dossier, held: list[tuple[int, int]]
) -> None:
    midnight = datetime.combine(dossier.stage.start, time(), UTC)
    busy = [
        Engagement(start, start + timedelta(minutes=45), "Karim Benali")
        for day, quarter in held
        if (start := midnight + timedelta(days=day, minutes=15 * quarter))
    ]
    plan = plan_of(dossier, busy=busy)
    assert_sound(dossier, plan)
    for meeting in plan.meetings:
        start = utc(meeting).replace(tzinfo=UTC)
        end = start + timedelta(minutes=meeting.duration)
        has_note = any(note.startswith("En même temps") for note in meeting.deviations)
        assert any(each.meets(start, end) for each in busy) == has_note


@given(dossiers(), st.integers(-40, 100))
@settings(max_examples=40, deadline=None)
def test_a_dossier_opened_late_looks_ahead_only(dossier: Dossier, after: int) -> None:
    opened = datetime.combine(dossier.stage.start, time(15), UTC) + timedelta(days=after)
    late = dossier.evolve(created_at=opened)
    plan = plan_of(late, since=opened)
    assert all(utc(meeting).replace(tzinfo=UTC) >= opened for meeting in plan.meetings)
    whole = plan_of(dossier)
    missed = {m.id for m in whole.meetings} - {m.id for m in plan.meetings}
    if missed and after > 0:
        assert any(warning.startswith("Le dossier a été ouvert") for warning in plan.warnings)
    weeks = {m.slot.day.isocalendar()[:2] for m in whole.meetings if m.kind != "prestart"}
    warnings = " ".join(plan.warnings)
    met = {m.slot.day.isocalendar()[:2] for m in plan.meetings}
    monday = oracle.monday(opened.date()) + timedelta(days=7)  # the first week wholly ahead
    while monday <= dossier.stage.end:
        if monday.isocalendar()[:2] in weeks - met:
            days = [monday + timedelta(days=n) for n in range(7)]
            assert any(f"{long_date(day)} non prévue" in warnings for day in days), monday
        monday += timedelta(days=7)


@given(dossiers())
@settings(max_examples=10, deadline=None)
def test_planning_again_gives_the_same_plan(dossier: Dossier) -> None:
    assert plan_of(dossier) == plan_of(dossier)


@given(dossiers(), st.integers(-40, 100))
@settings(max_examples=20, deadline=None)
def test_the_warnings_of_a_plan_hold_of_its_meetings(dossier: Dossier, after: int) -> None:
    opened = datetime.combine(dossier.stage.start, time(15), UTC) + timedelta(days=after)
    dossier = dossier.evolve(created_at=opened)
    plan = plan_of(dossier, since=opened)
    assert (
        plan_warnings(plan_meetings(plan.meetings).apply(dossier), PROGRAMME, opened)
        == plan.warnings
    )


@given(st.sampled_from(PAIRS), st.integers(0, 6))
@settings(max_examples=30, deadline=None)
def test_ordinary_stages_lack_no_meeting(pair: tuple[str, str], shift: int) -> None:
    """Twelve weeks without absences: nothing is left out, whatever the weekday it begins."""
    start = date(2026, 9, 14) + timedelta(days=shift)
    dossier = _twelve_weeks(start, *pair)
    plan = plan_of(dossier)
    assert not [warning for warning in plan.warnings if "non prévue" in warning]
    assert {m.kind for m in plan.meetings} == {
        "prestart", "welcome", "checkin", "midpoint", "final",
    }  # fmt: skip


@pytest.mark.torture
@pytest.mark.parametrize(("host", "intern"), PAIRS)
def test_every_start_date(host: str, intern: str) -> None:
    start = FIRST
    while start <= LAST:
        dossier = _twelve_weeks(start, host, intern)
        assert_sound(dossier, plan_of(dossier))
        start += timedelta(days=1)


def _twelve_weeks(start: date, host: str, intern: str) -> Dossier:
    return dossier_of(
        start,
        start + timedelta(days=82),
        host={"zone": host},
        intern={"zone": intern, "region": oracle.REGIONS[intern]},
    )
