"""The zones that calendar programs name in their own way: Windows, Exchange, Thunderbird…

Windows has identifiers (« Romance Standard Time »), which CLDR maps to those of IANA, and names on
screen (« (UTC+01:00) Brussels, Copenhagen, Madrid, Paris »), which name an offset and cities in the
language of the user, or a region that the table below has. Outlook adds a number to a name it has
twice; Exchange writes `tzone://Microsoft/Utc`; Thunderbird writes `/freeassociation…/Europe/Paris`.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from ...dossier.text import fold
from ...dossier.zone_names import zone

_EXCHANGE = "tzone://microsoft/"
_NUMBER = re.compile(r"[ _-]+\d{1,3}$")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)
_SHOWN = re.compile(r"\((?:utc|gmt) ?(?:([+-])(\d{1,2})(?::?(\d\d))?)?\) ?(.+)", re.ASCII)
_ASIDE = re.compile(r" *\([^)]*\)")
_REGIONS = {
    "coordinated universal time": "UTC", "temps universel coordonne": "UTC",
    "eastern time": "America/New_York", "eastern": "America/New_York",
    "est": "America/New_York", "heure de l'est": "America/New_York",
    "heure normale de l'est": "America/New_York", "est des etats-unis": "America/New_York",
    "central time": "America/Chicago", "centre": "America/Chicago",
    "heure du centre": "America/Chicago", "heure normale du centre": "America/Chicago",
    "mountain time": "America/Denver", "montagnes rocheuses": "America/Denver",
    "rocheuses": "America/Denver", "heure des rocheuses": "America/Denver",
    "heure normale des rocheuses": "America/Denver",
    "pacific time": "America/Los_Angeles", "pacifique": "America/Los_Angeles",
    "heure du pacifique": "America/Los_Angeles",
    "heure normale du pacifique": "America/Los_Angeles",
    "atlantic time": "America/Halifax", "atlantique": "America/Halifax",
    "heure de l'atlantique": "America/Halifax", "heure normale de l'atlantique": "America/Halifax",
    "newfoundland": "America/St_Johns", "terre-neuve": "America/St_Johns",
    "saskatchewan": "America/Regina", "yukon": "America/Whitehorse", "arizona": "America/Phoenix",
    "indiana": "America/Indiana/Indianapolis", "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu", "aleutian islands": "America/Adak",
    "iles aleoutiennes": "America/Adak", "baja california": "America/Tijuana",
    "basse-californie": "America/Tijuana", "central america": "America/Guatemala",
    "amerique centrale": "America/Guatemala", "easter island": "Pacific/Easter",
    "ile de paques": "Pacific/Easter", "haiti": "America/Port-au-Prince",
    "turks and caicos": "America/Grand_Turk", "greenland": "America/Nuuk",
    "groenland": "America/Nuuk", "saint pierre and miquelon": "America/Miquelon",
    "saint-pierre-et-miquelon": "America/Miquelon", "azores": "Atlantic/Azores",
    "acores": "Atlantic/Azores", "cabo verde is.": "Atlantic/Cape_Verde",
    "cape verde is.": "Atlantic/Cape_Verde", "iles du cap-vert": "Atlantic/Cape_Verde",
    "west central africa": "Africa/Lagos", "afrique centrale - ouest": "Africa/Lagos",
    "marquesas islands": "Pacific/Marquesas", "iles marquises": "Pacific/Marquesas",
    "solomon is.": "Pacific/Guadalcanal", "new caledonia": "Pacific/Noumea",
    "nouvelle-caledonie": "Pacific/Noumea", "port louis": "Indian/Mauritius",
    "londres": "Europe/London", "lisbonne": "Europe/Lisbon", "bruxelles": "Europe/Brussels",
    "st. petersburg": "Europe/Moscow", "abu dhabi": "Asia/Dubai", "abou dabi": "Asia/Dubai",
    "beijing": "Asia/Shanghai", "pekin": "Asia/Shanghai", "mumbai": "Asia/Kolkata",
    "wellington": "Pacific/Auckland", "fiji": "Pacific/Fiji", "fidji": "Pacific/Fiji",
    "tbilissi": "Asia/Tbilisi", "le caire": "Africa/Cairo", "athenes": "Europe/Athens",
    "varsovie": "Europe/Warsaw", "moscou": "Europe/Moscow", "alger": "Africa/Algiers",
    "pretoria": "Africa/Johannesburg",
}  # fmt: skip
"""Regions and cities of the names that Windows shows, in English or in French, as `fold` writes
them, that are not the last part of an IANA name."""


class Zones:
    """The zones that a file may name.

    Args:
        defined: Those that it defines itself.
    """

    def __init__(self, defined: Mapping[str, tzinfo]) -> None:
        self._defined = defined
        self._known: dict[str, tzinfo | None] = {}

    def find(self, name: str) -> tzinfo | None:
        """The zone of that name in a file; None when nobody knows it.

        A place of IANA is that place: files often define it for the date of one event only. Any
        other name is what the file says it is: some call « GMT » the clock of London.
        """
        if name not in self._known:
            self._known[name] = self._sought(name.strip())
        return self._known[name]

    def _sought(self, name: str) -> tzinfo | None:
        official = _official(name)
        if official and "/" in official and not official.startswith("Etc/"):
            return zone(official)
        return self._defined.get(name) or named_zone(name)


def named_zone(name: str) -> tzinfo | None:
    """The zone that a program calls so; None when it is in no table."""
    return next((found for each in _forms(name) if (found := _zone_of(each))), None)


def _forms(name: str) -> Iterator[str]:
    """A name, then what is left of it without what programs put around it."""
    yield name
    if name.lower().startswith(_EXCHANGE):
        yield name[len(_EXCHANGE) :]
    parts = name.strip("/").split("/")
    if name.startswith("/"):
        yield from ("/".join(parts[rank:]) for rank in range(min(len(parts), 8)))
    yield _NUMBER.sub("", name)
    yield re.sub("daylight|summer", "Standard", name, flags=re.I)


def _zone_of(name: str) -> tzinfo | None:
    if official := _official(name) or _windows().get(name.lower()):
        return zone(official)
    plain = " ".join(fold(name).replace("’", "'").replace("\u2212", "-").split())
    if match := _OFFSET.fullmatch(plain):
        return timezone(_offset(*match.groups()))
    match = _SHOWN.fullmatch(plain)
    offset = _offset(*match.groups()[:3]) if match else None
    for place in (match[4] if match else plain).split(","):
        found = _place(place.strip()) or _place(_ASIDE.sub("", place).strip())
        if found and offset in (None, _standard_offset(found)):
            return zone(found)
    return None


def _place(name: str) -> str | None:
    return _REGIONS.get(name) or _cities().get(name)


def _official(name: str) -> str | None:
    """The IANA name, whatever its capitals."""
    return _iana().get(name.lower())


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> timedelta:
    offset = timedelta(hours=min(int(hours or 0), 23), minutes=min(int(minutes or 0), 59))
    return -offset if sign == "-" else offset


def _standard_offset(name: str) -> timedelta | None:
    """Offset from UTC outside summer time."""
    here = zone(name)
    offsets = (
        datetime(2027, month, 1, tzinfo=UTC).astimezone(here).utcoffset() for month in (1, 7)
    )
    return min((each for each in offsets if each is not None), default=None)


@lru_cache(maxsize=1)
def _iana() -> Mapping[str, str]:
    return {name.lower(): name for name in zoneinfo.available_timezones()}


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, str]:
    names = (name for name in sorted(_iana().values()) if "/" in name and name[:4] != "Etc/")
    return {fold(name.rpartition("/")[2].replace("_", " ")): name for name in names}


@lru_cache(maxsize=1)
def _windows() -> Mapping[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.lower(): official for name, official in WINDOWS_TO_OLSON.items()}
