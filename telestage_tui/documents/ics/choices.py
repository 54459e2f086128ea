"""The content and the purpose of a calendar file, as a screen or the command line asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from ...clocks.meeting_times import end_of
from ...dossier.exports import Audience, ExportEntry, TaskForm
from ...dossier.meetings import Meeting

Purpose = Literal["publish", "withdraw", "invite", "uninvite"]
"""What is done: put the meetings in one's own calendar, take them out of it; invite the intern,
take the invitation back."""


@dataclass(frozen=True, slots=True)
class CalendarChoices:
    """The content and the purpose of a calendar file.

    Attributes:
        purpose: The purpose.
        series: Write the weekly check-ins as one recurring event with exceptions, rather than as
            individual events, which every program reads right.
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
    def audience(self) -> Audience:
        """Whose calendar the files are for."""
        return "intern" if self.is_mailed else "tutor"

    @property
    def takes_off(self) -> bool:
        """Whether the meetings leave the calendars they were in."""
        return self.purpose in ("withdraw", "uninvite")

    def concerns(self, meeting: Meeting, now: datetime) -> bool:
        """Whether the file has that meeting, at that UTC instant.

        A meeting cancelled and over is left out, and an invitation is to meetings to come; but
        every meeting is taken out of one's own calendar.
        """
        if self.purpose == "withdraw":
            return True
        is_coming = end_of(meeting) > now
        if self.purpose == "publish":
            return is_coming or meeting.status != "cancelled"
        return is_coming and meeting.status in ("planned", "cancelled")

    def calls_off(self, meeting: Meeting) -> bool:
        """Whether the file says that a meeting is not, or is no longer, in the calendar."""
        return self.takes_off or meeting.status == "cancelled"

    def reaches(self, entry: ExportEntry, now: datetime) -> bool:
        """Whether a calendar is told again of what it may have, at that UTC instant.

        One's own is kept right even in the past; nobody is mailed about what is over.
        """
        return not self.is_mailed or entry.until > now
