"""The meetings to hold and to record, and the alerts about their rhythm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache

from ...clocks.meeting_times import end_of, host_day, start_of
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.french import lower_first, short_date
from ...dossier.meetings import MeetingKind
from ...programme.evidence import KINDS_HELD
from ...programme.programme import Programme
from ..alerts import Alert
from ..meeting_view import titled
from .item import AgendaItem, item_of


def meeting_items(
    dossier: Dossier,
    programme: Programme,
    now: datetime,
    today: date,
    until: date,
    old_phases: frozenset[str],
) -> Iterator[AgendaItem]:
    """The planned meetings: those to come, and those that are over and not recorded yet."""
    phases = _meeting_phases(programme)
    last = until + ONE_DAY  # the other side's date may be one day ahead
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.slot.day > last:
            break
        if meeting.status != "planned":
            continue
        day = host_day(meeting, dossier.host.zone)
        if day > until:
            continue
        name = titled(programme.meeting_rules.title(meeting.kind), meeting)
        is_over = day < today or end_of(meeting) <= now
        yield item_of(
            dossier,
            "meeting",
            f"À consigner : {lower_first(name)}, {short_date(day)}" if is_over else name,
            day,
            today,
            weight="meeting" if day == today else "required",
        )._replace(
            start=start_of(meeting),
            meeting_id=meeting.id,
            is_old=day < today and phases.get(meeting.kind) in old_phases,
        )


def alert_items(dossier: Dossier, warnings: Sequence[Alert], today: date) -> Iterator[AgendaItem]:
    """The alerts, without that of the meetings to record, each of which is an item already."""
    for alert in warnings:
        if alert.kind != "unrecorded":
            yield item_of(
                dossier, "alert", alert.text.rstrip("."), alert.day, today, weight="alert"
            )._replace(meeting_id=alert.meeting_id)


@lru_cache(maxsize=64)
def meeting_tasks(programme: Programme) -> dict[str, MeetingKind]:
    """The kind of meeting that each task of holding one is about, by the id of the task."""
    return {t.id: KINDS_HELD[t.evidence] for t in programme.tasks if t.evidence in KINDS_HELD}


@lru_cache(maxsize=64)
def _meeting_phases(programme: Programme) -> dict[MeetingKind, str]:
    """The phase of each kind of meeting: that of the task of holding it."""
    return {kind: programme.task(task).phase for task, kind in meeting_tasks(programme).items()}
