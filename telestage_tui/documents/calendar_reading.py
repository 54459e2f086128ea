"""Reading the events of a calendar file that anyone may have written.

The structure is checked here, line by line, before the library reads a value, and only the lines
that matter are given to it: its own reader may expand the rules of a hostile time zone, or open
any file that a zone is named after, and stops at the first line that is none of our business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from ..dossier.errors import TelestageError
from ..dossier.text import clean_line, quoted
from ..dossier.zones import zone

if TYPE_CHECKING:
    from icalendar import Parameters

LARGEST = 2 * 1024 * 1024
"""Bytes; a calendar of ten years takes less."""
MOST_EVENTS = 10_000
"""Events in one file."""
_DEEPEST = 4
"""Components one inside the other: a calendar, an event, its alarm, and one to spare."""
_LONGEST_LINE = 50_000
"""Characters of a line that is read, a list of dates being the longest."""
_LABEL_MAX = 120
"""Characters kept of the name of an event."""

_FOLD = re.compile(rb"\r?\n[ \t]")
_LINE_END = re.compile(r"\r?\n")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_MOMENT = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
_READ = frozenset(
    {
        "UID", "SEQUENCE", "SUMMARY", "CLASS", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
        "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    }
)  # fmt: skip
_FREE = {"STATUS": {"CANCELLED"}, "TRANSP": {"TRANSPARENT"}}
_FREE["X-MICROSOFT-CDO-BUSYSTATUS"] = {"FREE", "WORKINGELSEWHERE"}

Moment = date | datetime
"""A local date, or an aware datetime in the zone it is written in."""


class UnreadableCalendar(TelestageError):
    """The file is no calendar, or not one that can be read safely."""


@dataclass(slots=True)
class CalendarEvent:
    """One VEVENT: a single event, a recurring one, or an exception to it.

    Attributes:
        uid: Shared by a recurring event and its exceptions; empty when there is none.
        revision: SEQUENCE.
        label: Its name, on one line; empty when it is private.
        is_busy: Whether it keeps someone busy.
        start: First moment.
        end: The moment after the last; a date when `start` is one.
        rules: RRULE values, as written.
        added: RDATE values: start and end.
        removed: EXDATE values.
        replaces: RECURRENCE-ID: the occurrence this one stands for.
    """

    uid: str
    revision: int
    label: str
    is_busy: bool
    start: Moment
    end: Moment
    rules: tuple[str, ...]
    added: tuple[tuple[Moment, Moment | None], ...]
    removed: tuple[Moment, ...]
    replaces: Moment | None

    @property
    def length(self) -> timedelta:
        """Exact time from start to end, whatever the clock does meanwhile."""
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return self.end.astimezone(UTC) - self.start.astimezone(UTC)
        return day_of(self.end) - day_of(self.start)


def written_moment(text: str) -> Moment:
    """The moment that `20270302`, `20270302T093000` or `20270302T143000Z` is: the second is naive.

    Raises:
        ValueError: when it is none.
    """
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def day_of(moment: Moment) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


def read_events(data: bytes, floating: tzinfo) -> tuple[CalendarEvent, ...]:
    """The events of a calendar file, each in its latest revision.

    Args:
        data: The file.
        floating: The zone of moments written without one, or with one that nobody knows.

    Raises:
        UnreadableCalendar: with a French sentence.
    """
    latest: dict[object, CalendarEvent] = {}
    for number, properties in enumerate(_events(_lines(data))):
        event = _read(properties, floating)
        key = (event.uid, event.replaces) if event.uid else number
        if key not in latest or latest[key].revision <= event.revision:
            latest[key] = event
    return tuple(latest.values())


# --- structure ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Properties:
    """The lines of one event that matter, by name."""

    lines: dict[str, list[str]] = field(default_factory=dict)

    def values(self, name: str) -> Iterator[tuple[Parameters, str]]:
        """Parameters and value of each line of that name."""
        from icalendar.parser import Contentline

        for text in self.lines.get(name, ()):
            _, parameters, value = Contentline(text).parts()  # type: ignore[no-untyped-call]
            yield parameters, value

    def value(self, name: str) -> str:
        """The first value of that name, or an empty text."""
        return next((value for _, value in self.values(name)), "")


def _lines(data: bytes) -> Iterator[str]:
    if len(data) > LARGEST:
        raise UnreadableCalendar(
            f"Ce fichier dépasse {LARGEST // 1024 // 1024} Mo : exportez une période plus courte."
        )
    try:
        # Lines are unfolded as bytes: a fold may cut a character in two.
        text = _FOLD.sub(b"", data).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableCalendar("Ce fichier n’est pas un agenda en UTF-8.") from None
    if not text.lstrip()[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise UnreadableCalendar(
            "Ce fichier n’est pas un agenda : il ne commence pas par BEGIN:VCALENDAR."
        )
    return iter(_LINE_END.split(text))


def _events(lines: Iterable[str]) -> Iterator[_Properties]:
    """The lines of each event, alarms and other components left out."""
    open_components: list[str] = []
    event = _Properties()
    found = 0
    for text in lines:
        match = _NAME.match(text)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            open_components.append(text[6:].strip().upper())
            if len(open_components) > _DEEPEST:
                raise UnreadableCalendar("Cet agenda a trop de parties imbriquées.")
            if open_components[-1] == "VEVENT":
                found += 1
                event = _Properties()
            if found > MOST_EVENTS:
                raise UnreadableCalendar(
                    f"Cet agenda a plus de {MOST_EVENTS} événements : "
                    "exportez une période plus courte."
                )
        elif name == "END":
            ended = text[4:].strip().upper()
            if not open_components or open_components.pop() != ended:
                raise UnreadableCalendar("Cet agenda est abîmé : ses parties se chevauchent.")
            if ended == "VEVENT" and open_components == ["VCALENDAR"]:
                yield event
        elif name in _READ and open_components == ["VCALENDAR", "VEVENT"]:
            if len(text) > _LONGEST_LINE:
                raise UnreadableCalendar("Cet agenda a une ligne démesurée.")
            event.lines.setdefault(name, []).append(text)
    if open_components:
        raise UnreadableCalendar("Cet agenda est incomplet : il s’arrête au milieu.")


# --- values -------------------------------------------------------------------------------------


def _read(properties: _Properties, floating: tzinfo) -> CalendarEvent:
    label = ""
    try:
        label = _label(properties)
        start = _moments(properties, "DTSTART", floating)[0]
        return CalendarEvent(
            uid=properties.value("UID").strip(),
            revision=int(properties.value("SEQUENCE") or 0),
            label=label,
            is_busy=not any(
                properties.value(name).strip().upper() in free for name, free in _FREE.items()
            ),
            start=start,
            end=_end(properties, start, floating),
            rules=tuple(value for _, value in properties.values("RRULE")),
            added=tuple(_periods(properties, floating)),
            removed=tuple(_moments(properties, "EXDATE", floating)),
            replaces=next(iter(_moments(properties, "RECURRENCE-ID", floating)), None),
        )
    except (ValueError, TypeError, IndexError, OverflowError):
        name = quoted(label) if label else "sans nom"
        raise UnreadableCalendar(
            f"Cet agenda est abîmé : l’événement {name} est illisible."
        ) from None


def _label(properties: _Properties) -> str:
    if properties.value("CLASS").strip().upper() in ("PRIVATE", "CONFIDENTIAL"):
        return ""
    label = clean_line(properties.value("SUMMARY"))
    return label if len(label) <= _LABEL_MAX else label[: _LABEL_MAX - 1] + "…"


def _end(properties: _Properties, start: Moment, floating: tzinfo) -> Moment:
    from icalendar.prop import vDuration

    end: Moment = start
    if ends := _moments(properties, "DTEND", floating):
        end = ends[0]
    elif duration := properties.value("DURATION"):
        end = start + vDuration(duration).td
    if not isinstance(start, datetime):
        return max(day_of(end), start + timedelta(days=1))
    if not isinstance(end, datetime):
        end = datetime.combine(end, time(), start.tzinfo)
    return max(end, start, key=lambda moment: moment.astimezone(UTC))


def _moments(properties: _Properties, name: str, floating: tzinfo) -> list[Moment]:
    return [
        _moment(text, parameters, floating)
        for parameters, value in properties.values(name)
        for text in value.split(",")
        if text
    ]


def _periods(properties: _Properties, floating: tzinfo) -> Iterator[tuple[Moment, Moment | None]]:
    from icalendar.prop import vDuration

    for parameters, value in properties.values("RDATE"):
        for text in filter(None, value.split(",")):
            first, _, last = text.partition("/")
            start = _moment(first, parameters, floating)
            if not last:
                yield start, None
            elif last.startswith("P"):
                yield start, start + vDuration(last).td
            else:
                yield start, _moment(last, parameters, floating)


def _moment(text: str, parameters: Parameters, floating: tzinfo) -> Moment:
    """A DATE or DATE-TIME value; a datetime comes out aware."""
    moment = written_moment(text)
    if isinstance(moment, datetime) and not moment.tzinfo:
        return moment.replace(tzinfo=_zone(parameters) or floating)
    return moment


def _zone(parameters: Parameters) -> tzinfo | None:
    """The zone a parameter names, the way Outlook names zones included."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = str(parameters.get("TZID", ""))
    try:
        return zone(WINDOWS_TO_OLSON.get(name, name)) if name else None
    except ValueError:
        return None
