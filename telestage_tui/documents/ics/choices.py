"""What is written in a calendar file, and for what: chosen on a screen or on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from ...clocks.meeting_times import end_of
from ...dossier.meetings import Meeting

Purpose = Literal["publish", "withdraw", "invite", "uninvite"]
"""What is done: put the meetings in one's own calendar, take them out of it; invite the intern,
take the invitation back."""
TaskForm = Literal["todo", "events"]
"""How tasks are written: VTODO, or all-day VEVENT for programs that know no tasks."""


@dataclass(frozen=True, slots=True)
class CalendarChoices:
    """What is written, and for what.

    Attributes:
        purpose: What is done with the meetings.
        series: Write the weekly check-ins as one recurring event with exceptions. Individual
            events, which every program reads right, are the default.
        tasks: Write the tasks too, in that form.
        only: Write that meeting alone.
    """

    purpose: Purpose = "publish"
    series: bool = False
    tasks: TaskForm | None = None
    only: UUID | None = None

    @property
    def is_mailed(self) -> bool:
        """Whether the files go to the intern."""
        return self.purpose in ("invite", "uninvite")

    @property
    def takes_off(self) -> bool:
        """Whether the meetings leave the calendars they were in."""
        return self.purpose in ("withdraw", "uninvite")

    def concerns(self, meeting: Meeting, now: datetime) -> bool:
        """Whether anyone is to be told of that meeting at that UTC instant.

        What was cancelled and is over interests nobody, and one invites to what is to come;
        whatever was in one's own calendar is taken out of it.
        """
        if self.purpose == "withdraw":
            return True
        is_coming = end_of(meeting) > now
        if self.purpose == "publish":
            return is_coming or meeting.status != "cancelled"
        return is_coming and meeting.status in ("planned", "cancelled")
