"""The frise of a stage: what happened, and what is to come, one week a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.meeting_times import end_of, host_day
from ..clocks.weeks import ONE_WEEK, monday_of, weeks_of
from ..clocks.zones import gap_on
from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.meetings import Meeting
from ..dossier.work_plan import Deliverable
from ..programme.agendas import Indicator
from ..programme.indicators import levels
from ..programme.programme import Programme
from ..wording import LATE_SIGN, MEETING_SIGNS
from .calendar import DossierCalendar
from .days_off import DayOff, days_off


class WeekMeeting(NamedTuple):
    """A meeting of a week.

    Attributes:
        id: Of the meeting.
        sign: Of what became of it.
        name: Its short title.
        day: Host-local date.
    """

    id: UUID
    sign: str
    name: str
    day: date


class WeekAccess(NamedTuple):
    """An access given, or withdrawn, in a week."""

    name: str
    is_given: bool


DeliverableEvent = Literal["late", "due", "delivered", "accepted"]
"""What a week is to a deliverable: that of its due date, missed or not, or of what was done."""


class WeekDeliverable(NamedTuple):
    """A deliverable due, delivered or accepted in a week."""

    name: str
    event: DeliverableEvent


class Week(NamedTuple):
    """One line of the frise.

    Attributes:
        number: 1 for the week of the first day; 0 and below before it.
        monday: Its first day, host-local.
        gap: Minutes between the two clocks, from its Monday on: clocks change on a Sunday.
        is_usual_gap: Whether it is that of most days of the stage.
        meetings: In order; those that the plan dropped are left out.
        levels: The last level given to each indicator in the week, None where there is none.
        days_off: The holidays and absences of both sides, by day.
        accesses: Given and withdrawn.
        deliverables: Due, delivered and accepted.
        is_present: Whether today is in it.
    """

    number: int
    monday: date
    gap: int
    is_usual_gap: bool
    meetings: tuple[WeekMeeting, ...]
    levels: tuple[int | None, ...]
    days_off: tuple[tuple[date, DayOff], ...]
    accesses: tuple[WeekAccess, ...]
    deliverables: tuple[WeekDeliverable, ...]
    is_present: bool


def timeline(
    dossier: Dossier, programme: Programme, now: datetime, today: date
) -> tuple[Week, ...]:
    """The weeks of a stage, from its first meeting or day to its last.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant, that tells which meetings are over and to record.
        today: The tutor's local date.
    """
    calendar = DossierCalendar.of(dossier, programme)
    meetings: dict[date, list[WeekMeeting]] = {}
    recorded: dict[date, list[Meeting]] = {}
    for meeting in dossier.meetings:
        if not meeting.is_dropped:
            day = host_day(meeting, dossier.host.zone)
            name = programme.meeting_rules.short(meeting.kind)
            week = WeekMeeting(meeting.id, _sign(meeting, now), name, day)
            meetings.setdefault(monday_of(day), []).append(week)
            recorded.setdefault(monday_of(day), []).append(meeting)
    first = min((monday_of(dossier.stage.start), *meetings))
    last = max((dossier.stage.end, *meetings))
    off: dict[date, list[tuple[date, DayOff]]] = {}
    for day, several in sorted(days_off([calendar], first, last + 6 * ONE_DAY).items()):
        off.setdefault(monday_of(day), []).extend((day, each) for each in several)
    return tuple(
        Week(
            number=(monday - monday_of(dossier.stage.start)) // ONE_WEEK + 1,
            monday=monday,
            gap=(gap := gap_on(monday, dossier.host.zone, dossier.intern.zone)),
            is_usual_gap=gap == calendar.usual_gap,
            meetings=tuple(meetings.get(monday, ())),
            levels=_levels(recorded.get(monday, ()), programme.meetings.indicators),
            days_off=tuple(off.get(monday, ())),
            accesses=tuple(_accesses(dossier.accesses, monday)),
            deliverables=tuple(_deliverables(dossier.deliverables, monday, today)),
            is_present=monday_of(today) == monday,
        )
        for monday in weeks_of(first, last)
    )


def _sign(meeting: Meeting, now: datetime) -> str:
    is_to_record = meeting.status == "planned" and end_of(meeting) <= now
    return LATE_SIGN if is_to_record else MEETING_SIGNS[meeting.status]


def _levels(meetings: Sequence[Meeting], indicators: Sequence[Indicator]) -> tuple[int | None, ...]:
    """The last level given to each indicator at these meetings, in order."""
    latest: tuple[int | None, ...] = (None,) * len(indicators)
    for meeting in meetings:
        rated = levels(meeting, indicators)
        latest = tuple(new or old for new, old in zip(rated, latest, strict=True))
    return latest


def _accesses(accesses: Sequence[Access], monday: date) -> Iterator[WeekAccess]:
    for access in accesses:
        for day, is_given in ((access.given_on, True), (access.withdrawn_on, False)):
            if day and monday_of(day) == monday:
                yield WeekAccess(access.name, is_given)


def _deliverables(
    deliverables: Sequence[Deliverable], monday: date, today: date
) -> Iterator[WeekDeliverable]:
    """What is due in a week, and what was done in it: accepted says more than delivered."""

    def is_in_week(day: date | None) -> bool:
        return day is not None and monday_of(day) == monday

    for each in deliverables:
        if is_in_week(each.due):
            yield WeekDeliverable(each.name, "late" if each.is_late(today) else "due")
        if is_in_week(each.accepted_on):
            yield WeekDeliverable(each.name, "accepted")
        elif is_in_week(each.delivered_on):
            yield WeekDeliverable(each.name, "delivered")
