"""The lines of an event, rewritten so that a library reads them all alike.

Programs write empty properties, spaces where none may be, zones without the quotes they need, dates
said to be moments. Each line keeps its meaning, and loses what would make a library refuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

ZONE = "X-TELESTAGE-ZONE"
"""The parameter that has the rank of the name of a zone, in place of `TZID`."""
DECLINED = "X-TELESTAGE-DECLINED"
"""The property of an event that the person has declined."""
_LONGEST_MOMENTS = 50_000
"""Characters of a list of moments."""
_LONGEST_TEXT = 2_000
"""Characters kept of any other line."""
_MOMENTS = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
_RULES = frozenset({"RRULE", "EXRULE"})
_DATE = re.compile(r"\d{8}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_HEAD = re.compile(r'[A-Za-z0-9-]+(?:;(?:"[^"]*"|[^":])*)?(?=:)')
_TZID = re.compile(r';TZID=("[^"]*"|.*?)(?=;[A-Z-]+=|$)', re.I)
_VALUE = re.compile(r";VALUE=([A-Z-]+)", re.I)
_RANGE = re.compile(r";RANGE=([A-Z]+)", re.I)
_QUOTED = re.compile(r'"[^"]*"')
_EMAIL = re.compile(r';EMAIL="?([^";:]+)', re.I)
_DECLINED = re.compile(r";PARTSTAT=DECLINED(?=[;:]|$)", re.I)


class UnreadableLine(ValueError):
    """A line that cannot be an event's."""


def rewritten(lines: Iterable[str], zones: list[str], addresses: frozenset[str]) -> Iterator[str]:
    """The lines of an event as a library reads them.

    Args:
        lines: The lines, unfolded, with those that begin and end it.
        zones: The names of the zones met so far; those of these lines are added.
        addresses: E-mail addresses of the person, in lower case.

    Raises:
        UnreadableLine: when one is longer than any program writes.
    """
    for line in lines:
        name = line[: _length_of_name(line)].upper()
        if name in ("BEGIN", "END"):
            yield line
        elif name in _MOMENTS:
            yield from _moments(name, line, zones)
        elif name == "ATTENDEE":
            if _declines(line, addresses):
                yield f"{DECLINED}:TRUE"
        else:
            text = text_of(line)
            if name in _RULES or name == "DURATION":
                text = "".join(text.split()).upper()
            if name in _RULES:
                text = ";".join(part for part in text.split(";") if not part.endswith("="))
            if text and (name != "SEQUENCE" or re.fullmatch(r"\d{1,9}", text, re.ASCII)):
                yield f"{name}:{text}"


def text_of(line: str) -> str:
    """What a line says, without its name and parameters."""
    head = _HEAD.match(line[:_LONGEST_TEXT])
    text = line[head.end() + 1 :] if head else line.partition(":")[2]
    return text[:_LONGEST_TEXT].strip()


def _length_of_name(line: str) -> int:
    match = _NAME.match(line)
    return match.end() if match else 0


def _moments(name: str, line: str, zones: list[str]) -> Iterator[str]:
    """One line, or none when it says nothing."""
    if len(line) > _LONGEST_MOMENTS:
        raise UnreadableLine(name)
    head, _, text = line.rpartition(":")  # no moment has a colon, and a zone may have one
    values = [value for value in "".join(text.split()).upper().split(",") if value]
    kind = _VALUE.search(head)
    if kind and kind[1].upper() == "DATE":
        values = [value[:8] if value[8:9] == "T" else value for value in values]
    parameters = ""
    if any("/" in value for value in values):
        parameters = ";VALUE=PERIOD"
    elif values and all(_DATE.fullmatch(value) for value in values):
        parameters = ";VALUE=DATE"
    if match := _RANGE.search(head):
        parameters += f";RANGE={match[1].upper()}"
    if match := _TZID.search(head):
        zone = match[1].strip('" ')
        if zone not in zones:
            zones.append(zone)
        parameters += f";{ZONE}={zones.index(zone)}"
    if values:
        yield f"{name}{parameters}:{','.join(values)}"


def _declines(line: str, addresses: frozenset[str]) -> bool:
    """Whether one of those addresses has declined."""
    bare = _QUOTED.sub('""', line)
    if not _DECLINED.search(bare):
        return False
    address = bare.rpartition(":")[2]
    emails = {address, *(match[1] for match in [_EMAIL.search(line)] if match)}
    return any(email.strip().lower() in addresses for email in emails)
