"""What a re-planning would do, line by line, as it is shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..clocks.meeting_times import start_of
from ..clocks.zones import zone_place
from ..dossier.dossier import Dossier
from ..dossier.french import count, lower_first, short_date, with_unit
from ..dossier.meetings import Meeting
from ..programme.programme import Programme
from .meeting_view import MeetingView, both_times, day_and_times, meeting_view
from .replan import Replan

Sign = Literal["→", "+", "–", "=", "!"]
"""Moved, added, dropped, kept, to know."""


class PreviewLine(NamedTuple):
    """One line of the preview."""

    sign: Sign
    text: str
    """French."""


def preview(change: Replan, dossier: Dossier, programme: Programme) -> Iterator[PreviewLine]:
    """The lines: a summary, then the moves, additions and removals, then what to know.

    Args:
        change: The re-planning.
        dossier: The dossier it is about, as it would be described.
        programme: The programme it follows, which names the meetings.
    """
    title = programme.meeting_rules.title
    yield PreviewLine("=", _in_short(change))
    for before, after in change.moves:
        yield PreviewLine("→", f"{title(before.kind)}{_move_text(before, after, dossier)}")
    for meeting in change.new:
        yield PreviewLine("+", f"{title(meeting.kind)} ajoutée : {_at(meeting, dossier)}")
    for meeting in change.dropped:
        parts = [_at(meeting, dossier)]
        if substitute := _substitute(meeting, change):
            parts.append(f"puisque la {lower_first(title(substitute.kind))} est la même semaine")
        if not meeting.record.is_blank:
            parts.append("avec des notes")
        yield PreviewLine("–", f"{title(meeting.kind)} retirée : {', '.join(parts)}")
    for meeting, reasons in change.objections:
        at = _at(meeting, dossier)
        yield PreviewLine("!", f"{title(meeting.kind)} gardée, {at} : {' '.join(reasons)}")
    for warning in change.warnings:
        yield PreviewLine("!", warning)


def _substitute(meeting: Meeting, change: Replan) -> Meeting | None:
    """The midpoint or final meeting that replaces a check-in of its week, if there is one."""
    if meeting.kind != "checkin":
        return None
    week = meeting.slot.day.isocalendar()[:2]
    meetings = (*(after for _, after in change.moves), *change.new, *change.stays)
    stronger = (m for m in meetings if m.kind in ("midpoint", "final") and m.status != "cancelled")
    return next((m for m in stronger if m.slot.day.isocalendar()[:2] == week), None)


def _in_short(change: Replan) -> str:
    """« Rencontres : 14 à changer, 1 à ajouter; 2 restent à leur place. »."""
    stays = _stays(sum(meeting.status != "cancelled" for meeting in change.stays))
    changes = [
        f"{total} à {verb}"
        for total, verb in (
            (len(change.moves), "changer"), (len(change.new), "ajouter"),
            (len(change.dropped), "retirer"),
        )
        if total
    ]  # fmt: skip
    if not changes:
        return f"Rencontres : rien à changer, {stays}."
    return f"Rencontres : {', '.join(changes)}; {stays}."


def _stays(number: int) -> str:
    """How many meetings keep their place, as a clause."""
    if number == 0:
        return "aucune ne reste à sa place"
    return count(number, "reste à sa place", "restent à leur place")


def _move_text(before: Meeting, after: Meeting, dossier: Dossier) -> str:
    """The change of a meeting: of its day, hours, length or fixed clock, and only that."""
    old, new = _on_clocks(before, dossier), _on_clocks(after, dossier)
    if start_of(before) == start_of(after):
        if before.duration != after.duration:
            minutes = f"de {before.duration} à {with_unit(after.duration, 'minutes')}"
            return f" de durée modifiée : {_at(after, dossier)}, {minutes}"
        place = zone_place(after.slot.zone)
        return f" à l’heure fixe {place} : {_at(after, dossier)}, comme avant"
    days, times = (_day(old), _day(new)), (both_times(old), both_times(new))
    if days[0] == days[1]:
        return f", {days[0]} : de {times[0]} à {times[1]}"
    if times[0] == times[1]:
        return f" : du {days[0]} au {days[1]}, {times[0]}"
    return f" : du {days[0]}, {times[0]}, au {days[1]}, {times[1]}"


def _on_clocks(meeting: Meeting, dossier: Dossier) -> MeetingView:
    return meeting_view(meeting, dossier.host.zone, dossier.intern.zone)


def _day(view: MeetingView) -> str:
    return short_date(view.host_local.date())


def _at(meeting: Meeting, dossier: Dossier) -> str:
    return day_and_times(_on_clocks(meeting, dossier))
