"""Which edition of the time zones this program counts on."""

from __future__ import annotations

from importlib import import_module


def tzdata_version() -> str:
    """The edition of the packaged IANA time zones: `2026b`."""
    return str(import_module("tzdata").IANA_VERSION)
