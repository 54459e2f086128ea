"""The JSON the commands answer with: English keys, ISO 8601, documented in `docs/json.md`.

Scripts depend on these shapes: a key may be added, none is renamed or removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..clocks.shared_hours import DayOverlap
from ..clocks.zones import gap_hours, utc_text
from ..documents.history_json import history_shape
from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.organisation import Organisation
from ..dossier.records import Transfer
from ..dossier.text import typeset
from ..planning.agenda.agenda import Agenda, coming_next
from ..planning.agenda.item import AgendaItem
from ..planning.agenda.summary import DossierSummary
from ..planning.course.course import Preview
from ..planning.course.facts import CourseFact
from ..planning.meeting_view import MeetingView
from ..programme.programme import Programme
from ..programme.progress import Progress, TaskState
from ..programme.rules import Departure
from ..programme.withdrawals import term, unmade_checks
from ..store.backup import Backup
from ..store.backup_contents import HeldDossier
from ..store.check import FileReport

if TYPE_CHECKING:
    from ..documents.travel.arrivals import Arrivals

Json = dict[str, Any]


# --- dossiers -------------------------------------------------------------------------------------


def summary_shape(summary: DossierSummary) -> Json:
    """One line of `list`."""
    meeting = summary.next_meeting
    return {
        "id": str(summary.id),
        "intern": summary.intern,
        "host": summary.host,
        "title": summary.title,
        "start": summary.start.isoformat(),
        "end": summary.end.isoformat(),
        "phase": summary.phase,
        "progress": progress_shape(summary.progress),
        "next_meeting": moment_shape(meeting) if meeting else None,
        "course": course_facts_shape(summary.course),
    }


def course_facts_shape(facts: Iterable[CourseFact]) -> list[Json]:
    """What became of the course of a stage."""
    return [{"kind": each.kind, "text": typeset(each.text)} for each in facts]


def progress_shape(progress: Mapping[str, Progress]) -> Json:
    """Tasks resolved, by phase."""
    return {phase: {"done": each.done, "total": each.total} for phase, each in progress.items()}


def dossier_shape(
    dossier: Dossier,
    summary: DossierSummary,
    departures: Iterable[Departure],
    follower: Dossier | None,
) -> Json:
    """The answer of `show`: the whole dossier, and what follows from it today.

    Args:
        dossier: The dossier.
        summary: Of the dossier, today.
        departures: From the rules of its programme.
        follower: The dossier of the stage on site that follows it, once it is open.
    """
    return kept_shape(dossier) | {
        "followed_by": str(follower.id) if follower else None,
        "phase": summary.phase,
        "progress": progress_shape(summary.progress),
        "course": course_facts_shape(summary.course),
        "compliance": [
            departure_shape(each) | {"waived": each.waived} for each in departures
        ],
    }  # fmt: skip


def kept_shape(dossier: Dossier, *, identity: bool = False) -> Json:
    """The whole dossier, as it is kept; without identity data unless they are asked for."""
    kept = dossier.model_dump(mode="json", exclude=None if identity else {"identity"})
    for export, shape in zip(dossier.exports, kept["exports"], strict=True):
        shape["at"] = utc_text(export.at) if export.at else None
    return kept | {
        "created_at": utc_text(dossier.created_at),
        "history": [history_shape(entry) for entry in dossier.history],
    }


def departure_shape(departure: Departure) -> Json:
    """One departure from the programme."""
    return {
        "rule": departure.rule,
        "field": departure.field,
        "message": typeset(departure.message),
        "source": departure.source,
    }


def opened_shape(
    dossier: Dossier, departures: Iterable[Departure], from_organisation: Sequence[str]
) -> Json:
    """The answer of `new`; the last argument is the fields that Mon organisation filled."""
    return {
        "id": str(dossier.id),
        "warnings": [departure_shape(each) for each in departures],
        "from_organisation": list(from_organisation),
    }


def organisation_shape(organisation: Organisation) -> Json:
    """The answer of `organisation`."""
    kept = organisation.model_dump(mode="json", exclude={"history"})
    last = organisation.history[-1:]
    return kept | {"changed_at": utc_text(last[0].at) if last else None}


# --- tasks and agenda -----------------------------------------------------------------------------


def task_shape(state: TaskState, due: date, today: date) -> Json:
    """One line of `tasks`."""
    task = state.task
    return {
        "id": task.id,
        "phase": task.phase,
        "title": task.title,
        "due": due.isoformat(),
        "due_source": state.due_source,
        "state": state.state,
        "required": task.required,
        "note": state.note,
        "assignee": state.assignee,
        "source": task.source,
        "late": state.is_late(due, today),
        "after": list(task.after),
        "waits_for": [each.id for each in state.waits_for],
    }


def agenda_shape(today: date, agenda: Agenda, summaries: Sequence[DossierSummary]) -> Json:
    """The answer of `status`."""
    upcoming = coming_next(summaries)
    return {
        "today": today.isoformat(),
        "late": [item_shape(item) for item in agenda.late],
        "due_today": [item_shape(item) for item in agenda.due_today],
        "this_week": [item_shape(item) for item in agenda.this_week],
        "to_know": [item_shape(item) for item in agenda.to_know],
        "next": item_shape(upcoming) if upcoming else None,
        "dossiers": [summary_shape(summary) for summary in summaries],
    }


def item_shape(item: AgendaItem) -> Json:
    """One line of the agenda; `task`, `meeting` and `access` say what it is about."""
    return {
        "dossier": str(item.dossier_id),
        "intern": item.intern,
        "kind": item.kind,
        "title": typeset(item.title),
        "due": item.due.isoformat(),
        "days_late": item.days_late,
        "start_utc": utc_text(item.start) if item.start else None,
        "task": item.task_id,
        "meeting": str(item.meeting_id) if item.meeting_id else None,
        "access": str(item.access_id) if item.access_id else None,
        "deadline_utc": utc_text(item.deadline) if item.deadline else None,
        "critical": item.is_critical,
        "overdue": item.is_overdue,
        "weight": item.weight,
        "old": item.is_old,
    }


# --- accesses -------------------------------------------------------------------------------------


def access_shape(access: Access, dossier: Dossier, programme: Programme, now: datetime) -> Json:
    """One line of `access list`: what is kept of it, and what is owed at that UTC instant."""
    found = term(dossier, programme, access)
    return access.model_dump(mode="json") | {
        "state": access.state,
        "critical": found.is_critical,
        "due_utc": utc_text(found.hour),
        "deadline_utc": utc_text(found.deadline),
        "overdue": access.is_open and found.is_overdue(now),
        "checks_left": [check.id for check in unmade_checks(programme, access)]
        if access.given_on
        else [],
    }


# --- meetings -------------------------------------------------------------------------------------


def moment_shape(view: MeetingView) -> Json:
    """When a meeting is, on both clocks."""
    return {
        "id": str(view.meeting.id),
        "kind": view.meeting.kind,
        "start_utc": utc_text(view.start_utc),
        "host_local": view.host_local.isoformat(),
        "intern_local": view.intern_local.isoformat(),
    }


def meeting_shape(view: MeetingView) -> Json:
    """One line of `plan`."""
    meeting = view.meeting
    return {
        "id": str(meeting.id),
        "kind": meeting.kind,
        "start_utc": utc_text(view.start_utc),
        "duration_minutes": meeting.duration,
        "objective": meeting.objective,
        "host_local": view.host_local.isoformat(),
        "intern_local": view.intern_local.isoformat(),
        "gap_hours": view.gap_hours,
        "status": meeting.status,
        "notes": list(map(typeset, view.notes)),
    }


def plan_shape(views: Iterable[MeetingView], warnings: Iterable[str]) -> Json:
    """The answer of `plan`."""
    return {
        "meetings": [meeting_shape(view) for view in views],
        "warnings": list(map(typeset, warnings)),
    }


def overlap_shape(overlap: DayOverlap) -> Json:
    """One day of `overlap`."""
    change = overlap.next_change
    return {
        "date": overlap.day.isoformat(),
        "gap_hours": gap_hours(overlap.gap),
        "shared_minutes": overlap.shared_minutes,
        "shared": [interval.texts() for interval in overlap.shared],
        "next_change": change
        and {"date": change.date.isoformat(), "gap_hours": gap_hours(change.gap_after)},
    }


# --- the hand-over --------------------------------------------------------------------------------


def transfer_shape(transfer: Transfer) -> Json:
    """One line of `handover`."""
    return transfer.model_dump(mode="json") | {"state": transfer.state}


# --- the file -------------------------------------------------------------------------------------


def check_shape(
    report: FileReport, tzdata: str, problems: Sequence[str], remarks: Sequence[str]
) -> Json:
    """The answer of `check`."""
    return {
        "ok": not problems,
        "dossiers": report.dossiers,
        "schema": report.schema,
        "tzdata": tzdata,
        "problems": list(map(typeset, problems)),
        "remarks": list(map(typeset, remarks)),
    }


def held_shape(held: HeldDossier) -> Json:
    """One dossier of `backup show`."""
    return {
        "id": str(held.id),
        "intern": held.intern,
        "start": held.start.isoformat() if held.start else None,
        "end": held.end.isoformat() if held.end else None,
        "changed_at": utc_text(held.changed_at) if held.changed_at else None,
        "meetings": held.meetings,
        "notes": held.notes,
        "comparison": held.comparison,
    }


def backup_shape(backup: Backup) -> Json:
    """One line of `backup list`."""
    return {
        "name": backup.name,
        "taken_at": utc_text(backup.taken_at),
        "size": backup.size,
        "reason": backup.reason,
        "dossiers": backup.dossiers,
        "readable": backup.readable,
        "newer": backup.is_newer,
    }


def arrivals_shape(found: Arrivals, chosen: Collection[int], *, saved: bool) -> Json:
    """What a file of dossiers brings, and what was taken of it."""
    return {
        "saved": saved,
        "dossiers": [
            {
                "id": str(each.theirs.id),
                "intern": each.theirs.intern.full_name,
                "state": each.state,
                "namesakes": [str(other.id) for other in each.namesakes],
            }
            for each in found.dossiers
        ],
        "items": [
            {
                "number": item.number,
                "dossier": str(item.dossier) if item.dossier else None,
                "path": "/".join(item.difference.path) if item.difference else None,
                "where": item.difference.where if item.difference else None,
                "here": item.difference.here if item.difference else None,
                "there": item.difference.there if item.difference else None,
                "changed": item.difference.origin if item.difference else None,
                "to_choose": item.open,
                "taken": item.number in chosen,
            }
            for item in found.items
        ],
        "notes": list(found.notes),
    }


# --- changes of course ----------------------------------------------------------------------------


def course_shape(previews: Sequence[Preview], *, done: bool) -> Json:
    """The answer of `course`: what moves, in a dossier and those changed with it; whether it was
    done."""
    first, *others = previews
    return {
        "done": done,
        **_moves_shape(first),
        "others": [
            {"id": str(each.before.id), "intern": each.before.intern.full_name}
            | _moves_shape(each)
            for each in others
        ],
    }  # fmt: skip


def _moves_shape(shown: Preview) -> Json:
    return {
        "label": typeset(shown.label),
        "lines": [
            {
                "group": each.group,
                "sign": each.sign,
                "title": typeset(each.title),
                "before": typeset(each.before),
                "after": typeset(each.after),
            }
            for each in shown.lines
        ],
    }
