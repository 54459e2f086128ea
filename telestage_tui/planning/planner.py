"""The meetings of a stage: what the programme asks for, placed on two clocks.

Before the start, a meeting; the welcome on the first day both work and share hours; check-ins
every two working days for two weeks, then weekly on the chosen day [000]; the midpoint meeting; the
final meeting in the last week. How many days before, how long: see the programme's content.

One meeting a day, a stronger kind taking the place of a check-in. Nor do they follow each other
closely: the final meeting stands for the check-in of its week, and the midpoint meeting when they
would be less than two working days apart. One meeting a week remains [000].

Days are dates on the reference clock: « mardi 9 h » is a Tuesday for the side whose clock stays
fixed. The first and last days of the stage are those of the host.

Planning is pure and deterministic, and a meeting keeps its id from one plan to the next: one for
each special kind, for each of the first check-ins, and for each ISO week of the weekly ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting, MeetingKind
from ..programme.loader import Programme
from ..programme.models import MeetingRules, SpecialMeeting
from .advice import advice
from .availability import Availability, Length
from .calendar_days import (
    ONE_DAY,
    back_from_weekend,
    days_of,
    is_weekend,
    monday_of,
    on_from_weekend,
    rest_of_week,
    weekdays_before,
    weeks_of,
)
from .closed import ClosedDays
from .engagements import Engagement
from .placing import Placer, Wish
from .sentences import before_opening, beyond_stage, left_out
from .view import start_of

_REACH = 31
"""Days before the start beyond which the pre-start meeting is not moved."""
_NEAR = 5
"""Common working days among which a meeting looks for shared hours: every weekday is there once."""
_APART = 2
"""Working days between the midpoint meeting and a check-in of its week, else it stands for it."""


class Plan(NamedTuple):
    """The meetings of a stage.

    Attributes:
        meetings: In the order of their reference local day and time.
        warnings: French sentences about the plan as a whole, and what was left out.
    """

    meetings: tuple[Meeting, ...]
    warnings: tuple[str, ...]


def plan(
    dossier: Dossier,
    programme: Programme,
    closed: ClosedDays | None = None,
    *,
    since: datetime | None = None,
    kept: Iterable[Meeting] = (),
    busy: Iterable[Engagement] = (),
) -> Plan:
    """Plan the meetings of a dossier; those it already has are not read.

    Nothing is planned for the days before the dossier was opened: what is past is not to record.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        closed: Its closed days, when already at hand.
        since: UTC instant before which nothing new is placed.
        kept: Meetings that stay where they are, and whose ids are not planned again.
        busy: What the tutor has in other dossiers, which is avoided where another hour is shared.
    """
    closed = closed or ClosedDays.of(dossier)
    availability = Availability(dossier, closed, since, busy)
    planner = _Planner(dossier, programme.meeting_rules, closed, availability, tuple(kept))
    return planner.run()


class _Planner:
    """One run of the planner."""

    def __init__(
        self,
        dossier: Dossier,
        rules: MeetingRules,
        closed: ClosedDays,
        availability: Availability,
        kept: tuple[Meeting, ...],
    ) -> None:
        self._dossier = dossier
        self._stage = dossier.stage
        self._rules = rules
        self._closed = closed
        self._availability = availability
        self._placer = Placer(availability, dossier.host.zone)
        self._kept = kept
        self._known = {meeting.id: meeting for meeting in kept}
        self._opened = availability.day_of(dossier.created_at)
        self._workdays = tuple(filter(self._is_workday, days_of(*self._span)))
        """The days of the stage on which the two can meet, whatever the hour."""
        self._standing: dict[date, MeetingKind] = {}
        """The days of the stage that have their meeting, on the reference clock."""
        self._meetings: list[Meeting] = []
        self._left_out: list[str] = []
        self._too_early: Counter[str] = Counter()
        """What would have been before the dossier was opened, by title."""
        for meeting in kept:
            if meeting.status in ("planned", "held"):
                self._stand(meeting)

    def run(self) -> Plan:
        """Place every meeting, the strongest kinds first."""
        self._welcome()
        self._final()
        self._midpoint()
        self._prestart()
        self._first_checkins()
        self._weekly_checkins()
        meetings = tuple(sorted(self._meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))
        said = advice(self._dossier, (*self._kept, *meetings), self._closed, self._availability)
        early = before_opening(self._opened, self._too_early)
        return Plan(meetings, tuple(dict.fromkeys((*early, *self._left_out, *said))))

    # --- the special meetings -------------------------------------------------------------------

    @property
    def _welcome_day(self) -> date:
        """The day given to the welcome, before which nothing else of the stage is planned."""
        for meeting in (*self._kept, *self._meetings):
            if meeting.kind == "welcome":
                return (meeting.moved_from or meeting.slot).day
        return self._stage.start

    def _welcome(self) -> None:
        day = on_from_weekend(self._stage.start)
        wish = self._wish(day, self._rules.welcome, self._workdays[:_NEAR])
        self._add("welcome", "welcome", wish._replace(earliest=True))

    def _final(self) -> None:
        """In the last calendar week, else on the nearest day before it."""
        rule, end = self._rules.final, back_from_weekend(self._stage.end)
        monday = max(monday_of(end), self._stage.start)
        day = max(weekdays_before(end, rule.days_before), monday)
        week = self._of_stage((day, *rest_of_week(day)))
        before = tuple(day for day in reversed(self._workdays) if day < monday)
        self._add("final", "final", self._wish(day, rule, week, *_by_fives(before)))

    def _midpoint(self) -> None:
        """On the first common day from halfway on, else on the nearest one before."""
        day = on_from_weekend(self._stage.halfway)
        after = tuple(common for common in self._workdays if common >= day)
        before = tuple(common for common in reversed(self._workdays) if common < day)
        wish = self._wish(day, self._rules.midpoint, after[:_NEAR], *_by_fives(before))
        self._add("midpoint", "midpoint", wish)

    def _prestart(self) -> None:
        """In the week it is asked for, else later before the start, else earlier."""
        rule, eve = self._rules.prestart, self._stage.start - ONE_DAY
        first = self._stage.start - _REACH * ONE_DAY
        day = back_from_weekend(min(self._stage.start - rule.days_before * ONE_DAY, eve))
        week = tuple(near for near in (day, *rest_of_week(day)) if first <= near <= eve)
        later = tuple(near for near in days_of(day, eve) if near not in week)
        earlier = tuple(near for near in days_of(first, day) if near not in week)
        wish = self._wish(day, rule, week, later, earlier[::-1])
        self._add("prestart", "prestart", wish._replace(within=(first, eve)))

    # --- the check-ins --------------------------------------------------------------------------

    def _first_checkins(self) -> None:
        for number, day in self._first_days():
            key = f"checkin/{number}"
            if day < self._opened:
                self._note_too_early("checkin", key)
            elif not (self._placer.is_taken(day) or self._is_stood_for(day)):
                self._add("checkin", key, self._checkin_wish(day))

    def _first_days(self) -> list[tuple[int, date]]:
        """Counted from the first day on which both work and share hours."""
        near = enumerate(self._workdays[:_NEAR])
        start = next((n for n, day in near if self._availability.shared(day)), 0)
        days, numbers = self._workdays[start:], self._rules.checkin.first
        return [(number, days[number]) for number in numbers if number < len(days)]

    def _weekly_checkins(self) -> None:
        """One a week, from two working days after the last of the first check-ins."""
        first = self._stage.start
        if early := self._first_days():
            _, last = early[-1]
            after = [day for day in self._workdays if day > last]
            first = after[1] if len(after) > 1 else self._stage.end + ONE_DAY
        for monday in weeks_of(self._welcome_day, self._stage.end):
            self._weekly_checkin(monday, first)

    def _weekly_checkin(self, monday: date, first: date) -> None:
        week = self._of_stage(monday + n * ONE_DAY for n in range(7))
        if all(is_weekend(day) for day in week):
            return  # the stage has only the weekend of that week
        day = monday + self._dossier.meeting_rule.weekday_number * ONE_DAY
        standing = any(near in self._standing for near in week)
        asked = first <= day <= self._stage.end and not self._placer.is_taken(day)
        if standing and (not asked or self._is_stood_for(day)):
            return
        key = self._week_key(monday, standing=standing)
        if key is None:
            return
        if back_from_weekend(week[-1]) >= self._opened:
            self._add("checkin", key, self._checkin_wish(day))
        elif asked:
            self._note_too_early("checkin", key)

    def _checkin_wish(self, day: date) -> Wish:
        """On that day, else on another of its week, away from the stronger meetings of the week."""
        others = (other for other in rest_of_week(day) if not self._is_stood_for(other))
        wish = self._wish(day, None, self._of_stage((day, *others)))
        return wish._replace(beyond=beyond_stage(day, self._stage))

    def _week_key(self, monday: date, *, standing: bool) -> str | None:
        """What the check-in of a week is known by; None when the tutor has settled the matter.

        A meeting moved to another week by hand may leave its own without any: another takes its
        place. One that was missed or cancelled is not planned again.
        """
        year, number, _ = monday.isocalendar()
        first = key = f"checkin/{year}-W{number:02d}"
        rank = 1
        while known := self._known.get(self._id_of(key)):
            if standing or monday_of(self._availability.day_of(start_of(known))) == monday:
                return None
            rank += 1
            key = f"{first}/{rank}"
        return key

    # --- common ground --------------------------------------------------------------------------

    def _wish(self, day: date, rule: SpecialMeeting | None, *tiers: tuple[date, ...]) -> Wish:
        """A wish for a meeting of that rule, or for a check-in, within the stage."""
        shortest = self._dossier.meeting_rule.duration
        longest = max(rule.duration, shortest) if rule else shortest
        return Wish(day, Length(longest, shortest), tiers, self._span)

    @property
    def _span(self) -> tuple[date, date]:
        return self._stage.start, self._stage.end

    def _is_workday(self, day: date) -> bool:
        """Both work on that day, which is of the stage for the host too."""
        first, last = self._span
        return not self._availability.closed_reasons(day) and (
            first <= self._availability.host_day(day) <= last
        )

    def _of_stage(self, days: Iterable[date]) -> tuple[date, ...]:
        return tuple(day for day in days if self._stage.start <= day <= self._stage.end)

    def _is_stood_for(self, day: date) -> bool:
        """Whether a stronger meeting of the week makes a check-in on that day one too many."""
        return any(
            kind == "final" or (kind == "midpoint" and self._apart(day, other) < _APART)
            for other in (day, *rest_of_week(day))
            if (kind := self._standing.get(other))
        )

    def _is_midpoint_week(self, day: date) -> bool:
        week = (day, *rest_of_week(day))
        return any(self._standing.get(near) == "midpoint" for near in week)

    def _apart(self, one: date, other: date) -> int:
        """Working days from one date to another."""
        first, last = sorted((one, other))
        return sum(first < day <= last for day in self._workdays)

    def _add(self, kind: MeetingKind, key: str, wish: Wish) -> None:
        """Place a meeting, unless it is there already; say so when it cannot be.

        A check-in that finds no place away from the midpoint meeting of its week is not missed.
        """
        if self._id_of(key) in self._known:
            return
        if placement := self._placer.place(wish):
            meeting = Meeting(
                id=self._id_of(key),
                kind=kind,
                slot=placement.slot,
                duration=placement.duration,
                rule_day=wish.day,
                deviations=placement.deviations,
            )
            self._meetings.append(meeting)
            self._stand(meeting)
        elif self._is_over(wish):
            if wish.day < self._opened:
                self._note_too_early(kind, key)
        elif kind != "checkin" or not self._is_midpoint_week(wish.day):
            title = self._rules.title(kind)
            self._left_out.append(left_out(title, wish.day, self._reasons(wish)))

    def _stand(self, meeting: Meeting) -> None:
        self._placer.take(start_of(meeting))
        if meeting.kind != "prestart":  # before the stage, it stands for nothing in its first week
            self._standing[self._availability.day_of(start_of(meeting))] = meeting.kind

    def _note_too_early(self, kind: MeetingKind, key: str) -> None:
        if self._id_of(key) not in self._known:
            self._too_early[self._rules.title(kind)] += 1

    def _is_over(self, wish: Wish) -> bool:
        days = [day for day in wish.days if not is_weekend(day)] or [wish.day]
        return all(self._availability.is_past(day) for day in days)

    def _reasons(self, wish: Wish) -> Iterator[str]:
        """Why a meeting finds no place, each reason once."""
        days = sorted({*wish.days, *(() if wish.beyond else (wish.day,))})
        closed = [self._availability.closed_reasons(day) for day in days if not is_weekend(day)]
        said = dict.fromkeys(reason for reasons in closed for reason in reasons)
        if wish.beyond:
            yield wish.beyond
        yield from said
        if () in closed:
            rest = " les autres jours" if said or wish.beyond else ""
            yield f"aucune heure libre des deux côtés{rest}"

    def _id_of(self, key: str) -> UUID:
        return uuid5(self._dossier.id, key)


def _by_fives(days: tuple[date, ...]) -> Iterator[tuple[date, ...]]:
    """Days cut in runs of a working week: a nearer run wins over shared hours further off."""
    return (days[n : n + _NEAR] for n in range(0, len(days), _NEAR))
