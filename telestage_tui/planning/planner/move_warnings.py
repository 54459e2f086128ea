"""Moving a meeting by hand: what speaks against the place chosen; it stays allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import host_day
from ...clocks.shared_hours import Pair
from ...clocks.weeks import ONE_WEEK, monday_of
from ...clocks.zones import (
    ImpossibleTime,
    instant,
    local,
    zone_label,
)
from ...dossier.dossier import Dossier
from ...dossier.french import NBSP, clock_time, long_date
from ...dossier.meetings import Meeting, Slot
from ..busy import Engagement, engagement, engagements
from .availability import Place
from .meeting_warnings import objections


def conflicts(
    dossier: Dossier,
    slot: Slot,
    duration: int,
    others: Iterable[Dossier] = (),
    *,
    moving: UUID | None = None,
    closed: ClosedDays | None = None,
) -> tuple[str, ...]:
    """What speaks against a slot chosen by hand, in French.

    Args:
        dossier: The dossier of the meeting.
        slot: Where it would go.
        duration: Minutes.
        others: The other dossiers, of which those of the same tutor count.
        moving: The meeting being moved, which does not conflict with itself.
        closed: The closed days of the dossier, when already at hand.
    """
    try:
        start = instant(slot)
    except ImpossibleTime as impossible:
        return (str(impossible),)
    closed = closed or ClosedDays.of(dossier)
    meeting = next((m for m in dossier.meetings if m.id == moving), None)
    return (
        *objections(start, duration, Pair.of(dossier), closed),
        *_whit_monday(dossier, start, closed),
        *_out_of_stage(dossier, start, meeting),
        *_emptied_week(dossier, start, meeting),
        *_clashes(dossier, Place(start, duration), others, meeting),
    )


def _whit_monday(dossier: Dossier, start: datetime, closed: ClosedDays) -> Iterator[str]:
    if closed.intern.is_whit_monday(local(start, dossier.intern.zone).date()):
        yield f"Lundi de Pentecôte, férié mais souvent travaillé en France{NBSP}: à confirmer."


def _out_of_stage(dossier: Dossier, start: datetime, meeting: Meeting | None) -> Iterator[str]:
    day, stage = local(start, dossier.host.zone).date(), dossier.stage
    if meeting and meeting.kind == "prestart" and day >= stage.start:
        yield "Le stage sera commencé ce jour-là."
    elif meeting and meeting.kind != "prestart" and day < stage.start:
        yield "Avant le premier jour du stage."
    if day > stage.end:
        yield "Après le dernier jour du stage."


def _emptied_week(dossier: Dossier, start: datetime, moving: Meeting | None) -> Iterator[str]:
    """The week that the meeting leaves without any: there is to be one a week [000]."""
    zone_name, stage = dossier.host.zone, dossier.stage
    if moving is None or moving.kind == "prestart" or moving.status != "planned":
        return
    monday = monday_of(host_day(moving, zone_name))
    staying = (
        meeting
        for meeting in dossier.meetings
        if meeting.id != moving.id
        and meeting.kind != "prestart"
        and meeting.status in ("planned", "held")
    )
    if (
        stage.start < monday + ONE_WEEK
        and monday <= stage.end
        and monday_of(local(start, zone_name).date()) != monday
        and all(monday_of(host_day(meeting, zone_name)) != monday for meeting in staying)
    ):
        yield f"La semaine du {long_date(monday)} n’aura plus de rencontre."


def _clashes(
    dossier: Dossier, place: Place, others: Iterable[Dossier], moving: Meeting | None
) -> Iterator[str]:
    own: list[Engagement] = [
        engagement(dossier, meeting)
        for meeting in dossier.meetings
        if meeting.status == "planned" and meeting != moving
    ]
    for each in (*own, *engagements(dossier, others)):
        if each.meets(place.start, place.end):
            at = clock_time(local(each.start, dossier.host.zone).time())
            yield (
                f"Une autre rencontre est prévue à {at} ({zone_label(dossier.host.zone)}) "
                f"avec {each.whom}."
            )
