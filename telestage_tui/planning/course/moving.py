"""Which meetings a change of course moves, and how they are planned again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from ...clocks.meeting_times import host_day, start_of
from ...dossier.changes import plan_meetings
from ...dossier.dossier import Dossier
from ...dossier.meetings import Meeting
from ...programme.programme import Programme
from ..replan import replan


class Moment(NamedTuple):
    """When, and beside what, a change of course is made.

    Attributes:
        programme: The programme of the dossier.
        now: UTC instant.
        today: The tutor's local date.
        others: The other dossiers, of which those of the same tutor count.
    """

    programme: Programme
    now: datetime
    today: date
    others: tuple[Dossier, ...] = ()


def is_of_stage(meeting: Meeting) -> bool:
    """Whether the plan has it during the stage."""
    return not meeting.is_added and meeting.kind != "prestart"


def is_outside(meeting: Meeting, dossier: Dossier) -> bool:
    """Whether the plan has it during the stage, and its place is not in the dates of the stage."""
    day = host_day(meeting, dossier.host.zone)
    return is_of_stage(meeting) and not dossier.stage.start <= day <= dossier.stage.end


def is_after(meeting: Meeting, dossier: Dossier) -> bool:
    """Whether it is after the last day of the stage."""
    return host_day(meeting, dossier.host.zone) > dossier.stage.end


def is_past(meeting: Meeting, moment: Moment) -> bool:
    return start_of(meeting) <= moment.now


def planned_again(
    dossier: Dossier, moment: Moment, frees: Callable[[Meeting], bool], reason: str
) -> Dossier:
    """The dossier with its meetings planned again.

    Args:
        dossier: With its new dates.
        moment: When.
        frees: Which planned meetings leave their place even if the tutor chose it, or it is past.
        reason: What is written on those of them that get no other place.
    """
    apart = dossier.evolve(meetings=tuple(freed(dossier.meetings, frees, reason)))
    change = replan(apart, moment.programme, moment.now, others=moment.others)
    return plan_meetings(change.meetings).apply(apart)


def freed(
    meetings: Iterable[Meeting], frees: Callable[[Meeting], bool], reason: str
) -> Iterable[Meeting]:
    """The meetings, those planned that leave their place being cancelled for that reason."""
    for each in meetings:
        if each.status == "planned" and frees(each):
            yield each.evolve(moved_from=None, move_reason="").dropped(reason)
        else:
            yield each
