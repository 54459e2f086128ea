"""Recurrence rules (RRULE) of events that take place once a day at most.

A date is tested against the rule by itself, so that a rule costs the days it is asked about and no
more: a rule that never holds is as cheap as another. General libraries search for the next date
that fits, for hours when a hostile rule wants 30 February.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from .calendar_reading import UnreadableCalendar, day_of, written_moment

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[1-9]\d{0,5}")
_GREATEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_OF_THE_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_ONE_DAY = timedelta(days=1)

_Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
_SEVERAL_A_DAY = (
    "Cet agenda a un événement qui se répète plusieurs fois par jour : ce n’est pas une absence."
)


@dataclass(slots=True)
class Rule:
    """One recurrence rule, from the first day of its event.

    Attributes:
        first: First local day of the event.
        at: Wall time of the event; midnight when it is all-day.
        frequency: The period that recurs.
        interval: Every how many periods.
        count: After how many occurrences it ends, or None.
        until: Last local moment, or None.
        week_start: First day of the week, 0 for Monday.
        weekdays: BYDAY: which one of the month or year (None for all), and the weekday.
        numbers: The other lists, by name.
    """

    first: date
    at: time
    frequency: _Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0
    weekdays: tuple[tuple[int | None, int], ...] = ()
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _chosen: tuple[date, frozenset[date]] | None = None

    @classmethod
    def parse(cls, text: str, start: date | datetime) -> Rule:
        """Read a rule such as `FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270402`.

        Args:
            text: The rule.
            start: First moment of its event: a local date, or an aware datetime.

        Raises:
            UnreadableCalendar: when it cannot be read, or asks for several times a day.
        """
        parts = dict(part.split("=", 1) for part in text.strip().upper().split(";") if "=" in part)
        frequency = parts.pop("FREQ", "")
        if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
            raise UnreadableCalendar(_SEVERAL_A_DAY)
        at = start.time() if isinstance(start, datetime) else time()
        rule = cls(day_of(start), at, _frequency(frequency))
        for name, value in parts.items():
            rule._take(name, value, start)
        rule._complete()
        return rule

    def days(self, earliest: date, latest: date) -> Iterator[date]:
        """The local days on which the event begins, between two dates, in order."""
        found = 0
        for day in _dates(self.starts_looking(earliest), latest):
            if self._holds(day):
                found += 1
                if self.count is not None and found > self.count:
                    return
                if day >= earliest:
                    yield day

    def starts_looking(self, earliest: date) -> date:
        """The first date that must be tested: a rule that counts is followed from its start."""
        return self.first if self.count is not None else max(self.first, earliest)

    # --- reading --------------------------------------------------------------------------------

    def _take(self, name: str, value: str, start: date | datetime) -> None:
        match name:
            case "INTERVAL":
                self.interval = _positive(value)
            case "COUNT":
                self.count = _positive(value)
            case "UNTIL":
                self.until = _until(value, start.tzinfo if isinstance(start, datetime) else None)
            case "WKST" if value in _WEEKDAYS:
                self.week_start = _WEEKDAYS.index(value)
            case "BYDAY":
                self.weekdays = _weekdays(value)
            case _ if name in _GREATEST:
                self.numbers[name] = _numbers(value, _GREATEST[name])
            case _ if name in _OF_THE_DAY:
                _check_time_of_day(name, value, start)
            case _:
                raise _unreadable()

    def _complete(self) -> None:
        """What the first day says where the rule says nothing."""
        if "BYWEEKNO" in self.numbers and self.week_start != 0:
            raise _unreadable()  # weeks that are not those of ISO 8601
        if self.weekdays or self.numbers.keys() & {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
            return
        match self.frequency:
            case "YEARLY":
                self.numbers.setdefault("BYMONTH", (self.first.month,))
                self.numbers["BYMONTHDAY"] = (self.first.day,)
            case "MONTHLY":
                self.numbers["BYMONTHDAY"] = (self.first.day,)
            case "WEEKLY":
                self.weekdays = ((None, self.first.weekday()),)

    # --- testing a date -------------------------------------------------------------------------

    def _holds(self, day: date) -> bool:
        if self._periods_since_first(day) % self.interval or not self._fits(day):
            return False
        return "BYSETPOS" not in self.numbers or day in self._positions(day)

    def _periods_since_first(self, day: date) -> int:
        match self.frequency:
            case "DAILY":
                return (day - self.first).days
            case "WEEKLY":
                return (self._week(day) - self._week(self.first)).days // 7
            case "MONTHLY":
                return (day.year - self.first.year) * 12 + day.month - self.first.month
            case "YEARLY":
                return day.year - self.first.year

    def _fits(self, day: date) -> bool:
        """Whether a date is in every list of the rule, and before its end."""
        by = self.numbers
        if self.until and datetime.combine(day, self.at) > self.until:
            return False
        if "BYMONTH" in by and day.month not in by["BYMONTH"]:
            return False
        if "BYMONTHDAY" in by and not _counted(
            day.day, _month_length(day.year, day.month), by["BYMONTHDAY"]
        ):
            return False
        if "BYYEARDAY" in by and not _counted(
            day.timetuple().tm_yday, _year_length(day.year), by["BYYEARDAY"]
        ):
            return False
        if "BYWEEKNO" in by and not _counted(
            day.isocalendar().week, _weeks(day.isocalendar().year), by["BYWEEKNO"]
        ):
            return False
        return not self.weekdays or any(self._is_weekday(day, *each) for each in self.weekdays)

    def _is_weekday(self, day: date, which: int | None, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if which is None or self.frequency in ("DAILY", "WEEKLY"):
            return True
        if self.frequency == "MONTHLY" or "BYMONTH" in self.numbers:
            position, length = day.day, _month_length(day.year, day.month)
        else:
            position, length = day.timetuple().tm_yday, _year_length(day.year)
        return which in ((position - 1) // 7 + 1, -((length - position) // 7 + 1))

    # --- positions in a period ------------------------------------------------------------------

    def _positions(self, day: date) -> frozenset[date]:
        """The dates that BYSETPOS chooses in the period of that date."""
        begin, end = self._period(day)
        if self._chosen is None or self._chosen[0] != begin:
            dates = [each for each in _dates(begin, end) if self._fits(each)]
            chosen = frozenset(
                dates[position - 1 if position > 0 else position]
                for position in self.numbers["BYSETPOS"]
                if abs(position) <= len(dates)
            )
            self._chosen = begin, chosen
        return self._chosen[1]

    def _period(self, day: date) -> tuple[date, date]:
        match self.frequency:
            case "DAILY":
                return day, day
            case "WEEKLY":
                return self._week(day), self._week(day) + 6 * _ONE_DAY
            case "MONTHLY":
                return day.replace(day=1), day.replace(day=_month_length(day.year, day.month))
            case "YEARLY":
                return date(day.year, 1, 1), date(day.year, 12, 31)

    def _week(self, day: date) -> date:
        return day - (day.weekday() - self.week_start) % 7 * _ONE_DAY


# --- reading values -----------------------------------------------------------------------------


def _frequency(value: str) -> _Frequency:
    match value:
        case "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY":
            return value
        case _:
            raise _unreadable()


def _positive(value: str) -> int:
    if not _NUMBER.fullmatch(value) or int(value) < 1:
        raise _unreadable()
    return int(value)


def _numbers(value: str, greatest: int) -> tuple[int, ...]:
    texts = dict.fromkeys(value.split(","))
    if not all(_NUMBER.fullmatch(text) and abs(int(text)) <= greatest for text in texts):
        raise _unreadable()
    return tuple(map(int, texts))


def _weekdays(value: str) -> tuple[tuple[int | None, int], ...]:
    found = []
    for text in dict.fromkeys(value.split(",")):
        match = _WEEKDAY.fullmatch(text)
        if not match:
            raise _unreadable()
        found.append((int(match[1]) if match[1] else None, _WEEKDAYS.index(match[2])))
    return tuple(found)


def _check_time_of_day(name: str, value: str, start: date | datetime) -> None:
    """Only the time of day the event begins at is known here."""
    if "," in value:
        raise UnreadableCalendar(_SEVERAL_A_DAY)
    if not value.isascii() or not value.isdecimal() or len(value) > 2:
        raise _unreadable()
    if isinstance(start, datetime):
        own = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
        if own[name] != int(value):
            raise _unreadable()


def _until(value: str, zone: tzinfo | None) -> datetime:
    """The last wall time of a rule, on the clock of its event."""
    try:
        until = written_moment(value)
        if not isinstance(until, datetime):
            return datetime.combine(until, time.max)
        return (until.astimezone(zone) if until.tzinfo and zone else until).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise _unreadable() from None


def _unreadable() -> UnreadableCalendar:
    return UnreadableCalendar("Cet agenda est abîmé : une règle de répétition est illisible.")


# --- dates --------------------------------------------------------------------------------------


def _dates(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _counted(position: int, length: int, wanted: tuple[int, ...]) -> bool:
    """Whether a position, from the start or (negative) from the end, is among those wanted."""
    return position in wanted or position - length - 1 in wanted


def _month_length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _year_length(year: int) -> int:
    return 366 if isleap(year) else 365


def _weeks(year: int) -> int:
    return date(year, 12, 28).isocalendar().week
