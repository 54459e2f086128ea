"""The rhythm of a stage: which days have their meeting, and where one would be too many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...clocks.weeks import rest_of_week
from ...dossier.meetings import MeetingKind

_APART = 2
"""Working days between the midpoint meeting and a check-in of its week, else it stands for it."""


class Rhythm:
    """The days of a stage that have their meeting, on the reference clock.

    Args:
        workdays: The days on which the two can meet, in order.
    """

    def __init__(self, workdays: Sequence[date]) -> None:
        self._workdays = workdays
        self._kinds: dict[date, MeetingKind] = {}

    def add(self, day: date, kind: MeetingKind) -> None:
        """Note that a meeting of that kind is on a day."""
        self._kinds[day] = kind

    def has(self, day: date) -> bool:
        """Whether a day has its meeting."""
        return day in self._kinds

    def is_stood_for(self, day: date) -> bool:
        """Whether a stronger meeting of the week makes a check-in on that day one too many."""
        return any(
            kind == "final" or (kind == "midpoint" and self._apart(day, other) < _APART)
            for other in (day, *rest_of_week(day))
            if (kind := self._kinds.get(other))
        )

    def is_week_of_midpoint(self, day: date) -> bool:
        """Whether the midpoint meeting is in the week of that day."""
        return any(self._kinds.get(near) == "midpoint" for near in (day, *rest_of_week(day)))

    def _apart(self, one: date, other: date) -> int:
        """Working days from one date to another."""
        first, last = sorted((one, other))
        return sum(first < day <= last for day in self._workdays)
