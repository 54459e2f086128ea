"""Records made during a stage: tasks, notes, transfers, history."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, model_validator

from .base import Day, Frozen
from .deeds import Deed, said, tell
from .differences import MOST_KEPT, FieldChange, weight
from .errors import FieldProblem
from .text import Line, Name, Prose, typeset

Mark = tuple[datetime, str, str]
"""The instant of a line of history, who made the change, and its sentence."""
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


TransferKind = Literal["file", "subject"]
"""What is handed over: a file, or a subject that somebody else will follow."""
TransferState = Literal["unassigned", "todo", "begun", "done"]


class Transfer(Frozen):
    """One file or subject that the intern leaves, and who takes it over."""

    id: UUID
    item: Name
    kind: TransferKind = "file"
    where: Line = ""
    """Where it is: a folder, a repository, a channel."""
    to: Line = ""
    """The person of the team who takes it over."""
    begun_on: Day | None = None
    """The day the hand-over began, when it takes more than one."""
    done_on: Day | None = None

    @property
    def state(self) -> TransferState:
        """How far the hand-over is; nobody to take it over comes before the rest."""
        if self.done_on:
            return "done"
        if not self.to:
            return "unassigned"
        return "begun" if self.begun_on else "todo"


def transfer_problems(
    today: date, *, to: str, done_on: date | None, begun_on: date | None = None
) -> list[FieldProblem]:
    """Why a transfer is refused: a done one needs a recipient, and no date is to come.

    Args:
        today: The tutor's local date.
        to: The person who takes it over.
        done_on: The day it was done; None when it is not.
        begun_on: The day it began; None when it has not, or was done at once.
    """
    problems = []
    if done_on and not to:
        problems.append(FieldProblem("to", "Indiquez qui l’a repris."))
    for name, day, meanwhile in (
        ("begun_on", begun_on, "commencé"),
        ("done_on", done_on, "fait"),
    ):
        if day and day > today:
            message = f"Cette date est à venir; laissez vide tant que ce n’est pas {meanwhile}."
            problems.append(FieldProblem(name, message))
    if begun_on and done_on and done_on < begun_on:
        problems.append(FieldProblem("done_on", "La fin précède le début."))
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
    who: Line = ""
    """Who did it; empty when it is not known."""
    done: Deed | None = None
    """What was done; None for an entry of an older version, which has a label instead."""
    changes: tuple[FieldChange, ...] = ()
    """What it changed, field by field; empty too for an entry so old that this is kept no more."""
    label: Line = ""
    """In French, for an entry of an older version only."""

    def names_in(self, field: str) -> Iterator[str]:
        """The names that its changes to a list of the dossier keep, before and after."""
        for change in self.changes:
            if change.path[0] == field:
                for value in (change.before, change.after):
                    yield from _names_of(value, is_name=change.path[-1] == "name")

    @property
    def mark(self) -> Mark:
        """What tells this line from the others: two versions of a dossier may share it.

        What it changed is no part of it, since the oldest lines keep that no more.
        """
        return self.at, self.who, self.sentence

    @property
    def deed(self) -> Deed:
        """What was done; the very words of an older version."""
        return self.done or said(self.label)

    @property
    def sentence(self) -> str:
        """French, in the past: « Accès « VPN » retiré », with its no-break spaces."""
        return typeset(tell(self.deed))


def with_entry(history: tuple[HistoryEntry, ...], entry: HistoryEntry) -> tuple[HistoryEntry, ...]:
    """A history with one more line; past the bound, the oldest lines keep their sentence only."""
    lines, room = [entry], MOST_KEPT - weight(entry.changes)
    for line in reversed(history):
        room -= weight(line.changes)
        lines.append(line if room >= 0 or not line.changes else line.evolve(changes=()))
    return tuple(reversed(lines))


def _names_of(value: object, *, is_name: bool) -> Iterator[str]:
    """The names in a JSON value: of a field, of a record or of a list of records."""
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each if is_name else None
        if isinstance(name, str):
            yield name


def fields_of_candidates(someone_gave_up: bool) -> tuple[str, ...]:
    """The fields of a dossier whose history may name a candidate.

    Args:
        someone_gave_up: Whether a candidate withdrew: that one may have been the intern.
    """
    return ("candidates", "intern") if someone_gave_up else ("candidates",)


def forgetting(history: tuple[HistoryEntry, ...], field: str) -> tuple[HistoryEntry, ...]:
    """A history that holds no value of a field of the dossier, whose data is erased.

    Args:
        history: Its lines, whose sentences stay.
        field: The name of the field, such as `candidates`.
    """
    return tuple(
        line.evolve(changes=[each for each in line.changes if each.path[0] != field])
        for line in history
    )
