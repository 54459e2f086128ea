"""The tasks whose day had passed when a dossier was opened: perhaps done before telestage."""

from __future__ import annotations

from datetime import date

from ..clocks.zones import local
from ..dossier.dossier import Dossier
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
        In the order of the journey. A task that comes back along the stage is not among them.
    """
    if dossier.closed_on:
        return ()
    opened = local(dossier.created_at, dossier.host.zone).date()
    due = due_dates(dossier, programme, today)
    return tuple(
        (state, due[state.task.id])
        for state in task_states(dossier, programme, today)
        if not state.resolved and not state.task.due.recurs and due[state.task.id] < opened
    )


def is_untouched(dossier: Dossier) -> bool:
    """Whether nothing was done in a dossier since it was opened."""
    return len(dossier.history) <= 1
