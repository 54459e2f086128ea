"""The shared hours of a date, with the closed days of both sides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.closures import ClosedDays
from telestage_tui.clocks.open_hours import OpenHours, open_hours
from telestage_tui.clocks.shared_hours import Pair
from tests.planning.building import closed, dossier_of
from tests.planning.planner import oracle


def hours_on(day: date, **sides: Any) -> OpenHours:
    dossier = dossier_of(date(2026, 9, 21), date(2027, 4, 9), **sides)
    return open_hours(day, Pair.of(dossier), ClosedDays.of(dossier))


def why(hours: OpenHours) -> str:
    return hours.why.replace("\u00a0", " ")


def test_an_ordinary_day_has_its_hours() -> None:
    hours = hours_on(date(2026, 11, 12))
    assert hours.why == ""
    assert (hours.overlap.gap, hours.overlap.shared_minutes) == (360, 180)
    assert hours.overlap.next_change is not None


def test_a_holiday_takes_the_hours_and_is_named() -> None:
    hours = hours_on(date(2026, 11, 11))
    assert why(hours) == "Armistice (France) : pas d’heures communes."
    assert hours.overlap.shared == ()


def test_a_day_closed_on_both_sides_says_both() -> None:
    assert why(hours_on(date(2027, 3, 29))) == (
        "Lundi de Pâques (Québec), Lundi de Pâques (France) : pas d’heures communes."
    )
    assert why(hours_on(date(2027, 3, 27))) == "Fin de semaine : pas d’heures communes."


def test_an_absence_is_a_reason() -> None:
    away = closed(date(2026, 11, 12), label="Formation")
    hours = hours_on(date(2026, 11, 12), host={"absences": away})
    assert why(hours) == "Formation (organisation) : pas d’heures communes."


def test_two_weeks_that_never_meet_are_no_closed_day() -> None:
    hours = hours_on(date(2026, 11, 12), intern={"zone": "Pacific/Noumea", "region": "FR-988"})
    assert (hours.overlap.shared, hours.why) == ((), "")


def test_over_there_it_may_be_the_holiday_of_the_next_day() -> None:
    """Thursday evening in Québec is Friday in Nouméa: New Caledonia’s own day in 2027."""
    far = {"zone": "Pacific/Noumea", "region": "FR-988"}
    late = {"hours": "09:00-20:00"}
    assert date(2027, 9, 24).isoweekday() == 5
    hours = hours_on(date(2027, 9, 23), host=late, intern=far)
    assert why(hours) == "Fête de la Citoyenneté (Nouvelle-Calédonie) : pas d’heures communes."
    assert hours_on(date(2027, 9, 22), host=late, intern=far).overlap.shared_minutes > 0


@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)), st.sampled_from(oracle.HOST_ZONES))
@settings(max_examples=60, deadline=None)
def test_hours_are_left_on_the_days_that_both_calendars_leave(day: date, zone: str) -> None:
    off = (
        day.isoweekday() > 5
        or day in oracle.quebec_holidays(day.year)
        or day in oracle.holidays("FR", day.year)
    )
    start = day - timedelta(days=30)
    dossier = dossier_of(start, start + timedelta(days=80), host={"zone": zone})
    hours = open_hours(day, Pair.of(dossier), ClosedDays.of(dossier))
    assert bool(hours.overlap.shared) != off
    assert bool(hours.why) == off
