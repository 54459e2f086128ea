"""Changes to tasks: done, to do, *sans objet*, note, person in charge and due date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..records import TaskRecord
from .change import Change, Titled, evolve_open


class Unchanged(Enum):
    """The type of `UNCHANGED`, which leaves a value as it is where None removes it."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


def tick(task: Titled, *, on: date, note: str = "") -> Change:
    """Mark a task done; a note is added to the current one."""
    return _change(
        deed("task.done", task=task.title),
        task,
        lambda current: current.evolve(
            choice="done", on=on, reason="", note=_join(current.note, note)
        ),
    )


def prove(task: Titled, *, on: date, proof: str) -> Change:
    """Mark a task done, with a proof that replaces its note."""
    return _change(
        deed("task.done", task=task.title),
        task,
        lambda current: current.evolve(choice="done", on=on, reason="", note=proof),
    )


def catch_up(tasks: Sequence[Titled]) -> Change:
    """Mark tasks done before the dossier was opened, all at once.

    Their day is not known, hence none is recorded; and none is given a proof by this.
    """

    def apply(dossier: Dossier) -> Dossier:
        records = {each.task: each for each in dossier.tasks} | {
            task.id: dossier.task(task.id).evolve(choice="done", on=None, reason="")
            for task in tasks
        }
        return evolve_open(dossier, tasks=tuple(records.values()))

    return Change(deed("task.caught_up", tasks=(task.title for task in tasks)), apply)


def untick(task: Titled, *, on: date) -> Change:
    """Mark a task to do, even one whose state follows from the dossier; its note stays.

    That of a meeting still follows from its meeting.
    """
    return _change(
        deed("task.reset", task=task.title),
        task,
        lambda current: current.evolve(choice="todo", on=on, reason=""),
    )


def skip(task: Titled, *, why: str, on: date) -> Change:
    """Mark a task *sans objet*, with a reason.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    return _change(
        deed("task.skipped", task=task.title, reason=why),
        task,
        lambda current: current.evolve(choice="skipped", on=on, reason=why),
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
        note: The new note; None for no change.
        assignee: The person in charge; empty for the one of the programme, None for no change.
        due: The due date; None for the one of the programme.
    """
    return _change(
        deed("task.assigned" if note is None else "task.noted", task=task.title),
        task,
        lambda current: current.evolve(
            note=current.note if note is None else note,
            assignee=current.assignee if assignee is None else assignee,
            due=current.due if due is UNCHANGED else due,
        ),
    )


def _change(what: Deed, task: Titled, edit: Callable[[TaskRecord], TaskRecord]) -> Change:
    def apply(dossier: Dossier) -> Dossier:
        records = {each.task: each for each in dossier.tasks}
        records[task.id] = edit(dossier.task(task.id))
        return evolve_open(dossier, tasks=tuple(records.values()))

    return Change(what, apply)


def _join(note: str, addition: str) -> str:
    return "\n".join(part for part in (note, addition.strip()) if part)
