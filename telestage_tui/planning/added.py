"""Meetings outside the plan: a call, a problem to deal with, whenever there is a need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID, uuid4

from ..clocks.zones import instant
from ..dossier.changes import Change, add_meeting
from ..dossier.dossier import Dossier
from ..dossier.meetings import AddedKind, Meeting, Slot, in_order
from ..programme.meeting_names import name_deed
from ..programme.programme import Programme
from .planner.warnings import conflicts


def meeting_outside_plan(
    dossier: Dossier,
    kind: AddedKind,
    day: date,
    at: time,
    duration: int,
    objective: str = "",
    *,
    id: UUID | None = None,
) -> Meeting:
    """A meeting to be added to a dossier, past or to come.

    Args:
        dossier: The dossier.
        kind: Its kind.
        day: Host-local date.
        at: Wall time of the host.
        duration: Minutes.
        objective: What it is for.
        id: Its identifier; None for a new one.

    Raises:
        ImpossibleTime: when clocks skip that wall time.
        pydantic.ValidationError: when the length is out of bounds.
    """
    slot = Slot(day=day, at=at, zone=dossier.host.zone)
    instant(slot)
    return Meeting(
        id=id or uuid4(), kind=kind, slot=slot, duration=duration, rule_day=day, objective=objective
    )


def addition(dossier: Dossier, programme: Programme, meeting: Meeting) -> Change:
    """Add that meeting to the dossier."""
    return add_meeting(meeting, name_deed(dossier, meeting, programme))


def conflicts_of(
    dossier: Dossier, meeting: Meeting, others: Iterable[Dossier] = ()
) -> tuple[str, ...]:
    """The objections to the place of a meeting to be added, in French.

    Args:
        dossier: The dossier it is for.
        meeting: The meeting.
        others: The other dossiers, of which those of the same tutor count.
    """
    after = dossier.evolve(meetings=in_order((*dossier.meetings, meeting)))
    return conflicts(after, meeting.slot, meeting.duration, others, moving=meeting.id)
