"""IANA zone names, checked against the packaged tzdata and never a stale system copy."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from .suggestions import closest, did_you_mean
from .text import fold, quoted

_tzdata = import_module("tzdata")
# Name the directory of the package: to find it, zoneinfo would import importlib.resources.
zoneinfo.reset_tzpath(to=[str(Path(str(_tzdata.__file__)).with_name("zoneinfo"))])


def tzdata_version() -> str:
    """The version of the packaged time zones, as IANA names it: `2026f`."""
    return str(_tzdata.IANA_VERSION)


_CUTOFF = 0.75
"""Least likeness of a suggestion, from 0 to 1; lower, « France » would suggest Iran."""
DEFAULT_HOST_ZONE = "America/Toronto"
DEFAULT_INTERN_ZONE = "Europe/Paris"


@lru_cache(maxsize=256)
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of that IANA name.

    Raises:
        ValueError: with a French sentence, when the packaged data has no such zone.
    """
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(_nearest(name))
        raise ValueError(f"Fuseau {quoted(name)} inconnu{hint}") from None


def _nearest(name: str) -> str | None:
    """The zone of that city, or the one whose name or city is most alike."""
    zones = sorted(zoneinfo.available_timezones())
    cities = {fold(each.rpartition("/")[2].replace("_", " ")): each for each in zones}
    city = fold(name)
    if match := cities.get(city) or closest(name, zones, _CUTOFF):
        return match
    return cities.get(closest(city, cities, _CUTOFF) or "")


def _check_zone(name: str) -> str:
    zone(name)
    return name


ZoneName = Annotated[str, AfterValidator(_check_zone)]
"""The name of an IANA zone that exists (`America/Toronto`)."""
