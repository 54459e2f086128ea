"""What the calendar draws: a month and its selected day, or the list of the weeks."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size

from ...clocks.clock import Clock
from ...dossier.errors import TelestageError
from ...planning.calendar import Appointment
from ...planning.meeting_view import shift_note, view_in
from ...widgets.day_cells import month_of
from ...widgets.lists import OpenList
from ...widgets.month_grid import MOST_LINES, MonthGrid
from ...widgets.row_list import RowList
from ...widgets.rows import hint
from .contents import CalendarReading
from .rows import day_rows, key_of, list_rows, month_cells, month_gaps
from .selected_day import SelectedDay

UNDER_MONTH, UNDER_MONTH_LOW, LOW = 8, 3, 18
"""Lines kept for the selected day under the month; the same on a low terminal, and from how many
lines a terminal is not low."""
TEXT_LINES, TEXT_LINES_WITH_ROOM, TEXT_LINES_LOW = 2, 3, 1
"""Lines of text about the selected day; the same with room to spare, and on a low terminal."""
_AROUND = timedelta(days=6)
"""The weeks of a month begin before it and end after it by that much at the most."""


class CalendarView(Vertical):
    """The month with the meetings of its selected day, or the meetings week by week.

    Args:
        reading: The dossiers in view.
        clock: The only source of time.
        listing: Whether the list is shown first, rather than the month.
    """

    DEFAULT_CSS = """
    CalendarView {
        & > #weeks { display: none; }
        &.-list > #weeks { display: block; }
        &.-list > #month, &.-list > #meetings { display: none; }
    }
    """

    def __init__(self, reading: CalendarReading, clock: Clock, *, listing: bool) -> None:
        super().__init__(classes="-list" if listing else None)
        self._reading = reading
        self._clock = clock
        self._drawing: tuple[Size, tuple[date, date] | None] | None = None
        """The size of terminal and the month drawn last, None for the list; None before that."""

    def compose(self) -> ComposeResult:
        yield MonthGrid(self._clock.today(), id="month")
        yield OpenList(id="weeks")
        yield SelectedDay()
        yield OpenList(id="meetings")

    @property
    def is_list(self) -> bool:
        """Whether the list of the weeks is shown, rather than a month."""
        return self.has_class("-list")

    @property
    def grid(self) -> MonthGrid:
        """The month."""
        return self.query_one(MonthGrid)

    @property
    def meetings(self) -> RowList:
        """The list the keys act on."""
        return self.query_one("#weeks" if self.is_list else "#meetings", RowList)

    @property
    def day(self) -> date:
        """The selected day, host-local."""
        return self.grid.day

    @day.setter
    def day(self, day: date) -> None:
        self.grid.day = day

    @property
    def appointment(self) -> Appointment | None:
        """The meeting under the cursor of the list."""
        return self._reading.appointment(self.meetings.key)

    def take_keyboard(self) -> None:
        """Put the keyboard on the month, or on the list."""
        (self.meetings if self.is_list else self.grid).focus()

    # --- drawing --------------------------------------------------------------------------------

    @property
    def is_drawn(self) -> bool:
        """Whether anything was drawn yet."""
        return self._drawing is not None

    def is_drawn_for(self, terminal: Size) -> bool:
        """Whether what was drawn last is of a terminal of that size, and of the selected month."""
        return self._drawing == (terminal, month_of(self.day))

    def draw(self, terminal: Size) -> None:
        """Draw the month of the cursor, or all the weeks, for a terminal of that size."""
        if self.is_list:
            self._draw_list(terminal)
        else:
            self._draw_month(terminal)

    def is_outgrown(self, terminal: Size) -> bool:
        """Whether what was drawn last is of a terminal of another size."""
        return self._drawing is not None and self._drawing[0] != terminal

    def _draw_month(self, terminal: Size) -> None:
        reading, key = self._reading, self.meetings.key
        first, last = month = month_of(self.day)
        self._drawing = (terminal, month)
        reading.cover(first - _AROUND, last + _AROUND)
        cells = month_cells(reading.days, reading.off, self._clock.now(), one=reading.only_subject)
        gaps = month_gaps(reading.clocks(first), first, last)
        self.grid.show(self.day, self._clock.today(), cells, gaps)
        self._fit(terminal)
        self.draw_day(terminal, key)

    def _draw_list(self, terminal: Size) -> None:
        reading, now = self._reading, self._clock.now()
        is_first = self._drawing is None or self._drawing[1] is not None
        self._drawing = (terminal, None)
        reading.cover(*reading.span(self.day))
        self._fit(terminal)
        signs = reading.note_signs(now)
        rows = list_rows(reading.calendars, reading.days, reading.off, signs, now, terminal.width)
        self.meetings.show(rows or [hint("Aucune rencontre. Pour ouvrir un dossier : h, puis n.")])
        if is_first:
            self._select_from(self.day)

    def _select_from(self, day: date) -> None:
        """Put the cursor of the list on the first meeting of that day or after it."""
        days = sorted(self._reading.days)
        later = [each for each in days if each >= day] or days[-1:]
        if later:
            self.meetings.select(key_of(self._reading.days[later[0]][0]))
            self.meetings.call_after_refresh(self.meetings.bring_up)

    def draw_day(self, terminal: Size, key: Hashable = None) -> None:
        """Show the meetings of the selected day of the month, with the cursor on that of `key`."""
        now = self._clock.now()
        here = self._reading.days.get(self.day, ())
        self.meetings.show(day_rows(here, self._reading.note_signs(now), now, terminal.width))
        if key is not None:
            self.meetings.select(key)

    def _fit(self, terminal: Size) -> None:
        """Share the lines between the month, or the list, and the selected day."""
        low = terminal.height < LOW
        spare = True
        if not self.is_list:
            height = self.size.height or terminal.height - 2
            under = UNDER_MONTH_LOW if low else UNDER_MONTH
            weeks, room = self.grid.weeks, height - 1 - under
            week_lines = max(1, min(MOST_LINES, room // weeks))
            self.grid.set_lines(week_lines)
            spare = room > week_lines * weeks
        lines = TEXT_LINES_LOW if low else TEXT_LINES_WITH_ROOM if spare else TEXT_LINES
        self.query_one(SelectedDay).set_lines(lines)

    # --- the selected day -----------------------------------------------------------------------

    @on(RowList.Moved)
    def _meeting_moved(self, message: RowList.Moved) -> None:
        """Show what the line of the day, and that of the meeting, have no room for."""
        if message.row_list is not self.meetings:
            return
        appointment = self.appointment
        if self.is_list and appointment is not None:
            self.day = appointment.day
        reading, day = self._reading, self.day
        calendar = appointment.calendar if appointment else reading.nearest(day)
        self.query_one(SelectedDay).show(
            day,
            calendar.pair,
            closed=calendar.days if reading.holidays_ready else None,
            now=self._clock.now() if day == self._clock.today() else None,
            meetings=[each.start for each in reading.days.get(day, ())],
            until=calendar.last if calendar in reading.calendars else None,
            off=reading.off.get(day, ()),
            notes=self._notes(appointment) if appointment else (),
        )

    def _notes(self, appointment: Appointment) -> list[str]:
        try:
            dossier, meeting = self._reading.dossier_and_meeting(appointment)
        except TelestageError:
            return []  # gone since the calendar was read; the next reload shows it
        view = view_in(dossier, meeting, self._clock.now())
        notes = [f"{sign} {note}" for sign, note in view.marked_notes]
        shift = shift_note(dossier, meeting)
        return [*notes, f"≠ {shift}"] if shift else notes
