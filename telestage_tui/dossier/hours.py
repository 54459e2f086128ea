"""Working hours on the local clock, as people write them: `09:00-12:00, 13:00-17:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, GetPydanticSchema, PlainSerializer
from pydantic_core import core_schema

from .text import quoted

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""French weekday names, Monday first, as `date.weekday()` counts."""
WORKING_WEEK = range(5)
"""Monday to Friday: the days worked when a text names none."""
DAY_MINUTES = 24 * 60

_RANGE = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_EXAMPLE = "écrivez par exemple 09:00-17:00, ou 09:00-12:00, 13:00-17:00 avec une pause."


class TimeRange(NamedTuple):
    """A half-open interval of one local day, in minutes after midnight (`end` up to 1440)."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{clock_text(self.start)}-{clock_text(self.end)}"


def clock_text(minutes: int) -> str:
    """Minutes after midnight as `HH:MM` (1440 gives `24:00`)."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True)
class WorkHours:
    """The hours worked on each weekday, lunch left out.

    Attributes:
        week: For each weekday, Monday first, its ranges in order; empty when not worked.
        text: The canonical text, which `parse` reads back.
    """

    week: tuple[tuple[TimeRange, ...], ...]
    text: str

    def on(self, weekday: int) -> tuple[TimeRange, ...]:
        """The ranges worked on a weekday (0 is Monday)."""
        return self.week[weekday]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> WorkHours:
        """Read hours such as `09:00-17:00` or `09:00-12:00, 13:00-17:00; vendredi 09:00-12:00`.

        The first group holds for Monday to Friday; a group that begins with a weekday, or two
        joined by a hyphen, replaces it for those days; `fermé` closes them.

        Raises:
            ValueError: with a French sentence, when the text cannot be read.
        """
        return _parse(text.strip())


@lru_cache(maxsize=512)
def _parse(text: str) -> WorkHours:
    if not text:
        raise ValueError(f"Horaire vide; {_EXAMPLE}")
    week: list[tuple[TimeRange, ...]] = [()] * 7
    groups: list[str] = []
    for position, group in enumerate(part.strip() for part in text.split(";")):
        days, hours = _split_days(group)
        if days is None and position:
            raise ValueError(f"Horaire {quoted(text)} illisible; {_EXAMPLE}")
        ranges = () if hours.lower() in ("fermé", "ferme") else _ranges(hours, text)
        for day in WORKING_WEEK if days is None else days:
            week[day] = ranges
        label = "" if days is None else _days_text(days) + " "
        groups.append(label + (", ".join(map(str, ranges)) or "fermé"))
    if not any(week):
        raise ValueError("Aucune heure travaillée dans la semaine.")
    return WorkHours(tuple(week), "; ".join(groups))


def _split_days(group: str) -> tuple[tuple[int, ...] | None, str]:
    head, _, rest = group.partition(" ")
    first, _, last = head.lower().rstrip(".").partition("-")
    if (start := _weekday(first)) is None:
        return None, group
    end = start if not last else _weekday(last)
    if end is None or end < start:
        raise ValueError(f"Jours {quoted(head)} illisibles; écrivez par exemple lundi-jeudi.")
    return tuple(range(start, end + 1)), rest.strip()


def _weekday(word: str) -> int | None:
    if len(word) < 3:
        return None
    return next((i for i, name in enumerate(WEEKDAYS) if name.startswith(word)), None)


def _days_text(days: tuple[int, ...]) -> str:
    first, last = WEEKDAYS[days[0]], WEEKDAYS[days[-1]]
    return first if first == last else f"{first}-{last}"


def _ranges(hours: str, text: str) -> tuple[TimeRange, ...]:
    ranges: list[TimeRange] = []
    for part in hours.split(","):
        match = _RANGE.fullmatch(part.strip())
        if not match:
            raise ValueError(f"Horaire {quoted(text)} illisible; {_EXAMPLE}")
        start_hour, start_minute, end_hour, end_minute = map(int, match.groups())
        start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
        if start_minute > 59 or end_minute > 59 or end > DAY_MINUTES:
            raise ValueError(f"{quoted(part)} n’est pas une heure qui existe.")
        if end <= start:
            by_night = f"00:00-{clock_text(end)}, {clock_text(start)}-24:00"
            raise ValueError(
                f"{quoted(part)} finit avant de commencer; la nuit s’écrit en deux fois : "
                f"{by_night}."
            )
        if ranges and start < ranges[-1].end:
            raise ValueError(f"{quoted(part)} chevauche l’intervalle qui précède.")
        if ranges and start == ranges[-1].end:  # no break between the two: join them
            start = ranges.pop().start
        ranges.append(TimeRange(start, end))
    return tuple(ranges)


def _hours_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:
    def read(value: Any) -> WorkHours:
        if isinstance(value, WorkHours):
            return value
        if isinstance(value, str):
            return WorkHours.parse(value)
        raise ValueError(f"Un horaire est attendu; {_EXAMPLE}")

    return core_schema.no_info_plain_validator_function(read)


Hours = Annotated[WorkHours, GetPydanticSchema(_hours_schema), PlainSerializer(str)]
"""Working hours as a model field: read from and written as text."""


def _check_wall_time(at: time) -> time:
    if at.tzinfo or at.second or at.microsecond:
        raise ValueError("Une heure s’écrit à la minute et sans fuseau, par exemple 09:30.")
    return at


WallTime = Annotated[time, AfterValidator(_check_wall_time)]
"""A time on a local clock, to the minute."""
