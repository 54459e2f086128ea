"""The weeks of a calendar: its meetings, and where the gap differs.

A calendar of many dossiers is read often: what it needs of each is copied once, without the records
of the meetings, and instants are computed only for the days it shows.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from ..clocks.closures import ClosedDays, SideCalendar
from ..clocks.shared_hours import Pair
from ..clocks.zones import gap_on, gap_spans, local, usual_gap, wall_instant
from ..dossier.clock_readings import clock_move
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY, ONE_MINUTE
from ..dossier.hours import WORKING_WEEK
from ..dossier.meetings import MeetingStatus
from ..dossier.people import Host, Intern
from ..programme.programme import Programme
from ..wording import LATE_SIGN, MOVED_SIGN
from .meeting_view import departure_notes
from .planner.sentences import OUTSIDE, objections_between


class CalendarMeeting(NamedTuple):
    """A meeting as a calendar holds it, without its record.

    Attributes:
        id: Of the meeting.
        name: Its title for columns: « Suivi ».
        status: What became of it.
        day: Local date in `zone`.
        at: Wall time in `zone`.
        zone: IANA name.
        duration: Minutes.
        departs: Whether it departs from the rule, or was moved by hand.
        has_moved: Whether it was moved by hand, or by the planner from where the rule asks: what
            is said of it for ever, where the hours are said as they are now.
        has_other_hours: Whether a later edition of the time zones has moved it.
    """

    id: UUID
    name: str
    status: MeetingStatus
    day: date
    at: time
    zone: str
    duration: int
    departs: bool
    has_moved: bool
    has_other_hours: bool


class DossierCalendar(NamedTuple):
    """The part of a dossier that a calendar needs.

    Attributes:
        id: Of the dossier.
        intern: Full name.
        first_name: Of the intern.
        host: Name of the structure.
        closed: Whether the dossier is.
        pair: The two clocks and working weeks.
        days: The closed days of the two sides.
        usual_gap: Minutes; the gap on the most days of the stage.
        first: The first local date of the stage or of its meetings.
        last: The last one.
        meetings: In the order of their local dates.
    """

    id: UUID
    intern: str
    first_name: str
    host: str
    closed: bool
    pair: Pair
    days: ClosedDays
    usual_gap: int
    first: date
    last: date
    meetings: tuple[CalendarMeeting, ...]

    @classmethod
    def of(cls, dossier: Dossier, programme: Programme) -> DossierCalendar:
        """Copy what is needed of a dossier, and of the programme it follows."""
        name_of = programme.meeting_rules.short
        stage, host, intern = dossier.stage, dossier.host, dossier.intern
        days = [meeting.slot.day for meeting in dossier.meetings]
        return cls(
            dossier.id,
            intern.full_name,
            intern.first_name,
            host.name,
            dossier.closed_on is not None,
            Pair.of(dossier),
            ClosedDays.of(dossier),
            usual_gap(gap_spans(stage.start, stage.end, host.zone, intern.zone)),
            min((stage.start, *days)),
            max((stage.end, *days)),
            tuple(
                CalendarMeeting(
                    meeting.id,
                    name_of(meeting.kind),
                    meeting.status,
                    meeting.slot.day,
                    meeting.slot.at,
                    sys.intern(meeting.slot.zone),
                    meeting.duration,
                    bool(departures := departure_notes(meeting)),
                    any(not note.startswith(OUTSIDE) for note in departures),
                    clock_move(meeting, dossier) is not None,
                )
                for meeting in dossier.meetings
            ),
        )

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days is within those dates, both included."""
        return self.first <= last and first <= self.last


class Appointment(NamedTuple):
    """A meeting of a calendar at its place on both clocks.

    Attributes:
        calendar: The dossier it is of.
        meeting: The meeting.
        start: UTC instant.
        host_local: Aware, in the host's zone.
        intern_local: Aware, in the intern's zone.
    """

    calendar: DossierCalendar
    meeting: CalendarMeeting
    start: datetime
    host_local: datetime
    intern_local: datetime

    @property
    def day(self) -> date:
        """Host-local date."""
        return self.host_local.date()

    @property
    def end(self) -> datetime:
        """UTC instant."""
        return self.start + self.meeting.duration * ONE_MINUTE

    def note_sign(self, now: datetime) -> str:
        """The sign of what there is to say of its place, as `MeetingView.note_sign`.

        Args:
            now: UTC instant: what stands against a meeting matters while it is to come.
        """
        meeting, calendar = self.meeting, self.calendar
        if meeting.status != "planned" or self.end <= now:
            return MOVED_SIGN if meeting.departs else ""
        if meeting.has_other_hours or objections_between(
            calendar.pair, calendar.days, self.start, meeting.duration
        ):
            return LATE_SIGN
        return MOVED_SIGN if meeting.has_moved else ""


class UnusualGap(NamedTuple):
    """A gap that is not the usual one of a stage."""

    minutes: int
    """Positive when the intern's clock is ahead of the host's."""
    intern_zone: str
    """IANA name."""


@lru_cache(maxsize=8)
def blank_calendar(year: int) -> DossierCalendar:
    """The two clocks and days off of everybody, for a calendar without any dossier."""
    host, intern = Host(name="—"), Intern(first_name="—", last_name="—")
    easter, keeps_holidays = host.easter, True
    first, last = date(year, 1, 1), date(year, 12, 31)
    return DossierCalendar(
        UUID(int=0),
        "",
        "",
        "",
        False,
        Pair.usual(),
        ClosedDays(
            SideCalendar("structure", host.region, easter, keeps_holidays, host.hours, ()),
            SideCalendar("stagiaire", intern.region, easter, keeps_holidays, intern.hours, ()),
        ),
        usual_gap(gap_spans(first, last, host.zone, intern.zone)),
        first,
        last,
        (),
    )


# --- weeks ----------------------------------------------------------------------------------------


def present(
    calendars: Sequence[DossierCalendar], first: date, last: date
) -> Sequence[DossierCalendar]:
    """The calendars to show for a period: those it touches, or all when it touches none."""
    return [calendar for calendar in calendars if calendar.touches(first, last)] or calendars


def unusual_gaps(calendars: Sequence[DossierCalendar], monday: date) -> tuple[UnusualGap, ...]:
    """The gaps of a week that are not the usual one of a stage; none in most weeks.

    Args:
        calendars: Those in view, of which the stages of that week count.
        monday: First day of the week, host-local.
    """
    clocks = {
        (each.pair.host_zone, each.pair.intern_zone, each.usual_gap)
        for each in calendars
        if each.touches(monday, monday + 6 * ONE_DAY)
    }
    gaps = {
        UnusualGap(gap, intern_zone)
        for host_zone, intern_zone, usual in clocks
        for day in WORKING_WEEK  # both changes of clock are on a Sunday, which nobody works
        if (gap := gap_on(monday + day * ONE_DAY, host_zone, intern_zone)) != usual
    }
    return tuple(sorted(gaps))


# --- meetings -------------------------------------------------------------------------------------


def appointments(
    calendars: Iterable[DossierCalendar], first: date, last: date
) -> tuple[Appointment, ...]:
    """The meetings of a period of host-local dates, both included, in order."""
    # On another clock than the host's, a meeting may be written at the date before or after.
    early, late = first - ONE_DAY, last + ONE_DAY
    near = [
        _appointment(calendar, meeting)
        for calendar in calendars
        if calendar.touches(early, late)
        for meeting in calendar.meetings
        if early <= meeting.day <= late
    ]
    inside = [each for each in near if first <= each.day <= last]
    return tuple(sorted(inside, key=lambda each: (each.start, each.calendar.intern)))


def _appointment(calendar: DossierCalendar, meeting: CalendarMeeting) -> Appointment:
    start = wall_instant(meeting.day, meeting.at, meeting.zone)
    pair = calendar.pair
    return Appointment(
        calendar, meeting, start, local(start, pair.host_zone), local(start, pair.intern_zone)
    )
