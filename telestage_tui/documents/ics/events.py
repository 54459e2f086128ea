"""The meetings of a dossier as VEVENT components: one by one, or the check-ins as a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from icalendar import Alarm, Event
from icalendar.cal import Component
from icalendar.prop import vUri

from ...clocks.meeting_times import end_of, start_of
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_MINUTE
from ...dossier.errors import Refused
from ...dossier.meetings import Meeting, MeetingKind
from ...programme.programme import Programme
from .choices import CalendarChoices
from .series import Series, series_of
from .values import add_moment, address, line, prose
from .wording import describe_meeting, describe_series, summary

_REMINDER = timedelta(minutes=-15)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SERIES_TITLE = "Rencontres de suivi"


class CalendarEntry(NamedTuple):
    """The events of a calendar file under one UID.

    Attributes:
        id: Identifier of the meeting; of the dossier, for its series.
        title: Kind of meeting, in French.
        start: UTC instant at which it begins, or begins to recur.
        is_cancelled: Whether it is taken off the calendar.
        events: A meeting; a series and its exceptions; or one exception.
    """

    id: UUID
    title: str
    start: datetime
    is_cancelled: bool
    events: tuple[Event, ...]


class DossierEvents:
    """The events of one dossier.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant at which they are written.
        choices: The content and the purpose.
    """

    def __init__(
        self, dossier: Dossier, programme: Programme, now: datetime, choices: CalendarChoices
    ) -> None:
        self._dossier = dossier
        self._programme = programme
        self._now = now
        self._choices = choices
        self._series = series_of(dossier) if choices.series else None
        members = self._series.members if self._series else {}
        self._pattern_days = {meeting.id: day for day, meeting in members.items()}

    def entries(self) -> Iterator[CalendarEntry]:
        """Every entry asked for: the series, then the meetings that stay out of it.

        Raises:
            Refused: when a file to import is asked for with one meeting of a series only.
        """
        if (only := self._choices.only) is not None:
            if self._concerns(meeting := self._dossier.meeting(only)):
                yield self._alone(meeting)
            return
        if self._series:
            yield from self._recurring(self._series)
        for meeting in self._dossier.meetings:
            if meeting.id not in self._pattern_days and self._concerns(meeting):
                yield self._single(meeting)

    # --- entries --------------------------------------------------------------------------------

    def _alone(self, meeting: Meeting) -> CalendarEntry:
        if self._series is None or meeting.id not in self._pattern_days:
            return self._single(meeting)
        if not self._choices.is_mailed:
            # An exception imported alone may replace the series: khal keeps only the last import
            # of a UID.
            raise Refused(
                "Une rencontre d’une série ne s’exporte pas seule vers votre agenda : "
                "exportez toute la série."
            )
        event = self._occurrence(self._series, self._pattern_days[meeting.id])
        return self._entry(meeting, event)

    def _single(self, meeting: Meeting) -> CalendarEntry:
        event = self._meeting(meeting, meeting.sequence)
        event.add("UID", line(f"{meeting.id}@telestage"))
        return self._entry(meeting, event)

    def _entry(self, meeting: Meeting, event: Event) -> CalendarEntry:
        title, is_cancelled = self._title(meeting.kind), self._is_cancelled(meeting)
        return CalendarEntry(meeting.id, title, start_of(meeting), is_cancelled, (event,))

    def _recurring(self, whole: Series) -> Iterator[CalendarEntry]:
        """The series and its exceptions, from the first meeting that the file has."""
        members = {day: m for day, m in whole.members.items() if self._concerns(m)}
        active = {day: m for day, m in members.items() if not self._is_cancelled(m)}
        if active and self._choices.is_mailed:
            members = active  # an invitation leaves out the dates that are cancelled
        if not members:
            return
        series = replace(whole, members=members)
        events = [self._master(series, is_cancelled=not active)]
        # A whole series is cancelled at once, without its exceptions (RFC 5546, 3.2.5).
        if active or not self._choices.is_mailed:
            events += (self._occurrence(series, d) for d in members if not series.follows(d))
        start = series.start(series.first)
        yield CalendarEntry(self._dossier.id, _SERIES_TITLE, start, not active, tuple(events))

    def _title(self, kind: MeetingKind) -> str:
        return self._programme.meeting_rules.title(kind)

    # --- events ---------------------------------------------------------------------------------

    def _occurrence(self, series: Series, day: date) -> Event:
        """The meeting of the series on that date, at its present time."""
        event = self._meeting(series.members[day], self._dossier.version)
        event.add("UID", self._series_uid)
        add_moment(event, "RECURRENCE-ID", series.start(day), series.zone)
        return event

    def _master(self, series: Series, *, is_cancelled: bool) -> Event:
        start = series.start(series.first)
        # The version of the dossier: it grows with every change of any meeting.
        event = self._event("checkin", self._dossier.version, is_cancelled=is_cancelled)
        event.add("UID", self._series_uid)
        event.add("DESCRIPTION", prose(describe_series(self._dossier, series, self._programme)))
        add_moment(event, "DTSTART", start, series.zone)
        add_moment(event, "DTEND", start + series.duration * ONE_MINUTE, series.zone)
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
        event = self._event(meeting.kind, revision, is_cancelled=self._is_cancelled(meeting))
        event.add("DESCRIPTION", prose(describe_meeting(self._dossier, meeting, self._programme)))
        add_moment(event, "DTSTART", start_of(meeting), zone_name)
        add_moment(event, "DTEND", end_of(meeting), zone_name)
        if self._is_coming(meeting):
            self._remind(event)
        return event

    def _event(self, kind: MeetingKind, revision: int, *, is_cancelled: bool) -> Event:
        """An event with the properties that all events of the dossier have."""
        event = Event()
        event.add("DTSTAMP", self._now)
        event.add("LAST-MODIFIED", self._now)
        event.add("SEQUENCE", revision)
        event.add("STATUS", "CANCELLED" if is_cancelled else "CONFIRMED")
        mark = ""
        if is_cancelled:
            # Many programs keep a cancelled event, and some do not show its status.
            mark = "Retirée" if self._choices.purpose == "withdraw" else "Annulée"
            event.add("TRANSP", "TRANSPARENT")
        event.add("SUMMARY", line(summary(self._dossier, self._title(kind), mark)))
        if link := self._dossier.meeting_rule.link:
            event.add("LOCATION", line(link))
            event.add("URL", vUri(link))
            conference = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"]}
            event.add("CONFERENCE", vUri(link, params=conference))
        add_organizer(event, self._dossier)
        if self._choices.is_mailed:
            self._add_attendee(event)
        return event

    def _add_attendee(self, event: Event) -> None:
        intern = self._dossier.intern
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
        return self._choices.concerns(meeting, self._now)

    def _is_cancelled(self, meeting: Meeting) -> bool:
        return self._choices.takes_off or meeting.status == "cancelled"

    def _is_coming(self, meeting: Meeting) -> bool:
        """Whether to add a reminder: one that is past would ring as the file is opened."""
        return (
            not self._choices.takes_off
            and meeting.status == "planned"
            and start_of(meeting) > self._now
        )

    @property
    def _series_uid(self) -> str:
        return line(f"{self._dossier.id}-checkins@telestage")


def add_organizer(component: Component, dossier: Dossier) -> None:
    """Name the tutor as the organiser, when the address is known."""
    tutor = dossier.tutor
    if tutor.email:
        name = tutor.full_name or dossier.host.name
        component.add("ORGANIZER", address(tutor.email, name))
