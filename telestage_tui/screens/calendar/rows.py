"""The cells and rows of the calendar: a month, the meetings of a day, the weeks of a stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from ...clocks.weeks import monday_of, weeks_of
from ...clocks.zones import zone_label
from ...dossier.durations import ONE_DAY
from ...dossier.french import clock_time, hours, plain_date, short_date
from ...planning.calendar import Appointment, DossierCalendar, UnusualGap, unusual_gaps
from ...planning.days_off import DayOff
from ...planning.meeting_view import both_times
from ...widgets.day_cells import DayCell, DayEntry
from ...widgets.month_grid import MOST_LINES
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ...wording import LATE_SIGN
from ..meetings.actions import status_signs

MeetingKey = tuple[UUID, UUID]
"""The ids of a dossier and of a meeting of it."""
NoteSigns = Callable[[Appointment], str]
"""Gives the sign of what there is to say of the place of a meeting; see `Appointment.note_sign`."""
DaysOff = Mapping[date, Sequence[DayOff]]
MOST_ENTRIES = MOST_LINES - 1
"""Meetings of a day of the month that are shown at the most."""
NARROW = 60
"""Columns under which a row says no more than when and with whom."""
NAME, WIDE_NAME, WIDE = 17, 28, 100
"""Columns for a name, the same on a wide terminal, and from how many columns one is wide."""


def key_of(appointment: Appointment) -> MeetingKey:
    """The key of the row of a meeting."""
    return appointment.calendar.id, appointment.meeting.id


def by_day(appointments: Iterable[Appointment]) -> dict[date, list[Appointment]]:
    """The meetings of each host-local date, in order."""
    days: dict[date, list[Appointment]] = defaultdict(list)
    for appointment in appointments:
        days[appointment.day].append(appointment)
    return days


# --- month ----------------------------------------------------------------------------------------


def month_cells(
    days: Mapping[date, Sequence[Appointment]], off: DaysOff, now: datetime, *, one: bool
) -> dict[date, DayCell]:
    """What each day of the grid shows; days with nothing to show are left out.

    Args:
        days: The meetings.
        off: The days off.
        now: UTC instant.
        one: Whether all are of one dossier: their kind is then shown rather than the intern.
    """
    return {
        day: DayCell(
            "".join(dict.fromkeys("".join(each.sign for each in off.get(day, ())))),
            ", ".join(each.name for each in off.get(day, ())),
            tuple(_entry(each, now, one=one) for each in days.get(day, ())[:MOST_ENTRIES]),
            len(days.get(day, ())),
        )
        for day in days.keys() | off.keys()
    }


def _entry(appointment: Appointment, now: datetime, *, one: bool) -> DayEntry:
    meeting, intern = appointment.meeting, appointment.calendar
    sign, _, tone = status_signs(meeting.status, appointment.end, now)
    names = (intern.intern, intern.first_name, _initials(intern.intern))
    time = clock_time(appointment.host_local.time())
    return DayEntry(sign, time, (meeting.name,) if one else names, tone)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:3])


def month_gaps(calendars: Sequence[DossierCalendar], first: date, last: date) -> dict[date, str]:
    """By Monday, the gap of the weeks where it is not the usual one: `5 h`, `4/5 h`."""
    weeks = {monday: unusual_gaps(calendars, monday) for monday in weeks_of(first, last)}
    return {monday: _short(gaps) for monday, gaps in weeks.items() if gaps}


def _short(gaps: Sequence[UnusualGap]) -> str:
    *others, last = dict.fromkeys(hours(abs(gap.minutes) / 60) for gap in gaps)
    return "/".join([*(gap.removesuffix("h").strip() for gap in others), last])


# --- a day ----------------------------------------------------------------------------------------


def day_rows(
    appointments: Sequence[Appointment], signs: NoteSigns, now: datetime, width: int
) -> list[Row]:
    """The meetings of the selected day."""
    if not appointments:
        return [hint("Aucune rencontre ce jour.")]
    return [_row(appointment, signs, now, width, dated=False) for appointment in appointments]


def _row(
    appointment: Appointment, signs: NoteSigns, now: datetime, width: int, *, dated: bool
) -> Row:
    meeting = appointment.meeting
    sign, word, tone = status_signs(meeting.status, appointment.end, now)
    times = both_times(appointment)
    name, key = appointment.calendar.intern, key_of(appointment)
    if width < NARROW:
        here = clock_time(appointment.host_local.time())
        when = [Cell(short_date(appointment.day), 12, tone), Cell(here, 7, tone)]
        cells = when if dated else [Cell(times, 17, tone)]
        return Row((Cell(sign, 1, tone), *cells, Cell(name, tone="strong")), key)
    note_sign = signs(appointment)
    cells = [Cell(short_date(appointment.day), 15, tone)] if dated else []
    cells += [
        Cell(times, 24 if width >= WIDE else 17, tone),
        Cell(name, WIDE_NAME if width >= WIDE else NAME, "strong"),
        Cell(meeting.name, tone="plain" if meeting.status == "planned" else "muted"),
        Cell(note_sign, 1, "warning" if note_sign == LATE_SIGN else "muted"),
        Cell(word, 11, tone, right=True),
    ]
    return Row((Cell(sign, 2, tone), *cells), key)


# --- the list -------------------------------------------------------------------------------------


def list_rows(
    calendars: Sequence[DossierCalendar],
    days: Mapping[date, Sequence[Appointment]],
    off: DaysOff,
    signs: NoteSigns,
    now: datetime,
    width: int,
) -> list[Row]:
    """Every week of a stage or of a meeting: its gap when unusual, its days off, its meetings."""
    several = len({calendar.pair.intern_zone for calendar in calendars}) > 1
    rows: list[Row] = []
    for monday in _weeks(calendars, days):
        week = [monday + day * ONE_DAY for day in range(7)]
        rows += [BLANK] if rows else []
        rows.append(_heading(monday, unusual_gaps(calendars, monday), named=several))
        has_meeting = False
        for day in week:
            rows += (_off_row(day, each) for each in off.get(day, ()))
            rows += (_row(each, signs, now, width, dated=True) for each in days.get(day, ()))
            has_meeting = has_meeting or day in days
        if not has_meeting:
            rows.append(hint("  Aucune rencontre."))
    return rows


def _weeks(calendars: Sequence[DossierCalendar], days: Mapping[date, object]) -> Iterator[date]:
    mondays = {monday_of(day) for day in days}
    for calendar in calendars:
        mondays.update(weeks_of(calendar.first, calendar.last))
    yield from sorted(mondays)


def _heading(monday: date, gaps: Sequence[UnusualGap], *, named: bool) -> Row:
    text = f"Semaine du {plain_date(monday)}"
    if not gaps:
        return heading(text)
    labels = ", ".join(
        hours(abs(gap.minutes) / 60) + (f" ({zone_label(gap.intern_zone)})" if named else "")
        for gap in gaps
    )
    return heading(f"{text} · décalage de {labels}", "warning")


def _off_row(day: date, off: DayOff) -> Row:
    return Row((Cell(off.sign, 2, "warning"), Cell(short_date(day), 15, "muted"),
                Cell(str(off), tone="muted")))  # fmt: skip
