"""Absences read from a calendar: the days on which someone is not there.

A day counts when an event is all-day on it, or keeps busy from its first working hour to its last:
a meeting, or a morning off, closes no day. An all-day event counts even when it is marked as free,
which is what Google Calendar and Outlook make of holidays unless told otherwise. What is cancelled
or worked elsewhere counts for nothing; the name of a private event is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING

from ...dossier.durations import ONE_DAY, ONE_MINUTE
from ...dossier.hours import TimeRange, WorkHours
from ...dossier.people import ClosedPeriod
from ...dossier.zone_names import zone as zone_of
from .reader import (
    label_of,
    read_calendar,
    span_of,
    written,
)
from .recurrence import occurrences, recurs, take_once
from .recurrence_rules import Moment, day_of

if TYPE_CHECKING:
    from icalendar import Event

OFFICE_HOURS = WorkHours.parse("09:00-17:00")
"""The hours of a day when no others are given."""
_BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_OURS = "@TELESTAGE"
"""What the UIDs of our own exports end with: an étape may be all-day, and is no absence."""
_HOUR = timedelta(hours=1)


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


@dataclass(frozen=True, slots=True)
class CalendarAbsences:
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
        return self.free_days.issuperset(_dates(period.first, period.last))


def read_absences(
    data: bytes,
    zone: str,
    *,
    since: date,
    until: date,
    hours: WorkHours = OFFICE_HOURS,
    busy_only: bool = False,
) -> CalendarAbsences:
    """The days of a calendar file on which someone does not work.

    Args:
        data: An iCalendar file.
        zone: IANA name of the zone of that person: moments without a zone are read in it.
        since: First local date looked at.
        until: Last local date looked at.
        hours: The hours that person works.
        busy_only: Whether all-day events that are marked as free count for nothing.

    Raises:
        UnreadableCalendar: when the file is no calendar, is damaged, is too large, or repeats an
            event beyond reason.
    """
    here = zone_of(zone)
    calendar = read_calendar(data, here, since=since, until=until)
    days = _Days(here, hours, since, until)
    verdicts: dict[str, Verdict] = {}
    for event in calendar.events:
        verdict = Verdict.OUTSIDE
        idle = _idle(event, busy_only)
        if recurs(event) and (idle or not days.may_be_closed_by(event)):
            take_once(event)  # a weekly meeting need not be followed to be known for one
            if day_of(span_of(event)[0]) <= until:
                verdict = idle or Verdict.PARTIAL
        _note(verdicts, event, verdict)
    by_label: dict[str, set[date]] = {}
    closed: dict[bool, set[date]] = {True: set(), False: set()}  # by events marked as free, or not
    for occurrence in occurrences(calendar.events, since, until):
        touched, covered = days.of(*span_of(occurrence))
        if not touched:
            continue
        idle = _idle(occurrence, busy_only)
        _note(verdicts, occurrence, idle or (Verdict.CLOSES if covered else Verdict.PARTIAL))
        if not idle:
            by_label.setdefault(label_of(occurrence), set()).update(covered)
            closed[_is_free(occurrence)].update(covered)
    found = (
        ClosedPeriod(first=first, last=last, label=label)
        for label, labelled in by_label.items()
        for first, last in _runs(sorted(labelled))
    )
    return CalendarAbsences(
        periods=new_absences(found, known=()),
        free_days=frozenset(closed[True] - closed[False]),
        ignored=dict(sorted(Counter(filter(None, verdicts.values())).items())),
        unknown_zones=tuple(calendar.unknown_zones),
    )


def new_absences(
    read: Iterable[ClosedPeriod], known: Sequence[ClosedPeriod]
) -> tuple[ClosedPeriod, ...]:
    """The days of the absences read that are not closed yet, in order, each of them once."""
    new: list[ClosedPeriod] = []
    taken: set[date] = set()
    for period in sorted(read, key=lambda p: (p.first, -p.last.toordinal(), p.label)):
        days = [
            day
            for day in _dates(period.first, period.last)
            if day not in taken and not any(other.covers(day) for other in known)
        ]
        taken.update(days)
        new += [
            ClosedPeriod(first=first, last=last, label=period.label) for first, last in _runs(days)
        ]
    return tuple(sorted(new, key=lambda p: p.first))


def _note(verdicts: dict[str, Verdict], event: Event, verdict: Verdict) -> None:
    uid = str(event["UID"])
    verdicts[uid] = min(verdict, verdicts.get(uid, verdict))


def _idle(event: Event, busy_only: bool) -> Verdict | None:
    """Why an event keeps nobody from working, however long it lasts; None when it may."""
    if written(event, "STATUS") == "CANCELLED":
        return Verdict.CANCELLED
    if written(event, _BUSY_STATUS) == "WORKINGELSEWHERE" or written(event, "UID").endswith(_OURS):
        return Verdict.FREE
    has_hours = isinstance(span_of(event)[0], datetime)
    return Verdict.FREE if _is_free(event) and (busy_only or has_hours) else None


def _is_free(event: Event) -> bool:
    """Whether it is marked as free: what Outlook says of it goes before what everyone says."""
    if status := written(event, _BUSY_STATUS):
        return status == "FREE"
    return written(event, "TRANSP") == "TRANSPARENT"


class _Days:
    """The working days of one side in a period, and what closes them."""

    def __init__(self, here: tzinfo, hours: WorkHours, since: date, until: date) -> None:
        self._here = here
        self._since = since
        self._until = until
        worked = [hours.on(weekday) for weekday in range(7)]
        widest = _widest([span for spans in worked for span in spans])
        self._spans = [_widest(spans) if spans else widest for spans in worked]
        self._shortest = min(span.end - span.start for span in self._spans) * ONE_MINUTE

    def may_be_closed_by(self, event: Event) -> bool:
        """Whether some occurrence may close a day: most events need not be looked at further."""
        start, end = span_of(event)
        if not isinstance(start, datetime) or not isinstance(end, datetime) or "RDATE" in event:
            return True
        return end - start >= self._shortest - _HOUR  # a change of clock may take it away

    def of(self, start: Moment, end: Moment) -> tuple[list[date], list[date]]:
        """The local dates of the period that an occurrence touches, and those that it closes."""
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            days = self._between(day_of(start), max(day_of(start), day_of(end) - ONE_DAY))
            return days, days
        begin, stop = self._wall(start), self._wall(end)
        touched = self._between(begin.date(), stop.date())
        return touched, [day for day in touched if self._is_covered(day, begin, stop)]

    def _is_covered(self, day: date, begin: datetime, stop: datetime) -> bool:
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time
        worked = self._spans[day.weekday()]
        return (
            begin <= midnight + worked.start * ONE_MINUTE
            and stop >= midnight + worked.end * ONE_MINUTE
        )

    def _between(self, first: date, last: date) -> list[date]:
        return list(_dates(max(first, self._since), min(last, self._until)))

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self._here).replace(tzinfo=None)


def _widest(spans: Sequence[TimeRange]) -> TimeRange:
    return TimeRange(min(span.start for span in spans), max(span.end for span in spans))


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Consecutive dates, as first and last."""
    for _, together in groupby(enumerate(days), key=lambda each: each[1].toordinal() - each[0]):
        run = [day for _, day in together]
        yield run[0], run[-1]


def _dates(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
