"""Tasks and meetings that agree: one change for the task of a meeting and for the meeting itself.

The task of holding a meeting and the outcome of that meeting are the same fact. Ticking the task
records the meeting as held, *sans objet* cancels it, putting the task back to do takes either back;
and a new outcome takes a choice that denies it off the task, whose state then follows from the
dossier. The label of each change says what became of the other, and one undo takes both back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import ValidationError

from ..clocks.meeting_times import day_reached, host_day
from ..dossier import changes
from ..dossier.changes import Change
from ..dossier.deeds import Deed, deed
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused, TelestageError
from ..dossier.french import long_date, weekday_date
from ..dossier.labels import named
from ..dossier.meetings import Meeting, MeetingKind, MeetingStatus
from .evidence import HELD_ONCE, KINDS_HELD
from .meeting_names import name_deed
from .programme import Programme
from .tasks import Task


def kind_of(task: Task) -> MeetingKind | None:
    """The kind of meeting, held once, that the task is about; None for any other task."""
    return HELD_ONCE.get(task.evidence or "")


def planned_meeting(dossier: Dossier, task: Task) -> Meeting | None:
    """The meeting still planned that the task is about."""
    return _meeting(dossier, task, "planned")


# --- from a task to its meeting -------------------------------------------------------------------


def tick(
    dossier: Dossier,
    task: Task,
    programme: Programme,
    *,
    on: date,
    now: datetime,
    note: str = "",
) -> Change:
    """Mark a task done, and record its meeting as held on the day it was planned for.

    Args:
        dossier: As the tutor sees it.
        task: Which task.
        programme: The programme it is of.
        on: The tutor's local date.
        now: UTC instant, at which the day of the meeting must have come for either side.
        note: What is added to the note of the task.
    """
    return _holding(changes.tick(task, on=on, note=note), dossier, task, programme, now)


def prove(
    dossier: Dossier, task: Task, programme: Programme, *, on: date, now: datetime, proof: str
) -> Change:
    """Mark a task done with a proof that replaces its note, as `tick`."""
    return _holding(changes.prove(task, on=on, proof=proof), dossier, task, programme, now)


def untick(dossier: Dossier, task: Task, programme: Programme, *, on: date) -> Change:
    """Mark a task to do, and its meeting as planned when the task had held or cancelled it.

    What was written of the meeting stays.
    """
    change = changes.untick(task, on=on)

    def apply(before: Dossier) -> Dossier:
        after, record = change.apply(before), before.task(task.id)
        status: MeetingStatus = "held" if record.choice == "done" else "cancelled"
        meeting = _meeting(before, task, status)
        if meeting is None or meeting.why_not_held != record.reason or meeting.is_dropped:
            return after
        return _recording(after, meeting, programme, "planned")

    return telling(change._replace(apply=apply), dossier, programme, {task.id})


def skip(dossier: Dossier, task: Task, programme: Programme, *, why: str, on: date) -> Change:
    """Mark a task *sans objet*, and cancel its meeting when it is still planned.

    The check-ins, which are not one meeting, stay planned, and the label says so.
    """
    change = changes.skip(task, why=why, on=on)

    def apply(before: Dossier) -> Dossier:
        check_was_not_held(before, task)
        after, meeting = change.apply(before), planned_meeting(before, task)
        return _recording(after, meeting, programme, "cancelled", why) if meeting else after

    told = telling(change._replace(apply=apply), dossier, programme, {task.id})
    if left := _check_ins_left(dossier, task):
        return told.followed_by(deed("meeting.check_ins_left", meetings=left))
    return told


def catch_up(
    dossier: Dossier, tasks: Sequence[Task], programme: Programme, *, now: datetime
) -> Change:
    """Mark tasks done before the dossier was opened, and record those of their meetings past.

    A meeting still to come stays planned, and the label says so: the tutor, who has met already,
    cancels it or not.
    """
    change = changes.catch_up(tasks)

    def is_past(dossier: Dossier, meeting: Meeting) -> bool:
        return meeting.may_be_held(day_reached(meeting, dossier, now))

    def apply(before: Dossier) -> Dossier:
        after = change.apply(before)
        for task in tasks:
            meeting = planned_meeting(before, task)
            if meeting and is_past(before, meeting):
                after = _recording(after, meeting, programme, "held")
        return after

    told = telling(change._replace(apply=apply), dossier, programme, {task.id for task in tasks})
    meetings = (planned_meeting(dossier, task) for task in tasks)
    to_come = [
        deed("meeting.still_planned", on=host_day(each, dossier.host.zone))
        for each in meetings
        if each and not is_past(dossier, each)
    ]
    return told.followed_by(*to_come)


def check_its_day_has_come(dossier: Dossier, task: Task, now: datetime) -> None:
    """Check that the meeting of a task about to be ticked is not still to come.

    Raises:
        Refused: when it is planned for a later day.
    """
    meeting = planned_meeting(dossier, task)
    if meeting and not meeting.may_be_held(day_reached(meeting, dossier, now)):
        raise Refused(
            f"{named(task.title)} : cette rencontre est prévue le {long_date(meeting.slot.day)}, "
            "elle n’a pas encore eu lieu. Si elle a été avancée, déplacez-la d’abord; si elle "
            "n’est plus nécessaire, annulez-la."
        )


def check_was_not_held(dossier: Dossier, task: Task) -> None:
    """Check that the meeting of a task about to be *sans objet* did not take place.

    Raises:
        Refused: when it was held.
    """
    if meeting := _meeting(dossier, task, "held"):
        raise Refused(
            f"{named(task.title)} : la rencontre du {_day(dossier, meeting)} a eu lieu. "
            "L’étape n’est pas sans objet; si c’est une erreur, corrigez d’abord la rencontre."
        )


def _holding(
    change: Change, dossier: Dossier, task: Task, programme: Programme, now: datetime
) -> Change:
    def apply(before: Dossier) -> Dossier:
        check_its_day_has_come(before, task, now)
        after, meeting = change.apply(before), planned_meeting(before, task)
        return _recording(after, meeting, programme, "held") if meeting else after

    return telling(change._replace(apply=apply), dossier, programme, {task.id})


def _recording(
    dossier: Dossier,
    meeting: Meeting,
    programme: Programme,
    status: MeetingStatus,
    reason: str = "",
) -> Dossier:
    name = name_deed(dossier, meeting, programme)
    record = changes.record_meeting(
        meeting.id, name, status=status, on=meeting.slot.day, reason=reason
    )
    return record.apply(dossier)


def _meeting(dossier: Dossier, task: Task, status: MeetingStatus) -> Meeting | None:
    kind = kind_of(task)
    return next((m for m in dossier.meetings if m.kind == kind and m.status == status), None)


def _check_ins_left(dossier: Dossier, task: Task) -> int:
    if KINDS_HELD.get(task.evidence or "") != "checkin":
        return 0
    return sum(m.kind == "checkin" and m.status == "planned" for m in dossier.meetings)


# --- from a meeting to its task -------------------------------------------------------------------


def agreeing(change: Change, dossier: Dossier, programme: Programme) -> Change:
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

    meetings = {meeting.id for meeting in dossier.meetings}
    return telling(change._replace(apply=apply), dossier, programme, meetings)


def _kinds_held(dossier: Dossier) -> frozenset[MeetingKind]:
    return frozenset(each.kind for each in dossier.meetings if each.status == "held")


# --- what is said ---------------------------------------------------------------------------------


def telling(
    change: Change, dossier: Dossier, programme: Programme, about: Collection[UUID | str]
) -> Change:
    """A change whose label also says what becomes of other meetings, and of the tasks of meetings.

    Args:
        change: What is done. It is refused where something else would become of them than what the
            label says, because another program has changed the dossier meanwhile.
        dossier: As the tutor sees it.
        programme: Its programme.
        about: The meetings and the tasks that the label names already.
    """
    try:
        said = tuple(_consequences(dossier, change.apply(dossier), programme, about))
    except (TelestageError, ValidationError):
        said = ()  # it is refused again, and said, when it is applied

    def apply(before: Dossier) -> Dossier:
        after = change.apply(before)
        if tuple(_consequences(before, after, programme, about)) != said:
            raise Refused("Ce dossier vient de changer depuis un autre programme : recommencez.")
        return after

    return change._replace(apply=apply).followed_by(*said)


def _consequences(
    before: Dossier, after: Dossier, programme: Programme, about: Collection[UUID | str]
) -> Iterator[Deed]:
    statuses = {meeting.id: meeting.status for meeting in before.meetings}
    for meeting in after.meetings:
        if meeting.id not in about and meeting.status != statuses.get(meeting.id, meeting.status):
            yield deed(f"meeting.follows_{meeting.status}", on=host_day(meeting, after.host.zone))
    is_held = _kinds_held(after)
    for task in programme.tasks:
        had_choice = before.task(task.id).choice in ("done", "skipped")
        if task.id not in about and had_choice and after.task(task.id).choice is None:
            code = "task.follows_done" if kind_of(task) in is_held else "task.follows_reset"
            yield deed(code, task=task.title)


def _day(dossier: Dossier, meeting: Meeting) -> str:
    return weekday_date(host_day(meeting, dossier.host.zone))
