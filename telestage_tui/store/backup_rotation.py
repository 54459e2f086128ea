"""Which backups to keep as they age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

LATEST = 10
"""Backups kept whatever their age."""
DAILY_FOR = timedelta(days=14)
"""How long the newest backup of each day is kept."""
WEEKLY_FOR = timedelta(weeks=12)
"""How long the newest backup of each week is kept."""


def worth_keeping(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments whose backup is kept: the last ones, then the newest of each day, of each week.

    A moment in the future comes from a clock that was wrong: it is kept, and does not count among
    the last ones.

    Args:
        moments: When each backup was made.
        now: Aware; its zone says which day it was.
    """
    newest_first = sorted(moments, reverse=True)
    past = [moment for moment in newest_first if moment <= now]
    future = [moment for moment in newest_first if moment > now]
    selection = {*future, *past[:LATEST]}
    days: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    for moment in past:
        age = now - moment
        day = moment.astimezone(now.tzinfo).date()
        week = day.isocalendar()[:2]
        if (age <= DAILY_FOR and day not in days) or (age <= WEEKLY_FOR and week not in weeks):
            selection.add(moment)
        days.add(day)
        weeks.add(week)
    return selection
