"""The tasks of the journey: done, to do, *sans objet*, noted, arranged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum

from ..dossier import Dossier
from ..records import TaskRecord
from .change import Change, Titled, changed
from .labels import because, named


class Unchanged(Enum):
    """Stands for what is left as it is, where None would take it away."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


def tick(task: Titled, *, on: date, note: str = "") -> Change:
    """Mark a task done; a note, when given, joins the one already kept."""
    return _change(
        f"Faite : {named(task.title)}",
        task,
        lambda kept: kept.evolve(choice="done", on=on, reason="", note=_joined(kept.note, note)),
    )


def prove(task: Titled, *, on: date, proof: str) -> Change:
    """Mark a task done, with a proof in place of its note."""
    return _change(
        f"Faite : {named(task.title)}",
        task,
        lambda kept: kept.evolve(choice="done", on=on, reason="", note=proof),
    )


def untick(task: Titled, *, on: date) -> Change:
    """Put a task back to do, even one that follows from the dossier; its note stays."""
    return _change(
        f"Remise à faire : {named(task.title)}",
        task,
        lambda kept: kept.evolve(choice="todo", on=on, reason=""),
    )


def skip(task: Titled, *, why: str, on: date) -> Change:
    """Mark a task *sans objet*, with a reason.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    return _change(
        f"Sans objet : {named(task.title)}{because(why)}",
        task,
        lambda kept: kept.evolve(choice="skipped", on=on, reason=why),
    )


def edit_task(
    task: Titled,
    *,
    note: str | None = None,
    assignee: str | None = None,
    due: date | Unchanged | None = UNCHANGED,
) -> Change:
    """Change the note, or the person in charge and the due date, of a task.

    Args:
        task: Which task.
        note: In place of the one kept; None leaves it.
        assignee: An empty text for the one of the programme; None leaves it.
        due: None for the one of the programme.
    """
    title = named(task.title)
    return _change(
        f"Responsable et échéance : {title}" if note is None else f"Note de {title}",
        task,
        lambda kept: kept.evolve(
            note=kept.note if note is None else note,
            assignee=kept.assignee if assignee is None else assignee,
            due=kept.due if due is UNCHANGED else due,
        ),
    )


def _change(label: str, task: Titled, edit: Callable[[TaskRecord], TaskRecord]) -> Change:
    def edited(dossier: Dossier) -> Dossier:
        others = tuple(kept for kept in dossier.tasks if kept.task != task.id)
        return changed(dossier, tasks=(*others, edit(dossier.task(task.id))))

    return Change(label, edited)


def _joined(kept: str, added: str) -> str:
    return "\n".join(part for part in (kept, added.strip()) if part)
