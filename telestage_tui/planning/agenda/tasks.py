"""The tasks to do, where no other item speaks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...dossier.dossier import Dossier
from ...programme.programme import Programme
from ...programme.progress import TaskState
from ...programme.tasks import Task
from ..due import due_dates
from .item import WEIGHTS, AgendaItem, Weight, item_of
from .meetings import meeting_tasks

_WITHDRAWN_EVIDENCE = "accesses_withdrawn"
"""The evidence of the task of withdrawing every access."""


def task_items(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    today: date,
    until: date,
    old_phases: frozenset[str],
    accesses_listed: bool,
) -> Iterator[AgendaItem]:
    """The tasks to do, without those that another item speaks for.

    A meeting that is planned speaks for the task of holding it, the accesses to withdraw for the
    task of withdrawing them all, and what is to be done first for what can only be done after it.
    """
    planned_kinds = {meeting.kind for meeting in dossier.meetings if meeting.status == "planned"}
    days = due_dates(dossier, programme, today, states)
    kinds = meeting_tasks(programme)
    for each in states:
        task = each.task
        due = days[task.id]
        if each.state != "todo" or due > until or kinds.get(task.id) in planned_kinds:
            continue
        if accesses_listed and task.evidence == _WITHDRAWN_EVIDENCE:
            continue
        if each.is_held_back(due, today):
            continue
        is_old = task.phase in old_phases
        weight = _weight(task, is_old=is_old)
        reminder = programme.reminder((dossier.stage.start - today).days)
        if weight == "signature" and reminder and dossier.status == "preparation":
            weight = min(weight, reminder.weight, key=WEIGHTS.index)
        yield item_of(dossier, "task", task.title, due, today, weight=weight)._replace(
            task_id=task.id, is_old=is_old
        )


def is_of_convention(task: Task) -> bool:
    """Whether it is the task of having the convention signed."""
    return any(field.startswith("convention.") for field in task.fields)


def _weight(task: Task, *, is_old: bool) -> Weight:
    """How much a task matters; what a phase long over asked for presses no more."""
    if task.opens == "accesses" and not is_old:
        return "access"
    if not is_old and is_of_convention(task):
        return "signature"
    return "required" if task.required else "rest"
