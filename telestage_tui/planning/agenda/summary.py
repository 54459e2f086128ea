"""One dossier on one day: where it stands, and what it asks."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from ...clocks.meeting_times import end_of, start_of
from ...clocks.weeks import sunday_of
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import Meeting
from ...programme.programme import Programme
from ...programme.progress import (
    CLOSED_PHASE,
    Progress,
    current_phase,
    phase_word,
    progress,
    task_states,
)
from ..alerts import Alert, alerts
from ..course.facts import CourseFact, course_facts
from ..meeting_view import MeetingView, day_and_times, meeting_view
from .accesses import next_withdrawal_instant
from .item import NOT_DUE, AgendaItem
from .items import open_items
from .stage import candidate_items, retention_item


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
        items: What is late, due today or this week, and what is not known of a stage to come;
            once closed, the ends of retention alone.
        upcoming: What comes first after Sunday, where nothing is due until then.
        next_withdrawal: The UTC instant at which another access becomes due, or overdue.
        course: What became of its course: interruptions, early end, avenants.
        phase_word: Where it stands in a word of its own programme.
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
    upcoming: AgendaItem | None = None
    next_withdrawal: datetime | None = None
    course: tuple[CourseFact, ...] = ()
    phase_word: str = ""

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
    phase = current_phase(dossier, programme, states, today)
    warnings = () if dossier.closed_on else alerts(dossier, now)
    meeting = None if dossier.closed_on else next_meeting(dossier, now)
    items: tuple[AgendaItem, ...] = ()
    upcoming: AgendaItem | None = None
    if dossier.closed_on:
        end = retention_item(dossier, programme, today)
        names = tuple(candidate_items(dossier, programme, today, sunday_of(today)))
        items, upcoming = ((*names, end), None) if end.due < today else (names, end)
    else:

        def items_until(day: date) -> tuple[AgendaItem, ...]:
            return open_items(dossier, programme, states, warnings, now, today, day)

        items = items_until(sunday_of(today))
        if all(item.kind in NOT_DUE for item in items):
            upcoming = min(
                (item for item in items_until(_EVER) if item.kind not in NOT_DUE),
                key=lambda item: item.by_day,
                default=None,
            )
    return DossierSummary(
        dossier.id,
        dossier.intern.full_name,
        dossier.host.name,
        dossier.stage.title,
        dossier.stage.start,
        dossier.stage.end,
        phase,
        progress(states),
        meeting_view(meeting, dossier.host.zone, dossier.intern.zone) if meeting else None,
        warnings,
        items,
        upcoming,
        None
        if dossier.closed_on
        else next_withdrawal_instant(dossier, programme, now, sunday_of(today)),
        course_facts(dossier, programme, today),
        phase_word(phase, programme),
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


_EVER = date.max - ONE_DAY
"""A day after every other, which still has a tomorrow."""
