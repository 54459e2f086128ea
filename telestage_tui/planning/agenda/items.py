"""The items of the agenda of one dossier, no matter twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ...dossier.dossier import Dossier
from ...programme.programme import Programme
from ...programme.progress import TaskState, long_over_phases
from ..alerts import Alert
from .accesses import access_items, suspension_items, verification_items, withdrawal_day_items
from .convention import allowance_items, signature_items
from .deliverables import deliverable_items
from .item import AgendaItem
from .meetings import alert_items, meeting_items
from .stage import candidate_items, first_day_items, unknown_items
from .tasks import is_of_convention, task_items
from .transfers import transfer_items


def open_items(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    warnings: Sequence[Alert],
    now: datetime,
    today: date,
    until: date,
) -> tuple[AgendaItem, ...]:
    """What is to be done in a dossier that is not closed, no matter twice.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        states: Its tasks.
        warnings: Its alerts.
        now: UTC instant.
        today: The tutor's local date.
        until: The last day that counts (host-local date); what is not known has no day.
    """
    old_phases = long_over_phases(dossier, programme, today)
    accesses = tuple(access_items(dossier, programme, now, today, until))
    unknown = tuple(unknown_items(dossier, programme, today))
    tasks = tuple(task_items(dossier, programme, states, today, until, old_phases, bool(accesses)))
    signing = any(is_of_convention(programme.task(each.task_id)) for each in tasks if each.task_id)
    stopped = bool(unknown) and today >= dossier.stage.start
    return (
        *(() if stopped else first_day_items(dossier, today, until)),
        *unknown,
        *tasks,
        *(() if signing else signature_items(dossier, programme, today)),
        *allowance_items(dossier, today),
        *meeting_items(dossier, programme, now, today, until, old_phases),
        *accesses,
        *suspension_items(dossier, programme, today),
        *withdrawal_day_items(dossier, programme, today, until),
        *verification_items(dossier, programme, today),
        *deliverable_items(dossier, today),
        *transfer_items(dossier, programme, states, today, until),
        *candidate_items(dossier, programme, today, until),
        *alert_items(dossier, warnings, today),
    )
