"""The French sentences about a plan: on each place, on the whole, on a move by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import host_day, start_of
from ...clocks.weeks import ONE_WEEK, is_weekend, monday_of
from ...clocks.zones import (
    ImpossibleTime,
    gap_spans,
    gap_text,
    instant,
    local,
    usual_gap,
    zone_label,
    zone_place,
)
from ...dossier.dossier import Dossier
from ...dossier.french import clock_time, count, long_date, weekday_date
from ...dossier.meetings import Meeting, Slot
from ..busy import Engagement, engagement, engagements
from .meeting_days import Wish
from .sentences import (
    at_night,
    clashes_with,
    moved_from_day,
    moved_from_hour,
    objections,
    outside_hours,
    why_not,
)
from .slots import Place, Slots

_NO_HOUR = "aucune heure commune ce jour-là"
_UNSUITED = "l’heure habituelle ne convient pas ce jour-là"


# --- a meeting that departs from the rule ---------------------------------------------------------


def deviations(
    place: Place, day: date, wish: Wish, slots: Slots, is_day_taken: bool
) -> Iterator[str]:
    """The departures from the rule of a meeting.

    Args:
        place: Where it will be.
        day: The day of the reference clock that was tried for it.
        wish: What the rule asks for.
        slots: When the two sides can meet.
        is_day_taken: Whether the day asked for has another meeting.
    """
    if day != wish.day:
        # Dates are read as the host's: another clock is named where its date is another.
        elsewhere = slots.host_day(wish.day) != wish.day
        why = wish.beyond or _why_not_on_day(wish, slots, is_day_taken)
        yield moved_from_day(wish.day, why, slots.zone if elsewhere else "")
    if not wish.earliest and place.start != slots.usual_start(day):
        at = local(place.start, slots.zone).time()
        yield moved_from_hour(at, slots.at, slots.zone, _why_not_at_hour(day, place, slots))
    yield from outside_hours(place.start, place.duration, slots.pair)
    if clash := slots.clash(place):
        yield clashes_with(clash.whom)


def _why_not_on_day(wish: Wish, slots: Slots, is_day_taken: bool) -> str:
    day, shortest = wish.day, wish.length.shortest
    if closed := slots.why_closed(day):
        return closed
    if is_day_taken:
        return "une autre rencontre a lieu ce jour-là"
    if day == slots.first_day:
        return "son heure était déjà passée"
    if day < slots.first_day:
        return "cette date est passée"
    their_day = slots.host_day(day)
    if not wish.within[0] <= their_day <= wish.within[1]:
        return f"ce serait le {weekday_date(their_day)} côté structure"
    if not wish.earliest and slots.is_shared(day, shortest):
        return why_not(slots.usual_start(day), shortest, slots.pair) or _NO_HOUR
    return _NO_HOUR


def _why_not_at_hour(day: date, place: Place, slots: Slots) -> str:
    if slots.unsuited:
        return f"cette heure {slots.unsuited.verdict}"
    usual = place._replace(start=slots.usual_start(day))
    if clash := slots.clash(usual):
        return f"rencontre avec {clash.whom} à cette heure-là"
    if slots.is_shared(day, place.duration):
        return why_not(usual.start, place.duration, slots.pair) or _UNSUITED
    return at_night(usual.start, place.duration, slots.pair) or _NO_HOUR


def why_nowhere(wish: Wish, slots: Slots) -> Iterator[str]:
    """Why a meeting finds no place, each reason once."""
    days = sorted({*wish.days, *(() if wish.beyond else (wish.day,))})
    closed = [slots.closed_reasons(day) for day in days if not is_weekend(day)]
    reasons = dict.fromkeys(reason for day_reasons in closed for reason in day_reasons)
    if wish.beyond:
        yield wish.beyond
    yield from reasons
    if () in closed:
        rest = " les autres jours" if reasons or wish.beyond else ""
        yield f"aucune heure libre des deux côtés{rest}"


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
    if unsuited := slots.unsuited:
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
                f"souvent travaillé en France : à confirmer avec le ou la stagiaire."
            )


def _hours_apart(dossier: Dossier, meetings: Sequence[Meeting], slots: Slots) -> Iterator[str]:
    by_rule = [m for m in meetings if m.moved_from is None]  # the tutor chose the others
    outside = sum(bool(outside_hours(start_of(m), m.duration, slots.pair)) for m in by_rule)
    if outside and outside == len(by_rule):
        some = any(slots.shared(day) for day in slots.common_days)
        few = "Trop peu d’heures communes" if some else "Aucune heure commune"
        yield (
            f"{few} entre {zone_label(dossier.host.zone)} ({dossier.host.hours}) "
            f"et {zone_label(dossier.intern.zone)} ({dossier.intern.hours}) : les rencontres "
            "sont placées aux heures les moins mauvaises."
        )
    elif outside:
        yield (
            f"{count(outside, 'rencontre')} hors des heures de travail d’un des deux côtés, "
            "faute d’assez d’heures communes ces jours-là."
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
            (here.time(), local(here, intern).time())
            for here in starts
            if span.first <= here.date() <= span.last
        )
        if times:
            (here, there), _ = times.most_common(1)[0]
            yield (
                f"Du {weekday_date(span.first)} au {long_date(span.last)}, le décalage est de "
                f"{gap_text(span.gap)} au lieu de {gap_text(usual)} : "
                f"{clock_time(here)} {zone_place(host)}, {clock_time(there)} {zone_place(intern)}."
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
    elif meeting and meeting.kind != "prestart" and day < stage.start:
        yield "Avant le premier jour du stage."
    if day > stage.end:
        yield "Après le dernier jour du stage."


def _emptied_week(dossier: Dossier, start: datetime, moving: Meeting | None) -> Iterator[str]:
    """The week that a move leaves without any meeting: one a week is asked for [000]."""
    zone_name, stage = dossier.host.zone, dossier.stage
    if moving is None or moving.kind == "prestart" or moving.status != "planned":
        return
    monday = monday_of(host_day(moving, zone_name))
    others = (
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
