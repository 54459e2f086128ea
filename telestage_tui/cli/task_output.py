"""The tasks of a dossier as the commands answer them: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..dossier.french import weekday_date
from ..programme.programme import Programme
from ..programme.progress import TaskState
from ..wording import LATE_SIGN, REQUIRED_SIGN, TASK_LEGEND, TASK_SIGNS, TASK_WORDS
from .output import Json, one_line, table


def task_shape(state: TaskState, due: date, today: date) -> Json:
    """One line of `tasks`."""
    task = state.task
    return {
        "id": task.id,
        "phase": task.phase,
        "title": task.title,
        "due": due.isoformat(),
        "due_source": state.due_source,
        "state": state.state,
        "required": task.required,
        "note": state.note,
        "assignee": state.assignee,
        "source": task.source,
        "late": state.is_late(due, today),
        "after": list(task.after),
        "waits_for": [each.id for each in state.waits_for],
    }


def task_lines(
    states: Sequence[TaskState], due: Mapping[str, date], today: date, programme: Programme
) -> Iterator[str]:
    """The tasks, phase after phase; ◆ where a proof is required."""
    for phase in programme.phases:
        members = [state for state in states if state.task.phase == phase.id]
        done = sum(state.resolved for state in members)
        yield f"{phase.title} {done}/{len(members)}"
        yield from table([_task_row(state, due[state.task.id], today) for state in members], 2)
        yield ""
    yield TASK_LEGEND


def _task_row(state: TaskState, due: date, today: date) -> tuple[str, ...]:
    if state.state == "skipped":
        detail = f"{TASK_WORDS[state.state]} : {state.record.reason}"
    elif state.state == "done":
        detail = one_line(state.note)
    elif state.is_held_back(due, today):
        detail = f"{state.wait} ({state.assignee})"
    else:
        detail = ", ".join(filter(None, (f"{weekday_date(due)} ({state.assignee})", state.wait)))
    return (
        LATE_SIGN if state.is_late(due, today) else TASK_SIGNS[state.state],
        state.task.id,
        state.task.title,
        REQUIRED_SIGN if state.task.required else "",
        detail,
    )
