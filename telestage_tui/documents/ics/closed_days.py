"""The days that the events of a calendar close, and why the others close none.

A day counts when an event is all-day on it, or keeps busy from its first working hour to its last:
a meeting, or a morning off, closes no day. An all-day event counts even when it is marked as free,
which is what Google Calendar and Outlook make of holidays unless told otherwise. What is cancelled
or worked elsewhere counts for nothing; the name of a private event is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from ...dossier.durations import ONE_DAY, ONE_MINUTE
from ...dossier.hours import TimeRange, WorkHours
from ...dossier.people import ClosedPeriod
from ...dossier.zone_names import zone as zone_of
from .absences import CalendarAbsences, Question, Verdict, dates, new_absences, runs
from .reader import Moment, day_of, label_of, read_calendar, span_of, written
from .recurrence import occurrences, recurs, take_once

if TYPE_CHECKING:
    from icalendar import Event

_BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_OURS = "@TELESTAGE"
"""What the UIDs of our own exports end with: an étape may be all-day, and is no absence."""
_HOUR = timedelta(hours=1)


def closed_days(data: bytes, question: Question) -> CalendarAbsences:
    """The days of a calendar file on which someone does not work.

    Args:
        data: An iCalendar file.
        question: Whose days are looked for, and when.

    Raises:
        UnreadableCalendar: when the file is no calendar, is damaged, is too large, or repeats an
            event in a way that is not followed.
    """
    here = zone_of(question.zone)
    since, until, busy_only = question.since, question.until, question.busy_only
    calendar = read_calendar(data, here, since=since, until=until)
    days = _Days(here, question.hours, since, until)
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
    periods = (
        ClosedPeriod(first=first, last=last, label=label)
        for label, labelled in by_label.items()
        for first, last in runs(sorted(labelled))
    )
    return CalendarAbsences(
        periods=new_absences(periods, known=()),
        free_days=frozenset(closed[True] - closed[False]),
        ignored=dict(sorted(Counter(filter(None, verdicts.values())).items())),
        unknown_zones=tuple(calendar.unknown_zones),
    )


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
        return list(dates(max(first, self._since), min(last, self._until)))

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self._here).replace(tzinfo=None)


def _widest(spans: Sequence[TimeRange]) -> TimeRange:
    return TimeRange(min(span.start for span in spans), max(span.end for span in spans))
