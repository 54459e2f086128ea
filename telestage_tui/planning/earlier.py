"""The tasks whose day had passed when a dossier was opened: perhaps done before telestage."""

from __future__ import annotations

from datetime import date

from ..clocks.zones import local
from ..dossier.dossier import Dossier
from ..programme.order import in_order
from ..programme.programme import Programme
from ..programme.progress import TaskState, task_states
from .due import due_dates


def earlier_tasks(
    dossier: Dossier, programme: Programme, today: date
) -> tuple[tuple[TaskState, date], ...]:
    """The tasks still to do that were due before the dossier was opened, each with its day.

    Args:
        dossier: The dossier; none once it is closed.
        programme: The programme it follows.
        today: The tutor's local date.

    Returns:
        In the order of the journey. A task that comes back along the stage is not among them, nor
        one that comes after a task which is still to do and belongs to the time since.
    """
    if dossier.closed_on:
        return ()
    opened = local(dossier.created_at, dossier.host.zone).date()
    states = {state.task.id: state for state in task_states(dossier, programme, today)}
    due = due_dates(dossier, programme, today, tuple(states.values()))
    earlier: set[str] = set()
    for task in in_order(programme):  # what a task comes after is decided before it
        state = states[task.id]
        is_passed = not state.resolved and not task.due.recurs and due[task.id] < opened
        if is_passed and earlier.issuperset(each.id for each in state.waits_for):
            earlier.add(task.id)
    return tuple((s, due[task_id]) for task_id, s in states.items() if task_id in earlier)


def is_untouched(dossier: Dossier) -> bool:
    """Whether nothing was done in a dossier since it was opened."""
    return len(dossier.history) <= 1
