"""Reading the events of a calendar file that anyone may have written.

`icalendar` reads the values. The structure of the file is checked first, and the library is given
the lines that matter and no others: it would fail on any line that it cannot read, and is slow on
long ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from ...dossier.durations import ONE_DAY
from ...dossier.errors import TelestageError
from ...dossier.text import clean_line, quoted
from .custom_zones import learn_zones

if TYPE_CHECKING:
    from icalendar import Event

Moment = date | datetime
"""A local date, or a datetime in the zone it is written in."""
LARGEST_CALENDAR = 2 * 1024 * 1024
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
_ONSET = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_READ = {
    ("VCALENDAR", "VEVENT"): frozenset(
        {
            "UID", "SEQUENCE", "SUMMARY", "CLASS", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
            "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
        }
    ),
    ("VCALENDAR", "VTIMEZONE"): frozenset({"TZID"}),
    ("VCALENDAR", "VTIMEZONE", "STANDARD"): _ONSET,
    ("VCALENDAR", "VTIMEZONE", "DAYLIGHT"): _ONSET,
}  # fmt: skip
_SEVERAL = frozenset({"RRULE", "RDATE", "EXDATE"})
"""Properties that may be there more than once; of the others, the first line counts."""


class UnreadableCalendar(TelestageError):
    """The file is not a calendar, or not one that can be read safely."""


@contextmanager
def refusing(message: str) -> Iterator[None]:
    """Turn whatever a library raises, but a lack of memory, into one French refusal."""
    try:
        yield
    except (UnreadableCalendar, MemoryError):
        raise
    except Exception as error:
        raise UnreadableCalendar(message) from error


def read_calendar(
    data: bytes, here: tzinfo, *, since: date, until: date
) -> tuple[list[Event], list[str]]:
    """The events of a calendar file, and the zones that nobody knows and the file does not define.

    Each event has a UID, a DTSTART and a DTEND, and all of its moments are in some zone.

    Args:
        data: The file.
        here: The zone of moments written without one, or with one that nobody knows.
        since: First local date of interest.
        until: Last local date of interest.

    Raises:
        UnreadableCalendar: with a French sentence.
    """
    from icalendar import Event

    parts: dict[str, list[list[str]]] = {"VEVENT": [], "VTIMEZONE": []}
    for name, lines in _parts(_lines(data)):
        parts[name].append(lines)
    if len(parts["VEVENT"]) > MOST_EVENTS:
        raise UnreadableCalendar(
            f"Cet agenda a plus de {MOST_EVENTS} événements : exportez une période plus courte."
        )
    learn_zones(parts["VTIMEZONE"], since, until)
    events: list[Event] = []
    unknown: dict[str, None] = {}
    for number, lines in enumerate(parts["VEVENT"]):
        with refusing("Cet agenda est abîmé et ne peut pas être lu."):
            event: Any = Event.from_ical("\r\n".join(lines))
        with refusing(f"Cet agenda est abîmé : l’événement {event_name(event)} est illisible."):
            unknown.update(dict.fromkeys(_settle(event, number, here)))
        events.append(event)
    return events, list(unknown)


def day_of(moment: Moment) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


def label_of(event: Event) -> str:
    """The name of an event, on one line of reasonable length; empty when it is private."""
    if word_of(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"):
        return ""
    label = clean_line(str(event.get("SUMMARY", "")))
    return label if len(label) <= _LABEL_MAX else label[: _LABEL_MAX - 1] + "…"


def event_name(event: Event) -> str:
    """The name of an event in a message."""
    label = label_of(event)
    return quoted(label) if label else "sans nom"


def word_of(event: Event, name: str) -> str:
    """The value of a property that is one of a few words, in capitals; empty when it is absent."""
    return str(event.get(name, "")).strip().upper()


def values_of(event: Event, name: str) -> list[Any]:
    """The values of a property, as `icalendar` holds them, however many lines there are."""
    lines = event.get(name, [])
    return lines if isinstance(lines, list) else [lines]


def span_of(event: Any) -> tuple[Moment, Moment]:
    """When an event begins and ends: two dates, or two aware datetimes."""
    return event["DTSTART"].dt, event["DTEND"].dt


# --- structure ----------------------------------------------------------------------------------


def _lines(data: bytes) -> list[str]:
    if len(data) > LARGEST_CALENDAR:
        raise UnreadableCalendar(
            f"Ce fichier dépasse {LARGEST_CALENDAR // 1024 // 1024} Mo : "
            "exportez une période plus courte."
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
    return _LINE_END.split(text)


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The name of each event and of each zone, and those of its lines that matter."""
    path: tuple[str, ...] = ()
    part: list[str] = []
    names: set[str] = set()  # of the properties of the component so far
    for line in lines:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            path += (line[6:].strip().upper(),)
            if len(path) > _DEEPEST:
                raise UnreadableCalendar("Cet agenda a trop de parties imbriquées.")
            if path in _READ:
                part = [] if len(path) == 2 else part
                part.append(f"BEGIN:{path[-1]}")
                names = set()
        elif name == "END":
            if not path or path[-1] != line[4:].strip().upper():
                raise UnreadableCalendar("Cet agenda est abîmé : ses parties se chevauchent.")
            if path in _READ:
                part.append(f"END:{path[-1]}")
                if len(path) == 2:
                    yield path[-1], part
            path = path[:-1]
        elif name in _READ.get(path, ()) and (name in _SEVERAL or name not in names):
            if len(line) > _LONGEST_LINE:
                raise UnreadableCalendar("Cet agenda a une ligne démesurée.")
            names.add(name)
            part.append(line)
    if path:
        raise UnreadableCalendar("Cet agenda est incomplet : il s’arrête au milieu.")


# --- values -------------------------------------------------------------------------------------


def _settle(event: Any, number: int, here: tzinfo) -> list[str]:
    """Leave nothing about an event for a library to guess; return the unknown zones it names.

    Raises:
        Exception: of any kind, when something is missing or makes no sense.
    """
    from icalendar.prop import vDDDTypes

    if event.errors:
        raise ValueError(event.errors)
    if not word_of(event, "UID"):
        event["UID"] = f"#{number}"
    unknown = []
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
        for values in values_of(event, name):
            is_date = str(values.params.get("VALUE", "")).upper() == "DATE"
            for value in getattr(values, "dts", [values]):
                if _is_floating(value.dt) and "TZID" in values.params:
                    unknown.append(str(values.params["TZID"]))
                value.dt = day_of(value.dt) if is_date else _in_a_zone(value.dt, here)
    start = event["DTSTART"].dt
    if not isinstance(start, date):
        raise ValueError(start)  # noqa: TRY004 - what the file says, not what a program passed
    event["DTEND"] = vDDDTypes(_end(event, start))
    event.pop("DURATION", None)
    for recur in values_of(event, "RRULE"):
        if "UNTIL" in recur:
            (last,) = recur.pop("UNTIL")
            if last.year < date.max.year:
                recur["UNTIL"] = [_until(last, start)]
    return unknown


def _is_floating(moment: Any) -> bool:
    return isinstance(moment, datetime) and not moment.tzinfo


def _in_a_zone(moment: Any, here: tzinfo) -> Any:
    """The moment, or both ends of the period, with a zone."""
    if isinstance(moment, tuple):
        return tuple(_in_a_zone(each, here) for each in moment)
    return moment.replace(tzinfo=here) if _is_floating(moment) else moment


def _end(event: Any, start: Moment) -> Moment:
    length = event["DURATION"].dt if "DURATION" in event else timedelta(0)
    end: Moment = event["DTEND"].dt if "DTEND" in event else start + length
    if not isinstance(start, datetime):
        return max(day_of(end), start + ONE_DAY)
    if not isinstance(end, datetime):
        end = datetime.combine(end, time(), start.tzinfo)
    return max(end, start)


def _until(last: Moment, start: Moment) -> Moment:
    """The last moment of a rule: a date, or a moment without a zone, is on the event's clock."""
    if not isinstance(start, datetime):
        return day_of(last)
    if not isinstance(last, datetime):
        last = datetime.combine(last, time.max)
    return (last if last.tzinfo else last.replace(tzinfo=start.tzinfo)).astimezone(UTC)
