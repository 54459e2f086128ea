"""What a story holds besides the fiche: what happened, and on which day."""

from __future__ import annotations

from datetime import time

from pydantic import Field

from ..dossier.base import Day, Frozen
from ..dossier.evaluations import Evaluation
from ..dossier.meetings import IndicatorLevel, Level, MeetingKind, Minute, Record
from ..dossier.stage import Waiver
from ..dossier.text import Line, Name, Prose


class Ticked(Frozen):
    """A task done."""

    task: Name
    on: Day
    note: Prose = ""


class Skipped(Frozen):
    """A task *sans objet*."""

    task: Name
    on: Day
    why: Name


class Edited(Frozen):
    """A note, another person in charge or another due date for a task."""

    task: Name
    on: Day
    note: Prose | None = None
    assignee: Line | None = None
    due: Day | None = None


class Followed(Frozen):
    """The life of one of the resources of the fiche."""

    name: Name
    given: Day | None = None
    explained: Day | None = None
    withdrawn: Day | None = None
    by: Line = ""
    checks: tuple[Name, ...] = ()


class Told(Frozen):
    """What became of a meeting once its day is past: what was said, or why it was missed."""

    minutes: dict[str, Prose] = Field(default_factory=dict)
    """By item of the agenda."""
    levels: dict[str, Level] = Field(default_factory=dict)
    """By indicator; empty when none was given."""
    notes: Prose = ""
    missed: Line = ""

    def record(self) -> Record:
        """As the dossier keeps it."""
        return Record(
            minutes=tuple(Minute(item=item, text=text) for item, text in self.minutes.items()),
            indicators=tuple(
                IndicatorLevel(id=id, level=level) for id, level in self.levels.items()
            ),
            notes=self.notes,
        )


class Moved(Frozen):
    """A meeting moved by hand, at a wall time of the reference clock."""

    kind: MeetingKind
    on: Day
    to: Day
    at: time
    reason: Line


class Filled(Frozen):
    """An evaluation, as it was left that day."""

    on: Day
    form: Evaluation


class Handover(Frozen):
    """A file to pass on."""

    item: Name
    to: Line
    on: Day
    done_on: Day | None = None


class Written(Frozen):
    """A note on the dossier."""

    on: Day
    text: Prose


class Story(Frozen):
    """What happened since the dossier was opened."""

    described: Day
    """When the candidates and the signatures were written down."""
    started: Day | None = None
    ticked: tuple[Ticked, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    edited: tuple[Edited, ...] = ()
    accesses: tuple[Followed, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    meetings: dict[MeetingKind, Told] = Field(default_factory=dict)
    """What was said at the meetings that are no check-in, should their day be past."""
    checkins: tuple[Told, ...] = ()
    """Of the check-ins in their order, as many as are past."""
    unrecorded: int = 0
    """How many of the last past check-ins are still to be recorded."""
    moved: tuple[Moved, ...] = ()
    evaluations: tuple[Filled, ...] = ()
    transfers: tuple[Handover, ...] = ()
    notes: tuple[Written, ...] = ()
