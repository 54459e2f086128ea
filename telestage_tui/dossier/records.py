"""Records made during a stage: tasks, notes, transfers, history."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, model_validator

from .base import Day, Frozen
from .errors import FieldProblem
from .text import Line, Name, Prose

TaskChoice = Literal["done", "skipped", "todo"]
"""The tutor's decision; `todo` puts back to do a task whose state follows from the dossier."""


class TaskRecord(Frozen):
    """The state of one task of the programme, as recorded in the dossier."""

    task: Name
    choice: TaskChoice | None = None
    """None when nothing was decided: the state follows from the dossier."""
    on: Day | None = None
    """The day it was decided."""
    reason: Line = ""
    """Why it is *sans objet*."""
    note: Prose = ""
    assignee: Line = ""
    """Person in charge; empty for the one of the programme."""
    due: Day | None = None
    """Due date; None for the one of the programme."""

    @model_validator(mode="after")
    def _skip_has_reason(self) -> Self:
        if self.choice == "skipped" and not self.reason:
            raise ValueError("Indiquez pourquoi l’étape est sans objet.")
        return self


class Note(Frozen):
    """A dated note on the dossier."""

    id: UUID
    on: Day
    text: Prose


class Transfer(Frozen):
    """One file the intern handles, and who takes it over."""

    id: UUID
    item: Name
    to: Line = ""
    done_on: Day | None = None


def transfer_problems(to: str, done_on: date | None, today: date) -> list[FieldProblem]:
    """Why a transfer is refused: a done one needs a recipient, and a date that is not to come.

    Args:
        to: The person who takes it over.
        done_on: The day it was done; None when it is not.
        today: The tutor's local date.
    """
    problems = []
    if done_on and not to:
        problems.append(FieldProblem("to", "Indiquez qui l’a repris."))
    if done_on and done_on > today:
        message = "Cette date est à venir; laissez vide tant que ce n’est pas fait."
        problems.append(FieldProblem("done_on", message))
    return problems


class Reopening(Frozen):
    """A complete form, or a closed stage, that was opened again: what was handed over may change.

    Kept beside the history, so that the next document can say it.
    """

    on: Day
    """The tutor's local date."""
    reason: Name


class HistoryEntry(Frozen):
    """One line of the dossier's history."""

    at: AwareDatetime
    """UTC instant."""
    label: Line
    """French, in the past: « Accès VPN retiré »."""
