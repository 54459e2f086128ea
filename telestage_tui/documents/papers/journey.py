"""The journey on paper: every task of a stage, to tick by hand or as the dossier has it."""

from __future__ import annotations

from ...planning.due import due_dates
from ...programme.progress import TaskState, task_states
from .frise import frise
from .setting import Data, Setting, last_change

BOXES = {"done": "☑", "todo": "☐", "skipped": "–"}


def checklist(setting: Setting) -> Data:
    """Every task, ticked where the dossier says so on the day of its last change."""
    return _checklist(setting, is_blank=False)


def blank_checklist(setting: Setting) -> Data:
    """Every task to tick by hand, with its due date."""
    return _checklist(setting, is_blank=True)


def _checklist(setting: Setting, *, is_blank: bool) -> Data:
    dossier, programme, speech = setting.dossier, setting.programme, setting.speech
    day = last_change(dossier)
    due = due_dates(dossier, programme, day)
    numbers = {task.id: number for number, task in enumerate(programme.tasks, 1)}

    def row(state: TaskState) -> Data:
        task = state.task
        return {
            "number": numbers[task.id],
            "box": BOXES["todo" if is_blank else state.state],
            "title": task.title,
            "required": task.required,
            "due": speech.date(due[task.id]),
            "assignee": state.assignee,
            "note": "" if is_blank else state.record.reason or state.note,
        }

    states = task_states(dossier, programme, day)
    return {
        **setting.head(is_blank=is_blank, quotes_programme=True),
        "legend": speech.words["checklist-legend"],
        "frise": None if is_blank else frise(setting),
        "phases": [
            {"title": phase.title,
             "tasks": [row(state) for state in states if state.task.phase == phase.id]}
            for phase in programme.phases
        ],
    }  # fmt: skip
