"""What a day of a month shows, as plain data."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from .rows import Tone


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A meeting in a day.

    Attributes:
        sign: Of its status, in one column.
        time: Local time of the host, `9 h 30`.
        names: Of the intern, the longest first: the first that fits is written.
        tone: How it is drawn.
    """

    sign: str
    time: str
    names: tuple[str, ...]
    tone: Tone

    def text(self, width: int) -> str:
        """As much as fits; the time is written whole or not at all."""
        start = f"{self.sign}{self.time}"
        for name in self.names:
            if cell_len(start) + 1 + cell_len(name) <= width:
                return f"{start} {name}"
        return start if cell_len(start) <= width else self.sign


@dataclass(frozen=True, slots=True)
class DayCell:
    """What a day shows.

    Attributes:
        off: Signs of the holidays and absences, `QF`; empty on other days.
        why: Their names, written where there is room.
        entries: The first meetings, in order.
        total: How many meetings there are.
    """

    off: str = ""
    why: str = ""
    entries: tuple[DayEntry, ...] = ()
    total: int = 0


def month_of(day: date) -> tuple[date, date]:
    """First and last day of a date's month."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)
