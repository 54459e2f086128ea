"""The meetings of a stage: what the programme asks for, placed on two clocks.

Before the start, a meeting at S−10; the welcome on the first day both work; check-ins every two
working days for two weeks, then weekly on the chosen day [000]; the midpoint meeting; the final
meeting in the last week. One meeting a day: a stronger kind takes the place of a check-in.

Planning is pure and deterministic, and a meeting keeps its id from one plan to the next: one for
each special kind, for each of the first check-ins, and for each ISO week of the weekly ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, long_date
from ..dossier.meetings import Meeting, MeetingKind
from ..programme.loader import Programme
from ..programme.models import MeetingRules, SpecialMeeting
from .advice import advice
from .availability import Availability
from .calendar_days import back_from_weekend
from .closed import ClosedDays
from .due import midpoint
from .placing import Placer, Wish
from .view import host_day

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_PRESTART_REACH = 31
"""Days before the start beyond which the pre-start meeting is not moved."""


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
) -> Plan:
    """Plan the meetings of a dossier; those it already has are not read.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        closed: Its closed days, when already at hand.
        since: UTC instant before which nothing new is placed.
        kept: Meetings that stay where they are, and whose ids are not planned again.
    """
    rules = programme.meeting_rules
    return _Planner(dossier, rules, closed or ClosedDays.of(dossier), since, tuple(kept)).run()


class _Planner:
    """One run of the planner."""

    def __init__(
        self,
        dossier: Dossier,
        rules: MeetingRules,
        closed: ClosedDays,
        since: datetime | None,
        kept: tuple[Meeting, ...],
    ) -> None:
        self._dossier = dossier
        self._rules = rules
        self._stage = dossier.stage
        self._closed = closed
        self._availability = Availability(dossier, closed, since)
        self._placer = Placer(self._availability)
        self._placer.taken.update(
            host_day(meeting, dossier.host.zone)
            for meeting in kept
            if meeting.status in ("planned", "held")
        )
        self._known = {meeting.id for meeting in kept}
        self._kept = kept
        self._meetings: list[Meeting] = []
        self._left_out: list[str] = []
        self._workdays = tuple(closed.common_days(self._stage.start, self._stage.end))

    def run(self) -> Plan:
        """Place every meeting, the strongest kinds first."""
        self._welcome()
        self._midpoint()
        self._final()
        self._prestart()
        self._first_checkins()
        self._weekly_checkins()
        meetings = tuple(sorted(self._meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))
        said = advice(self._dossier, (*self._kept, *meetings), self._closed, self._availability)
        return Plan(meetings, (*self._left_out, *said))

    # --- the special meetings -------------------------------------------------------------------

    def _welcome(self) -> None:
        first = self._workdays[0] if self._workdays else self._stage.start
        week = (first, *self._rest_of_week(first))
        self._add(
            "welcome",
            "welcome",
            Wish(self._stage.start, self._up_to(self._rules.welcome), week, earliest=True),
        )

    def _midpoint(self) -> None:
        day = midpoint(self._dossier, self._closed)
        self._add(
            "midpoint",
            "midpoint",
            Wish(day, self._up_to(self._rules.midpoint), self._rest_of_week(day)),
        )

    def _final(self) -> None:
        count = self._rules.final.days_before + 1
        last = self._workdays[-count:] or (self._stage.end,)
        day = last[0] if len(last) == count else last[-1]
        others = dict.fromkeys((*last[1:], *self._rest_of_week(day)))
        self._add("final", "final", Wish(day, self._up_to(self._rules.final), tuple(others)))

    def _prestart(self) -> None:
        eve = self._stage.start - _ONE_DAY
        first = self._stage.start - timedelta(days=_PRESTART_REACH)
        day = back_from_weekend(
            self._stage.start - timedelta(days=self._rules.prestart.days_before)
        )
        later = (day + n * _ONE_DAY for n in range(1, (eve - day).days + 1))
        earlier = (day - n * _ONE_DAY for n in range(1, (day - first).days + 1))
        others = dict.fromkeys((*_rest_of_week(day, first, eve), *later, *earlier))
        self._add(
            "prestart", "prestart", Wish(day, self._up_to(self._rules.prestart), tuple(others))
        )

    # --- the check-ins --------------------------------------------------------------------------

    def _first_checkins(self) -> None:
        for number, day in self._first_days():
            if day not in self._placer.taken:
                wish = Wish(day, (self._dossier.meeting_rule.duration,), self._rest_of_week(day))
                self._add("checkin", f"checkin/{number}", wish)

    def _first_days(self) -> list[tuple[int, date]]:
        days = self._workdays
        return [
            (number, days[number]) for number in self._rules.checkin.first if number < len(days)
        ]

    def _weekly_checkins(self) -> None:
        """One a week, from two working days after the last of the first check-ins."""
        first = self._stage.start
        if early := self._first_days():
            number, _ = early[-1]
            after = self._workdays[number + 2 : number + 3]
            first = after[0] if after else self._stage.end + _ONE_DAY
        monday = _monday(self._stage.start)
        while monday <= self._stage.end:
            self._weekly_checkin(monday, first)
            monday += _WEEK

    def _weekly_checkin(self, monday: date, first: date) -> None:
        friday = monday + 4 * _ONE_DAY
        if max(monday, self._stage.start) > min(friday, self._stage.end):
            return  # the stage has only the weekend of that week
        day = monday + timedelta(days=self._dossier.meeting_rule.weekday_number)
        if first <= day <= self._stage.end:
            wanted = day not in self._placer.taken
        else:  # the week begins before the weekly rhythm, or the stage ends before that day
            week = (monday + n * _ONE_DAY for n in range(7))  # a meeting before it does not count
            wanted = not any(
                near in self._placer.taken for near in week if near >= self._stage.start
            )
        if wanted:
            year, number, _ = monday.isocalendar()
            others = self._rest_of_week(day)
            wish = Wish(
                day, (self._dossier.meeting_rule.duration,), others, beyond=self._beyond(day)
            )
            self._add("checkin", f"checkin/{year}-W{number:02d}", wish)

    def _beyond(self, day: date) -> str:
        if day < self._stage.start:
            return f"le stage commence le {long_date(self._stage.start)}"
        if day > self._stage.end:
            return f"le stage se termine le {long_date(self._stage.end)}"
        return ""

    # --- common ground --------------------------------------------------------------------------

    def _up_to(self, meeting: SpecialMeeting) -> tuple[int, ...]:
        """The durations tried, in minutes: never shorter than a check-in."""
        shortest = self._dossier.meeting_rule.duration
        return (*range(max(meeting.duration, shortest), shortest, -15), shortest)

    def _rest_of_week(self, day: date) -> tuple[date, ...]:
        return _rest_of_week(day, self._stage.start, self._stage.end)

    def _add(self, kind: MeetingKind, key: str, wish: Wish) -> None:
        meeting_id = _meeting_id(self._dossier.id, key)
        if meeting_id in self._known:
            return
        if placement := self._placer.place(wish):
            self._meetings.append(
                Meeting(
                    id=meeting_id,
                    kind=kind,
                    slot=placement.slot,
                    duration=placement.duration,
                    rule_day=wish.day,
                    deviations=placement.deviations,
                )
            )
        elif not self._is_over(wish):
            self._left_out.append(self._not_placed(kind, wish))

    def _is_over(self, wish: Wish) -> bool:
        return all(self._availability.is_past(day) for day in (wish.day, *wish.others))

    def _not_placed(self, kind: MeetingKind, wish: Wish) -> str:
        days = sorted(wish.others if wish.beyond else (wish.day, *wish.others))
        closed = {day: self._closed.reason(day) for day in days if day.weekday() < 5}
        reasons = dict.fromkeys(filter(None, (wish.beyond, *closed.values())))
        if None in closed.values():
            rest = " les autres jours" if reasons else ""
            reasons[f"aucune heure libre des deux côtés{rest}"] = None
        why = ", ".join(reasons) or "fin de semaine"
        return f"{self._rules.title(kind)} du {long_date(wish.day)} laissée de côté{NBSP}: {why}."


def _meeting_id(dossier_id: UUID, key: str) -> UUID:
    return uuid5(dossier_id, key)


def _monday(day: date) -> date:
    return day - day.weekday() * _ONE_DAY


def _rest_of_week(day: date, first: date, last: date) -> tuple[date, ...]:
    """The other days of the ISO week within bounds: the next ones, then the previous ones."""
    monday = _monday(day)
    week = [monday + n * _ONE_DAY for n in range(7)]
    order = [near for near in week if near > day] + [near for near in reversed(week) if near < day]
    return tuple(near for near in order if first <= near <= last)
