"""Reading the events of a calendar file that anyone may have written.

`icalendar` reads the values. Nothing can stop a library on its way, so the structure of the file is
checked first, on its bytes, and the library is given the lines that matter and no others: it stops
at the first line that is none of our business, and takes its time over long ones.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

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
"""What may be there more than once; of the others, the first line counts."""


class UnreadableCalendar(TelestageError):
    """The file is no calendar, or not one that can be read safely."""


class ImportedCalendar(NamedTuple):
    """What is read of a calendar file.

    Attributes:
        events: Each VEVENT with a UID, a DTSTART and a DTEND, all of its moments in some zone.
        unknown_zones: The names of zones that nobody knows and the file does not define.
    """

    events: list[Event]
    unknown_zones: list[str]


@contextmanager
def refusing(message: str) -> Iterator[None]:
    """Turn whatever a library raises into one French refusal, and keep its warnings quiet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (UnreadableCalendar, MemoryError):
        raise
    except Exception as error:
        raise UnreadableCalendar(message) from error


def read_calendar(data: bytes, here: tzinfo, *, since: date, until: date) -> ImportedCalendar:
    """The events of a calendar file.

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
    damaged = "Cet agenda est abîmé et ne peut pas être lu."
    with refusing(damaged):
        learn_zones(parts["VTIMEZONE"], since, until)
    events: list[Event] = []
    unknown: dict[str, None] = {}
    for number, lines in enumerate(parts["VEVENT"]):
        with refusing(damaged):
            event: Any = Event.from_ical("\r\n".join(lines))
        with refusing(f"Cet agenda est abîmé : l’événement {named(event)} est illisible."):
            unknown.update(dict.fromkeys(_settle(event, number, here)))
        events.append(event)
    return ImportedCalendar(events, list(unknown))


def day_of(moment: Moment) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


def label_of(event: Event) -> str:
    """The name of an event, on one line of reasonable length; empty when it is private."""
    if written(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"):
        return ""
    label = clean_line(str(event.get("SUMMARY", "")))
    return label if len(label) <= _LABEL_MAX else label[: _LABEL_MAX - 1] + "…"


def named(event: Event) -> str:
    """The event as a message names it."""
    label = label_of(event)
    return quoted(label) if label else "sans nom"


def written(event: Event, name: str) -> str:
    """The value of a property that is one of a few words, in capitals; empty when it is absent."""
    return str(event.get(name, "")).strip().upper()


def values_of(event: Event, name: str) -> list[Any]:
    """The values of a property, as `icalendar` holds them, however many lines there are."""
    lines = event.get(name, [])
    return lines if isinstance(lines, list) else [lines]


def span_of(event: Event) -> tuple[Moment, Moment]:
    """When an event begins and ends: two dates, or two aware datetimes."""
    (start,), (end,) = values_of(event, "DTSTART"), values_of(event, "DTEND")
    return start.dt, end.dt


# --- structure ----------------------------------------------------------------------------------


def _lines(data: bytes) -> Iterator[str]:
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
    return iter(_LINE_END.split(text))


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines that matter of each event and each zone."""
    path: tuple[str, ...] = ()
    kept: list[str] = []
    seen: set[str] = set()
    found = 0
    for text in lines:
        match = _NAME.match(text)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            path += (text[6:].strip().upper(),)
            if len(path) > _DEEPEST:
                raise UnreadableCalendar("Cet agenda a trop de parties imbriquées.")
            found += path[-1] == "VEVENT"
            if found > MOST_EVENTS:
                raise UnreadableCalendar(
                    f"Cet agenda a plus de {MOST_EVENTS} événements : "
                    "exportez une période plus courte."
                )
            if path in _READ:
                kept = [] if len(path) == 2 else kept
                kept.append(f"BEGIN:{path[-1]}")
                seen = set()
        elif name == "END":
            if not path or path[-1] != text[4:].strip().upper():
                raise UnreadableCalendar("Cet agenda est abîmé : ses parties se chevauchent.")
            if path in _READ:
                kept.append(f"END:{path[-1]}")
                if len(path) == 2:
                    yield path[-1], kept
            path = path[:-1]
        elif name in _READ.get(path, ()) and (name in _SEVERAL or name not in seen):
            if len(text) > _LONGEST_LINE:
                raise UnreadableCalendar("Cet agenda a une ligne démesurée.")
            seen.add(name)
            kept.append(text)
    if path:
        raise UnreadableCalendar("Cet agenda est incomplet : il s’arrête au milieu.")


# --- values -------------------------------------------------------------------------------------


def _settle(event: Event, number: int, here: tzinfo) -> list[str]:
    """Leave nothing about an event for a library to guess; the zones it names in vain.

    Raises:
        ValueError: when it has no beginning, or whatever the library comes upon.
    """
    from icalendar.prop import vDDDTypes

    if event.errors:
        raise ValueError(event.errors)
    if not written(event, "UID"):
        event["UID"] = f"#{number}"
    unknown = []
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
        for values in values_of(event, name):
            is_date = str(values.params.get("VALUE", "")).upper() == "DATE"
            for value in getattr(values, "dts", [values]):
                if _is_floating(value.dt) and "TZID" in values.params:
                    unknown.append(str(values.params["TZID"]))
                value.dt = day_of(value.dt) if is_date else _in_a_zone(value.dt, here)
    (start,) = (value.dt for value in values_of(event, "DTSTART"))
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


def _end(event: Event, start: Moment) -> Moment:
    end = start
    for value in values_of(event, "DTEND"):
        end = value.dt
    for value in () if "DTEND" in event else values_of(event, "DURATION"):
        end = start + value.dt
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
