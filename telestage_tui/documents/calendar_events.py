"""The meetings of a dossier as VEVENT components: one by one, or the check-ins as a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Event
from icalendar.prop import vUri

from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting
from ..planning.view import end_of, start_of
from ..programme.loader import Programme
from .calendar_series import Series, series_of
from .calendar_values import add_moment, address, line, prose
from .calendar_wording import describe_meeting, describe_series, summary

_REMINDER = timedelta(minutes=-15)
_MINUTE = timedelta(minutes=1)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a file is made for.

    Attributes:
        now: UTC instant at which it is made.
        invite: Whether it goes to the intern, with the organiser and the attendee.
        cancel: Whether it takes the meetings off the calendar.
    """

    now: datetime
    invite: bool = False
    cancel: bool = False

    def sequence(self, revision: int) -> int:
        """The SEQUENCE of what is at that revision: a cancellation comes after it."""
        return revision + self.cancel


class DossierEvents:
    """The events of one dossier.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        edition: What the file is made for.
        as_series: Whether the weekly check-ins are one recurring event.
    """

    def __init__(
        self, dossier: Dossier, programme: Programme, edition: Edition, *, as_series: bool
    ) -> None:
        self._dossier = dossier
        self._programme = programme
        self._edition = edition
        self._asks = edition.invite and not edition.cancel
        # Nobody is invited to what is cancelled.
        self._meetings = [
            meeting
            for meeting in dossier.meetings
            if not (self._asks and meeting.status == "cancelled")
        ]
        self._series = series_of(dossier, self._meetings) if as_series else None
        recurring = self._series.members if self._series else {}
        self._pattern_days = {meeting.id: day for day, meeting in recurring.items()}

    def all(self) -> Iterator[Event]:
        """Every event: the series with its exceptions, then the meetings that stay out of it."""
        if self._series:
            yield self._master(self._series)
            for day in self._series.members:
                if not self._series.follows(day):
                    yield self._occurrence(self._series, day)
        for meeting in self._meetings:
            if meeting.id not in self._pattern_days and self._concerns(meeting):
                yield self._single(meeting)

    def only(self, meeting_id: UUID) -> Iterator[Event]:
        """The event of that meeting alone; none when nobody is to be told of it any more."""
        for meeting in self._meetings:
            if meeting.id == meeting_id and self._concerns(meeting):
                if self._series and meeting_id in self._pattern_days:
                    yield self._occurrence(self._series, self._pattern_days[meeting_id])
                else:
                    yield self._single(meeting)

    # --- events ---------------------------------------------------------------------------------

    def _single(self, meeting: Meeting) -> Event:
        event = self._meeting(meeting, meeting.sequence)
        event.add("UID", line(f"{meeting.id}@telestage"))
        return event

    def _occurrence(self, series: Series, day: date) -> Event:
        """The meeting that the series has on that date, where it is now."""
        event = self._meeting(series.members[day], self._dossier.version)
        event.add("UID", self._series_uid)
        add_moment(event, "RECURRENCE-ID", series.start(day), series.zone)
        return event

    def _master(self, series: Series) -> Event:
        start = series.start(series.first)
        # A series changes with any of its meetings, and meetings come and go: only the version of
        # the dossier is sure to grow.
        event = self._event(self._dossier.version)
        event.add("UID", self._series_uid)
        event.add("SUMMARY", line(summary(self._dossier, "checkin", self._programme)))
        event.add("DESCRIPTION", prose(describe_series(self._dossier, series, self._programme)))
        add_moment(event, "DTSTART", start, series.zone)
        add_moment(event, "DTEND", start + series.duration * _MINUTE, series.zone)
        by_day = _BYDAY[series.first.weekday()]
        until = series.start(series.last)
        event.add("RRULE", {"FREQ": "WEEKLY", "UNTIL": until, "BYDAY": by_day})
        for day in series.missing:  # one a line: not every program reads a list
            add_moment(event, "EXDATE", series.start(day), series.zone)
        if any(self._is_coming(meeting) for meeting in series.members.values()):
            self._remind(event)
        return event

    def _meeting(self, meeting: Meeting, revision: int) -> Event:
        zone_name = meeting.slot.zone
        event = self._event(revision, cancelled=meeting.status == "cancelled")
        event.add("SUMMARY", line(summary(self._dossier, meeting.kind, self._programme)))
        event.add("DESCRIPTION", prose(describe_meeting(self._dossier, meeting, self._programme)))
        add_moment(event, "DTSTART", start_of(meeting), zone_name)
        add_moment(event, "DTEND", end_of(meeting), zone_name)
        if self._is_coming(meeting):
            self._remind(event)
        return event

    def _event(self, revision: int, *, cancelled: bool = False) -> Event:
        """What every event of the dossier has."""
        event, edition = Event(), self._edition
        event.add("DTSTAMP", edition.now)
        event.add("LAST-MODIFIED", edition.now)
        event.add("SEQUENCE", edition.sequence(revision))
        event.add("STATUS", "CANCELLED" if cancelled or edition.cancel else "CONFIRMED")
        if link := self._dossier.meeting_rule.link:
            event.add("LOCATION", line(link))
            event.add("URL", vUri(link))
            conference = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]}
            event.add("CONFERENCE", vUri(link, params=conference))
        if edition.invite:
            self._add_people(event)
        return event

    def _add_people(self, event: Event) -> None:
        tutor, intern = self._dossier.tutor, self._dossier.intern
        event.add("ORGANIZER", address(tutor.email, tutor.full_name or self._dossier.host.name))
        event.add(
            "ATTENDEE",
            address(
                intern.email,
                intern.full_name,
                ROLE="REQ-PARTICIPANT",
                PARTSTAT="NEEDS-ACTION",
                RSVP="TRUE",
            ),
        )

    def _remind(self, event: Event) -> None:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", event["SUMMARY"])
        alarm.add("TRIGGER", _REMINDER)
        event.add_component(alarm)

    # --- what to write --------------------------------------------------------------------------

    def _concerns(self, meeting: Meeting) -> bool:
        """Whether the file is about that meeting: one invites to what is to come."""
        return not self._asks or (
            meeting.status == "planned" and end_of(meeting) > self._edition.now
        )

    def _is_coming(self, meeting: Meeting) -> bool:
        """Whether a reminder makes sense: an old one would ring as the file is opened."""
        return (
            not self._edition.cancel
            and meeting.status == "planned"
            and start_of(meeting) > self._edition.now
        )

    @property
    def _series_uid(self) -> str:
        return line(f"{self._dossier.id}-checkins@telestage")
