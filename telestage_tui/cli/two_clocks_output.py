"""The meetings and the shared hours, on both clocks: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from ..clocks.gap_changes import change_sentence
from ..clocks.shared_hours import DayOverlap, Pair, least_bad, no_shared_hours
from ..clocks.zones import gap_hours, gap_text, utc_text, zone_label
from ..dossier.french import hours, long_date, with_unit
from ..dossier.meetings import DEFAULT_DURATION
from ..dossier.text import typeset
from ..planning.meeting_view import MeetingView, both_times, outcome, titled
from ..programme.meeting_rules import MeetingRules
from .output import Json, table
from .short_ids import SHORT_ID, short_ids


def plan_lines(
    views: Sequence[MeetingView], rules: MeetingRules, warnings: Sequence[str], now: datetime
) -> list[str]:
    """The meetings on both clocks, each with its notes, then the warnings about the whole plan."""
    if not views:
        return ["Aucune rencontre prévue.", *(f"! {warning}" for warning in warnings)]
    ids = short_ids(view.meeting.id for view in views)
    lines: list[str] = []
    rows = table([_meeting_row(view, rules, ids, now) for view in views])
    for view, row in zip(views, rows, strict=True):
        lines += [row, *(f"{' ' * SHORT_ID}  {sign} {note}" for sign, note in view.marked_notes)]
    if warnings:
        lines += ["", *(f"! {warning}" for warning in warnings)]
    return lines


def _meeting_row(
    view: MeetingView, rules: MeetingRules, ids: Mapping[UUID, str], now: datetime
) -> tuple[str, ...]:
    meeting = view.meeting
    return (
        ids[meeting.id],
        titled(rules.title(meeting.kind), meeting),
        long_date(view.host_local.date()),
        both_times(view),
        with_unit(meeting.duration, "min"),
        outcome(view, now),
    )


def overlap_lines(days: Sequence[DayOverlap], pair: Pair) -> Iterator[str]:
    """The shared hours of each day, then the next change of gap and what it does to them."""
    here, there = zone_label(pair.host_zone), zone_label(pair.intern_zone)
    yield f"{here} ({pair.host_hours}) et {there} ({pair.intern_hours})"
    yield from table([_overlap_row(day, pair) for day in days], indent=2)
    yield "Jours fériés et absences ne sont pas comptés : les rencontres d’un dossier les évitent."
    change = days[-1].next_change
    if change:
        yield change_sentence(change, pair)
    else:
        yield "Le décalage ne change pas au cours de l’année qui suit."


def _overlap_row(day: DayOverlap, pair: Pair) -> tuple[str, ...]:
    gap = f"décalage {gap_text(day.gap)}"
    if day.shared:
        spans = "; ".join(shared.said() for shared in day.shared)
        return long_date(day.day), gap, f"{hours(day.shared_minutes / 60)} en commun", spans
    slot = next(least_bad(day.day, pair, DEFAULT_DURATION), None)
    sentence = no_shared_hours(slot, pair) if slot else "Aucune heure travaillée des deux côtés."
    return long_date(day.day), gap, "rien en commun", sentence


def moment_shape(view: MeetingView) -> Json:
    """When a meeting is, on both clocks."""
    return {
        "id": str(view.meeting.id),
        "kind": view.meeting.kind,
        "start_utc": utc_text(view.start_utc),
        "host_local": view.host_local.isoformat(),
        "intern_local": view.intern_local.isoformat(),
    }


def meeting_shape(view: MeetingView) -> Json:
    """One line of `plan`."""
    meeting = view.meeting
    return {
        "id": str(meeting.id),
        "kind": meeting.kind,
        "start_utc": utc_text(view.start_utc),
        "duration_minutes": meeting.duration,
        "objective": meeting.objective,
        "host_local": view.host_local.isoformat(),
        "intern_local": view.intern_local.isoformat(),
        "gap_hours": view.gap_hours,
        "status": meeting.status,
        "notes": list(map(typeset, view.notes)),
    }


def plan_shape(views: Iterable[MeetingView], warnings: Iterable[str]) -> Json:
    """The answer of `plan`."""
    return {
        "meetings": [meeting_shape(view) for view in views],
        "warnings": list(map(typeset, warnings)),
    }


def overlap_shape(overlap: DayOverlap) -> Json:
    """One day of `overlap`."""
    change = overlap.next_change
    return {
        "date": overlap.day.isoformat(),
        "gap_hours": gap_hours(overlap.gap),
        "shared_minutes": overlap.shared_minutes,
        "shared": [interval.texts() for interval in overlap.shared],
        "next_change": change
        and {"date": change.date.isoformat(), "gap_hours": gap_hours(change.gap_after)},
    }
