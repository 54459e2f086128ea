"""Programs nobody here wrote, that read calendar files back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from filelock import FileLock
from icalendar import Calendar
from icalendar.timezone import tzp

HERE = Path(__file__).parent
_ENVIRONMENT = dict(os.environ)  # the tests point HOME elsewhere, where npm has no settings
_INSTALL = ("install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0")


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """What a reader makes of one event, or of one time a recurring event takes place."""

    start: datetime
    end: datetime
    uid: str
    status: str
    sequence: int
    summary: str
    description: str


class Unavailable(Exception):
    """The reader is not on this machine; the message says what is missing."""


def read_in_python(data: bytes) -> list[Occurrence]:
    """As `icalendar` and `recurring-ical-events` read it, with the zones of the file."""
    tzp.use_zoneinfo()  # forgets the zones of the file before
    calendar = Calendar.from_ical(_with_zones_of_its_own(data))
    occurrences = recurring_ical_events.of(calendar).between(date(1990, 1, 1), date(2100, 1, 1))
    return sorted(map(_occurrence, occurrences))


def _with_zones_of_its_own(data: bytes) -> bytes:
    """The file with zones renamed: the library would prefer its own data to the file's."""
    for zone_name in {str(z["TZID"]) for z in Calendar.from_ical(data).timezones}:
        unheard_of = f"Zone-of-the-file-{zone_name.replace('/', '-')}"
        data = data.replace(f"TZID={zone_name}:".encode(), f"TZID={unheard_of}:".encode())
        data = data.replace(f"TZID:{zone_name}\r\n".encode(), f"TZID:{unheard_of}\r\n".encode())
    return data


def _occurrence(event: Any) -> Occurrence:
    return Occurrence(
        start=event.start.astimezone(UTC),
        end=event.end.astimezone(UTC),
        uid=str(event["UID"]),
        status=str(event["STATUS"]),
        sequence=int(event["SEQUENCE"]),
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
    )


class IcalJs:
    """npm's ical.js, the reader of Thunderbird, run by Node.

    Args:
        folder: Where it is installed, once.

    Raises:
        Unavailable: when it is not there, and cannot be installed.
    """

    def __init__(self, folder: Path) -> None:
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node:
            raise Unavailable("Node is not installed")
        self._node = node
        self._folder = folder
        with FileLock(folder / "lock"):
            for name in ("package.json", "read_calendar.mjs"):
                shutil.copy(HERE / name, folder / name)
            if not (folder / "node_modules" / "ical.js" / "package.json").exists():
                if not npm:
                    raise Unavailable("npm is not installed, nor is ical.js")
                self._install(npm)

    def _install(self, npm: str) -> None:
        try:
            subprocess.run(
                (npm, *_INSTALL), cwd=self._folder, env=_ENVIRONMENT, check=True,
                capture_output=True, timeout=60,
            )  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise Unavailable("npm cannot install ical.js here") from error

    def read(self, data: bytes, file: Path) -> list[Occurrence]:
        """As it reads that content, written to that file."""
        file.write_bytes(data)
        process = subprocess.run(
            (self._node, "read_calendar.mjs", str(file)),
            cwd=self._folder, check=True, capture_output=True,
        )  # fmt: skip
        return sorted(
            Occurrence(
                **{
                    **each,
                    "start": datetime.fromisoformat(each["start"]),
                    "end": datetime.fromisoformat(each["end"]),
                }
            )
            for each in json.loads(process.stdout)
        )
