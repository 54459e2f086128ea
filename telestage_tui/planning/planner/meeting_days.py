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
    on_from_weekend,
    rest_of_week,
    weekdays_before,
)
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import MeetingKind
from ...programme.models import MeetingRules, SpecialMeeting
from .sentences import beyond_stage
from .slots import Length, Slots

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
        beyond: Why that day is out of reach, in French; empty when it may be tried.
    """

    day: date
    length: Length
    tiers: tuple[tuple[date, ...], ...]
    within: tuple[date, date]
    earliest: bool = False
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
    """

    def __init__(self, dossier: Dossier, rules: MeetingRules, slots: Slots) -> None:
        self._stage = dossier.stage
        self._shortest = dossier.meeting_rule.duration
        self._rules = rules
        self._slots = slots
        self._kinds: dict[date, MeetingKind] = {}
        self._span = first, last = self._stage.start, self._stage.end
        self.workdays = tuple(
            day
            for day in days_of(first, last)
            if not slots.closed_reasons(day) and first <= slots.host_day(day) <= last
        )

    def add(self, day: date, kind: MeetingKind) -> None:
        """Note that a meeting of that kind is on a day."""
        self._kinds[day] = kind

    # --- the special meetings -------------------------------------------------------------------

    def welcome(self) -> Wish:
        """On the first day, or the first after it on which they work and share hours [000]."""
        day = on_from_weekend(self._stage.start)
        wish = self._wish(day, self._rules.welcome, self.workdays[:_NEAR])
        return wish._replace(earliest=True)

    def midpoint(self) -> Wish:
        """Halfway, or on the first common day after it, else on the nearest one before."""
        day = on_from_weekend(self._stage.halfway)
        after = tuple(common for common in self.workdays if common >= day)
        before = (common for common in reversed(self.workdays) if common < day)
        return self._wish(day, self._rules.midpoint, after[:_NEAR], *_by_fives(before))

    def final(self) -> Wish:
        """In the last calendar week whenever both work then, else on the nearest day before it."""
        rule, end = self._rules.final, back_from_weekend(self._stage.end)
        monday = max(monday_of(end), self._stage.start)
        day = max(weekdays_before(end, rule.days_before), monday)
        week = tuple(near for near in (day, *rest_of_week(day)) if near in self.workdays)
        before = (common for common in reversed(self.workdays) if common < monday)
        return self._wish(day, rule, week, *_by_fives(before))

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
        return [(number, days[number]) for number in numbers if number < len(days)]

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
        return self._of_stage(monday + n * ONE_DAY for n in range(7))

    def has_meeting(self, monday: date) -> bool:
        """Whether a meeting is already on a day of the stage in that week."""
        return any(day in self._kinds for day in self.week(monday))

    def has_midpoint(self, day: date) -> bool:
        """Whether the midpoint meeting is in the week of that day."""
        return any(self._kinds.get(near) == "midpoint" for near in (day, *rest_of_week(day)))

    def checkin(self, day: date) -> Wish:
        """On that day, else on another of its week, away from its stronger meetings."""
        others = (near for near in rest_of_week(day) if not self.is_superfluous(near))
        wish = self._wish(day, None, self._of_stage((day, *others)))
        return wish._replace(beyond=beyond_stage(day, self._stage))

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
        return Wish(day, Length(longest, self._shortest), tiers, self._span)

    def _of_stage(self, days: Iterable[date]) -> tuple[date, ...]:
        first, last = self._span
        return tuple(day for day in days if first <= day <= last)


def _by_fives(days: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """Days cut in runs of a working week: a nearer run wins over shared hours further off."""
    dates = tuple(days)
    return (dates[n : n + _NEAR] for n in range(0, len(dates), _NEAR))
