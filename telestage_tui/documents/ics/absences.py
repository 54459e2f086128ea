"""Absences read from a calendar: the days on which someone is not there.

The file is read in a process of its own, which is ended when it takes too long: a library looks for
ever for the dates of a rule that has none, and cannot be stopped otherwise.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from itertools import groupby
from os import environ, pathsep
from types import MappingProxyType

from pydantic import ValidationError

from ...clocks.weeks import days_of
from ...dossier.base import Frozen
from ...dossier.hours import Hours, WorkHours
from ...dossier.people import ClosedPeriod
from ...dossier.text import Line
from ...dossier.zone_names import ZoneName
from .event_reading import Skipped
from .refusal import UnreadableCalendar

OFFICE_HOURS = WorkHours.parse("09:00-17:00")
"""The hours of a day when no others are given."""
LONGEST_READING = 20.0
"""Seconds after which the reading of a calendar is given up."""
MOST_NAMES = 3
"""Events that are named among those that close no day for one reason."""
_INTERRUPTED = "La lecture de cet agenda s’est interrompue : exportez une période plus courte."
_READER = f"{__package__}.reading_process"
FROZEN_READER = "--reading-process"
"""The argument by which the program reads a calendar once frozen, as it then knows no `-m`."""


class Verdict(IntEnum):
    """Whether an event closes days of a period, or why it closes none. Of an event whose
    occurrences differ, the least counts."""

    CLOSES = 0
    PARTIAL = 1
    """It leaves some of the working hours of each day."""
    FREE = 2
    """It is marked as free, or as worked elsewhere."""
    DECLINED = 3
    """The person said no to that invitation."""
    ANSWER = 4
    """It is what someone answers to an invitation."""
    CANCELLED = 5
    REPLACED = 6
    """The calendar has a later revision of it."""
    OUTSIDE = 7
    """It is not in the period."""


class CalendarAbsences(Frozen):
    """The days of a period that a calendar closes.

    Attributes:
        periods: The days on which someone does not work, in order, each day once.
        free_days: Those of them that only events marked as free close.
        ignored: How many events close no day, by the reason why.
        names: The names of the first of them, by the reason why.
        unknown_zones: Unknown zones: the events in them were read in the zone of that person.
        skipped: The events that cannot be read, or followed, by date.
        remarks: French sentences on what the file is.
    """

    periods: tuple[ClosedPeriod, ...]
    free_days: frozenset[date]
    ignored: Mapping[Verdict, int]
    names: Mapping[Verdict, tuple[Line, ...]] = MappingProxyType({})
    unknown_zones: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Line, ...] = ()

    def is_free(self, period: ClosedPeriod) -> bool:
        """Whether only events marked as free close the days of that period."""
        return self.free_days.issuperset(days_of(period.first, period.last))


class Question(Frozen):
    """The person and the period for which a calendar is read.

    Attributes:
        zone: The zone of that person: moments without a zone are read in it.
        since: First local date looked at.
        until: Last local date looked at.
        hours: The hours that person works.
        busy_only: Whether all-day events that are marked as free count for nothing.
        addresses: E-mail addresses of that person: the invitations they declined count for nothing.
    """

    zone: ZoneName
    since: date
    until: date
    hours: Hours = OFFICE_HOURS
    busy_only: bool = False
    addresses: tuple[str, ...] = ()


class Answer(Frozen):
    """The answer of the reading process: the absences, or the French sentence of a refusal."""

    absences: CalendarAbsences | None = None
    refusal: Line = ""


def read_absences(data: bytes, question: Question) -> CalendarAbsences:
    """The days of an iCalendar file on which someone does not work.

    Args:
        data: The file.
        question: The person and the period.

    Raises:
        UnreadableCalendar: when the file is no calendar, is too large, or takes too long to read.
    """
    request = question.model_dump_json().encode() + b"\n" + data
    try:
        process = subprocess.run(  # noqa: S603 - the command is ours
            _command(),
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Modules come from where ours did; `-P` leaves out the folder the user is in.
            env=environ | {"PYTHONPATH": pathsep.join(filter(None, sys.path))},
            timeout=LONGEST_READING,
            check=True,
        )
        answer = Answer.model_validate_json(process.stdout)
    except subprocess.TimeoutExpired:
        raise UnreadableCalendar(
            "Cet agenda a trop d’événements répétés : exportez une période plus courte."
        ) from None
    except (OSError, subprocess.CalledProcessError, ValidationError) as error:
        raise UnreadableCalendar(_INTERRUPTED) from error
    if answer.absences is None:
        raise UnreadableCalendar(answer.refusal or _INTERRUPTED)
    return answer.absences


def _command() -> list[str]:
    """What starts the reading process: Python, or the program itself once frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_READER]
    return [sys.executable, "-P", "-m", _READER]


def new_absences(
    periods: Iterable[ClosedPeriod], known: Sequence[ClosedPeriod]
) -> tuple[ClosedPeriod, ...]:
    """The days of these periods that no known one covers, in order, each of them once.

    A day of several periods has the label of the one that begins first, then of the longest.
    """
    labels: dict[date, str] = {}
    for period in sorted(periods, key=lambda p: (p.first, -p.last.toordinal(), p.label)):
        for day in days_of(period.first, period.last):
            if not any(other.covers(day) for other in known):
                labels.setdefault(day, period.label)
    return tuple(periods_of(labels))


def periods_of(labels: Mapping[date, str]) -> Iterator[ClosedPeriod]:
    """Dates with their labels, as periods in order: consecutive ones with one label make one."""
    ranks = enumerate(sorted(labels))
    for (_, label), run in groupby(ranks, lambda e: (e[1].toordinal() - e[0], labels[e[1]])):
        days = [day for _, day in run]
        yield ClosedPeriod(first=days[0], last=days[-1], label=label)
