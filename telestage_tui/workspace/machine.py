"""What the machine says of itself: its time, its account."""

from __future__ import annotations

from datetime import datetime
from getpass import getuser

from ..clocks.clock import SystemClock
from ..dossier.text import clean_line
from ..dossier.zone_names import DEFAULT_HOST_ZONE, zone


def machine_time() -> datetime:
    """The real time, in the tutor's zone, even where another day is shown."""
    return SystemClock().now().astimezone(zone(DEFAULT_HOST_ZONE))


def machine_account() -> str:
    """The account of the machine; empty when it has no name."""
    try:
        return clean_line(getuser())
    except (OSError, KeyError, ImportError):  # no environment, nor any entry for this user
        return ""
