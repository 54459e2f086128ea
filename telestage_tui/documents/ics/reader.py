"""Reading the events of a calendar file that anyone may have written.

`icalendar` reads the values, of the lines that matter and of no others. An event that it cannot
read is named, and the others are read: the file as a whole is refused only when it is no calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, Any

from ...dossier.french import count, number
from .custom_zones import defined_zones
from .event_reading import Skipped, UnreadableEvent, label_of, reading_event
from .file_kinds import calendar_text
from .property_lines import text_of
from .recurrence import Alike
from .refusal import UnreadableCalendar
from .settling import Settler
from .structure import Part, Structure, structure_of
from .zone_aliases import Zones

if TYPE_CHECKING:
    from icalendar import Event

MOST_EVENTS = 10_000
"""Events in one file."""
_MOST_CLOCKS = 20
"""Zones of a file that are tried for a midnight."""
_STAMP = re.compile(r":\s*(\d{4})(\d\d)(\d\d)", re.ASCII)


@dataclass(slots=True)
class Reading:
    """What a calendar file says.

    Attributes:
        events: Each has a UID, a DTSTART and a DTEND, and all of its moments are in some zone.
        unknown_zones: The zones that nobody knows and the file does not define.
        skipped: The events that cannot be read.
        remarks: French sentences about the file.
        alike: Gives a moment as the DTSTART it goes with is written; see `Settler.alike`.
    """

    alike: Alike
    events: list[Event] = field(default_factory=list)
    unknown_zones: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_calendar(
    data: bytes, here: tzinfo, *, since: date, until: date, addresses: Iterable[str] = ()
) -> Reading:
    """The events of a calendar file.

    Args:
        data: The file.
        here: The zone of moments written without one, or with one that nobody knows.
        since: First local date of interest.
        until: Last local date of interest.
        addresses: E-mail addresses of the person.

    Raises:
        UnreadableCalendar: when it is no calendar, is too large, or holds no event to read.
    """
    text, is_utf8 = calendar_text(data)
    structure = structure_of(text)
    if len(structure.events) > MOST_EVENTS:
        raise UnreadableCalendar(
            f"Cet agenda a plus de {number(MOST_EVENTS)} événements : exportez une période plus "
            "courte."
        )
    remarks = list(_remarks(structure, is_utf8=is_utf8))
    zones = Zones(defined_zones((part.lines for part in structure.zones), since, until))
    own = frozenset(address.lower() for address in addresses if address)
    settler = Settler(zones, here, _clocks(structure, zones, here))
    reading = Reading(settler.alike, remarks=remarks)
    for rank, part in enumerate(structure.events):
        try:
            with reading_event():
                reading.events.append(settler.event(part, rank, own))
        except UnreadableEvent:
            reading.skipped.append(_skipped(part))
    reading.unknown_zones += settler.unknown
    return reading


# --- the file -----------------------------------------------------------------------------------


def _remarks(structure: Structure, *, is_utf8: bool) -> Iterator[str]:
    """French sentences on what the file is.

    Raises:
        UnreadableCalendar: when it has no event, and something else instead.
    """
    if any(head.version == "1.0" for head in structure.heads):
        raise UnreadableCalendar(
            "Cet agenda est au format vCalendar 1.0, d’avant iCalendar, que telestage ne lit pas : "
            "exportez-le au format iCalendar 2.0 (.ics)."
        )
    kinds = structure.kinds
    if kinds["VFREEBUSY"] and not structure.events:
        raise UnreadableCalendar(
            "Cet agenda ne contient que des plages de disponibilité (VFREEBUSY), sans événements : "
            "telestage ne les lit pas. Exportez l’agenda avec ses événements."
        )
    if kinds["VFREEBUSY"]:
        yield "Les plages de disponibilité (VFREEBUSY) de cet agenda ne sont pas lues."
    if not structure.events:
        tasks = kinds["VTODO"] + kinds["VJOURNAL"]
        others = f" : {count(tasks, 'tâche ou note', 'tâches ou notes')} seulement" if tasks else ""
        yield f"Cet agenda ne contient aucun événement{others}."
    if structure.is_cut:
        yield "Cet agenda est incomplet : il s’arrête au milieu, et ce qui manque n’est pas lu."
    if not is_utf8:
        yield (
            "Ce fichier n’est pas en UTF-8 : il est lu en Latin-1 (Windows), et un nom peut avoir "
            "perdu ses accents."
        )


def _clocks(structure: Structure, zones: Zones, here: tzinfo) -> list[tzinfo]:
    """The clocks on which a midnight may be meant: those of the file, that of the person, UTC."""
    names = [head.zone for head in structure.heads]
    names += [
        text_of(line) for part in structure.zones for line in part.lines if line[:5] == "TZID:"
    ]
    known = (zones.find(name) for name in dict.fromkeys(names[:_MOST_CLOCKS]) if name)
    return [*(each for each in known if each), here, UTC]


def _skipped(part: Part) -> Skipped:
    """What can be said of an event that a library cannot read."""
    from icalendar import Event

    lines = {line.partition(":")[0].partition(";")[0].upper(): line for line in part.lines[1:-1]}
    stamp = _STAMP.search(lines.get("DTSTART", ""))
    day, title = None, ""
    with suppress(ValueError):
        day = date(*map(int, stamp.groups())) if stamp else None
    with suppress(Exception):
        named = (f"{name}:{text_of(lines[name])}" for name in ("SUMMARY", "CLASS") if name in lines)
        event: Any = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *named, "END:VEVENT")))
        title = label_of(event)
    return Skipped(title=title, day=day)
