"""The days a story tells: counted as written, never on a day that is not worked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.demo.days import Calendar, is_workday

TODAY = date(2026, 11, 12)
"""A Thursday, the day after the Armistice."""
CALENDAR = Calendar.of(TODAY, "FR").with_anchor("start", date(2026, 10, 12))
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", TODAY),
        ("today - 1 days", date(2026, 11, 11)),
        ("today + 1 workdays", date(2026, 11, 13)),
        ("today + 2 workdays", date(2026, 11, 16)),
        ("today - 1 workdays", date(2026, 11, 10)),
        ("monday - 28 days", date(2026, 10, 12)),
        ("monday - 29 days + 1 workdays", date(2026, 10, 13)),  # 12 October: Action de grâce
        ("start + 0 workdays", date(2026, 10, 9)),
        ("weekday of today + 0 workdays", "jeudi"),
        ("weekday of today - 1 workdays", "mardi"),
    ],
)
def test_a_day_is_counted_as_it_is_written(text: str, expected: object) -> None:
    assert CALENDAR.read(text) == expected


def test_days_are_found_wherever_they_are_and_texts_are_typeset() -> None:
    value = {"on": "today", "rows": [{"text": "Vu : oui", "level": 3}, "today - 2 days ago"]}

    assert CALENDAR.read(value) == {
        "on": TODAY,
        "rows": [{"text": "Vu\u00a0: oui", "level": 3}, "today - 2 days ago"],
    }


def test_a_day_counted_from_an_unknown_anchor_is_an_error() -> None:
    with pytest.raises(KeyError, match="halfway"):
        CALENDAR.read("halfway + 1 workdays")


@given(day=DAYS, count=st.integers(-60, 60), region=st.sampled_from(["FR", "FR-67", "FR-974"]))
def test_counting_working_days_lands_on_one_and_skips_none(
    day: date, count: int, region: str
) -> None:
    calendar = Calendar.of(day, region)

    base = calendar.read("today + 0 workdays")
    result = calendar.read(f"today {'-' if count < 0 else '+'} {abs(count)} workdays")

    first, last = sorted((base, result))
    between = [first + timedelta(days=n) for n in range((last - first).days)]
    assert is_workday(result, region)
    assert sum(is_workday(each, region) for each in between) == abs(count)


@given(DAYS)
def test_no_weekend_and_no_fixed_holiday_is_worked(day: date) -> None:
    fixed = {(1, 1), (5, 1), (6, 24), (7, 14), (11, 11), (12, 25)}

    assert not is_workday(day, "FR") or (day.weekday() < 5 and (day.month, day.day) not in fixed)


@pytest.mark.parametrize(
    ("day", "region", "worked"),
    [
        (date(2027, 12, 20), "FR", True),
        (date(2027, 12, 20), "FR-974", False),  # abolition of slavery, La Réunion
        (date(2028, 6, 5), "FR", False),  # Whit Monday: not beyond doubt
    ],
)
def test_the_holidays_are_those_of_the_intern(day: date, region: str, worked: bool) -> None:
    assert is_workday(day, region) is worked
