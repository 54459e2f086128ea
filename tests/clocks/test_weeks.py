"""Weeks and weekends, against the ISO calendar of the standard library."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.clocks.weeks import (
    back_from_weekend,
    days_of,
    is_weekend,
    monday_of,
    on_from_weekend,
    rest_of_week,
    sunday_of,
    weekdays_before,
    weeks_of,
)

DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
ONE_DAY = timedelta(days=1)


@given(DAYS)
def test_a_week_goes_from_its_monday_to_its_sunday(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert monday_of(day) == date.fromisocalendar(year, week, 1)
    assert sunday_of(day) == date.fromisocalendar(year, week, 7)


@given(DAYS, st.integers(0, 60))
def test_weeks_are_whole_and_cover_the_period(first: date, length: int) -> None:
    last = first + length * ONE_DAY
    mondays = list(weeks_of(first, last))
    assert mondays[0] <= first
    assert last <= mondays[-1] + 6 * ONE_DAY
    assert all(monday.isoweekday() == 1 for monday in mondays)
    assert all(after - before == timedelta(weeks=1) for before, after in pairwise(mondays))


@given(DAYS, st.integers(-3, 60))
def test_the_days_of_a_period_follow_each_other(first: date, length: int) -> None:
    days = list(days_of(first, first + length * ONE_DAY))
    assert days == [first + n * ONE_DAY for n in range(length + 1)]


@pytest.mark.parametrize(
    ("day", "friday", "monday"),
    [
        (date(2027, 1, 8), date(2027, 1, 8), date(2027, 1, 8)),
        (date(2027, 1, 9), date(2027, 1, 8), date(2027, 1, 11)),
        (date(2027, 1, 10), date(2027, 1, 8), date(2027, 1, 11)),
        (date(2027, 1, 11), date(2027, 1, 11), date(2027, 1, 11)),
    ],
)
def test_a_weekend_goes_back_to_its_friday_or_on_to_the_monday(
    day: date, friday: date, monday: date
) -> None:
    assert back_from_weekend(day) == friday
    assert on_from_weekend(day) == monday
    assert is_weekend(day) == (friday != monday)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2027, 4, 9), 0, date(2027, 4, 9)),
        (date(2027, 4, 9), 2, date(2027, 4, 7)),
        (date(2027, 4, 11), 2, date(2027, 4, 7)),  # counted from the Friday
        (date(2027, 4, 6), 2, date(2027, 4, 2)),
        (date(2027, 4, 5), 6, date(2027, 3, 26)),
    ],
)
def test_weekends_are_not_counted_backwards(day: date, count: int, expected: date) -> None:
    assert weekdays_before(day, count) == expected


def test_the_rest_of_a_week_is_the_next_days_then_the_previous_ones() -> None:
    assert rest_of_week(date(2027, 2, 10)) == tuple(
        date(2027, 2, day) for day in (11, 12, 13, 14, 9, 8)
    )


@given(DAYS)
def test_the_rest_of_a_week_is_every_other_day_of_it(day: date) -> None:
    monday = monday_of(day)
    assert sorted((day, *rest_of_week(day))) == [monday + n * ONE_DAY for n in range(7)]
