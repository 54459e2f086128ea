"""Days of the calendar: weeks, weekends, and the days of a period. No zone, no holiday here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ..dossier.durations import ONE_DAY
from ..dossier.hours import WORKING_WEEK

ONE_WEEK = timedelta(weeks=1)
_FRIDAY = WORKING_WEEK[-1]


def days_of(first: date, last: date) -> Iterator[date]:
    """The dates of a period, both included, in order; none when it ends before it begins."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def monday_of(day: date) -> date:
    """The Monday of a date's week."""
    return day - day.weekday() * ONE_DAY


def sunday_of(day: date) -> date:
    """The Sunday that ends a date's week."""
    return day + (6 - day.weekday()) * ONE_DAY


def weeks_of(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks that touch a period, both dates included."""
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += ONE_WEEK


def is_weekend(day: date) -> bool:
    """Whether that date is a Saturday or a Sunday."""
    return day.weekday() not in WORKING_WEEK


def back_from_weekend(day: date) -> date:
    """That date, or the Friday before when it falls on a weekend."""
    return day - max(0, day.weekday() - _FRIDAY) * ONE_DAY


def on_from_weekend(day: date) -> date:
    """That date, or the Monday after when it falls on a weekend."""
    return monday_of(day) + ONE_WEEK if is_weekend(day) else day


def weekdays_before(day: date, count: int) -> date:
    """The date so many days from Monday to Friday before another, weekends not counted.

    From a weekend, counting begins at its Friday.
    """
    day = back_from_weekend(day)
    for _ in range(count):
        day = back_from_weekend(day - ONE_DAY)
    return day


def rest_of_week(day: date) -> tuple[date, ...]:
    """The other dates of the week, Monday to Sunday: the next ones, then the previous ones."""
    monday = monday_of(day)
    week = [monday + n * ONE_DAY for n in range(7)]
    return tuple(d for d in week if d > day) + tuple(d for d in reversed(week) if d < day)


def nearest_weeks(day: date, first: date, last: date) -> Iterator[tuple[date, ...]]:
    """The dates of a period week by week, the nearest to a day first.

    Its own week begins with that day, then what follows it. A week ahead comes before the one as
    far behind, and each begins with its date nearest to that day.
    """

    def inside(days: Iterable[date]) -> tuple[date, ...]:
        return tuple(each for each in days if first <= each <= last)

    yield inside((day, *rest_of_week(day)))
    before, after = monday_of(day), sunday_of(day)
    while before > first or after < last:
        yield inside(days_of(after + ONE_DAY, after + ONE_WEEK))
        yield inside(before - n * ONE_DAY for n in range(1, 8))
        before, after = before - ONE_WEEK, after + ONE_WEEK
