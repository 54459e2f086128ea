"""Properties of every plan, over all start dates, zones, hours and rules."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from tests.planning import oracle
from tests.planning.building import closed, dossier_of, plan_of
from tests.planning.soundness import assert_sound

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
    intern: dict[str, Any] = {
        "zone": intern_zone,
        "region": oracle.REGIONS[intern_zone],
        "hours": draw(st.sampled_from(HOURS)),
        "absences": draw(_absences(start, end)),
    }
    rule = {
        "weekday": draw(st.sampled_from(["lundi", "mardi", "mercredi", "jeudi", "vendredi"])),
        "at": draw(st.none() | st.sampled_from([time(9), time(10, 30), time(15), time(17, 45)])),
        "reference": draw(st.sampled_from(["structure", "stagiaire"])),
        "duration": draw(st.sampled_from([20, 30, 60])),
    }
    return dossier_of(start, end, host=host, intern=intern, rule=rule)


@st.composite
def _absences(draw: st.DrawFn, start: date, end: date) -> tuple[Any, ...]:
    if not draw(st.booleans()):
        return ()
    first = draw(st.dates(start, end))
    return closed(first, first + timedelta(days=draw(st.integers(0, 20))), "Vacances")


@given(dossiers())
@settings(max_examples=80, deadline=None)
def test_every_plan_is_sound(dossier: Dossier) -> None:
    assert_sound(dossier, plan_of(dossier))


@given(dossiers())
@settings(max_examples=10, deadline=None)
def test_planning_again_gives_the_same_plan(dossier: Dossier) -> None:
    assert plan_of(dossier) == plan_of(dossier)


@given(st.sampled_from(PAIRS), st.integers(0, 6))
@settings(max_examples=30, deadline=None)
def test_ordinary_stages_lack_no_meeting(pair: tuple[str, str], shift: int) -> None:
    """Twelve weeks without absences: nothing is left out, whatever the weekday it begins."""
    start = date(2026, 9, 14) + timedelta(days=shift)
    dossier = _twelve_weeks(start, *pair)
    made = plan_of(dossier)
    assert not [warning for warning in made.warnings if "laissée de côté" in warning]
    assert {m.kind for m in made.meetings} == {
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
