"""IANA zone names as data: checked against the packaged tzdata, never a stale system copy."""

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
# The files of the package itself: left to find it, zoneinfo would import importlib.resources.
zoneinfo.reset_tzpath(to=[str(Path(str(_tzdata.__file__)).with_name("zoneinfo"))])


def tzdata_version() -> str:
    """The version of the packaged time zones, as IANA names it: `2026f`."""
    return str(_tzdata.IANA_VERSION)


_ALIKE = 0.75
"""How near a name must be to be suggested: « France » is not Iran."""
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
    """The zone that was probably meant: of that city, or of a name much alike."""
    known = sorted(zoneinfo.available_timezones())
    cities = {
        fold(zone_name.rpartition("/")[2].replace("_", " ")): zone_name for zone_name in known
    }
    if exact := cities.get(fold(name)):
        return exact
    if alike := closest(name, known, _ALIKE):
        return alike
    return cities.get(closest(fold(name), cities, _ALIKE) or "")


def _check_zone(name: str) -> str:
    zone(name)
    return name


ZoneName = Annotated[str, AfterValidator(_check_zone)]
"""The name of an IANA zone that exists (`America/Toronto`)."""
