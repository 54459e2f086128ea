"""Reading a plan: its meetings by kind or by day, its sentences with plain spaces."""

from __future__ import annotations

from datetime import date

from telestage_tui.dossier.meetings import Meeting, MeetingKind
from telestage_tui.planning.planner.planner import Plan


def one(plan: Plan, kind: MeetingKind) -> Meeting:
    """The only meeting of that kind."""
    (meeting,) = [m for m in plan.meetings if m.kind == kind]
    return meeting


def checkins(plan: Plan) -> list[Meeting]:
    return [m for m in plan.meetings if m.kind == "checkin"]


def on(plan: Plan, day: date) -> Meeting:
    (meeting,) = [m for m in plan.meetings if m.slot.day == day]
    return meeting


def texts(sentences: tuple[str, ...]) -> list[str]:
    """Sentences with plain spaces, easier to write here."""
    return [sentence.replace("\u00a0", " ") for sentence in sentences]
