"""Pure transitions: `dossier -> dossier`, one for each thing a tutor can do.

Dates are the tutor's local date, given by the caller: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from .accesses import Access
from .dossier import Dossier
from .errors import Refused
from .evaluations import Evaluation
from .journal import Note, TaskRecord, Transfer
from .meetings import Meeting, MeetingStatus, Record, Slot
from .people import ClosedPeriod, Host, Intern, Side
from .stage import Waiver
from .text import merged

Transition = Callable[[Dossier], Dossier]


# --- tasks ------------------------------------------------------------------------------------


def tick(dossier: Dossier, task: str, *, on: date, note: str = "") -> Dossier:
    """Mark a task done; a note, when given, joins the one already kept."""
    record = dossier.task(task)
    return _with_task(
        dossier, record.evolve(choice="done", on=on, reason="", note=_joined(record.note, note))
    )


def untick(dossier: Dossier, task: str, *, on: date) -> Dossier:
    """Put a task back to do, even one that follows from the dossier; its note stays."""
    return _with_task(dossier, dossier.task(task).evolve(choice="todo", on=on, reason=""))


def skip(dossier: Dossier, task: str, *, why: str, on: date) -> Dossier:
    """Mark a task *sans objet*, with a reason.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    return _with_task(dossier, dossier.task(task).evolve(choice="skipped", on=on, reason=why))


def edit_task(dossier: Dossier, task: str, **changes: Any) -> Dossier:
    """Change the note, the assignee or the due date of a task."""
    return _with_task(dossier, dossier.task(task).evolve(**changes))


def write_task_note(dossier: Dossier, task: str, *, before: str, note: str) -> Dossier:
    """Change the note of a task; when it is no longer `before`, both texts are kept."""
    kept = dossier.task(task)
    return _with_task(dossier, kept.evolve(note=merged(before, note, kept.note)))


def _with_task(dossier: Dossier, record: TaskRecord) -> Dossier:
    others = tuple(kept for kept in dossier.tasks if kept.task != record.task)
    return dossier.evolve(tasks=(*others, record))


def _joined(kept: str, added: str) -> str:
    return "\n".join(part for part in (kept, added.strip()) if part)


# --- the stage ----------------------------------------------------------------------------------


def waive(dossier: Dossier, rule: str, field: str, *, reason: str, on: date) -> Dossier:
    """Record a dérogation to a rule for one field, in place of an earlier one.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    waiver = Waiver(rule=rule, field=field, reason=reason, on=on)
    return dossier.evolve(waivers=(*_other_waivers(dossier, rule, field), waiver))


def unwaive(dossier: Dossier, rule: str, field: str) -> Dossier:
    """Take a dérogation back."""
    return dossier.evolve(waivers=_other_waivers(dossier, rule, field))


def _other_waivers(dossier: Dossier, rule: str, field: str) -> tuple[Waiver, ...]:
    return tuple(w for w in dossier.waivers if (w.rule, w.field) != (rule, field))


def mark_started(dossier: Dossier, *, on: date) -> Dossier:
    """Mark the stage *commencé*; whether it may be is decided by the programme."""
    if dossier.started_on:
        raise Refused("Le stage est déjà marqué commencé.")
    return dossier.evolve(started_on=on)


def mark_closed(dossier: Dossier, *, on: date, retention_until: date | None = None) -> Dossier:
    """Close the dossier; whether it may be is decided by the programme."""
    if dossier.closed_on:
        raise Refused("Le stage est déjà clos.")
    return dossier.evolve(closed_on=on, retention_until=retention_until or dossier.retention_until)


def keep_until(dossier: Dossier, *, day: date | None) -> Dossier:
    """Set the last day the dossier is kept; None for what the programme says."""
    return dossier.evolve(retention_until=day)


def reopen(dossier: Dossier) -> Dossier:
    """Open a closed dossier again."""
    if not dossier.closed_on:
        raise Refused("Ce stage n’est pas clos.")
    return dossier.evolve(closed_on=None)


# --- absences -----------------------------------------------------------------------------------


def add_absences(dossier: Dossier, side: Side, periods: Sequence[ClosedPeriod]) -> Dossier:
    """Add closed days to one side; those it already has are not repeated."""
    person: Intern | Host = dossier.intern if side == "stagiaire" else dossier.host
    days = dict.fromkeys((*person.absences, *periods))
    changed = person.evolve(absences=tuple(sorted(days, key=lambda period: period.first)))
    return dossier.evolve(**{"intern" if side == "stagiaire" else "host": changed})


# --- meetings -----------------------------------------------------------------------------------


def plan_meetings(dossier: Dossier, meetings: Sequence[Meeting]) -> Dossier:
    """Replace the meetings, kept in the order of their local day and time."""
    ordered = sorted(meetings, key=lambda m: (m.slot.day, m.slot.at, m.id))
    return dossier.evolve(meetings=tuple(ordered))


def record_meeting(
    dossier: Dossier,
    meeting: UUID,
    *,
    status: MeetingStatus,
    record: Record | None = None,
    reason: str = "",
) -> Dossier:
    """Say what became of a meeting: held with its record, missed or cancelled with a reason."""
    kept = dossier.meeting(meeting)
    cancellation_changed = (kept.status == "cancelled") != (status == "cancelled")
    return _with_meeting(
        dossier,
        kept.evolve(
            status=status,
            cancelled_by=None,
            record=kept.record if record is None else record,
            reason=reason,
            sequence=kept.sequence + cancellation_changed,
        ),
    )


def move_meeting(dossier: Dossier, meeting: UUID, *, to: Slot, reason: str = "") -> Dossier:
    """Move a meeting by hand; it is to be held again, and the first planned slot is remembered.

    Raises:
        Refused: when it was already held.
    """
    kept = dossier.meeting(meeting)
    if kept.status == "held":
        raise Refused("Cette rencontre a eu lieu : elle ne se déplace plus.")
    return _with_meeting(
        dossier,
        kept.evolve(
            slot=to,
            moved_from=kept.moved_from or kept.slot,
            status="planned",
            cancelled_by=None,
            reason=reason,
            sequence=kept.sequence + 1,
        ),
    )


def _with_meeting(dossier: Dossier, meeting: Meeting) -> Dossier:
    return plan_meetings(dossier, [m if m.id != meeting.id else meeting for m in dossier.meetings])


# --- accesses -----------------------------------------------------------------------------------


def put_access(dossier: Dossier, access: Access) -> Dossier:
    """Add an access, or replace the one with the same id."""
    kept = {known.id: known for known in dossier.accesses}
    return dossier.evolve(accesses=tuple((kept | {access.id: access}).values()))


def describe_access(dossier: Dossier, access: UUID, **described: Any) -> Dossier:
    """Note a new access, or change what is noted of one; how far it has come stays as it is."""
    known = {each.id: each for each in dossier.accesses}
    if access in known:
        return put_access(dossier, known[access].evolve(**described))
    return put_access(dossier, Access(id=access, **described))


def grant(dossier: Dossier, access: UUID, *, on: date) -> Dossier:
    """Mark an access given."""
    return put_access(dossier, dossier.access(access).evolve(given_on=on))


def explain(dossier: Dossier, access: UUID, *, on: date) -> Dossier:
    """Mark an access explained to the intern; giving it is implied."""
    kept = dossier.access(access)
    return put_access(dossier, kept.evolve(given_on=kept.given_on or on, explained_on=on))


def withdraw(
    dossier: Dossier, access: UUID, *, on: date, by: str = "", checks: Sequence[str] = ()
) -> Dossier:
    """Mark an access withdrawn, by whom, and which checks were made."""
    kept = dossier.access(access)
    if not kept.given_on:
        raise Refused(f"« {kept.name} » n’a pas été remis : il n’y a rien à retirer.")
    return put_access(dossier, kept.evolve(withdrawn_on=on, withdrawn_by=by, checks=tuple(checks)))


def restore_access(dossier: Dossier, access: UUID) -> Dossier:
    """Undo a withdrawal: the access is open again."""
    kept = dossier.access(access)
    return put_access(dossier, kept.evolve(withdrawn_on=None, withdrawn_by="", checks=()))


def remove_access(dossier: Dossier, access: UUID) -> Dossier:
    """Forget an access that was never given.

    Raises:
        Refused: when it was given, since its withdrawal is owed.
    """
    kept = dossier.access(access)
    if kept.given_on:
        raise Refused(f"« {kept.name} » a été remis : retirez l’accès plutôt que sa trace.")
    return dossier.evolve(accesses=tuple(a for a in dossier.accesses if a.id != access))


# --- evaluations, transfers, notes --------------------------------------------------------------


def put_evaluation(dossier: Dossier, evaluation: Evaluation) -> Dossier:
    """Keep an evaluation, draft or complete, in place of the one of the same kind."""
    others = tuple(kept for kept in dossier.evaluations if kept.kind != evaluation.kind)
    return dossier.evolve(evaluations=(*others, evaluation))


def put_transfer(dossier: Dossier, transfer: Transfer) -> Dossier:
    """Add a transfer of files, or replace the one with the same id."""
    kept = {known.id: known for known in dossier.transfers}
    return dossier.evolve(transfers=tuple((kept | {transfer.id: transfer}).values()))


def remove_transfer(dossier: Dossier, transfer: UUID) -> Dossier:
    """Forget a transfer of files."""
    return dossier.evolve(transfers=tuple(t for t in dossier.transfers if t.id != transfer))


def add_note(dossier: Dossier, note: Note) -> Dossier:
    """Add a dated note."""
    return dossier.evolve(notes=(*dossier.notes, note))
