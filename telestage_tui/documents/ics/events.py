"""The meetings of a dossier as VEVENT components: one by one, or the check-ins as a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from icalendar import Alarm, Event
from icalendar.cal import Component
from icalendar.prop import vUri

from ...clocks.meeting_times import end_of, start_of
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_MINUTE
from ...dossier.exports import ExportEntry
from ...dossier.meetings import Meeting, MeetingKind
from ...programme.programme import Programme
from .choices import CalendarChoices
from .selection import Single, select
from .series import Series
from .values import add_moment, address, line, prose
from .wording import describe_meeting, describe_series, summary

_REMINDER = timedelta(minutes=-15)
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Many programs keep an event that is cancelled, and some show nothing of its status.
_CANCELLED, _REMOVED = "Annulée", "Retirée"
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

    def entries(self) -> Iterator[CalendarEntry]:
        """Every entry asked for: the series, then the meetings that stay out of it.

        Raises:
            Refused: see `select`.
        """
        selection = select(self._dossier, self._now, self._choices)
        if selection.series and selection.alone:
            yield self._exception(selection.series)
        elif selection.series:
            yield self._recurring(selection.series, is_cancelled=not selection.series_stands)
        elif selection.old_series:
            yield self._removed(selection.old_series)
        for single in selection.singles:
            yield self._single(single)

    # --- entries --------------------------------------------------------------------------------

    def _single(self, single: Single) -> CalendarEntry:
        meeting = single.meeting
        event = self._meeting(meeting, meeting.sequence, self._mark(single))
        event.add("UID", line(f"{meeting.id}@telestage"))
        return self._entry(meeting, event, is_cancelled=not single.stands)

    def _exception(self, series: Series) -> CalendarEntry:
        """The only member of a series, without the others."""
        ((day, meeting),) = series.members.items()
        is_cancelled = self._choices.calls_off(meeting)
        return self._entry(meeting, self._occurrence(series, day), is_cancelled=is_cancelled)

    def _entry(self, meeting: Meeting, event: Event, *, is_cancelled: bool) -> CalendarEntry:
        title = self._title(meeting.kind)
        return CalendarEntry(meeting.id, title, start_of(meeting), is_cancelled, (event,))

    def _recurring(self, series: Series, *, is_cancelled: bool) -> CalendarEntry:
        """The series and its exceptions."""
        events = [self._master(series, is_cancelled=is_cancelled)]
        # All of a series is called off at once, without a word on its exceptions (RFC 5546, 3.2.5).
        if not (is_cancelled and self._choices.is_mailed):
            days = (day for day in series.members if not series.follows(day))
            events += (self._occurrence(series, day) for day in days)
        start = series.start(series.first)
        return CalendarEntry(self._dossier.id, _SERIES_TITLE, start, is_cancelled, tuple(events))

    def _removed(self, entry: ExportEntry) -> CalendarEntry:
        """A series that leaves: a single event in its place, so that no date of it is left."""
        event = self._event("checkin", self._dossier.export_sequence, _REMOVED)
        event.add("UID", self._series_uid)
        event.add("DTSTART", entry.until.astimezone(UTC))
        return CalendarEntry(self._dossier.id, _SERIES_TITLE, entry.until, True, (event,))

    def _title(self, kind: MeetingKind) -> str:
        return self._programme.meeting_rules.title(kind)

    # --- events ---------------------------------------------------------------------------------

    def _occurrence(self, series: Series, day: date) -> Event:
        """The meeting that the series has on that date, where it is now."""
        meeting = series.members[day]
        mark = self._cancellation if self._choices.calls_off(meeting) else ""
        event = self._meeting(meeting, self._dossier.export_sequence, mark)
        event.add("UID", self._series_uid)
        add_moment(event, "RECURRENCE-ID", series.start(day), series.zone)
        return event

    def _master(self, series: Series, *, is_cancelled: bool) -> Event:
        start = series.start(series.first)
        # A series changes with any of its meetings: its SEQUENCE grows at each export.
        mark = self._cancellation if is_cancelled else ""
        event = self._event("checkin", self._dossier.export_sequence, mark)
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

    def _meeting(self, meeting: Meeting, revision: int, mark: str) -> Event:
        zone_name = meeting.slot.zone
        event = self._event(meeting.kind, revision, mark)
        event.add("DESCRIPTION", prose(describe_meeting(self._dossier, meeting, self._programme)))
        add_moment(event, "DTSTART", start_of(meeting), zone_name)
        add_moment(event, "DTEND", end_of(meeting), zone_name)
        if self._is_coming(meeting) and not mark:
            self._remind(event)
        return event

    def _event(self, kind: MeetingKind, revision: int, mark: str) -> Event:
        """What every event of the dossier has; one with a mark is cancelled."""
        event = Event()
        event.add("DTSTAMP", self._now)
        event.add("LAST-MODIFIED", self._now)
        event.add("SEQUENCE", revision)
        event.add("STATUS", "CANCELLED" if mark else "CONFIRMED")
        if mark:
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

    @property
    def _cancellation(self) -> str:
        """The mark of what is called off, or taken out of one's own calendar."""
        return _REMOVED if self._choices.purpose == "withdraw" else _CANCELLED

    def _mark(self, single: Single) -> str:
        if single.stands:
            return ""
        return _REMOVED if single.is_replaced else self._cancellation

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
