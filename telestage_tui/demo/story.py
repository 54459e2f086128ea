"""Models of a story besides the fiche: the facts, with their days."""

from __future__ import annotations

from datetime import time

from pydantic import Field

from ..dossier.base import Day, Frozen
from ..dossier.evaluations import Evaluation, EvaluationKind, InternWord
from ..dossier.meetings import IndicatorLevel, Level, MeetingKind, Minute, Record
from ..dossier.posting import Posting
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
    verified: Day | None = None
    """When it was seen that it works no more."""


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


class SelectionHistory(Frozen):
    """The selection, told as it happened: the interviews are those of the fiche."""

    offered: Day
    posting: Posting = Posting()
    received: Day
    """When the candidates were proposed."""
    decided: Day
    """When the first of them was chosen, and the second made the runner-up."""


class ConventionHistory(Frozen):
    """The points of the convention, read again together; its signatures are those of the fiche."""

    on: Day
    moot: dict[Name, Line] = Field(default_factory=dict)
    """Why a point is *sans objet*, by its identifier."""


class MissedDay(Frozen):
    """Hours missed in the week of a day."""

    on: Day
    hours: float
    note: Line = ""


class Reading(Frozen):
    """What the intern said of a form, once it was read."""

    form: EvaluationKind
    word: InternWord


class Search(Frozen):
    """The search for an access that nobody noted."""

    on: Day
    by: Name


class Story(Frozen):
    """The facts since the dossier was opened."""

    described: Day
    """When the candidates and the signatures were written down, unless `selection` tells it."""
    selection: SelectionHistory | None = None
    convention: ConventionHistory | None = None
    presence: bool = False
    """Whether the presence is noted at the end of each week."""
    missed: tuple[MissedDay, ...] = ()
    searched: Search | None = None
    read: tuple[Reading, ...] = ()
    """Forms read after they were presented."""
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
