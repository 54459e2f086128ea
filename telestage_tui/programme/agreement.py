"""Tasks and meetings that agree: one change for the task of a meeting and for the meeting itself.

The task of holding a meeting and the outcome of that meeting are the same fact. Ticking the task
records the meeting, putting it back to do takes the outcome back, and a new outcome takes the
choice off the task, so that it follows from the dossier again. One undo takes both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from ..clocks.meeting_times import day_reached, host_day
from ..dossier import changes
from ..dossier.changes import Change
from ..dossier.changes.labels import meeting_name
from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting, MeetingKind, MeetingStatus
from .evidence import HELD_ONCE
from .models import Task
from .programme import Programme


def kind_of(task: Task) -> MeetingKind | None:
    """The kind of meeting, held once, that the task is about; None for any other task."""
    return HELD_ONCE.get(task.evidence or "")


def tick(
    task: Task, programme: Programme, *, on: date, note: str = "", now: datetime | None = None
) -> Change:
    """Mark a task done, and record its meeting as held; a note is added to that of the task.

    Args:
        task: Which task.
        programme: The programme it is of.
        on: The tutor's local date.
        note: What is added to its note.
        now: UTC instant, by which the meeting may have begun for either side; None to go by `on`.

    Raises:
        Refused: when its meeting is planned for a later day.
    """
    change = changes.tick(task, on=on, note=note)
    return _with_meeting(change, task, programme, "held", on, now)


def prove(task: Task, programme: Programme, *, on: date, proof: str, now: datetime) -> Change:
    """Mark a task done with a proof that replaces its note, as `tick`."""
    change = changes.prove(task, on=on, proof=proof)
    return _with_meeting(change, task, programme, "held", on, now)


def untick(task: Task, programme: Programme, *, on: date) -> Change:
    """Mark a task to do, and its meeting as planned when it was held; its record stays."""
    return _with_meeting(changes.untick(task, on=on), task, programme, "planned", on, None)


def catch_up(tasks: Sequence[Task], programme: Programme, *, on: date, now: datetime) -> Change:
    """Mark tasks done before the dossier was opened, and record those of their meetings past.

    A meeting still to come stays planned: the tutor, who held it before, cancels it or not.
    """
    change = changes.catch_up(tasks)

    def apply(dossier: Dossier) -> Dossier:
        dossier = change.apply(dossier)
        for task in tasks:
            meeting = meeting_to_record(dossier, task)
            if meeting and meeting.may_be_held(day_reached(meeting, dossier, now)):
                dossier = _recording(dossier, meeting, programme, "held", on, now)
        return dossier

    return change._replace(apply=apply)


def agreeing(change: Change, programme: Programme) -> Change:
    """A change of the outcome of meetings, after which no choice made on their tasks denies it.

    What the tutor wrote of the tasks stays. The task of a meeting that is now held is no longer to
    do nor *sans objet*; that of a meeting that is held no more is no longer ticked.
    """

    def apply(before: Dossier) -> Dossier:
        after = change.apply(before)
        was_held, is_held = _kinds_held(before), _kinds_held(after)
        denied = {
            task.id
            for task in programme.tasks
            if (kind := kind_of(task))
            and (kind in was_held) != (kind in is_held)
            and (after.task(task.id).choice == "done") != (kind in is_held)
        }
        if not any(record.task in denied and record.choice for record in after.tasks):
            return after
        return after.evolve(
            tasks=tuple(
                record.evolve(choice=None, on=None, reason="") if record.task in denied else record
                for record in after.tasks
            )
        )

    return change._replace(apply=apply)


def meeting_to_record(dossier: Dossier, task: Task) -> Meeting | None:
    """The planned meeting that is held when that task is done."""
    return _meeting(dossier, task, "planned")


def check_its_day_has_come(dossier: Dossier, task: Task, now: datetime) -> None:
    """Check that the meeting of a task about to be ticked is not still to come.

    Raises:
        Refused: when it is planned for a later day.
    """
    if meeting := meeting_to_record(dossier, task):
        meeting.check_its_day_has_come("held", day_reached(meeting, dossier, now))


def _with_meeting(
    change: Change,
    task: Task,
    programme: Programme,
    status: MeetingStatus,
    on: date,
    now: datetime | None,
) -> Change:
    """The change of a task, then its meeting given that status, if it has the opposite one."""
    if kind_of(task) is None:
        return change
    apply: Callable[[Dossier], Dossier] = change.apply
    opposite: MeetingStatus = "planned" if status == "held" else "held"

    def apply_both(dossier: Dossier) -> Dossier:
        meeting = _meeting(dossier, task, opposite)
        dossier = apply(dossier)
        return _recording(dossier, meeting, programme, status, on, now) if meeting else dossier

    return change._replace(apply=apply_both)


def _recording(
    dossier: Dossier,
    meeting: Meeting,
    programme: Programme,
    status: MeetingStatus,
    on: date,
    now: datetime | None,
) -> Dossier:
    title = programme.meeting_rules.title(meeting.kind)
    name = meeting_name(title, host_day(meeting, dossier.host.zone))
    day = day_reached(meeting, dossier, now) if now else on
    return changes.record_meeting(meeting.id, name, status=status, on=day).apply(dossier)


def _meeting(dossier: Dossier, task: Task, status: MeetingStatus) -> Meeting | None:
    kind = kind_of(task)
    return next((m for m in dossier.meetings if m.kind == kind and m.status == status), None)


def _kinds_held(dossier: Dossier) -> frozenset[MeetingKind]:
    return frozenset(each.kind for each in dossier.meetings if each.status == "held")
