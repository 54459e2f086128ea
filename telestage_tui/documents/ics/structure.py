"""The components of a calendar file that anyone may have written, and their lines that matter.

What is damaged is mended as a reader would: a component that does not end, ends where the one
around it does; a line that begins a component that no line ends, is the rest of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .refusal import UnreadableCalendar

_DEEPEST = 4
"""Components one inside the other: a calendar, an event, its alarm, and one to spare."""
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_ONSET = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_READ = {
    ("VCALENDAR", "VEVENT"): frozenset(
        {
            "UID", "SEQUENCE", "SUMMARY", "CLASS", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
            "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID",
            "ATTENDEE",
        }
    ),
    ("VCALENDAR", "VTIMEZONE"): frozenset({"TZID"}),
    ("VCALENDAR", "VTIMEZONE", "STANDARD"): _ONSET,
    ("VCALENDAR", "VTIMEZONE", "DAYLIGHT"): _ONSET,
}  # fmt: skip
_SEVERAL = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE", "ATTENDEE"})
"""Properties that may be there more than once; of the others, the first line counts."""
_IN_A_CALENDAR = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_USUAL = _IN_A_CALENDAR | {"VCALENDAR", "VALARM", "STANDARD", "DAYLIGHT"}


@dataclass(slots=True)
class Head:
    """What a calendar says of itself: its properties that matter, in the words of the file."""

    method: str = ""
    version: str = ""
    zone: str = ""
    name: str = ""


_HEAD = {"METHOD": "method", "VERSION": "version", "X-WR-TIMEZONE": "zone", "X-WR-CALNAME": "name"}


@dataclass(slots=True)
class Part:
    """An event or a zone.

    Attributes:
        head: What its calendar says of itself.
        lines: Those that matter, with those that begin and end it.
        is_whole: Whether the file goes on after it.
    """

    head: Head
    lines: list[str] = field(default_factory=list)
    is_whole: bool = True


@dataclass(slots=True)
class Structure:
    """What a file holds.

    Attributes:
        heads: Its calendars.
        events: Their events.
        zones: The zones that they define.
        kinds: How many components of each kind they have.
        is_cut: Whether it stops before its end.
    """

    heads: list[Head] = field(default_factory=list)
    events: list[Part] = field(default_factory=list)
    zones: list[Part] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    is_cut: bool = False


def structure_of(text: str) -> Structure:
    """The components of a calendar.

    Raises:
        UnreadableCalendar: when they are one inside the other without an end.
    """
    return _Parser(_LINE_END.split(text)).run()


class _Parser:
    """Follows the lines of a file from its first to its last."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._ended = {line[4:].strip().upper() for line in lines if line[:4].upper() == "END:"}
        self._path: tuple[str, ...] = ()
        self._names: set[str] = set()  # of the properties of the component so far
        self._part = Part(Head())
        self._whole = Structure()

    def run(self) -> Structure:
        """What the lines hold."""
        for line in self._lines:
            match = _NAME.match(line)
            name = match[0].upper() if match else ""
            if name == "BEGIN":
                self._begin(line[6:].strip().upper())
            elif name == "END":
                self._end(line[4:].strip().upper())
            elif name:
                self._property(name, line.rstrip())
        if self._path:
            self._whole.is_cut = True
            self._part.is_whole = len(self._path) < 2
            self._leave(0)
        return self._whole

    def _begin(self, name: str) -> None:
        if name not in _USUAL and name not in self._ended:
            return
        if name == "VCALENDAR":
            self._leave(0)
            self._whole.heads.append(Head())
        elif name in _IN_A_CALENDAR:
            self._leave(1)
        self._path += (name,)
        if len(self._path) > _DEEPEST:
            raise UnreadableCalendar("Cet agenda a trop de parties imbriquées.")
        if len(self._path) == 2:
            self._whole.kinds[name] += 1
            self._part = Part(self._whole.heads[-1])
        if self._path in _READ:
            self._part.lines.append(f"BEGIN:{name}")
            self._names = set()

    def _end(self, name: str) -> None:
        if name in self._path:
            self._leave(self._path.index(name))

    def _leave(self, depth: int) -> None:
        """End the components deeper than that."""
        while len(self._path) > depth:
            if self._path in _READ:
                self._part.lines.append(f"END:{self._path[-1]}")
                if self._path[1:] == ("VEVENT",):
                    self._whole.events.append(self._part)
                elif self._path[1:] == ("VTIMEZONE",):
                    self._whole.zones.append(self._part)
            self._path = self._path[:-1]

    def _property(self, name: str, line: str) -> None:
        if self._path == ("VCALENDAR",) and name in _HEAD:
            setattr(self._whole.heads[-1], _HEAD[name], line.partition(":")[2].strip())
        elif name in _READ.get(self._path, ()) and (name in _SEVERAL or name not in self._names):
            self._names.add(name)
            self._part.lines.append(line)
