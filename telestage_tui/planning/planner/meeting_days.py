"""The day that the rules give to each meeting of a stage, and the other days to try.

Days are dates on the reference clock; the first and last days of the stage are those of the host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ...clocks.weeks import (
    back_from_weekend,
    days_of,
    monday_of,
    nearest_weeks,
    on_from_weekend,
    rest_of_week,
    weekdays_before,
)
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import MeetingKind
from ...programme.meeting_rules import MeetingRules, SpecialMeeting
from .place import Length
from .sentences import beyond_stage, welcome_first
from .slots import Slots

PRESTART_REACH = 31
"""Days before the start beyond which the pre-start meeting is not moved."""
_NEAR = 5
"""Common working days among which a meeting looks for shared hours: every weekday is there once."""
_APART = 2
"""Working days at least between the midpoint meeting and a check-in of the same week."""


class Wish(NamedTuple):
    """What a rule asks for one meeting.

    Attributes:
        day: Date on the reference clock.
        length: How long.
        tiers: Dates to try, in order, `day` first where it may be; a tier is tried once the one
            before has nothing but the night to offer.
        within: First and last host-local dates on which it may be.
        earliest: Whether the first shared hour is asked for, and not the usual hour.
        keeps_day: Whether it takes another shared hour rather than another day.
        beyond: Why that day is out of reach, in French; empty when it may be tried.
    """

    day: date
    length: Length
    tiers: tuple[tuple[date, ...], ...]
    within: tuple[date, date]
    earliest: bool = False
    keeps_day: bool = False
    beyond: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Every date to try."""
        return tuple(day for tier in self.tiers for day in tier)


class MeetingDays:
    """The days to try for each meeting of one dossier, and those that have one already.

    The meetings of the dossier are not read: each is added when it has its place.

    Args:
        dossier: The dossier.
        rules: What its programme asks for.
        slots: When its two sides can meet.

    Attributes:
        workdays: The days of the stage on which the two can meet, in order, shared hours or not.
            The last may be a day after the last one of the host, whose clock is behind.
    """

    def __init__(self, dossier: Dossier, rules: MeetingRules, slots: Slots) -> None:
        self._stage = dossier.stage
        self._shortest = dossier.meeting_rule.duration
        self._rules = rules
        self._slots = slots
        self._kinds: dict[date, MeetingKind] = {}
        self._opening_day = slots.day_of(dossier.created_at)
        self._welcome: date | None = None
        self._span = first, last = self._stage.start, self._stage.end
        self.workdays = tuple(
            day
            for day in days_of(first - ONE_DAY, last + ONE_DAY)
            if not slots.closed_reasons(day) and self._is_of_stage(day)
        )

    def add(self, day: date, kind: MeetingKind) -> None:
        """Note that a meeting of that kind is on a day."""
        self._kinds[day] = kind

    def begin_after(self, welcome: date) -> None:
        """Ask for nothing else of the stage before the day of the welcome, nor on it."""
        self._welcome = welcome

    # --- the special meetings -------------------------------------------------------------------

    def welcome(self) -> Wish:
        """On the first day, or the first after it on which they work and share hours [000].

        Where the dossier is opened on one of these days, it looks among as many from there on.
        """
        day = on_from_weekend(self._stage.start)
        near = self.workdays[:_NEAR]
        if near and near[0] < self._opening_day <= near[-1]:
            near = tuple(common for common in self.workdays if common >= self._opening_day)[:_NEAR]
        return self._wish(day, self._rules.welcome, near)._replace(earliest=True)

    def midpoint(self) -> Wish:
        """Halfway, else on another common day of that week, else in the nearest week."""
        day = on_from_weekend(self._stage.halfway)
        first, last = self._span
        weeks = nearest_weeks(day, first - ONE_DAY, last + ONE_DAY)
        tiers = (tuple(near for near in week if near in self.workdays) for week in weeks)
        return self._after_welcome(self._wish(day, self._rules.midpoint, *tiers))

    def final(self) -> Wish:
        """In the last calendar week whenever both work then, else on the nearest day before it."""
        rule, end = self._rules.final, back_from_weekend(self._stage.end)
        monday = max(monday_of(end), self._stage.start)
        day = max(weekdays_before(end, rule.days_before), monday)
        week = tuple(near for near in (day, *rest_of_week(day)) if near in self.workdays)
        before = (common for common in reversed(self.workdays) if common < monday)
        return self._after_welcome(self._wish(day, rule, week, *_by_fives(before)))

    def prestart(self) -> Wish:
        """In the week it is asked for, else later before the start, else earlier."""
        rule, eve = self._rules.prestart, self._stage.start - ONE_DAY
        first = self._stage.start - PRESTART_REACH * ONE_DAY
        day = back_from_weekend(min(self._stage.start - rule.days_before * ONE_DAY, eve))
        week = tuple(near for near in (day, *rest_of_week(day)) if first <= near <= eve)
        later = tuple(near for near in days_of(day, eve) if near not in week)
        earlier = tuple(near for near in days_of(first, day) if near not in week)
        wish = self._wish(day, rule, week, later, earlier[::-1])
        return wish._replace(within=(first, eve))

    # --- the check-ins --------------------------------------------------------------------------

    def first_checkins(self) -> list[tuple[int, date]]:
        """Their number and day, counted from the first on which both work and share hours."""
        near = enumerate(self.workdays[:_NEAR])
        start = next((n for n, day in near if self._slots.shared(day)), 0)
        days, numbers = self.workdays[start:], self._rules.checkin.first
        counted = ((number, days[number]) for number in numbers if number < len(days))
        return [pair for pair in counted if pair[1] > (self._welcome or date.min)]

    def weekly_from(self) -> date:
        """The day from which there is one a week: two working days after the first check-ins."""
        early = self.first_checkins()
        if not early:
            return self._stage.start
        _, last = early[-1]
        after = [day for day in self.workdays if day > last]
        return after[1] if len(after) > 1 else self._stage.end + ONE_DAY

    def week(self, monday: date) -> tuple[date, ...]:
        """The days of the stage in a week."""
        days = (monday + n * ONE_DAY for n in range(7))
        return tuple(day for day in days if self._is_of_stage(day))

    def has_meeting(self, monday: date) -> bool:
        """Whether a meeting is already on a day of the stage in that week."""
        return any(day in self._kinds for day in self.week(monday))

    def has_midpoint(self, day: date) -> bool:
        """Whether the midpoint meeting is in the week of that day."""
        return any(self._kinds.get(near) == "midpoint" for near in (day, *rest_of_week(day)))

    def checkin(self, day: date) -> Wish:
        """On that day, else on another of its week, away from its stronger meetings."""
        others = (near for near in rest_of_week(day) if not self.is_superfluous(near))
        days = tuple(near for near in (day, *others) if self._is_of_stage(near))
        wish = self._after_welcome(self._wish(day, None, days))
        beyond = beyond_stage(self._slots.host_day(day), self._stage)
        return wish._replace(beyond=beyond or wish.beyond)

    def is_superfluous(self, day: date) -> bool:
        """Whether a stronger meeting of the week makes a check-in on that day one too many."""
        return any(
            kind == "final" or (kind == "midpoint" and self._apart(day, other) < _APART)
            for other in (day, *rest_of_week(day))
            if (kind := self._kinds.get(other))
        )

    def _apart(self, one: date, other: date) -> int:
        """Working days from one date to another."""
        first, last = sorted((one, other))
        return sum(first < day <= last for day in self.workdays)

    # --- common ground --------------------------------------------------------------------------

    def _wish(self, day: date, rule: SpecialMeeting | None, *tiers: tuple[date, ...]) -> Wish:
        """A wish for a meeting of that rule, or for a check-in, within the stage."""
        longest = max(rule.duration, self._shortest) if rule else self._shortest
        length = Length(longest, self._shortest)
        return Wish(day, length, tiers, self._span, keeps_day=rule is not None)

    def _after_welcome(self, wish: Wish) -> Wish:
        """A wish without the days up to that of the welcome."""
        welcome = self._welcome
        if welcome is None:
            return wish
        tiers = tuple(tuple(day for day in tier if day > welcome) for tier in wish.tiers)
        return wish._replace(tiers=tiers, beyond=welcome_first(welcome, wish.day))

    def _is_of_stage(self, day: date) -> bool:
        first, last = self._span
        return first <= self._slots.host_day(day) <= last


def _by_fives(days: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """Days cut in runs of a working week: a nearer run wins over shared hours further off."""
    dates = tuple(days)
    return (dates[n : n + _NEAR] for n in range(0, len(dates), _NEAR))
