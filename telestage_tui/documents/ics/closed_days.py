"""The days that the events of a calendar close, and why the others close none.

An event closes a day when it is all-day, or lasts from the first working hour to the last: a
meeting, or a morning off, closes no day. An all-day event counts even when it is marked as free,
the default of Google Calendar and Outlook for holidays. An event that is cancelled, or worked
elsewhere, closes no day; the name of a private event is not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ...clocks.weeks import days_of
from ...dossier.durations import ONE_DAY, ONE_MINUTE
from ...dossier.hours import TimeRange
from ...dossier.zone_names import zone
from .absences import CalendarAbsences, Question, Verdict, new_absences, periods_of
from .reader import Moment, day_of, label_of, read_calendar, span_of, word_of
from .recurrence import occurrences, recurs, take_once

if TYPE_CHECKING:
    from icalendar import Event

_BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_OURS = "@TELESTAGE"
"""End of the UIDs of our own exports: an étape may be all-day, and is no absence."""
_HOUR = timedelta(hours=1)


def closed_days(data: bytes, question: Question) -> CalendarAbsences:
    """The days of a calendar file on which someone does not work.

    Args:
        data: An iCalendar file.
        question: The person and the period.

    Raises:
        UnreadableCalendar: when the file is no calendar, is damaged, is too large, or repeats an
            event in a way that is not followed.
    """
    since, until, busy_only = question.since, question.until, question.busy_only
    events, unknown_zones = read_calendar(data, zone(question.zone), since=since, until=until)
    days = _Days(question)
    verdicts: dict[str, Verdict] = {}
    for event in events:
        verdict = Verdict.OUTSIDE
        idle = _idle(event, busy_only)
        if recurs(event) and (idle or not days.may_be_closed_by(event)):
            take_once(event)  # no occurrence closes a day: there is no need to look for them
            if day_of(span_of(event)[0]) <= until:
                verdict = idle or Verdict.PARTIAL
        _note(verdicts, event, verdict)
    by_label: dict[str, set[date]] = {}
    closed: dict[bool, set[date]] = {True: set(), False: set()}  # by events marked as free, or not
    for occurrence in occurrences(events, since, until):
        touched, covered = days.of(*span_of(occurrence))
        if not touched:
            continue
        idle = _idle(occurrence, busy_only)
        _note(verdicts, occurrence, idle or (Verdict.CLOSES if covered else Verdict.PARTIAL))
        if not idle:
            by_label.setdefault(label_of(occurrence), set()).update(covered)
            closed[_is_free(occurrence)].update(covered)
    periods = (
        period
        for label, dates in by_label.items()
        for period in periods_of(dict.fromkeys(dates, label))
    )
    return CalendarAbsences(
        periods=new_absences(periods, known=()),
        free_days=frozenset(closed[True] - closed[False]),
        ignored=dict(sorted(Counter(filter(None, verdicts.values())).items())),
        unknown_zones=tuple(unknown_zones),
    )


def _note(verdicts: dict[str, Verdict], event: Event, verdict: Verdict) -> None:
    uid = str(event["UID"])
    verdicts[uid] = min(verdict, verdicts.get(uid, verdict))


def _idle(event: Event, busy_only: bool) -> Verdict | None:
    """The reason why an event closes no day, however long it lasts; None when it may."""
    if word_of(event, "STATUS") == "CANCELLED":
        return Verdict.CANCELLED
    if word_of(event, _BUSY_STATUS) == "WORKINGELSEWHERE" or word_of(event, "UID").endswith(_OURS):
        return Verdict.FREE
    has_hours = isinstance(span_of(event)[0], datetime)
    return Verdict.FREE if _is_free(event) and (busy_only or has_hours) else None


def _is_free(event: Event) -> bool:
    """Whether it is marked as free; the property of Outlook goes before the standard one."""
    if status := word_of(event, _BUSY_STATUS):
        return status == "FREE"
    return word_of(event, "TRANSP") == "TRANSPARENT"


class _Days:
    """The working days of one side in a period, and what closes them."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._here = zone(question.zone)
        every = [span for spans in question.hours.week for span in spans]
        self._spans = [_widest(spans or every) for spans in question.hours.week]
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
        return list(days_of(max(first, self._question.since), min(last, self._question.until)))

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self._here).replace(tzinfo=None)


def _widest(spans: Sequence[TimeRange]) -> TimeRange:
    return TimeRange(min(span.start for span in spans), max(span.end for span in spans))
