"""The data of the calendar: the dossiers it shows, and their meetings and days off."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ...clocks.holidays import holidays_loaded
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.meetings import Meeting
from ...planning.calendar import Appointment, DossierCalendar, appointments, blank_calendar, present
from ...planning.days_off import DayOff, days_off
from ...workspace import Workspace
from .rows import by_day, key_of

Scope = Literal["subject", "open", "all"]
"""The dossier the calendar was opened from, all that are open, or closed ones too."""
FIRST_READ, NEXT_READ = 100, 25
"""Dossiers read before the first paint (the home screen has just read most of them), then
between two keys."""


class CalendarReading:
    """The dossiers in view, one or several, and what there is on the days of a period.

    Args:
        workspace: Where the dossiers are.
        subject: The dossier the calendar was opened from, if any.
    """

    def __init__(self, workspace: Workspace, subject: UUID | None) -> None:
        self._workspace = workspace
        self.subject = subject
        self.scope: Scope = "open" if subject is None else "subject"
        """Which dossiers are shown."""
        self.calendars: Sequence[DossierCalendar] = ()
        self.complete = False
        """Whether every dossier was read."""
        self.holidays_ready = holidays_loaded()
        """Whether the holidays are loaded, without which asking for the days off is slow."""
        self.days: Mapping[date, Sequence[Appointment]] = {}
        """The meetings of the period, by host-local date."""
        self.off: Mapping[date, Sequence[DayOff]] = {}
        """The days off of the period; none until the holidays are ready."""
        self._appointments: Mapping[Hashable, Appointment] = {}

    # --- dossiers -------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the dossiers in view from the repository; of many, the first ones.

        Raises:
            UnknownDossier: when the only dossier in view is gone.
        """
        if self.scope == "subject" and self.subject is not None:
            dossier = self._workspace.repository.get(self.subject)
            self.calendars, self.complete = [self._workspace.calendar_of(dossier)], True
            return
        cache = self._workspace.calendars
        self.complete = cache.read(FIRST_READ)
        self.calendars = [c for c in cache.known() if self.scope == "all" or not c.closed]

    @property
    def only_subject(self) -> bool:
        """Whether no other dossier than that of `subject` is shown."""
        return self.scope == "subject"

    def turn_scope(self) -> None:
        """Go on to the next choice of dossiers."""
        first: Scope = "open" if self.subject is None else "subject"
        next_scopes: dict[Scope, Scope] = {"subject": "open", "open": "all", "all": first}
        self.scope = next_scopes[self.scope]

    def drop_subject(self) -> None:
        """Forget the dossier the calendar was opened from, and show the open ones."""
        self.subject, self.scope = None, "open"

    def read_on(self) -> bool:
        """Read the next dossiers; return whether all are read."""
        return self._workspace.calendars.read(NEXT_READ)

    def clocks(self, day: date) -> Sequence[DossierCalendar]:
        """The calendars in view, or a blank one when there is no dossier."""
        return self.calendars or [blank_calendar(day.year)]

    def nearest(self, day: date) -> DossierCalendar:
        """The calendar whose clocks show a day without meetings."""
        return present(self.clocks(day), day, day)[0]

    def span(self, day: date) -> tuple[date, date]:
        """The first and the last day of the calendars in view; that day when there are none."""
        firsts = [calendar.first for calendar in self.calendars]
        lasts = [calendar.last for calendar in self.calendars]
        return min(firsts, default=day), max(lasts, default=day)

    # --- the period -----------------------------------------------------------------------------

    def cover(self, first: date, last: date) -> None:
        """Compute the meetings and the days off of a period, and no more."""
        in_period = appointments(self.calendars, first, last)
        self._appointments = {key_of(appointment): appointment for appointment in in_period}
        self.days = by_day(in_period)
        self.off = days_off(self.clocks(first), first, last) if self.holidays_ready else {}

    def note_signs(self, now: datetime) -> Callable[[Appointment], str]:
        """What gives the sign of a meeting at that UTC instant; none until the holidays are ready.

        Holidays stand against a meeting: without them the sign could be the wrong one.
        """
        ready = self.holidays_ready
        return lambda appointment: appointment.note_sign(now) if ready else ""

    def appointment(self, key: Hashable) -> Appointment | None:
        """The meeting of a row, in the period."""
        return self._appointments.get(key)

    def current_day(self, appointment: Appointment) -> date | None:
        """The day of a meeting now, which may have moved; None when it is no longer in view."""
        for calendar in self.calendars:
            if calendar.id == appointment.calendar.id:
                stage = appointments([calendar], calendar.first - ONE_DAY, calendar.last + ONE_DAY)
                return next((a.day for a in stage if a.meeting.id == appointment.meeting.id), None)
        return None

    def dossier_and_meeting(self, appointment: Appointment) -> tuple[Dossier, Meeting]:
        """A dossier and its meeting as the repository has them now.

        Raises:
            TelestageError: when either is gone.
        """
        dossier = self._workspace.repository.get(appointment.calendar.id)
        return dossier, dossier.meeting(appointment.meeting.id)
