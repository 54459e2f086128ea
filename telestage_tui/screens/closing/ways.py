"""Where each thing that is missing, or would be left at the closing, is dealt with."""

from __future__ import annotations

from ...dossier.dossier import Dossier
from ...programme.closing import Blocker, Leftover
from ...programme.programme import Programme
from ...programme.tasks import Task
from ..dossier.task_links import destination
from ..navigation import Go

LAST_DAY_FIELD, PAY_FIELD = "stage.fin", "stage.gratification_mensuelle"
"""In the words of the fiche."""


def way_to_blocker(blocker: Blocker, dossier: Dossier) -> Go:
    """Where a blocker is dealt with."""
    if blocker.access_id is not None:
        return Go("accesses", dossier.id, str(blocker.access_id))
    if blocker.state is None:
        return Go("departures", dossier.id)  # the page where a stage is marked started
    task = blocker.state.task
    if blocker.state.state == "done":  # what is missing is its proof, a note
        return Go("dossier", dossier.id, task.id)
    return _way_to_task(task, dossier)


def way_to_leftover(leftover: Leftover, dossier: Dossier, programme: Programme) -> Go:
    """Where a thing left is dealt with."""
    item = str(leftover.id) if leftover.id else None
    match leftover.kind:
        case "record" | "coming":
            return Go("meeting", dossier.id, item)
        case "transfer":
            return Go("transfers", dossier.id, item)
        case "nothing_else":
            return Go("withdrawals", dossier.id)
        case "check" | "verify" | "access":
            return Go("accesses", dossier.id, item)
        case "pay":
            return Go("details", dossier.id, PAY_FIELD)
        case "end":
            return Go("details", dossier.id, LAST_DAY_FIELD)
        case "task":
            return _way_to_task(programme.task(leftover.task or ""), dossier)


def _way_to_task(task: Task, dossier: Dossier) -> Go:
    return destination(task, dossier) or Go("dossier", dossier.id, task.id)
