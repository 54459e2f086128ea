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

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import start_of
from ...clocks.weeks import (
    ONE_WEEK,
    back_from_weekend,
    days_of,
    is_weekend,
    monday_of,
    rest_of_week,
    weeks_of,
)
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import Meeting, MeetingKind
from ...programme.models import MeetingRules
from ...programme.programme import Programme
from ..busy import Engagement
from .availability import Availability
from .meeting_days import Wish, Wishes
from .placing import Placer
from .plan_warnings import advice
from .rhythm import Rhythm
from .sentences import before_opening, left_out, welcome_first


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
    planner = _Planner(dossier, programme.meeting_rules, availability, tuple(kept))
    meetings = planner.run()
    said = advice(dossier, (*planner.kept, *meetings), closed, availability)
    return Plan(meetings, tuple(dict.fromkeys((*planner.left_out(), *said))))


class _Planner:
    """One run of the planner."""

    def __init__(
        self,
        dossier: Dossier,
        rules: MeetingRules,
        availability: Availability,
        kept: tuple[Meeting, ...],
    ) -> None:
        self._dossier = dossier
        self._rules = rules
        self._availability = availability
        self._wishes = Wishes(dossier, rules, availability)
        self._rhythm = Rhythm(self._wishes.workdays)
        self._placer = Placer(availability, dossier.host.zone)
        self._opened = availability.reference.day_of(dossier.created_at)
        self._meetings: list[Meeting] = []
        self._left_out: list[str] = []
        self._too_early: Counter[str] = Counter()
        """What would have been before the dossier was opened, by title."""
        self.kept = kept
        self._known = {meeting.id: meeting for meeting in kept}
        for meeting in kept:
            if meeting.status in ("planned", "held"):
                self._stand(meeting)

    def run(self) -> tuple[Meeting, ...]:
        """Place every meeting, the strongest kinds first."""
        self._add("welcome", "welcome", self._wishes.welcome())
        self._add("final", "final", self._wishes.final())
        self._add("midpoint", "midpoint", self._wishes.midpoint())
        self._add("prestart", "prestart", self._wishes.prestart())
        self._first_checkins()
        self._weekly_checkins()
        return tuple(sorted(self._meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))

    def left_out(self) -> Iterator[str]:
        """What is not planned, and why."""
        yield from before_opening(self._opened, self._too_early)
        yield from self._left_out

    # --- the check-ins --------------------------------------------------------------------------

    def _first_checkins(self) -> None:
        for number, day in self._wishes.first_checkins():
            key = f"checkin/{number}"
            if day < self._opened:
                self._note_too_early("checkin", key)
            elif not (self._placer.is_taken(day) or self._rhythm.is_stood_for(day)):
                self._add_checkin(key, day)

    def _weekly_checkins(self) -> None:
        """One a week from the welcome on: before it, nothing of the stage is planned."""
        first, welcome = self._wishes.weekly_from(), self._welcome_day()
        self._say_before(welcome)
        for monday in weeks_of(welcome, self._dossier.stage.end):
            self._weekly_checkin(monday, first)

    def _say_before(self, welcome: date) -> None:
        """A week that could have a meeting, but not yet the welcome, has none.

        In the week the stage begins, the welcome itself says why it is later.
        """
        second, eve = monday_of(self._dossier.stage.start) + ONE_WEEK, monday_of(welcome) - ONE_DAY
        shortest = self._dossier.meeting_rule.duration
        told: set[date] = set()
        for day in days_of(max(second, self._opened), eve):
            week = monday_of(day)
            if week in told or any(map(self._rhythm.has, self._wishes.week(week))):
                continue
            if self._availability.least_bad(day, shortest):
                told.add(week)
                why = [welcome_first(welcome)]
                self._left_out.append(left_out(self._rules.title("checkin"), day, why))

    def _welcome_day(self) -> date:
        for meeting in (*self.kept, *self._meetings):
            if meeting.kind == "welcome":
                return (meeting.moved_from or meeting.slot).day
        return self._dossier.stage.start

    def _weekly_checkin(self, monday: date, first: date) -> None:
        week = self._wishes.week(monday)
        if all(is_weekend(day) for day in week):
            return  # the stage has only the weekend of that week
        day = monday + self._dossier.meeting_rule.weekday_number * ONE_DAY
        standing = any(map(self._rhythm.has, week))
        is_regular = first <= day <= self._dossier.stage.end
        asked = is_regular and not self._placer.is_taken(day)
        if standing and (not asked or self._rhythm.is_stood_for(day)):
            return
        key = self._week_key(monday, standing=standing)
        if key is None:
            return
        if back_from_weekend(week[-1]) >= self._opened:
            self._add_checkin(key, day)
        elif asked:
            self._note_too_early("checkin", key)

    def _week_key(self, monday: date, *, standing: bool) -> str | None:
        """What the check-in of a week is known by; None when the tutor has settled the matter.

        A meeting moved to another week by hand may leave its own without any: another takes its
        place. One that was missed or cancelled is not planned again.
        """
        year, number, _ = monday.isocalendar()
        first = key = f"checkin/{year}-W{number:02d}"
        rank = 1
        while known := self._known.get(self._id_of(key)):
            if standing or monday_of(self._day_of(known)) == monday:
                return None
            rank += 1
            key = f"{first}/{rank}"
        return key

    def _add_checkin(self, key: str, day: date) -> None:
        """On that day, else on another of its week, away from its stronger meetings."""
        others = (near for near in rest_of_week(day) if not self._rhythm.is_stood_for(near))
        self._add("checkin", key, self._wishes.checkin(day, others))

    # --- common ground --------------------------------------------------------------------------

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
        elif kind != "checkin" or not self._rhythm.is_week_of_midpoint(wish.day):
            title = self._rules.title(kind)
            self._left_out.append(left_out(title, wish.day, self._reasons(wish)))

    def _stand(self, meeting: Meeting) -> None:
        self._placer.take(start_of(meeting))
        if meeting.kind != "prestart":  # before the stage, it stands for nothing in its first week
            self._rhythm.add(self._day_of(meeting), meeting.kind)

    def _day_of(self, meeting: Meeting) -> date:
        return self._availability.reference.day_of(start_of(meeting))

    def _note_too_early(self, kind: MeetingKind, key: str) -> None:
        if self._id_of(key) not in self._known:
            self._too_early[self._rules.title(kind)] += 1

    def _is_over(self, wish: Wish) -> bool:
        days = [day for day in wish.days if not is_weekend(day)] or [wish.day]
        return all(self._availability.is_past(day) for day in days)

    def _reasons(self, wish: Wish) -> Iterator[str]:
        """Why a meeting finds no place, each reason once."""
        days = sorted({*wish.days, *(() if wish.beyond else (wish.day,))})
        closed = [
            self._availability.usual.closed_reasons(day) for day in days if not is_weekend(day)
        ]
        said = dict.fromkeys(reason for reasons in closed for reason in reasons)
        if wish.beyond:
            yield wish.beyond
        yield from said
        if () in closed:
            rest = " les autres jours" if said or wish.beyond else ""
            yield f"aucune heure libre des deux côtés{rest}"

    def _id_of(self, key: str) -> UUID:
        return uuid5(self._dossier.id, key)
