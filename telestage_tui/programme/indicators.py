"""What meetings say from one to the next: tutoring indicators, and the goals agreed [002]."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..clocks.meeting_times import host_day
from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting
from .agendas import Indicator, MeetingContent


class Goals(NamedTuple):
    """What was agreed for the next meeting.

    Attributes:
        meeting: The meeting at which it was.
        title: Of the item of its agenda.
        text: What was written there.
    """

    meeting: Meeting
    title: str
    text: str


def asks_indicators(dossier: Dossier, meeting: Meeting) -> bool:
    """Whether a meeting has indicators to rate: not until the stage has begun, nor at its start."""
    if meeting.record.indicators:
        return True
    return host_day(meeting, dossier.host.zone) > dossier.stage.start


def levels(meeting: Meeting, indicators: Iterable[Indicator]) -> tuple[int | None, ...]:
    """The level of each indicator at a meeting, None where it has none."""
    return tuple(meeting.record.level(indicator.id) for indicator in indicators)


def levels_in_time(
    dossier: Dossier, content: MeetingContent
) -> Iterator[tuple[Indicator, tuple[int, ...]]]:
    """Each indicator that was rated, with its levels, the oldest first."""
    for indicator in content.indicators:
        rated = (meeting.record.level(indicator.id) for meeting in dossier.meetings)
        if known := tuple(level for level in rated if level is not None):
            yield indicator, known


def levels_until(dossier: Dossier, meeting: Meeting, indicator: Indicator) -> tuple[int, ...]:
    """The levels given to an indicator up to a meeting and at it, the oldest first."""
    position = next(n for n, each in enumerate(dossier.meetings) if each.id == meeting.id)
    rated = (each.record.level(indicator.id) for each in dossier.meetings[: position + 1])
    return tuple(level for level in rated if level is not None)


def last_goals(dossier: Dossier, meeting: Meeting, content: MeetingContent) -> Goals | None:
    """The last goals agreed before a meeting; None when nobody wrote any."""
    position = next(n for n, each in enumerate(dossier.meetings) if each.id == meeting.id)
    for earlier in reversed(dossier.meetings[:position]):
        if earlier.status == "cancelled":
            continue
        for item in content.template(earlier.kind).items:
            if item.carries and (text := earlier.record.minute(item.id)):
                return Goals(earlier, item.title, text)
    return None
