"""Values of a calendar file that `icalendar` does not write, or writes wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from icalendar import vCalAddress, vText
from icalendar.cal import Component

from ...clocks.zones import is_plain, local
from ...dossier.text import clean_line, clean_prose

_LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Text(vText):
    r"""A TEXT value written as RFC 5545 asks.

    The library reads a `\N` that was typed, as in `C:\Notes`, as an end of line.
    """

    def to_ical(self) -> bytes:
        """The value escaped, in UTF-8."""
        return self.translate(_ESCAPES).encode()


def line(text: str) -> Text:
    """A one-line text: line ends and control characters never reach the file."""
    return Text(clean_line(text))


def prose(text: str) -> Text:
    """A text of several lines, without control characters."""
    return Text(clean_prose(text))


def address(email: str, name: str, **parameters: str) -> vCalAddress:
    """Someone's e-mail address, as the organiser or an attendee.

    Args:
        email: Address; what a `mailto:` would read as a header is encoded (RFC 6068).
        name: Shown in its place.
        parameters: Others, such as `ROLE`.
    """
    return vCalAddress(
        f"mailto:{quote(email, safe='@!$*+-./=^_`{|}~')}",
        params={"CN": clean_line(name), **parameters},
    )


def add_moment(component: Component, name: str, moment: datetime, zone_name: str) -> None:
    """Add an instant to a component, as wall time in a zone.

    A wall time that the change of clock repeats is written in UTC: no two programs read it alike.
    """
    here = local(moment, zone_name).replace(fold=0)
    if is_plain(here.date(), here.time(), zone_name):
        component.add(name, here.replace(tzinfo=None), parameters={"TZID": zone_name})
    else:
        component.add(name, moment.astimezone(UTC))


def serialised(calendar: Component) -> bytes:
    """The calendar as a file: CRLF, folded at 75 octets.

    `icalendar` folds character by character, a third of the whole time: it is given only the lines
    that need it.
    """
    lines = (
        raw if len(raw := content.encode()) <= _LINE_OCTETS else content.to_ical()
        for content in calendar.content_lines()
        if content
    )
    return b"\r\n".join(lines) + b"\r\n"
