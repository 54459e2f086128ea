"""The identifiers of planned meetings: each follows from what the meeting is, not its place."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from ...dossier.dossier import Dossier
from ...dossier.meetings import Meeting


def meeting_id(dossier: Dossier, key: str) -> UUID:
    """The identifier of the meeting that a key names in a dossier, always the same."""
    return uuid5(dossier.id, key)


def week_key(day: date) -> str:
    """The key of the weekly check-in of the week of a date: `checkin/2027-W05`."""
    year, number, _ = day.isocalendar()
    return f"checkin/{year}-W{number:02d}"


def is_weekly(meeting: Meeting, dossier: Dossier) -> bool:
    """Whether a meeting is the check-in that the plan gave to a week, wherever it is now.

    Those of the first two weeks, numbered, are not; nor is a second one, planned for a week whose
    check-in was moved away by hand.
    """
    return meeting.id == meeting_id(dossier, week_key(meeting.rule_day))
