"""What is said about a plan as a whole: gaps that shift, hours that do not meet, Whit Monday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, clock_time, count, long_date, weekday_date
from ..dossier.meetings import Meeting
from .availability import Availability
from .closed import ClosedDays
from .sentences import outside_hours, why_not
from .view import start_of
from .zones import gap_spans, gap_text, local, usual_gap, zone_label, zone_place


def advice(
    dossier: Dossier,
    meetings: Sequence[Meeting],
    closed: ClosedDays,
    availability: Availability,
) -> tuple[str, ...]:
    """The French warnings about a plan, what is most serious first."""
    coming = [meeting for meeting in meetings if meeting.status == "planned"]
    return (
        *_hours_apart(dossier, coming, availability),
        *_hour_never_shared(dossier, availability, closed),
        *_shifts(dossier, availability),
        *_whit_mondays(coming, closed, dossier),
    )


def _hours_apart(
    dossier: Dossier, meetings: Sequence[Meeting], availability: Availability
) -> Iterator[str]:
    placed = [m for m in meetings if m.moved_from is None]  # the tutor knows of the others
    outside = sum(bool(outside_hours(start_of(m), m.duration, availability.pair)) for m in placed)
    if outside and outside == len(placed):
        yield (
            f"Aucune heure commune entre {zone_label(dossier.host.zone)} ({dossier.host.hours}) "
            f"et {zone_label(dossier.intern.zone)} ({dossier.intern.hours}){NBSP}: les rencontres "
            "sont placées aux heures les moins mauvaises."
        )
    elif outside:
        yield (
            f"{count(outside, 'rencontre')} hors des heures de travail d’un des deux côtés, "
            "faute d’heures communes ces jours-là."
        )


def _hour_never_shared(
    dossier: Dossier, availability: Availability, closed: ClosedDays
) -> Iterator[str]:
    """The hour the tutor chose suits no day, although hours are shared."""
    rule = dossier.meeting_rule
    if rule.at is None:
        return
    days = list(closed.common_days(dossier.stage.start, dossier.stage.end))
    shared = [day for day in days if availability.shared(day)]
    starts = [(day, start) for day in shared if (start := availability.usual_start(day))]
    if any(availability.fit(day, start, (rule.duration,)) for day, start in starts):
        return
    reasons = (why_not(start, rule.duration, availability.pair) for _, start in starts)
    if reason := next(filter(None, reasons), None):
        yield (
            f"L’heure choisie, {clock_time(rule.at)} ({zone_label(availability.reference_zone)}), "
            f"n’est jamais commune{NBSP}: {reason}. "
            "Les rencontres sont placées à l’heure commune la plus proche."
        )


def _shifts(dossier: Dossier, availability: Availability) -> Iterator[str]:
    """The weeks in which the usual hour is another one for the side that is not the reference."""
    stage, host, intern = dossier.stage, dossier.host.zone, dossier.intern.zone
    spans = gap_spans(stage.start, stage.end, host, intern)
    usual = usual_gap(spans)
    for span in spans:
        start = availability.usual_start(span.last)
        if span.gap == usual or start is None:
            continue
        here, there = local(start, host).time(), local(start, intern).time()
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
