"""Which backups to keep as they age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from ..dossier.changes.backup_reasons import BACKUP_REASONS, KEPT_BY_AGE
from .backup_names import CopyName

LATEST = 10
"""Backups kept whatever their age."""
DAILY_FOR = timedelta(days=14)
"""How long the newest backup of each day is kept."""
WEEKLY_FOR = timedelta(weeks=12)
"""How long the newest backup of each week is kept."""
HOURLY = timedelta(hours=1)
"""How old the last copy is when a change asks for another; how long one made when leaving is
replaced by the next that has all of it."""


def out_of_date(names: Sequence[CopyName], now: datetime) -> list[CopyName]:
    """The copies no longer worth keeping.

    Those made before what cannot be undone go by age alone: no number of others pushes them out.
    Those whose reason is unknown belong to a newer version, and stay.
    """
    known = [name for name in names if name.reason in BACKUP_REASONS]
    by_count = [name.taken_at for name in known if name.reason not in KEPT_BY_AGE]
    moments = worth_keeping((name.taken_at for name in known), now) | worth_keeping(by_count, now)
    kept = {name for name in known if name.taken_at in moments or _is_kept_by_age(name, now)}
    return [name for name in known if name not in kept]


def _is_kept_by_age(name: CopyName, now: datetime) -> bool:
    return name.reason in KEPT_BY_AGE and now - name.taken_at <= DAILY_FOR


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
