"""What a re-planning would do, line by line, as it is shown before anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, count, short_date
from ..dossier.meetings import Meeting
from ..programme.loader import Programme
from .replanning import Replan
from .view import both_times, meeting_view, start_of
from .zones import zone_place

Sign = Literal["→", "+", "–", "=", "!"]
"""Moved, added, dropped, kept, to know."""


class PreviewLine(NamedTuple):
    """One line of the preview."""

    sign: Sign
    text: str
    """French."""


def preview(change: Replan, dossier: Dossier, programme: Programme) -> Iterator[PreviewLine]:
    """What moves, what is new, what goes, what stays, then what to know.

    Args:
        change: What would be done.
        dossier: The dossier it is about, as it would be described.
        programme: The programme it follows, which names the meetings.
    """
    title = programme.meeting_rules.title
    for before, after in change.moves:
        yield PreviewLine("→", f"{title(before.kind)} {_moved(before, after, dossier)}")
    for meeting in change.new:
        yield PreviewLine("+", f"{title(meeting.kind)} ajoutée{NBSP}: {_at(meeting, dossier)}")
    for meeting in change.dropped:
        notes = "" if meeting.record.is_blank else " (avec des notes)"
        at = _at(meeting, dossier)
        yield PreviewLine("–", f"{title(meeting.kind)} retirée{NBSP}: {at}{notes}")
    kept = [meeting for meeting in change.stays if meeting.status != "cancelled"]
    stays = count(len(kept), "rencontre reste", "rencontres restent")
    yield PreviewLine("=", f"{stays} à leur place (tenues, déplacées à la main…).")
    for meeting, against in change.objections:
        at = _at(meeting, dossier)
        yield PreviewLine("!", f"{title(meeting.kind)} gardée, {at}{NBSP}: {' '.join(against)}")
    for warning in change.warnings:
        yield PreviewLine("!", warning)


def _moved(before: Meeting, after: Meeting, dossier: Dossier) -> str:
    at = _at(after, dossier)
    if start_of(before) != start_of(after):
        return f"déplacée du {_at(before, dossier)} au {at}"
    if before.duration != after.duration:
        minutes = f"de {before.duration} à {after.duration}{NBSP}minutes"
        return f"de durée modifiée{NBSP}: {at}, {minutes}"
    fixed = zone_place(after.slot.zone)
    return f"à l’heure fixe {fixed}{NBSP}: {at}, comme avant"


def _at(meeting: Meeting, dossier: Dossier) -> str:
    view = meeting_view(meeting, dossier.host.zone, dossier.intern.zone)
    return f"{short_date(view.host_local.date())} {both_times(view)}"
