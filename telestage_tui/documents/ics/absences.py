"""Absences read from a calendar: the days on which someone is not there.

A file that anyone may have written is read in a process of its own, which is ended when it takes
too long: nothing stops a library that looks for the dates of a rule that has none.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from itertools import groupby
from os import environ, pathsep

from pydantic import ValidationError

from ...dossier.base import Frozen
from ...dossier.hours import Hours, WorkHours
from ...dossier.people import ClosedPeriod
from ...dossier.text import Line
from ...dossier.zone_names import ZoneName
from .reader import UnreadableCalendar

OFFICE_HOURS = WorkHours.parse("09:00-17:00")
"""The hours of a day when no others are given."""
LONGEST_READING = 20.0
"""Seconds after which the reading of a calendar is given up."""
_INTERRUPTED = "La lecture de cet agenda s’est interrompue : exportez une période plus courte."
_READER = f"{__package__}.reading_process"


class Verdict(IntEnum):
    """What an event does to the days of a period; what its occurrences do, when they differ, is
    the least of it."""

    CLOSES = 0
    PARTIAL = 1
    """It leaves some of the working hours of each day."""
    FREE = 2
    """It is marked as free, or as worked elsewhere."""
    CANCELLED = 3
    OUTSIDE = 4
    """It is not in the period."""


class CalendarAbsences(Frozen):
    """What a calendar says of the days of a period.

    Attributes:
        periods: The days on which someone does not work, in order, each day once.
        free_days: Those of them that only events marked as free close.
        ignored: How many events close no day, by the reason why.
        unknown_zones: Zones that nobody knows: what is in them was read on that person's clock.
    """

    periods: tuple[ClosedPeriod, ...]
    free_days: frozenset[date]
    ignored: Mapping[Verdict, int]
    unknown_zones: tuple[str, ...]

    def is_free(self, period: ClosedPeriod) -> bool:
        """Whether only events marked as free close the days of that period."""
        return self.free_days.issuperset(dates(period.first, period.last))


class Question(Frozen):
    """What is asked of a calendar.

    Attributes:
        zone: The zone of that person: moments without a zone are read in it.
        since: First local date looked at.
        until: Last local date looked at.
        hours: The hours that person works.
        busy_only: Whether all-day events that are marked as free count for nothing.
    """

    zone: ZoneName
    since: date
    until: date
    hours: Hours = OFFICE_HOURS
    busy_only: bool = False


class Answer(Frozen):
    """What the reading process says: the absences, or the sentence that refuses the calendar."""

    absences: CalendarAbsences | None = None
    refusal: Line = ""


def read_absences(
    data: bytes,
    zone: str,
    *,
    since: date,
    until: date,
    hours: WorkHours = OFFICE_HOURS,
    busy_only: bool = False,
) -> CalendarAbsences:
    """The days of a calendar file on which someone does not work; see `Question`.

    Args:
        data: An iCalendar file.
        zone: IANA name of the zone of that person.
        since: First local date looked at.
        until: Last local date looked at.
        hours: The hours that person works.
        busy_only: Whether all-day events that are marked as free count for nothing.

    Raises:
        UnreadableCalendar: when the file is no calendar, is damaged, is too large, or takes too
            long to read.
    """
    question = Question(zone=zone, since=since, until=until, hours=hours, busy_only=busy_only)
    request = question.model_dump_json().encode() + b"\n" + data
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours
            # Were the program frozen, this would be itself, which knows no `-m`: it would have to
            # call `reading_process.main` when its first argument says so.
            [sys.executable, "-P", "-m", _READER],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Modules come from where ours did; `-P` leaves out the folder the user is in.
            env=environ | {"PYTHONPATH": pathsep.join(filter(None, sys.path))},
            timeout=LONGEST_READING,
            check=True,
        )
        answer = Answer.model_validate_json(done.stdout)
    except subprocess.TimeoutExpired:
        raise UnreadableCalendar(
            "Cet agenda a trop d’événements répétés : exportez une période plus courte."
        ) from None
    except (OSError, subprocess.CalledProcessError, ValidationError) as error:
        raise UnreadableCalendar(_INTERRUPTED) from error
    if answer.absences is None:
        raise UnreadableCalendar(answer.refusal or _INTERRUPTED)
    return answer.absences


def new_absences(
    read: Iterable[ClosedPeriod], known: Sequence[ClosedPeriod]
) -> tuple[ClosedPeriod, ...]:
    """The days of the absences read that are not closed yet, in order, each of them once."""
    new: list[ClosedPeriod] = []
    taken: set[date] = set()
    for period in sorted(read, key=lambda p: (p.first, -p.last.toordinal(), p.label)):
        days = [
            day
            for day in dates(period.first, period.last)
            if day not in taken and not any(other.covers(day) for other in known)
        ]
        taken.update(days)
        new += [
            ClosedPeriod(first=first, last=last, label=period.label) for first, last in runs(days)
        ]
    return tuple(sorted(new, key=lambda p: p.first))


def runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Consecutive dates, as first and last."""
    for _, together in groupby(enumerate(days), key=lambda each: each[1].toordinal() - each[0]):
        run = [day for _, day in together]
        yield run[0], run[-1]


def dates(first: date, last: date) -> Iterator[date]:
    """Every date from the first to the last."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
