"""Which recurrence rules dateutil may be asked to follow, and what following them costs.

dateutil looks for the next date of a rule until the year 9999 and nothing stops it on the way, so
what it is asked is bounded first: the rules are those that calendar programs write, which come
round again after a few of their periods, and begin as late as they may.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import vRecur

Moment = date | datetime
"""A local date, or a datetime in the zone it is written in."""

ROUNDS = 8
"""Periods of an accepted rule without a date in them, at the most: 29 February misses seven years
around 2100."""
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
"""Days in one period, at least."""
_COSTS = {"DAILY": 3, "WEEKLY": 6, "MONTHLY": 10, "YEARLY": 100}
"""What looking at one period costs, in microseconds."""
_PER_OCCURRENCE = 60
"""What handing one occurrence over costs, in microseconds."""
_LONGEST_INTERVAL = 1000
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
"""What a rule may say besides which days of its periods it chooses."""


def day_of(moment: Moment) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule, as far as its cost goes.

    Attributes:
        frequency: FREQ.
        interval: Every how many periods.
        count: After how many occurrences it ends, or None.
        chosen: The lists that choose days in a period, by name (`BYDAY`, `BYMONTHDAY`…).
    """

    frequency: str
    interval: int
    count: int | None
    chosen: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, recur: vRecur) -> Rule:
        """The rule that `icalendar` read.

        Raises:
            ValueError: when it makes no sense.
        """
        (frequency,) = recur["FREQ"]
        (interval,) = recur.get("INTERVAL", [1])
        (count,) = recur.get("COUNT", [None])
        if not 1 <= interval <= _LONGEST_INTERVAL or (count is not None and count < 1):
            raise ValueError(recur)
        chosen = {name: recur[name] for name in recur if name not in _PARTS}
        return cls(str(frequency), interval, count, chosen)

    @property
    def is_sub_daily(self) -> bool:
        """Whether its periods are shorter than a day."""
        return self.frequency not in _PERIODS

    def comes_round(self, first: date) -> bool:
        """Whether the rule is one that is sure to find a date every `ROUNDS` periods.

        Args:
            first: The first day of its event.
        """
        ranks = [day.relative or 0 for day in self.chosen.get("BYDAY", ())]
        days = self.chosen.get("BYMONTHDAY", (first.day,))
        months = self.chosen.get("BYMONTH", ())
        if not all(1 <= month <= 12 for month in months):
            return False
        match (self.frequency, *sorted(self.chosen)):
            case ("DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY",) | ("WEEKLY", "BYDAY"):
                return True
            case ("DAILY", "BYDAY"):
                return self.interval % 7 != 0
            case ("MONTHLY", "BYMONTHDAY"):
                return any(1 <= abs(day) <= (31 if self.interval % 12 else 28) for day in days)
            case ("YEARLY", "BYMONTH") | ("YEARLY", "BYMONTH", "BYMONTHDAY"):
                year = 2024 if self.interval == 1 else 2023  # with 29 February, or without
                longest = max(monthrange(year, month)[1] for month in months)
                return any(1 <= abs(day) <= longest for day in days)
            case ("MONTHLY", "BYDAY"):
                return any(abs(rank) <= (5 if self.interval == 1 else 4) for rank in ranks)
            case ("YEARLY", "BYDAY", "BYMONTH"):
                return any(abs(rank) <= 4 for rank in ranks)
            case ("MONTHLY", "BYDAY", "BYSETPOS") | ("YEARLY", "BYDAY", "BYMONTH", "BYSETPOS"):
                fewest = 0 if any(ranks) else 4 * len(set(self.chosen["BYDAY"]))
                return any(1 <= abs(position) <= fewest for position in self.chosen["BYSETPOS"])
        return False

    def advanced(self, start: Moment, before: date) -> Moment:
        """As late a start as may be, with the same occurrences from the date `before` on."""
        first = day_of(start)
        if self.count is not None or first >= before:
            return start
        if self.frequency in ("DAILY", "WEEKLY"):
            step = self.interval * _PERIODS[self.frequency]
            return start + timedelta(days=(before - first).days // step * step)
        # The interval in years is a whole number of them in months as well.
        step = self.interval * (4 if (first.month, first.day) == (2, 29) else 1)
        years = max(0, before.year - 1 - first.year)
        return start.replace(year=first.year + years // step * step)

    def cost(self, first: date, length: int, since: date, until: date) -> int:
        """How long its occurrences in a period take to find, in microseconds, at the most.

        Args:
            first: The first day of its event.
            length: Days of one occurrence.
            since: First date of the period.
            until: Last date of the period.
        """
        period = _PERIODS[self.frequency] * self.interval
        looked_at = max(0, (until - first).days) // period + ROUNDS
        earliest = max(first, since - timedelta(days=length))
        found = max(0, (until - earliest).days) // period + 1
        in_one = prod(map(len, self.chosen.values()))
        if "BYDAY" in self.chosen and self.frequency in ("MONTHLY", "YEARLY"):
            in_one *= 5  # Mondays in a month
        found *= min(_PERIODS[self.frequency], in_one)
        if self.count is not None:
            looked_at = min(looked_at, self.count * ROUNDS)
            found = min(found, self.count)
        return looked_at * (_COSTS[self.frequency] + period // 14) + found * occurrence_cost(
            length, since, until
        )


def occurrence_cost(length: int, since: date, until: date) -> int:
    """How long one occurrence of so many days takes, in microseconds: each may close a day."""
    return _PER_OCCURRENCE + min(length, (until - since).days + 1)
