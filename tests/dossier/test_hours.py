"""Working hours: read, written, and read back the same."""

from __future__ import annotations

from datetime import UTC, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from telestage_tui.dossier.hours import WEEKDAYS, Hours, TimeRange, WallTime, WorkHours
from tests.strategies import work_hours


@given(work_hours())
def test_what_is_written_reads_back_the_same(hours: WorkHours) -> None:
    assert WorkHours.parse(str(hours)) == hours
    assert TypeAdapter(Hours).validate_json(TypeAdapter(Hours).dump_json(hours)) == hours


@given(work_hours())
def test_ranges_are_in_order_and_apart(hours: WorkHours) -> None:
    for weekday in range(7):
        bounds = [bound for span in hours.on(weekday) for bound in (span.start, span.end)]
        assert bounds == sorted(bounds)
        assert all(span.start < span.end for span in hours.on(weekday))


def test_one_group_holds_from_monday_to_friday() -> None:
    hours = WorkHours.parse("9:00-12:00,13:00-17:00")
    assert hours.on(0) == hours.on(4) == (TimeRange(540, 720), TimeRange(780, 1020))
    assert hours.on(5) == hours.on(6) == ()
    assert str(hours) == "09:00-12:00, 13:00-17:00"


@given(st.lists(st.integers(0, 24), min_size=2, max_size=6, unique=True))
def test_ranges_that_touch_are_one(bounds: list[int]) -> None:
    first, *_, last = edges = [f"{hour:02d}:00" for hour in sorted(bounds)]
    touching = ", ".join(f"{a}-{b}" for a, b in pairwise(edges))
    assert WorkHours.parse(touching) == WorkHours.parse(f"{first}-{last}")


def test_a_group_that_names_days_replaces_them() -> None:
    hours = WorkHours.parse("09:00-17:00; ven. 09:00-12:00; lundi-mardi fermé; samedi 10:00-24:00")
    assert hours.on(0) == hours.on(1) == ()
    assert hours.on(2) == (TimeRange(540, 1020),)
    assert hours.on(4) == (TimeRange(540, 720),)
    assert hours.on(5) == (TimeRange(600, 1440),)


@pytest.mark.parametrize("weekday", WEEKDAYS)
def test_every_weekday_may_be_alone(weekday: str) -> None:
    hours = WorkHours.parse(f"{weekday.upper()} 09:00-12:00")
    assert [bool(hours.on(day)) for day in range(7)].count(True) == 1
    assert hours.on(WEEKDAYS.index(weekday))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "vide"),
        ("9h à 18h", "illisible"),
        ("09:00", "illisible"),
        ("09:00-17:00;", "illisible"),
        ("09:00-17:00; 10:00-12:00", "illisible"),
        ("25:00-26:00", "n’est pas une heure qui existe"),
        ("09:60-12:00", "n’est pas une heure qui existe"),
        ("17:00-09:00", "finit avant de commencer"),
        ("22:00-06:00", "la nuit s’écrit en deux fois : 00:00-06:00, 22:00-24:00"),
        ("09:00-12:00, 11:00-17:00", "chevauche"),
        ("jeudi-mardi 09:00-12:00", "Jours « jeudi-mardi » illisibles"),
        ("fermé", "Aucune heure travaillée"),
    ],
)
def test_hours_are_refused_in_french(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        WorkHours.parse(text)


def test_hours_of_the_night_are_read_as_the_refusal_writes_them() -> None:
    assert WorkHours.parse("00:00-06:00, 22:00-24:00").on(0) == ((0, 360), (1320, 1440))


def test_a_refusal_quotes_nothing_that_commands_a_terminal() -> None:
    with pytest.raises(ValueError, match="illisible") as error:
        WorkHours.parse("\x1b]0;piraté\x07" + "x" * 10_000)
    assert "\x1b" not in str(error.value)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize("at", [time(9, 30, 1), time(9, 30, tzinfo=UTC), time(9, 30, 0, 1)])
def test_a_wall_time_is_to_the_minute_without_a_zone(at: time) -> None:
    with pytest.raises(ValidationError, match="à la minute"):
        TypeAdapter(WallTime).validate_python(at)
    assert TypeAdapter(WallTime).validate_python(time(9, 30)) == time(9, 30)
