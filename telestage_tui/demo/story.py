"""Models of a story besides the fiche: the facts, with their days."""

from __future__ import annotations

from datetime import time

from pydantic import Field

from ..dossier.base import Day, Frozen
from ..dossier.evaluations import Evaluation
from ..dossier.meetings import IndicatorLevel, Level, MeetingKind, Minute, Record
from ..dossier.stage import Waiver
from ..dossier.text import Line, Name, Prose
from ..dossier.work_plan import PeriodPlan


class Tick(Frozen):
    """A task done."""

    task: Name
    on: Day
    note: Prose = ""


class Skip(Frozen):
    """A task *sans objet*."""

    task: Name
    on: Day
    why: Name


class Edit(Frozen):
    """A note, another person in charge or another due date for a task."""

    task: Name
    on: Day
    note: Prose | None = None
    assignee: Line | None = None
    due: Day | None = None


class AccessHistory(Frozen):
    """The history of the access to one of the resources of the fiche."""

    name: Name
    given: Day | None = None
    explained: Day | None = None
    withdrawn: Day | None = None
    by: Line = ""
    checks: tuple[Name, ...] = ()


class Outcome(Frozen):
    """The outcome of a past meeting: what was said, or why it was missed."""

    minutes: dict[str, Prose] = Field(default_factory=dict)
    """By item of the agenda."""
    levels: dict[str, Level] = Field(default_factory=dict)
    """By indicator; empty when none was given."""
    notes: Prose = ""
    missed: Line = ""

    def record(self) -> Record:
        """The record of the meeting in the dossier."""
        return Record(
            minutes=tuple(Minute(item=item, text=text) for item, text in self.minutes.items()),
            indicators=tuple(
                IndicatorLevel(id=id, level=level) for id, level in self.levels.items()
            ),
            notes=self.notes,
        )


class Move(Frozen):
    """A meeting moved by hand, at a wall time of the reference clock."""

    kind: MeetingKind
    on: Day
    to: Day
    at: time
    reason: Line


class EvaluationState(Frozen):
    """An evaluation at the end of that day."""

    on: Day
    form: Evaluation


class Handover(Frozen):
    """A file to pass on."""

    item: Name
    to: Line
    on: Day
    done_on: Day | None = None


class DeliverableHistory(Frozen):
    """The life of a deliverable that the stage names."""

    name: Name
    due: Day
    delivered: Day | None = None
    accepted: Day | None = None


class PlanHistory(Frozen):
    """The work plan, as it was written that day."""

    on: Day
    deliverables: tuple[DeliverableHistory, ...] = ()
    periods: tuple[PeriodPlan, ...] = ()
    training: Prose = ""
    next_steps: Prose = ""


class Note(Frozen):
    """A note on the dossier."""

    on: Day
    text: Prose


class Story(Frozen):
    """The facts since the dossier was opened."""

    described: Day
    """When the candidates and the signatures were written down."""
    started: Day | None = None
    ticked: tuple[Tick, ...] = ()
    skipped: tuple[Skip, ...] = ()
    edited: tuple[Edit, ...] = ()
    accesses: tuple[AccessHistory, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    meetings: dict[MeetingKind, Outcome] = Field(default_factory=dict)
    """Outcomes of the meetings other than check-ins; used when their day is past."""
    checkins: tuple[Outcome, ...] = ()
    """Outcomes of the check-ins in their order; as many are used as are past."""
    unrecorded: int = 0
    """How many of the last past check-ins are still to be recorded."""
    moved: tuple[Move, ...] = ()
    evaluations: tuple[EvaluationState, ...] = ()
    transfers: tuple[Handover, ...] = ()
    notes: tuple[Note, ...] = ()
    plan: PlanHistory | None = None
