"""The days that the events of a calendar close, and why the others close none.

An all-day event closes its days, even when it is marked as free, the default of Google Calendar and
Outlook for holidays. Events with hours close a day when together they leave none of its working
hours: two halves of a day do, a meeting or a morning off does not. An event that is cancelled,
declined, or worked elsewhere, closes no day; the name of a private event is not read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ...clocks.weeks import days_of
from ...dossier.durations import ONE_DAY, ONE_MINUTE
from ...dossier.hours import TimeRange
from ...dossier.zone_names import zone
from .absences import (
    MOST_NAMES,
    CalendarAbsences,
    Question,
    Verdict,
    new_absences,
    periods_of,
)
from .event_reading import (
    NotFollowed,
    UnreadableEvent,
    day_of,
    label_of,
    reading_event,
    skipped_event,
    span_of,
    word_of,
)
from .property_lines import DECLINED
from .reader import Reading, read_calendar
from .recurrence import Series, occurrences, recurs, series_of, take_once
from .settling import METHOD

if TYPE_CHECKING:
    from icalendar import Event

_BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_OURS = "@TELESTAGE"
"""End of the UIDs of our own exports: an étape may be all-day, and is no absence."""
_ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""What is sent back to whom invites (RFC 5546)."""
_HOUR = timedelta(hours=1)
_SHORTEST_PART = 2 * _HOUR
"""Events that recur and are shorter are meetings, and no part of a day off."""


def closed_days(data: bytes, question: Question) -> CalendarAbsences:
    """The days of a calendar file on which someone does not work.

    Args:
        data: An iCalendar file.
        question: The person and the period.

    Raises:
        UnreadableCalendar: when the file is no calendar, or is too large.
    """
    reading = read_calendar(
        data,
        zone(question.zone),
        since=question.since,
        until=question.until,
        addresses=question.addresses,
    )
    return _Closing(question, reading).answer()


class _Piece(NamedTuple):
    """Some hours of a day that an occurrence takes, in minutes since its midnight."""

    begin: float
    stop: float
    rank: int
    label: str


class _Closing:
    """The days that the events of a calendar close.

    Args:
        question: The person and the period.
        reading: The events.
    """

    def __init__(self, question: Question, reading: Reading) -> None:
        self._question = question
        self._reading = reading
        self._days = _Days(question)
        self._verdicts: dict[int, Verdict] = {}  # by the rank of the series
        self._labels: dict[int, str] = {}
        self._by_label: dict[str, set[date]] = defaultdict(set)
        # By events marked as free, or not.
        self._closed: dict[bool, set[date]] = {True: set(), False: set()}
        self._pieces: dict[date, list[_Piece]] = defaultdict(list)

    def answer(self) -> CalendarAbsences:
        """The days, and what is to be said of the rest."""
        skipped = self._reading.skipped
        for rank, series in enumerate(series_of(self._reading.events)):
            first = series.events[0]
            self._labels[rank] = label_of(first)
            if series.is_replaced:
                self._note(rank, Verdict.REPLACED)
                continue
            try:
                with reading_event():
                    self._look_at(rank, series)
            except NotFollowed:
                skipped.append(skipped_event(first, is_damaged=False))
            except UnreadableEvent:
                skipped.append(skipped_event(first, is_damaged=True))
        self._join_pieces()
        periods = (
            period
            for label, dates in self._by_label.items()
            for period in periods_of(dict.fromkeys(dates, label))
        )
        return CalendarAbsences(
            periods=new_absences(periods, known=()),
            free_days=frozenset(self._closed[True] - self._closed[False]),
            ignored=dict(sorted(Counter(filter(None, self._verdicts.values())).items())),
            names=self._names(),
            unknown_zones=tuple(self._reading.unknown_zones),
            skipped=tuple(skipped),
            remarks=tuple(self._reading.remarks),
        )

    def _look_at(self, rank: int, series: Series) -> None:
        """Note what an event closes, and why it closes nothing else."""
        since, until = self._question.since, self._question.until
        verdict = Verdict.OUTSIDE
        for event in series.events:
            idle = _idle(event, self._question.busy_only)
            if not recurs(event) or series.changes_for_good:
                continue
            if idle or not self._days.may_be_closed_by(event):
                take_once(event)  # no occurrence closes a day: there is no need to look for them
                if day_of(span_of(event)[0]) <= until:
                    verdict = idle or Verdict.PARTIAL
        found = occurrences(series, since, until, self._reading.alike)
        self._note(rank, verdict)
        for occurrence in found:
            self._take(rank, occurrence)

    def _take(self, rank: int, occurrence: Event) -> None:
        start, end = span_of(occurrence)
        idle = _idle(occurrence, self._question.busy_only)
        label = label_of(occurrence)
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            days = self._days.between(day_of(start), max(day_of(start), day_of(end) - ONE_DAY))
            if days:
                self._note(rank, idle or Verdict.CLOSES)
            if not idle:
                self._by_label[label].update(days)
                self._closed[_is_free(occurrence)].update(days)
            return
        for day, begin, stop in self._days.hours_of(start, end):
            self._note(rank, idle or Verdict.PARTIAL)
            if not idle:
                self._pieces[day].append(_Piece(begin, stop, rank, label))

    def _join_pieces(self) -> None:
        """Close the days whose working hours are all taken."""
        for day, pieces in self._pieces.items():
            if self._days.is_covered(day, pieces):
                self._closed[False].add(day)
                for piece in pieces:
                    self._note(piece.rank, Verdict.CLOSES)
                    self._by_label[piece.label].add(day)

    def _names(self) -> dict[Verdict, tuple[str, ...]]:
        """The names of the first events that close nothing, by the reason why."""
        names: dict[Verdict, dict[str, None]] = defaultdict(dict)
        for rank, verdict in self._verdicts.items():
            if verdict and self._labels[rank] and len(names[verdict]) < MOST_NAMES:
                names[verdict][self._labels[rank]] = None
        return {verdict: tuple(labels) for verdict, labels in sorted(names.items()) if labels}

    def _note(self, rank: int, verdict: Verdict) -> None:
        self._verdicts[rank] = min(verdict, self._verdicts.get(rank, verdict))


def _idle(event: Event, busy_only: bool) -> Verdict | None:
    """The reason why an event closes no day, however long it lasts; None when it may."""
    method = word_of(event, METHOD)
    if method in _ANSWERS:
        return Verdict.ANSWER
    if word_of(event, "STATUS") == "CANCELLED" or method == "CANCEL":
        return Verdict.CANCELLED
    if DECLINED in event:
        return Verdict.DECLINED
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
        self._spans = [spans or (_widest(every),) for spans in question.hours.week]
        widest = [_widest(spans) for spans in self._spans]
        self._shortest = min(span.end - span.start for span in widest) * ONE_MINUTE

    def may_be_closed_by(self, event: Event) -> bool:
        """Whether some occurrence may close a day, or be part of what closes it: most events need
        not be looked at further."""
        start, end = span_of(event)
        if not isinstance(start, datetime) or not isinstance(end, datetime) or "RDATE" in event:
            return True
        # A change of clock may take an hour away.
        return end - start >= min(self._shortest - _HOUR, _SHORTEST_PART)

    def hours_of(self, start: datetime, end: datetime) -> Iterator[tuple[date, float, float]]:
        """The local dates of the period that an occurrence touches, each with the minutes since its
        midnight between which it does."""
        begin, stop = self._wall(start), self._wall(end)
        for day in self.between(begin.date(), stop.date()):
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time
            yield day, (begin - midnight) / ONE_MINUTE, (stop - midnight) / ONE_MINUTE

    def is_covered(self, day: date, pieces: Iterable[_Piece]) -> bool:
        """Whether these leave none of the working hours of a day.

        A minute may pass between two: some programs end a morning at 11:59.
        """
        joined: list[list[float]] = []
        for piece in sorted(pieces):
            if joined and piece.begin <= joined[-1][1] + 1:
                joined[-1][1] = max(joined[-1][1], piece.stop)
            else:
                joined.append([piece.begin, piece.stop])
        return all(
            any(begin <= span.start and stop >= span.end for begin, stop in joined)
            for span in self._spans[day.weekday()]
        )

    def between(self, first: date, last: date) -> list[date]:
        """The dates of the period among these."""
        return list(days_of(max(first, self._question.since), min(last, self._question.until)))

    def _wall(self, moment: datetime) -> datetime:
        return moment.astimezone(self._here).replace(tzinfo=None)


def _widest(spans: Sequence[TimeRange]) -> TimeRange:
    return TimeRange(min(span.start for span in spans), max(span.end for span in spans))
