"""The daily agenda: across dossiers, what is late, what is for today, what is for this week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.meeting_times import end_of, host_day, start_of
from ..clocks.weeks import sunday_of
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import lower_first, short_date
from ..dossier.meetings import Meeting, MeetingKind
from ..programme.programme import Programme
from ..programme.progress import (
    CLOSED_PHASE,
    Progress,
    TaskState,
    current_phase,
    default_retention,
    progress,
    task_states,
)
from ..programme.withdrawals import withdrawal_day
from .alerts import Alert, alerts
from .due import due_dates
from .meeting_view import MeetingView, day_and_times, meeting_view

ItemKind = Literal["stage", "task", "meeting", "access", "alert", "retention"]


class AgendaItem(NamedTuple):
    """One line of the agenda, with what to open.

    Attributes:
        kind: What it is about.
        dossier_id: Of which dossier.
        intern: Full name of the intern.
        title: French.
        due: Host-local date.
        start: UTC instant of a meeting, else None.
        days_late: Days since `due`; 0 when it is not late.
        task_id: The task to open.
        meeting_id: The meeting to open.
        access_id: The access to open.
    """

    kind: ItemKind
    dossier_id: UUID
    intern: str
    title: str
    due: date
    start: datetime | None = None
    days_late: int = 0
    task_id: str | None = None
    meeting_id: UUID | None = None
    access_id: UUID | None = None


class Agenda(NamedTuple):
    """What is to be done.

    Attributes:
        late: The alerts, today's included, then the rest, the most overdue first.
        due_today: Meetings in the order of the day, then the rest.
        this_week: Until Sunday, by date.
    """

    late: tuple[AgendaItem, ...]
    due_today: tuple[AgendaItem, ...]
    this_week: tuple[AgendaItem, ...]


class DossierSummary(NamedTuple):
    """One dossier on one day.

    Attributes:
        id: Of the dossier.
        intern: Full name.
        host: Name of the structure.
        title: Of the stage.
        start: First day.
        end: Last day.
        phase: Where the dossier stands.
        progress: Tasks resolved, by phase.
        next_meeting: The next one, or the one under way, on both clocks.
        alerts: What is wrong in the rhythm of the meetings.
        items: What is late, due today or this week; once closed, the end of its retention alone.
    """

    id: UUID
    intern: str
    host: str
    title: str
    start: date
    end: date
    phase: str
    progress: dict[str, Progress]
    next_meeting: MeetingView | None
    alerts: tuple[Alert, ...]
    items: tuple[AgendaItem, ...]

    @property
    def next_meeting_text(self) -> str:
        """The day and the two times of the next meeting, or nothing."""
        return day_and_times(self.next_meeting) if self.next_meeting else ""

    @property
    def is_closed(self) -> bool:
        """Whether the dossier is closed."""
        return self.phase == CLOSED_PHASE


def summarise(dossier: Dossier, programme: Programme, now: datetime, today: date) -> DossierSummary:
    """One dossier on one day: a line of the home screen, and its part of the agenda.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant.
        today: The tutor's local date.
    """
    states = task_states(dossier, programme, today)
    warnings = () if dossier.closed_on else alerts(dossier, now)
    upcoming = None if dossier.closed_on else next_meeting(dossier, now)
    items: tuple[AgendaItem, ...] = ()
    if not dossier.closed_on:
        sunday = sunday_of(today)
        items = (
            *_first_day(dossier, today, sunday),
            *_tasks(dossier, programme, states, today, sunday),
            *_meetings(dossier, programme, now, today, sunday),
            *_accesses(dossier, programme, today, sunday),
            *_alerts(dossier, warnings, today),
        )
    else:
        items = tuple(_retention(dossier, programme, today))
    return DossierSummary(
        dossier.id,
        dossier.intern.full_name,
        dossier.host.name,
        dossier.stage.title,
        dossier.stage.start,
        dossier.stage.end,
        current_phase(dossier, programme, states, today),
        progress(states),
        meeting_view(upcoming, dossier.host.zone, dossier.intern.zone) if upcoming else None,
        warnings,
        items,
    )


def agenda(summaries: Iterable[DossierSummary], today: date) -> Agenda:
    """The agenda of the day, across dossiers."""
    items = [item for summary in summaries for item in summary.items]
    late = [item for item in items if item.kind == "alert" or item.due < today]
    others = [item for item in items if item.kind != "alert"]
    due_today = [item for item in others if item.due == today]
    this_week = [item for item in others if item.due > today]
    return Agenda(
        tuple(sorted(late, key=lambda item: (item.kind != "alert", item.due, item.intern))),
        tuple(sorted(due_today, key=_by_hour)),
        tuple(sorted(this_week, key=lambda item: (item.due, _by_hour(item)))),
    )


def next_meeting(dossier: Dossier, now: datetime) -> Meeting | None:
    """The first planned meeting that is not over at that UTC instant."""
    yesterday = now.date() - ONE_DAY  # no local date is earlier than that
    first: Meeting | None = None
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.status != "planned" or meeting.slot.day < yesterday:
            continue
        if first and meeting.slot.day > first.slot.day + ONE_DAY:
            break  # even in another zone, a later date is a later instant
        if end_of(meeting) > now and (first is None or start_of(meeting) < start_of(first)):
            first = meeting
    return first


def _by_hour(item: AgendaItem) -> tuple[bool, str, str]:
    return item.start is None, item.start.isoformat() if item.start else "", item.intern


# --- items ----------------------------------------------------------------------------------------


def _first_day(dossier: Dossier, today: date, sunday: date) -> Iterator[AgendaItem]:
    """The first day of the stage, until it is marked *commencé*."""
    first = dossier.stage.start
    if dossier.status == "preparation" and first <= sunday:
        yield AgendaItem(
            "stage",
            dossier.id,
            dossier.intern.full_name,
            "Premier jour du stage" if first > today else "Stage à Déclarer commencé",
            first,
            days_late=max(0, (today - first).days),
        )


def _retention(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """The end of the time a closed dossier is kept, once that day has come."""
    until = dossier.retention_until or default_retention(dossier, programme)
    if until < today:
        yield AgendaItem(
            "retention",
            dossier.id,
            dossier.intern.full_name,
            "Fin de conservation : détruire ou anonymiser ?",
            until,
            days_late=(today - until).days,
        )


def _tasks(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    today: date,
    sunday: date,
) -> Iterator[AgendaItem]:
    """The tasks to do, without those of holding a meeting that is planned."""
    planned_kinds = {meeting.kind for meeting in dossier.meetings if meeting.status == "planned"}
    days = due_dates(dossier, programme, today)
    kinds = _meeting_tasks(programme)
    for each in states:
        task = each.task
        due = days[task.id]
        if each.state != "todo" or due > sunday or kinds.get(task.id) in planned_kinds:
            continue
        yield AgendaItem(
            "task",
            dossier.id,
            dossier.intern.full_name,
            task.title,
            due,
            days_late=max(0, (today - due).days),
            task_id=task.id,
        )


def _meetings(
    dossier: Dossier, programme: Programme, now: datetime, today: date, sunday: date
) -> Iterator[AgendaItem]:
    last = sunday + ONE_DAY  # the other side's date may be one day ahead
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.slot.day > last:
            break
        if meeting.status != "planned":
            continue
        day = host_day(meeting, dossier.host.zone)
        if day > sunday:
            continue
        name = programme.meeting_rules.title(meeting.kind)
        is_over = day < today or end_of(meeting) <= now
        yield AgendaItem(
            "meeting",
            dossier.id,
            dossier.intern.full_name,
            f"À consigner : {lower_first(name)}, {short_date(day)}" if is_over else name,
            day,
            start=start_of(meeting),
            days_late=max(0, (today - day).days),
            meeting_id=meeting.id,
        )


def _accesses(
    dossier: Dossier, programme: Programme, today: date, sunday: date
) -> Iterator[AgendaItem]:
    for access in dossier.open_accesses:
        due = withdrawal_day(dossier, programme, access)
        if due > sunday:
            continue
        yield AgendaItem(
            "access",
            dossier.id,
            dossier.intern.full_name,
            f"Accès « {access.name} » à retirer",
            due,
            days_late=max(0, (today - due).days),
            access_id=access.id,
        )


def _alerts(dossier: Dossier, warnings: Sequence[Alert], today: date) -> Iterator[AgendaItem]:
    """The alerts, without that of the meetings to record, each of which is an item already."""
    for alert in warnings:
        if alert.kind != "unrecorded":
            yield AgendaItem(
                "alert",
                dossier.id,
                dossier.intern.full_name,
                alert.text.rstrip("."),
                alert.day,
                days_late=max(0, (today - alert.day).days),
                meeting_id=alert.meeting_id,
            )


_KINDS: dict[str, MeetingKind] = {
    "prestart_held": "prestart",
    "welcome_held": "welcome",
    "checkins_held": "checkin",
    "midpoint_held": "midpoint",
    "final_held": "final",
}
"""The kind of meeting that each evidence of the programme is about."""


@lru_cache(maxsize=64)
def _meeting_tasks(programme: Programme) -> dict[str, MeetingKind]:
    return {t.id: _KINDS[t.evidence] for t in programme.tasks if t.evidence in _KINDS}
