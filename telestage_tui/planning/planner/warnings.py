"""The French sentences about a plan as a whole, and about a move by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import host_day, start_of
from ...clocks.weeks import ONE_WEEK, monday_of
from ...clocks.zones import (
    ImpossibleTime,
    beside,
    gap_spans,
    gap_text,
    instant,
    local,
    usual_gap,
    zone_label,
    zone_place,
)
from ...dossier.dossier import Dossier
from ...dossier.french import clock_time, from_to, leading_count, long_date, upper_first
from ...dossier.meetings import Meeting, Slot
from ..busy import Engagement, engagement, engagements
from .place import Place
from .sentences import objections, outside_hours
from .slots import Slots

# --- the plan as a whole --------------------------------------------------------------------------


def general_warnings(dossier: Dossier, meetings: Iterable[Meeting], slots: Slots) -> Iterator[str]:
    """The French warnings about a plan, what is most serious first.

    Args:
        dossier: The dossier.
        meetings: Its meetings, of which those that are still to come count.
        slots: When its two sides can meet, and from when on a meeting is to come.
    """
    upcoming = [m for m in meetings if m.status == "planned" and slots.is_ahead(start_of(m))]
    yield from _hours_apart(dossier, upcoming, slots)
    unsuited = slots.unsuited
    if unsuited and any(unsuited.verdict in note for m in upcoming for note in m.deviations):
        yield (
            f"L’heure choisie, {clock_time(slots.at)} ({zone_label(slots.zone)}), "
            f"{unsuited.verdict} : {unsuited.reason}. {unsuited.instead}"
        )
    yield from _shifts(dossier, upcoming)
    for meeting in upcoming:
        day = local(start_of(meeting), dossier.intern.zone).date()
        if slots.closed.intern.is_whit_monday(day):
            yield (
                f"La rencontre du {long_date(day)} tombe le lundi de Pentecôte, férié mais "
                f"souvent travaillé en France : à confirmer avec {dossier.intern.first_name}."
            )


def _hours_apart(dossier: Dossier, meetings: Sequence[Meeting], slots: Slots) -> Iterator[str]:
    by_rule = [m for m in meetings if m.moved_from is None and not m.is_added]  # nobody chose them
    outside = sum(bool(outside_hours(start_of(m), m.duration, slots.pair)) for m in by_rule)
    if outside and outside == len(by_rule):
        some = any(slots.shared(day) for day in slots.common_days)
        few = "Trop peu d’heures communes" if some else "Aucune heure commune"
        placed = (
            "les rencontres sont placées aux heures les moins mauvaises"
            if outside > 1
            else "la rencontre est placée à l’heure la moins mauvaise"
        )
        yield (
            f"{few} entre {zone_label(dossier.host.zone)} ({dossier.host.hours}) "
            f"et {zone_label(dossier.intern.zone)} ({dossier.intern.hours}) : {placed}."
        )
    elif outside:
        yield _outside_sentence(outside)


def _outside_sentence(number: int) -> str:
    """How many meetings, of others that are not, are outside someone's hours."""
    days = "ces jours-là" if number > 1 else "ce jour-là"
    return (
        f"{leading_count(number, 'rencontre', feminine=True)} hors des heures de travail d’un des "
        f"deux côtés, faute d’assez d’heures communes {days}."
    )


def _shifts(dossier: Dossier, meetings: Sequence[Meeting]) -> Iterator[str]:
    """The weeks in which the meetings are at another hour for one of the two.

    The times are those of most meetings of these weeks; weeks without any have no sentence.
    """
    stage, host, intern = dossier.stage, dossier.host.zone, dossier.intern.zone
    spans = gap_spans(stage.start, stage.end, host, intern)
    usual = usual_gap(spans)
    for span in spans:
        if span.gap == usual:
            continue
        starts = (local(start_of(meeting), host) for meeting in meetings)
        times = Counter(
            (clock_time(here.time()), clock_time(there.time()), beside(here, there))
            for here in starts
            if span.first <= here.date() <= span.last
            for there in (local(here, intern),)
        )
        if times:
            (here, there, day), _ = times.most_common(1)[0]
            yield (
                f"{upper_first(from_to(span.first, span.last))}, le décalage est de "
                f"{gap_text(span.gap)} au lieu de {gap_text(usual)} : "
                f"{here} {zone_place(host)}, {there} {zone_place(intern)}{day}."
            )


# --- a time chosen by hand -----------------------------------------------------------------------


def conflicts(
    dossier: Dossier,
    slot: Slot,
    duration: int,
    others: Iterable[Dossier] = (),
    *,
    moving: UUID | None = None,
) -> tuple[str, ...]:
    """The objections to a slot chosen by hand, in French.

    Args:
        dossier: The dossier of the meeting.
        slot: Where it would go.
        duration: Minutes.
        others: The other dossiers, of which those of the same tutor count.
        moving: The meeting being moved, which does not conflict with itself.
    """
    try:
        start = instant(slot)
    except ImpossibleTime as impossible:
        return (str(impossible),)
    meeting = next((m for m in dossier.meetings if m.id == moving), None)
    return (
        *objections(dossier, start, duration),
        *_whit_monday(dossier, start),
        *_out_of_stage(dossier, start, meeting),
        *_emptied_week(dossier, start, meeting),
        *_clashes(dossier, Place(start, duration), others, meeting),
    )


def _whit_monday(dossier: Dossier, start: datetime) -> Iterator[str]:
    day = local(start, dossier.intern.zone).date()
    if ClosedDays.of(dossier).intern.is_whit_monday(day):
        yield "Lundi de Pentecôte, férié mais souvent travaillé en France : à confirmer."


def _out_of_stage(dossier: Dossier, start: datetime, meeting: Meeting | None) -> Iterator[str]:
    day, stage = local(start, dossier.host.zone).date(), dossier.stage
    if meeting and meeting.kind == "prestart" and day >= stage.start:
        yield "Le stage sera commencé ce jour-là."
    elif meeting and meeting.kind != "prestart" and not meeting.is_added and day < stage.start:
        yield "Avant le premier jour du stage."
    if day > stage.end:
        yield "Après le dernier jour du stage."


def _emptied_week(dossier: Dossier, start: datetime, moving: Meeting | None) -> Iterator[str]:
    """The week that a move leaves without any meeting: one a week is asked for [000]."""
    zone_name, stage = dossier.host.zone, dossier.stage
    if moving is None or moving.kind == "prestart" or moving.is_added or moving.status != "planned":
        return
    monday = monday_of(host_day(moving, zone_name))
    others = (
        meeting
        for meeting in dossier.meetings
        if meeting.id != moving.id
        and meeting.kind != "prestart"
        and not meeting.is_added
        and meeting.status in ("planned", "held")
    )
    if (
        stage.start < monday + ONE_WEEK
        and monday <= stage.end
        and monday_of(local(start, zone_name).date()) != monday
        and all(monday_of(host_day(meeting, zone_name)) != monday for meeting in others)
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
