"""The days of a story, counted from today or from the dates of the stage.

    today                          the day itself
    start - 45 workdays            days worked on both sides are counted
    monday - 43 days + 1 workdays  the first working day of a week, six weeks ago
    weekday of today - 1 workdays  its name: « mardi »

Each term is counted from the result of the one before; working days are counted from the last one
at or before that day, so that nothing happens on a weekend or a public holiday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from ..clocks.holidays import public_holidays, whit_monday
from ..clocks.weeks import is_weekend, monday_of
from ..dossier.durations import ONE_DAY
from ..dossier.hours import WEEKDAYS
from ..dossier.text import typeset

StoryAnchor = Literal["today", "monday", "start", "end", "halfway"]
"""A day to count from; `monday` is that of the week of today."""

_TERM = re.compile(r" ([+-]) (\d+) (days|workdays)")
_EXPRESSION = re.compile(rf"(weekday of )?(today|monday|start|end|halfway)((?:{_TERM.pattern})*)")
_HOST_REGION = "CA-QC"


@dataclass(frozen=True)
class Calendar:
    """The days of one story.

    Attributes:
        region: Region of the public holidays of the intern (`FR-974`).
        anchors: The days that can be counted from.
    """

    region: str
    anchors: dict[str, date]

    @classmethod
    def of(cls, today: date, region: str) -> Calendar:
        """The calendar of a story, without the dates of its stage."""
        return cls(region, {"today": today, "monday": monday_of(today)})

    def with_anchor(self, anchor: StoryAnchor, day: date) -> Calendar:
        """A copy of the calendar that has that anchor too."""
        return replace(self, anchors=self.anchors | {anchor: day})

    def read(self, value: Any) -> Any:
        """A value as TOML gives it, each expression of a day replaced and each text typeset.

        Raises:
            KeyError: when a day is counted from an anchor that the calendar does not have.
        """
        match value:
            case dict():
                return {key: self.read(item) for key, item in value.items()}
            case list():
                return [self.read(item) for item in value]
            case str() if match := _EXPRESSION.fullmatch(value):
                day = self._count(self.anchors[match[2]], match[3])
                return WEEKDAYS[day.weekday()] if match[1] else day
            case str():
                return typeset(value)
            case _:
                return value

    def _count(self, day: date, terms: str) -> date:
        for sign, number, unit in _TERM.findall(terms):
            count = int(sign + number)
            day = day + count * ONE_DAY if unit == "days" else self._workdays_from(day, count)
        return day

    def _workdays_from(self, day: date, count: int) -> date:
        while not is_workday(day, self.region):
            day -= ONE_DAY
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not is_workday(day, self.region):
                day += step
        return day


@lru_cache(maxsize=4096)
def is_workday(day: date, region: str) -> bool:
    """Whether both Québec and that region surely work on that date; not so on Whit Monday."""
    return (
        not is_weekend(day)
        and day not in public_holidays(_HOST_REGION, day.year)
        and day not in public_holidays(region, day.year)
        and day != whit_monday(region, day.year)
    )
