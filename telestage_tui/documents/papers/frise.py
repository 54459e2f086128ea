"""The frise on paper: a stage, one week a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ...clocks.zones import gap_text
from ...planning.timeline import DeliverableEvent, Week, timeline
from ...wording import level_dots
from .setting import Data, Setting, last_change, last_instant


def frise(setting: Setting) -> Data:
    """Every week of the stage, as it stood at the last change of the dossier."""
    dossier, programme = setting.dossier, setting.programme
    weeks = timeline(dossier, programme, last_instant(dossier), last_change(dossier))
    return {
        "indicators": [indicator.title for indicator in programme.meetings.indicators],
        "weeks": [_week(week, setting) for week in weeks],
    }


def _week(week: Week, setting: Setting) -> Data:
    return {
        "number": str(week.number) if week.number > 0 else "–",
        "monday": setting.speech.short_date(week.monday),
        "meetings": [f"{meeting.sign} {meeting.name}" for meeting in week.meetings],
        "gap": gap_text(week.gap),
        "unusual": not week.is_usual_gap,
        "levels": ["" if level is None else level_dots(level) for level in week.levels],
        "notes": list(_notes(week, setting)),
    }


def _notes(week: Week, setting: Setting) -> Iterator[str]:
    """Deliverables, holidays and absences, then the accesses given and withdrawn."""
    for event in get_args(DeliverableEvent):
        if names := [each.name for each in week.deliverables if each.event == event]:
            yield setting.speech.say(f"deliverable-{event}", name=", ".join(names))
    for day, off in week.days_off:
        yield f"{setting.speech.short_date(day)} : {off}"
    for key, is_given in (("access-given", True), ("access-withdrawn", False)):
        if names := [each.name for each in week.accesses if each.is_given is is_given]:
            yield setting.speech.say(key, name=", ".join(names))
