"""What is written down along the way: tasks, notes, transfers, history."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, model_validator

from .base import Day, Frozen
from .text import Line, Name, Prose

Choice = Literal["done", "skipped", "todo"]
"""What the tutor decided of a task; `todo` when a task that follows from the dossier was undone."""


class TaskRecord(Frozen):
    """What the dossier keeps of one task of the programme."""

    task: Name
    choice: Choice | None = None
    """None when nothing was decided: the state follows from the dossier."""
    on: Day | None = None
    """The day it was decided."""
    reason: Line = ""
    """Why it is *sans objet*."""
    note: Prose = ""
    assignee: Line = ""
    """Person in charge, when not the one of the programme."""
    due: Day | None = None
    """Due date, when not the one of the programme."""

    @model_validator(mode="after")
    def _skip_has_reason(self) -> TaskRecord:
        if self.choice == "skipped" and not self.reason:
            raise ValueError("indiquez pourquoi l’étape est sans objet.")
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


class HistoryEntry(Frozen):
    """One line of the dossier's history."""

    at: AwareDatetime
    """UTC instant."""
    label: Line
    """French, in the past: « Accès VPN retiré »."""
