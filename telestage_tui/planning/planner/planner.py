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
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from ...clocks.meeting_times import start_of
from ...clocks.weeks import ONE_WEEK, back_from_weekend, is_weekend, monday_of, weeks_of
from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import Meeting, MeetingKind, Slot
from ...dossier.text import typeset
from ...programme.programme import Programme
from ..busy import Engagement, engagement
from .deviations import deviations, why_nowhere
from .identifiers import meeting_id, week_key
from .meeting_days import MeetingDays, Wish
from .place import Place
from .sentences import before_opening, omission, welcome_first
from .slots import Slots
from .warnings import general_warnings


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
    *,
    since: datetime | None = None,
    fixed: Iterable[Meeting] = (),
    busy: Iterable[Engagement] = (),
) -> Plan:
    """Plan the meetings of a dossier; those it already has are not read.

    Nothing is planned for the days before the dossier was opened.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        since: UTC instant before which nothing new is placed.
        fixed: Meetings that stay where they are, and whose ids are not planned again. The hour of
            one outside the plan is avoided, not its day.
        busy: What the tutor has in other dossiers, which is avoided where another hour is shared.
    """
    fixed = tuple(fixed)
    added = (engagement(dossier, m) for m in fixed if m.is_added and m.status == "planned")
    slots = Slots(dossier, since, (*busy, *added))
    planner = _Planner(dossier, programme, slots, fixed)
    meetings = planner.run()
    warnings = general_warnings(dossier, (*fixed, *meetings), slots)
    return Plan(meetings, tuple(dict.fromkeys((*planner.omissions(), *warnings))))


def plan_warnings(dossier: Dossier, programme: Programme, now: datetime) -> tuple[str, ...]:
    """What is to be known of the meetings a dossier has, and why some are missing, in French.

    Other dossiers do not matter: they move a meeting to another hour, and leave none out.

    Args:
        dossier: The dossier; there is nothing once it is closed.
        programme: The programme it follows.
        now: UTC instant: the past is left out.
    """
    if dossier.closed_on:
        return ()
    slots = Slots(dossier, now)
    meetings = tuple(meeting for meeting in dossier.meetings if not meeting.is_dropped)
    planner = _Planner(dossier, programme, slots, meetings)
    planner.run()  # places only what is missing
    warnings = general_warnings(dossier, meetings, slots)
    return tuple(dict.fromkeys((*planner.omissions(), *warnings)))


class _Planner:
    """One run of the planner: each meeting in turn takes its place, one a day on either clock."""

    def __init__(
        self, dossier: Dossier, programme: Programme, slots: Slots, fixed: tuple[Meeting, ...]
    ) -> None:
        self._dossier = dossier
        self._rules = rules = programme.meeting_rules
        self._slots = slots
        self._days = MeetingDays(dossier, rules, slots)
        self._kinds = programme.short_meetings if dossier.ended_early else None
        if dossier.is_interrupted:  # what has one day only waits for the day it is taken up again
            self._kinds = frozenset({"checkin"})
        """The kinds that are planned; None for all."""
        self._opening_day = slots.day_of(dossier.created_at)
        self._fixed = {meeting.id: meeting for meeting in fixed}
        self._meetings: list[Meeting] = []
        self._meeting_dates: set[tuple[str, date]] = set()
        """The zones and local dates that have their meeting."""
        self._omissions: list[str] = []
        self._too_early: Counter[str] = Counter()
        """What would have been before the dossier was opened, by title."""
        for meeting in fixed:
            if meeting.status in ("planned", "held") and not meeting.is_added:
                self._take(meeting)  # one outside the plan replaces no other

    def run(self) -> tuple[Meeting, ...]:
        """Place every meeting, the strongest kinds first."""
        self._add("welcome", "welcome", self._days.welcome())
        self._add("final", "final", self._days.final())
        self._add("midpoint", "midpoint", self._days.midpoint())
        self._add("prestart", "prestart", self._days.prestart())
        self._first_checkins()
        self._weekly_checkins()
        return tuple(sorted(self._meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))

    def omissions(self) -> Iterator[str]:
        """French sentences on what is not planned, and why."""
        yield from before_opening(self._opening_day, self._too_early)
        yield from self._omissions

    # --- the check-ins --------------------------------------------------------------------------

    def _first_checkins(self) -> None:
        for number, day in self._days.first_checkins():
            key = f"checkin/{number}"
            if day < self._opening_day:
                self._note_too_early("checkin", key)
            elif not (self._is_taken(day) or self._days.is_superfluous(day)):
                self._add("checkin", key, self._days.checkin(day))

    def _weekly_checkins(self) -> None:
        """One a week from the welcome on: before it, nothing of the stage is planned."""
        first, welcome = self._days.weekly_from(), self._welcome_day()
        self._note_weeks_before(welcome)
        for monday in weeks_of(welcome, self._dossier.stage.end):
            self._weekly_checkin(monday, first)

    def _note_weeks_before(self, welcome: date) -> None:
        """Note the weeks before the welcome, of which none has a check-in.

        In the week the stage begins, the welcome itself says why it is later.
        """
        second, eve = monday_of(self._dossier.stage.start) + ONE_WEEK, monday_of(welcome) - ONE_DAY
        rule = self._dossier.meeting_rule
        for monday in weeks_of(second, eve):
            week = [day for day in self._days.week(monday) if not is_weekend(day)]
            days = [day for day in week if day >= self._opening_day]
            if not days or self._days.has_meeting(monday):
                continue
            asked = monday + rule.weekday_number * ONE_DAY
            possible = (day for day in days if self._slots.least_bad(day, rule.duration))
            if day := next(possible, None):
                why = iter((welcome_first(welcome, day),))
            else:
                day = asked if asked in days else days[0]
                why = why_nowhere(days, self._slots)
            self._omissions.append(omission(self._rules.title("checkin"), day, why))

    def _welcome_day(self) -> date:
        for meeting in (*self._fixed.values(), *self._meetings):
            if meeting.kind == "welcome":
                return (meeting.moved_from or meeting.slot).day
        return self._dossier.stage.start

    def _weekly_checkin(self, monday: date, first: date) -> None:
        week = self._days.week(monday)
        if all(is_weekend(day) for day in week):
            return  # the stage has only the weekend of that week
        day = monday + self._dossier.meeting_rule.weekday_number * ONE_DAY
        has_meeting = self._days.has_meeting(monday)
        is_regular = first <= day and self._slots.host_day(day) <= self._dossier.stage.end
        is_asked = is_regular and not self._is_taken(day)
        if has_meeting and (not is_asked or self._days.is_superfluous(day)):
            return
        key = self._week_key(monday, has_meeting=has_meeting)
        if key is None:
            return
        if back_from_weekend(week[-1]) >= self._opening_day:
            self._add("checkin", key, self._days.checkin(day))
        elif is_asked:
            self._note_too_early("checkin", key)

    def _week_key(self, monday: date, *, has_meeting: bool) -> str | None:
        """The key of the check-in of a week; None when no other is to be planned.

        A meeting moved by hand to another week may leave its own without any: another is then
        planned. One that was missed or cancelled is not planned again.
        """
        first = key = week_key(monday)
        rank = 1
        while meeting := self._fixed.get(self._id_of(key)):
            if has_meeting or monday_of(self._slots.day_of(start_of(meeting))) == monday:
                return None
            rank += 1
            key = f"{first}/{rank}"
        return key

    # --- one meeting ----------------------------------------------------------------------------

    def _add(self, kind: MeetingKind, key: str, wish: Wish) -> None:
        """Place a meeting, unless it is there already; note it when it has no place.

        A check-in without a place in the week of the midpoint meeting is not noted.
        """
        if self._id_of(key) in self._fixed or (self._kinds is not None and kind not in self._kinds):
            return
        for day, place in self._places(wish):
            if self._may_be_at(place.start, wish):
                here = local(place.start, self._slots.zone)
                meeting = Meeting(
                    id=self._id_of(key),
                    kind=kind,
                    slot=Slot(day=here.date(), at=here.time(), zone=self._slots.zone),
                    duration=place.duration,
                    rule_day=wish.day,
                    deviations=tuple(
                        typeset(sentence)
                        for sentence in deviations(
                            place, day, wish, self._slots, self._is_taken(wish.day)
                        )
                    ),
                )
                self._meetings.append(meeting)
                self._take(meeting)
                return
        if self._is_over(wish):
            if wish.day < self._opening_day:
                self._note_too_early(kind, key)
        elif kind != "checkin" or not self._days.has_midpoint(wish.day):
            title = self._rules.title(kind)
            days = sorted({*wish.days, *(() if wish.beyond else (wish.day,))})
            why = why_nowhere(days, self._slots, wish.beyond)
            self._omissions.append(omission(title, wish.day, why))

    def _places(self, wish: Wish) -> Iterator[tuple[date, Place]]:
        """Where a meeting may be, the best first, with the day that was tried for it.

        At a shared hour, see `_shared_places`; where no hour of the tier is shared, at the least
        bad one; and so on with the next tier. Then at the least bad hour of a day beside one whose
        shared hours are taken, and last at what is left of a day whose best hours are past.
        """
        crowded: list[date] = []
        without_hours: list[date] = []
        for tier in wish.tiers:
            days = [day for day in tier if not self._is_taken(day)]
            yield from self._shared_places(days, wish)
            unshared = [day for day in tier if not self._is_shared(day, wish)]
            if len(unshared) == len(tier):
                without_hours += days
                yield from self._least_bad_places(days, wish)
            elif wish.keeps_day:
                crowded += [day for day in days if day in unshared]
        yield from self._least_bad_places(crowded, wish)
        yield from self._least_bad_places((*without_hours, *crowded), wish, late=True)

    def _shared_places(self, days: Sequence[date], wish: Wish) -> Iterator[tuple[date, Place]]:
        """The shared places of a tier: a check-in keeps its hour first, another meeting its day."""
        if not wish.keeps_day:
            for day in days:
                if place := self._slots.at_usual_hour(day, wish.length):
                    yield day, place
        hour = time.min if wish.earliest else self._slots.at
        for day in days:
            if place := self._slots.near(hour, day, wish.length):
                yield day, place

    def _is_shared(self, day: date, wish: Wish) -> bool:
        return self._slots.is_shared(day, wish.length.shortest)

    def _least_bad_places(
        self, days: Iterable[date], wish: Wish, *, late: bool = False
    ) -> Iterator[tuple[date, Place]]:
        duration = wish.length.shortest
        for day in days:
            if slot := self._slots.least_bad(day, duration, late=late):
                yield day, Place(slot.start, duration)

    def _may_be_at(self, start: datetime, wish: Wish) -> bool:
        first, last = wish.within
        host_day = local(start, self._dossier.host.zone).date()
        return first <= host_day <= last and self._meeting_dates.isdisjoint(self._local_days(start))

    def _take(self, meeting: Meeting) -> None:
        """Reserve the days of a meeting."""
        start = start_of(meeting)
        self._meeting_dates |= self._local_days(start)
        if meeting.kind != "prestart":  # before the stage, it replaces no check-in
            self._days.add(self._slots.day_of(start), meeting.kind)
        if meeting.kind == "welcome":
            self._days.begin_after((meeting.moved_from or meeting.slot).day)

    def _local_days(self, start: datetime) -> set[tuple[str, date]]:
        zones = self._dossier.host.zone, self._slots.zone
        return {(zone_name, local(start, zone_name).date()) for zone_name in zones}

    def _is_taken(self, day: date) -> bool:
        return (self._slots.zone, day) in self._meeting_dates

    def _note_too_early(self, kind: MeetingKind, key: str) -> None:
        if self._id_of(key) not in self._fixed:
            self._too_early[self._rules.title(kind)] += 1

    def _is_over(self, wish: Wish) -> bool:
        days = [day for day in wish.days if not is_weekend(day)] or [wish.day]
        return max(days) <= self._slots.first_day

    def _id_of(self, key: str) -> UUID:
        return meeting_id(self._dossier, key)
