"""Absences read from a calendar: the days on which someone is not there.

A day counts when an event that keeps busy is all-day on it, or lasts from the first working hour
of that day to the last: a meeting, or a morning off, closes no day. What is marked as free,
cancelled or worked elsewhere counts for nothing; the name of a private event is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby

from ..dossier.hours import TimeRange, WorkHours
from ..dossier.people import ClosedPeriod
from ..dossier.zones import zone as zone_of
from .calendar_reading import CalendarEvent, Moment, day_of, read_events
from .calendar_recurrence import Expander, Span

OFFICE_HOURS = WorkHours.parse("09:00-17:00")
"""The hours of a day when no others are given."""
_ONE_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def read_absences(
    data: bytes, zone: str, *, since: date, until: date, hours: WorkHours = OFFICE_HOURS
) -> tuple[ClosedPeriod, ...]:
    """The days of a calendar file on which someone does not work, in order.

    Args:
        data: An iCalendar file.
        zone: IANA name of the zone of that person: moments without a zone are read in it.
        since: First local date looked at.
        until: Last local date looked at.
        hours: The hours that person works.

    Raises:
        UnreadableCalendar: when the file is no calendar, is damaged, is too large, or repeats an
            event beyond reason.
    """
    here = zone_of(zone)
    events = read_events(data, here)
    replaced: dict[str, list[Moment]] = {}
    for event in events:
        if event.uid and event.replaces is not None:
            replaced.setdefault(event.uid, []).append(event.replaces)
    days = _Days(here, hours, since, until)
    expander = Expander(since, until)
    found: dict[str, set[date]] = {}
    for event in events:
        if event.is_busy and days.may_hold(event):
            closed = found.setdefault(event.label, set())
            exceptions = replaced.get(event.uid, ()) if event.replaces is None else ()
            for span in expander.spans(event, exceptions):
                closed.update(days.closed_by(span))
    return _merged(
        ClosedPeriod(first=first, last=last, label=label)
        for label, closed in found.items()
        for first, last in _runs(sorted(closed))
    )


def new_absences(
    read: Iterable[ClosedPeriod], known: Sequence[ClosedPeriod]
) -> tuple[ClosedPeriod, ...]:
    """Those of the absences read that close at least one day more than those known."""
    return tuple(
        period
        for period in read
        if not all(any(other.covers(day) for other in known) for day in _days_of(period))
    )


class _Days:
    """The working days of one side in a period, and what closes them."""

    def __init__(self, here: tzinfo, hours: WorkHours, since: date, until: date) -> None:
        self._here = here
        self._since = since
        self._until = until
        worked = [hours.on(weekday) for weekday in range(7)]
        widest = _widest([span for spans in worked for span in spans])
        self._spans = [_widest(spans) if spans else widest for spans in worked]
        self._shortest = min(span.end - span.start for span in self._spans) * _MINUTE

    def may_hold(self, event: CalendarEvent) -> bool:
        """Whether some occurrence may close a day: most events need not be looked at further."""
        if not isinstance(event.start, datetime) or event.added:
            return True
        return event.length >= self._shortest - _HOUR  # a change of clock may take it away

    def closed_by(self, span: Span) -> Iterator[date]:
        """The local dates of the period that an occurrence closes."""
        start, end = span
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            yield from self._between(day_of(start), day_of(end) - _ONE_DAY)
            return
        begin, stop = self._wall(start), self._wall(end)
        for day in self._between(begin.date(), stop.date()):
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time
            worked = self._spans[day.weekday()]
            if begin <= midnight + worked.start * _MINUTE and (
                stop >= midnight + worked.end * _MINUTE
            ):
                yield day

    def _between(self, first: date, last: date) -> Iterator[date]:
        day, last = max(first, self._since), min(last, self._until)
        while day <= last:
            yield day
            day += _ONE_DAY

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self._here).replace(tzinfo=None)


def _widest(spans: Sequence[TimeRange]) -> TimeRange:
    return TimeRange(min(span.start for span in spans), max(span.end for span in spans))


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Consecutive dates, as first and last."""
    for _, together in groupby(enumerate(days), key=lambda each: each[1].toordinal() - each[0]):
        run = [day for _, day in together]
        yield run[0], run[-1]


def _merged(periods: Iterable[ClosedPeriod]) -> tuple[ClosedPeriod, ...]:
    """The periods in order, those that another one holds left out."""
    kept: list[ClosedPeriod] = []
    furthest = date.min
    for period in sorted(periods, key=lambda p: (p.first, -p.last.toordinal(), p.label)):
        if period.last > furthest:
            kept.append(period)
            furthest = period.last
    return tuple(kept)


def _days_of(period: ClosedPeriod) -> Iterator[date]:
    for n in range((period.last - period.first).days + 1):
        yield period.first + n * _ONE_DAY
