"""The tasks of a dossier in a calendar: as tasks (VTODO), or as all-day events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Event, Todo

from ...clocks.zones import local, wall_instant
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.exports import TaskForm
from ...dossier.french import upper_first
from ...dossier.text import typeset
from ...planning.due import due_dates
from ...programme.programme import Programme
from ...programme.progress import State, TaskState, task_states
from ...wording import TASK_SIGNS
from .events import add_organizer
from .values import line, prose

_NOON = time(12)
_REMINDER = time(9)
"""Local hour of the due day at which a task is recalled: a proposal of telestage."""
_AFTER_MIDNIGHT = timedelta(hours=_REMINDER.hour)
_TODO_STATUS: dict[State, str] = {
    "todo": "NEEDS-ACTION",
    "done": "COMPLETED",
    "skipped": "CANCELLED",
}


def task_components(
    dossier: Dossier,
    programme: Programme,
    now: datetime,
    form: TaskForm,
    *,
    removed: bool = False,
) -> Iterator[Event | Todo]:
    """The tasks of a dossier with their due dates, one component each.

    Those done or *sans objet* are there too, so that a calendar that has them learns of it.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant.
        form: How they are written.
        removed: Whether they leave the calendar.
    """
    today = local(now, dossier.host.zone).date()
    states = task_states(dossier, programme, today)
    due = due_dates(dossier, programme, today, states)
    for each in states:
        day = due[each.task.id]
        component: Event | Todo
        if form == "todo":
            component = _todo(each, day, dossier, now)
        else:
            component = _all_day(each, day, dossier)
        if removed:
            component["STATUS"] = "CANCELLED"
            component["SUMMARY"] = line(f"Retirée : {component['SUMMARY']}")
        phase = programme.phase(each.task.phase).title
        lines = (phase, f"Responsable : {each.assignee}", upper_first(each.wait))
        text = typeset("\n".join(filter(None, lines)))
        component.add("UID", line(f"{dossier.id}-{each.task.id}@telestage"))
        component.add("DTSTAMP", now)
        component.add("LAST-MODIFIED", now)
        component.add("SEQUENCE", dossier.export_sequence)
        component.add("DESCRIPTION", prose(text))
        add_organizer(component, dossier)
        morning = wall_instant(day, _REMINDER, dossier.host.zone)
        # one that is past would ring as the file is opened
        if each.state == "todo" and not removed and morning > now:
            component.add_component(_reminder(component, morning))
        yield component


def _reminder(component: Event | Todo, morning: datetime) -> Alarm:
    """An alarm on the morning of the due day.

    That of an all-day event counts from the midnight of whoever reads the calendar (RFC 5545,
    3.8.6.3). A task has a due date and no start to count from: its alarm is the instant itself.
    """
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", component["SUMMARY"])
    if isinstance(component, Todo):
        alarm.add("TRIGGER", morning, parameters={"VALUE": "DATE-TIME"})
    else:
        alarm.add("TRIGGER", _AFTER_MIDNIGHT)
    return alarm


def _todo(task: TaskState, due: date, dossier: Dossier, now: datetime) -> Todo:
    todo = Todo()
    todo.add("SUMMARY", line(_title(task, dossier)))
    todo.add("DUE", due)
    todo.add("STATUS", _TODO_STATUS[task.state])
    if task.state == "done":
        todo.add("PERCENT-COMPLETE", 100)
        todo.add("COMPLETED", _completion(task, dossier, now))
    return todo


def _completion(task: TaskState, dossier: Dossier, now: datetime) -> datetime:
    """The UTC instant at which a task was done, as COMPLETED has it.

    The dossier has days: noon of that day is on the same date on both sides. What follows from the
    dossier has no day of its own: it is done by now.
    """
    if task.record.on is None:
        return now
    return min(now, wall_instant(task.record.on, _NOON, dossier.host.zone))


def _all_day(task: TaskState, due: date, dossier: Dossier) -> Event:
    event = Event()
    mark = f"{TASK_SIGNS[task.state]} " if task.state == "done" else ""
    event.add("SUMMARY", line(f"{mark}{_title(task, dossier)}"))
    event.add("DTSTART", due)
    event.add("DTEND", due + ONE_DAY)
    event.add("STATUS", "CANCELLED" if task.state == "skipped" else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")  # a due date keeps nobody busy
    return event


def _title(task: TaskState, dossier: Dossier) -> str:
    return f"{task.task.title} – {dossier.intern.full_name}"
