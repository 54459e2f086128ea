"""Where a dossier stands: the state of each task, progress, phase, and its start.

Everything here is derived, never stored. The home screen asks it of every dossier, hence the
tables computed once for a programme and the states shared between dossiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ..clocks.closures import midpoint
from ..dossier.changes import Change, mark_started
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.errors import Refused
from ..dossier.french import count, long_date
from ..dossier.records import TaskChoice, TaskRecord
from ..dossier.secrets import REASON, looks_secret
from ..wording import AFTER, CLOSED
from .checks import last_day
from .due import Due
from .evidence import EVIDENCE, HELD_ONCE, Evidence, Facts
from .order import awaited
from .phases import FIRST_STARTED_PHASE, LAST_PHASE, Phase
from .programme import Programme
from .rules import unwaived_departures
from .tasks import Task

State = TaskChoice
"""Of a task: the tutor's choice when there is one, else what the dossier shows."""
CLOSED_PHASE = "closed"
"""Takes the place of the phase once a dossier is closed."""


class TaskState(NamedTuple):
    """One task of a dossier, on one day.

    Attributes:
        task: The task, as the programme describes it.
        state: The tutor's choice when there is one, else what the dossier shows.
        derived: Done because the dossier shows it, without a tick.
        proven: The dossier shows it done, or a note says so.
        note: The tutor's note.
        assignee: Person in charge.
        record: The record of the task in the dossier, blank when there is none.
        waits_for: What comes before it and is still to do, while it is to do itself.
    """

    task: Task
    state: State
    derived: bool
    proven: bool
    note: str
    assignee: str
    record: TaskRecord
    waits_for: tuple[Task, ...] = ()

    @property
    def due_source(self) -> str | None:
        """Tag of the source of the due date; None when the tutor chose it."""
        return None if self.record.due else self.task.due.source

    @property
    def resolved(self) -> bool:
        """Done, or *sans objet*."""
        return self.state != "todo"

    @property
    def needs_proof(self) -> bool:
        """Whether a ◆ has no proof yet: without one, it is not ticked and the stage not closed."""
        return self.task.required and not self.proven

    @property
    def wait(self) -> str:
        """« après : Présenter l’évaluation »; empty where it waits for no task."""
        titles = "; ".join(task.title for task in self.waits_for)
        return f"{AFTER} : {titles}" if titles else ""

    def is_late(self, due: date | None, today: date) -> bool:
        """Whether it is to do, its due date past (tutor's local date), and nothing comes before."""
        is_past = self.state == "todo" and due is not None and due < today
        return is_past and not self.is_held_back(due, today)

    def is_held_back(self, due: date | None, today: date) -> bool:
        """Whether its day has come (tutor's local date) while what comes before it is to do.

        A due date that the tutor chose is never held back.
        """
        has_come = due is not None and due <= today
        return has_come and bool(self.waits_for) and not self.record.due


class Progress(NamedTuple):
    """How many tasks are resolved; *sans objet* counts as done."""

    done: int
    total: int


def task_states(dossier: Dossier, programme: Programme, today: date) -> tuple[TaskState, ...]:
    """The state of every task of the programme, in its order.

    Args:
        today: The tutor's local date.
    """
    facts = Facts(dossier, programme, today)
    records = {record.task: record for record in dossier.tasks}
    states: list[TaskState] = []
    for task, evidence, todo, done in _table(programme):
        holds = evidence is not None and evidence(facts)
        record = records.get(task.id)
        if record is None:
            states.append(done if holds else todo)
        else:
            states.append(_state_of(task, record, holds))
    waiting = awaited(programme, {each.task.id: each.state for each in states})
    return tuple(
        each._replace(waits_for=waiting[each.task.id]) if each.task.id in waiting else each
        for each in states
    )


def _state_of(task: Task, record: TaskRecord, holds: bool) -> TaskState:
    choice, note = record.choice, record.note
    if choice == "todo" and task.evidence in HELD_ONCE:
        choice = None  # its meeting alone says whether it is done, see `agreement`
    return TaskState(
        task,
        choice or ("done" if holds else "todo"),
        choice is None and holds,
        holds or bool(note),
        note,
        record.assignee or task.assignee,
        record,
    )


@lru_cache(maxsize=64)
def _table(programme: Programme) -> tuple[tuple[Task, Evidence | None, TaskState, TaskState], ...]:
    """Each task with its evidence and its two states when nothing is recorded: to do, done."""
    rows: list[tuple[Task, Evidence | None, TaskState, TaskState]] = []
    for task in programme.tasks:
        blank = TaskRecord(task=task.id)
        evidence = EVIDENCE[task.evidence] if task.evidence else None
        rows.append((task, evidence, _state_of(task, blank, False), _state_of(task, blank, True)))
    return tuple(rows)


def progress(states: Sequence[TaskState]) -> dict[str, Progress]:
    """Progress by phase, in the order of the journey."""
    by_phase: dict[str, list[State]] = {}
    for each in states:
        by_phase.setdefault(each.task.phase, []).append(each.state)
    return {
        phase: Progress(done=len(choices) - choices.count("todo"), total=len(choices))
        for phase, choices in by_phase.items()
    }


def current_phase(
    dossier: Dossier, programme: Programme, states: Sequence[TaskState], today: date
) -> str:
    """The identifier of the phase the dossier is in, or `CLOSED_PHASE`.

    Before the stage is marked *commencé*, what remains to be done decides: the first phase with
    something required, else the last of them. Afterwards the day decides: the latest phase that
    has begun and has something required, or the end once it has begun or nothing is left before
    it. Half the way is here the day itself, worked or not: a phase needs no calendar.
    """
    if dossier.closed_on:
        return CLOSED_PHASE
    unresolved = {s.task.phase for s in states if s.state == "todo" and s.task.required}
    ids = [phase.id for phase in programme.phases]
    first = ids.index(FIRST_STARTED_PHASE)
    if not dossier.started_on:
        return next((phase for phase in ids[:first] if phase in unresolved), ids[first - 1])
    is_over = unresolved.isdisjoint(ids[first : ids.index(LAST_PHASE)])
    for phase in reversed(programme.phases[first:]):
        has_begun = _has_begun(dossier, phase, today)
        if has_begun and phase.id in unresolved:
            return phase.id
        if phase.id == LAST_PHASE and (has_begun or is_over):
            return phase.id
    return FIRST_STARTED_PHASE


def phase_word(phase_id: str, programme: Programme) -> str:
    """The phase of a dossier in one word; its identifier when the programme has no such phase."""
    if phase_id == CLOSED_PHASE:
        return CLOSED
    return programme.phase(phase_id).short if programme.has_phase(phase_id) else phase_id


def _has_begun(dossier: Dossier, phase: Phase, today: date) -> bool:
    return phase.begins is not None and today >= anchored(dossier, phase.begins)


def long_over_phases(dossier: Dossier, programme: Programme, today: date) -> frozenset[str]:
    """The phases that ended longer ago than the programme's `folding` says (host-local date)."""
    latest = today - timedelta(days=programme.long_over_days)
    return frozenset(
        phase.id
        for phase in programme.phases
        if phase.over is not None and anchored(dossier, phase.over) < latest
    )


def anchored(dossier: Dossier, day: Due) -> date:
    """A day counted from the first day of a stage, its last one or its midpoint (host-local)."""
    match day.anchor:
        case "end":
            anchor = dossier.stage.end
        case "midpoint":
            anchor = midpoint(dossier)
        case "onsite":
            anchor = dossier.onsite.start or dossier.stage.end
        case _:
            anchor = dossier.stage.start
    return anchor + timedelta(days=day.days)


def note_refusal(task: Task, note: str) -> str:
    """Why a note of that task, or a reason, is refused, in French; empty when it is not.

    A note about an access given or withdrawn might hold its password.
    """
    return REASON if task.opens == "accesses" and looks_secret(note) else ""


# --- starting --------------------------------------------------------------------------------


def start(programme: Programme, today: date) -> Change:
    """Mark the stage *commencé*.

    Raises:
        Refused: before the first day, when a departure from the programme has no dérogation, or
            when it has begun already.
    """

    def check(dossier: Dossier) -> None:
        if remaining := unwaived_departures(dossier, programme, today):
            raise Refused(
                f"Le stage ne peut pas être déclaré commencé : {count(len(remaining), 'écart')} "
                "au programme sans dérogation.\n"
                + "\n".join(f"– {each.message}" for each in remaining)
            )
        if today < dossier.stage.start:
            raise Refused(
                f"Le stage commence le {long_date(dossier.stage.start)} : "
                "il pourra l’être à partir de ce jour-là."
            )

    return mark_started(on=today).after(check)


def default_retention(dossier: Dossier, programme: Programme) -> date:
    """The last day a closed dossier is kept when the tutor sets none [privacy]."""
    return last_day(dossier.stage.end + ONE_DAY, 12 * programme.retention_years)


def candidates_until(dossier: Dossier, programme: Programme) -> date | None:
    """The last day the names of the candidates who were not chosen are kept [privacy].

    None when the dossier keeps none, not even in its history.
    """
    others = dossier.other_candidates
    if not (others or dossier.former_candidates):
        return None
    kept = programme.retention.candidates
    proposed = last_day(dossier.stage.start, kept.months)
    interviews = [each.interviewed_on for each in others if each.interviewed_on]
    return min(proposed, last_day(max(interviews), kept.most)) if interviews else proposed


def with_retention(dossier: Dossier, programme: Programme) -> Dossier:
    """The dossier as shown: once closed, it has a last day of retention, even if none was set."""
    if not dossier.closed_on or dossier.retention_until:
        return dossier
    return dossier.evolve(retention_until=default_retention(dossier, programme))
