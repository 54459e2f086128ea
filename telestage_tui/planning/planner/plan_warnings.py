"""What is said about a plan as a whole: gaps that shift, hours that do not meet, Whit Monday."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import start_of
from ...clocks.zones import (
    gap_spans,
    gap_text,
    local,
    usual_gap,
    zone_label,
    zone_place,
)
from ...dossier.dossier import Dossier
from ...dossier.french import (
    NBSP,
    clock_time,
    count,
    long_date,
    weekday_date,
)
from ...dossier.meetings import Meeting
from .availability import Availability
from .sentences import outside_hours


def advice(
    dossier: Dossier,
    meetings: Sequence[Meeting],
    closed: ClosedDays,
    availability: Availability,
) -> tuple[str, ...]:
    """The French warnings about a plan, what is most serious first.

    Args:
        dossier: The dossier.
        meetings: Its meetings, of which those that are still to come count.
        closed: Its closed days.
        availability: Its hours, which know from when on a meeting is to come.
    """
    coming = [
        meeting
        for meeting in meetings
        if meeting.status == "planned" and availability.is_ahead(start_of(meeting))
    ]
    return (
        *_hours_apart(dossier, coming, closed, availability),
        *_hour_unsuited(availability),
        *_shifts(dossier, coming),
        *_whit_mondays(coming, closed, dossier),
    )


def _hours_apart(
    dossier: Dossier,
    meetings: Sequence[Meeting],
    closed: ClosedDays,
    availability: Availability,
) -> Iterator[str]:
    placed = [m for m in meetings if m.moved_from is None]  # the tutor knows of the others
    pair = availability.reference.pair
    outside = sum(bool(outside_hours(start_of(m), m.duration, pair)) for m in placed)
    if outside and outside == len(placed):
        days = closed.common_days(dossier.stage.start, dossier.stage.end)
        some = any(availability.reference.shared(day) for day in days)
        few = "Trop peu d’heures communes" if some else "Aucune heure commune"
        yield (
            f"{few} entre {zone_label(dossier.host.zone)} ({dossier.host.hours}) "
            f"et {zone_label(dossier.intern.zone)} ({dossier.intern.hours}){NBSP}: les rencontres "
            "sont placées aux heures les moins mauvaises."
        )
    elif outside:
        yield (
            f"{count(outside, 'rencontre')} hors des heures de travail d’un des deux côtés, "
            "faute d’assez d’heures communes ces jours-là."
        )


def _hour_unsuited(availability: Availability) -> Iterator[str]:
    """The hour the tutor chose suits no day: said here once, and in a word of each meeting."""
    if unsuited := availability.usual.unsuited:
        yield (
            f"L’heure choisie, {clock_time(availability.usual.at)} "
            f"({zone_label(availability.reference.zone)}), {unsuited.verdict}{NBSP}: "
            f"{unsuited.reason}. {unsuited.instead}"
        )


def _shifts(dossier: Dossier, meetings: Sequence[Meeting]) -> Iterator[str]:
    """The weeks in which the meetings are at another hour for one of the two.

    The times told are those of most of the meetings of these weeks; without any, nothing is.
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
                f"{gap_text(span.gap)} au lieu de {gap_text(usual)}{NBSP}: "
                f"{clock_time(here)} {zone_place(host)}, {clock_time(there)} {zone_place(intern)}."
            )


def _whit_mondays(
    meetings: Iterable[Meeting], closed: ClosedDays, dossier: Dossier
) -> Iterator[str]:
    for meeting in meetings:
        day = local(start_of(meeting), dossier.intern.zone).date()
        if closed.intern.is_whit_monday(day):
            yield (
                f"La rencontre du {long_date(day)} tombe le lundi de Pentecôte, férié mais "
                f"souvent travaillé en France{NBSP}: à confirmer avec le ou la stagiaire."
            )
