"""Due dates: each task of the programme counted from the dates of one dossier.

The home screen asks this of every dossier, so the tasks of a programme are grouped once, and the
days counted as ordinals.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from ..clocks.closures import midpoint
from ..clocks.holidays import public_holidays
from ..clocks.meeting_times import host_day
from ..clocks.weeks import ONE_WEEK, back_from_weekend, on_from_weekend, sunday_of
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.hours import WORKING_WEEK
from ..dossier.meetings import MeetingKind
from ..dossier.people import Host
from ..dossier.stage import Stage
from ..programme.done_days import done_day
from ..programme.evidence import Facts
from ..programme.order import before, ordered
from ..programme.programme import Programme
from ..programme.progress import TaskState, task_states


def due_dates(
    dossier: Dossier,
    programme: Programme,
    today: date,
    states: Sequence[TaskState] | None = None,
) -> dict[str, date]:
    """The due date of every task, by id (host-local dates).

    A date the tutor set wins. A computed one that falls on a weekend, or on a public holiday that
    the host keeps, moves back to the working day before. What hangs on the midpoint or the final
    meeting follows it where the tutor moves it. A task that comes after others is not due before
    the day each of them was done or, as long as it is to do, is due.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date; recurring tasks are due this week.
        states: The state of every task on that day; read from the dossier when it is not given.
    """
    days = _own_days(dossier, programme, today)
    chosen = {r.task: r.due for r in dossier.tasks if r.due and r.task in days}
    days |= chosen
    later = [task for task in ordered(programme) if task.id not in chosen]
    if not later:
        return days
    by_id = {s.task.id: s for s in states or task_states(dossier, programme, today)}
    choices = {task_id: state.state for task_id, state in by_id.items()}
    facts = Facts(dossier, programme, today)
    for task in later:  # each of them after the ones it comes after
        bounds = (
            days[each.id] if choices[each.id] == "todo" else done_day(by_id[each.id], facts)
            for each in before(task, programme, choices)
        )
        earliest = max(filter(None, bounds), default=None)
        if earliest is not None and earliest > days[task.id]:
            days[task.id] = on_to_working_day(earliest, dossier.host)
    return days


def _own_days(dossier: Dossier, programme: Programme, today: date) -> dict[str, date]:
    """The due date of every task, counted from its anchor, whatever it comes after."""
    stage = dossier.stage
    anchors = {
        "start": stage.start,
        "end": stage.end,
        "midpoint": _moved_by_hand(dossier, "midpoint") or midpoint(dossier),
        "week": _end_of_week(stage, today),
        "checkins": _next_checkin(dossier) or back_from_weekend(stage.end),
        "onsite": dossier.onsite.start or _soonest_onsite(stage, programme),
    }
    days: dict[str, date] = {}
    from_ordinal = date.fromordinal
    for anchor, by_weekday in _table(programme).items():
        day = anchors[anchor]
        base = day.toordinal()
        for offset, task_ids in by_weekday[day.weekday()]:
            due = from_ordinal(base + offset)
            for task_id in task_ids:
                days[task_id] = due
    if final := _moved_by_hand(dossier, "final"):
        days |= dict.fromkeys(_of_the_final_meeting(programme), back_from_weekend(final))
    if dossier.host.keeps_holidays:
        days = {task_id: _back_from_holiday(day, dossier.host) for task_id, day in days.items()}
    return days


def _soonest_onsite(stage: Stage, programme: Programme) -> date:
    """The first day in Québec such that nothing of it is due before the stage ends."""
    days = (task.due.days for task in programme.tasks if task.due.anchor == "onsite")
    return stage.end - timedelta(days=min(days, default=0))


def _end_of_week(stage: Stage, today: date) -> date:
    day = min(max(today, stage.start), stage.end)
    friday = back_from_weekend(sunday_of(day))
    if friday < stage.start:  # the stage begins on a weekend
        friday += ONE_WEEK
    return min(friday, back_from_weekend(stage.end))


def _next_checkin(dossier: Dossier) -> date | None:
    """Host-local date of the earliest check-in whose outcome is unknown."""
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.kind == "checkin" and meeting.status == "planned":
            return host_day(meeting, dossier.host.zone)
    return None


def _moved_by_hand(dossier: Dossier, kind: MeetingKind) -> date | None:
    """Host-local date of the meeting of that kind, if the tutor moved it."""
    for meeting in dossier.meetings:
        if meeting.kind == kind and meeting.moved_from and meeting.status != "cancelled":
            return host_day(meeting, dossier.host.zone)
    return None


def _back_from_holiday(day: date, host: Host) -> date:
    while _is_holiday(day, host):
        day = back_from_weekend(day - ONE_DAY)
    return day


def _is_holiday(day: date, host: Host) -> bool:
    return day in public_holidays(host.holiday_region, day.year, host.easter)


def on_to_working_day(day: date, host: Host) -> date:
    """That day, or the first one after it that is neither a weekend nor a holiday of the host."""
    while True:
        day = on_from_weekend(day)
        if not (host.keeps_holidays and _is_holiday(day, host)):
            return day
        day += ONE_DAY


@lru_cache(maxsize=64)
def _of_the_final_meeting(programme: Programme) -> tuple[str, ...]:
    """The tasks to be done by the final meeting or at it, and not later."""
    return tuple(
        task.id
        for task in programme.tasks
        if task.opens in ("meeting:final", "evaluation:final")
        and task.due.anchor == "end"
        and task.due.days < 0
    )


_Offsets = tuple[tuple[int, tuple[str, ...]], ...]
"""Days from the anchor, weekend already taken off, and the tasks due then."""


@lru_cache(maxsize=64)
def _table(programme: Programme) -> dict[str, tuple[_Offsets, ...]]:
    """For each anchor, and each weekday it may fall on, when its tasks are due."""
    by_anchor: dict[str, dict[int, list[str]]] = {}
    for task in programme.tasks:
        by_anchor.setdefault(task.due.anchor, {}).setdefault(task.due.days, []).append(task.id)
    return {
        anchor: tuple(_shifted(offsets, weekday) for weekday in range(7))
        for anchor, offsets in by_anchor.items()
    }


def _shifted(offsets: dict[int, list[str]], weekday: int) -> _Offsets:
    """The offsets from an anchor on that weekday, those that reach a weekend moved back."""
    return tuple(
        (offset - max(0, (weekday + offset) % 7 - WORKING_WEEK[-1]), tuple(task_ids))
        for offset, task_ids in offsets.items()
    )
