"""The tasks of the journey: done, to do, *sans objet*, noted, arranged."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ..dossier import Dossier
from ..records import TaskRecord
from .change import changed


class Unchanged(Enum):
    """Stands for what is left as it is, where None would take it away."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


def tick(dossier: Dossier, task: str, *, on: date, note: str = "") -> Dossier:
    """Mark a task done; a note, when given, joins the one already kept."""
    record = dossier.task(task)
    return _with_task(
        dossier, record.evolve(choice="done", on=on, reason="", note=_joined(record.note, note))
    )


def untick(dossier: Dossier, task: str, *, on: date) -> Dossier:
    """Put a task back to do, even one that follows from the dossier; its note stays."""
    return _with_task(dossier, dossier.task(task).evolve(choice="todo", on=on, reason=""))


def skip(dossier: Dossier, task: str, *, why: str, on: date) -> Dossier:
    """Mark a task *sans objet*, with a reason.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    return _with_task(dossier, dossier.task(task).evolve(choice="skipped", on=on, reason=why))


def edit_task(
    dossier: Dossier,
    task: str,
    *,
    note: str | None = None,
    assignee: str | None = None,
    due: date | Unchanged | None = UNCHANGED,
) -> Dossier:
    """Change the note, the person in charge or the due date of a task.

    Args:
        dossier: The dossier.
        task: Which task.
        note: In place of the one kept; None leaves it.
        assignee: An empty text for the one of the programme; None leaves it.
        due: None for the one of the programme.
    """
    kept = dossier.task(task)
    return _with_task(
        dossier,
        kept.evolve(
            note=kept.note if note is None else note,
            assignee=kept.assignee if assignee is None else assignee,
            due=kept.due if due is UNCHANGED else due,
        ),
    )


def _with_task(dossier: Dossier, record: TaskRecord) -> Dossier:
    others = tuple(kept for kept in dossier.tasks if kept.task != record.task)
    return changed(dossier, tasks=(*others, record))


def _joined(kept: str, added: str) -> str:
    return "\n".join(part for part in (kept, added.strip()) if part)
