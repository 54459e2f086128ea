"""Calendar files looked at as bytes and lines."""

from __future__ import annotations

import re

from icalendar import Calendar, Event

_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")


def lines(data: bytes) -> list[str]:
    """The lines of a file, unfolded."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def check_form(data: bytes) -> None:
    """CRLF alone, folded at 75 octets between characters, UTF-8, nothing but what we write."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    physical = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert max(map(len, physical)) <= 75
    assert not _CONTROL.search(b"".join(line.decode().encode() for line in physical))


def events(data: bytes) -> list[Event]:
    """The events of a file, exceptions of a series among them."""
    return Calendar.from_ical(data).events
