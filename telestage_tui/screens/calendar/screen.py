"""Calendrier: the meetings of a stage, or of all, by month or week by week, on both clocks."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import MONTHS, count_or_none
from ...dossier.meetings import Meeting
from ...planning.calendar import Appointment
from ...planning.days_off import days_off
from ...planning.meeting_view import shift_note, view_in
from ...store.errors import UnknownDossier
from ...widgets.day_cells import month_of
from ...widgets.month_grid import MOST_LINES, MonthGrid
from ...widgets.row_list import OpenList, RowList
from ...widgets.rows import hint
from ...widgets.title_bar import TitleBar
from ...wording import MEETING_LEGEND
from ...workspace import Workspace
from ..absences.dialogs import IN_A_BROWSER, TITLE, import_absences
from ..base import GONE, HOLIDAYS_AFTER
from ..meetings.actions import MeetingKeys, quiet
from ..navigation import DOSSIER_KEYS, Go, Place
from .contents import CalendarReading
from .rows import day_rows, key_of, list_rows, month_cells, month_gaps
from .selected_day import SelectedDay

VIEW = "calendar.view"
"""The name of the draft that keeps the preferred view."""
READ_AGAIN = 0.001
"""Seconds after which reading goes on: the keys pressed meanwhile come first."""
UNDER_MONTH, UNDER_MONTH_LOW, LOW = 8, 3, 18
"""Lines kept for the selected day under the month; the same on a low terminal, and from how many
lines a terminal is not low."""
TEXT_LINES, TEXT_LINES_WITH_ROOM, TEXT_LINES_LOW = 2, 3, 1
"""Lines of text about the selected day; the same with room to spare, and on a low terminal."""
_AROUND = timedelta(days=6)
"""The weeks of a month begin before it and end after it by that much at the most."""


class CalendarScreen(MeetingKeys):
    """The calendar of one dossier, or of all."""

    HEADING = "Calendrier"
    HELP = f"""Les rencontres sur les deux horloges, par mois ou en liste, d’un dossier ou de tous.

Dans le mois, les flèches changent de jour, Pg↑ et Pg↓ de mois, Début revient à aujourd’hui (›). \
Entrée ouvre la rencontre du jour, ou va à leur liste quand il y en a plusieurs.

À gauche, le numéro de la semaine et, les semaines où il n’est pas habituel, le décalage (5 h). \
Près du jour, Q dit un jour férié au Québec, F un jour férié en France, A une absence. Une \
rencontre est {MEETING_LEGEND}; le mois donne \
l’heure de l’organisation. F7 reprend les absences d’un agenda (.ics)."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DOSSIER_KEYS,
        Binding("m", "view", "Vue", tooltip="Du mois à la liste des semaines, ou l’inverse"),
        Binding("l", "scope", "Dossiers", tooltip="Ce dossier, ceux qui sont ouverts, ou tous"),
        *quiet("f3", "f8"),
        Binding("f7", "absences", "Absences…", key_display="F7", show=False, tooltip=TITLE),
        Binding("f7", "no_absences", show=False),
        Binding("c", "back", "Retour", show=False),
    ]
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    CalendarScreen {
        & #weeks { display: none; }
        &.-list #weeks { display: block; }
        &.-list #month, &.-list #meetings { display: none; }
        &.-low TwoClocks { display: none; }
    }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._reading = CalendarReading(workspace, go.dossier_id)
        self._drawing: tuple[Size, tuple[date, date] | None] | None = None
        """The size of terminal and the month drawn last, None for the list; None before that."""

    def body(self) -> ComposeResult:
        self.set_class(self.workspace.preferences.text(VIEW) == "list", "-list")
        yield MonthGrid(self.workspace.today(), id="month")
        yield OpenList(id="weeks")
        yield SelectedDay()
        yield OpenList(id="meetings")

    def on_mount(self) -> None:
        self._focus()

    def _focus(self) -> None:
        (self._meetings if self._listing else self._grid).focus()

    @property
    def _listing(self) -> bool:
        return self.has_class("-list")

    @property
    def _grid(self) -> MonthGrid:
        return self.query_one(MonthGrid)

    @property
    def _meetings(self) -> RowList:
        """The list the keys act on."""
        return self.query_one("#weeks" if self._listing else "#meetings", RowList)

    @property
    def _day(self) -> date:
        return self._grid.day

    def title_text(self) -> str:
        reading = self._reading
        month = "" if self._listing else f" — {MONTHS[self._day.month - 1]} {self._day.year}"
        if reading.only_subject and reading.calendars:
            return f"{reading.calendars[0].intern} · {self.HEADING}{month}"
        total = count_or_none(len(reading.calendars), "dossier") + ("" if reading.complete else "…")
        return (
            f"{self.HEADING}{month} · {total}{', clos compris' if reading.scope == 'all' else ''}"
        )

    # --- reading --------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the dossiers read so far; `_read_on` reads the others."""
        is_first, appointment = self._drawing is None, self._appointment
        self._read()
        if is_first:
            self._begin()
        elif appointment is not None and appointment.day == self._day:
            self._grid.day = self._reading.current_day(appointment) or self._day
        self._draw()
        if not self._reading.complete:
            self.call_after_refresh(self._read_on)

    def _read(self) -> None:
        try:
            self._reading.read()
        except UnknownDossier:
            self.notify(GONE, severity="warning")
            self._reading.drop_subject()
            self._reading.read()

    def _begin(self) -> None:
        """Select today during a stage, else the nearest day of it."""
        if self._reading.only_subject:
            first, last = self._reading.span(self._day)
            self._grid.day = min(max(self._day, first), last)

    def _read_on(self) -> None:
        """Read the next dossiers, between two keys; show everything once all are read."""
        if self._reading.read_on():
            self.reload()
        else:
            self.set_timer(READ_AGAIN, self._read_on)

    @work(exclusive=True)
    async def _load_holidays(self) -> None:
        """Load the holidays in a thread: it takes a while, and the meetings are painted first."""
        today = self.workspace.today()
        await asyncio.to_thread(days_off, self._reading.clocks(today), today, today)
        self._reading.holidays_ready = True
        self.reload()

    # --- drawing --------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Draw the month of the cursor, or all the weeks."""
        if self._listing:
            self._draw_list()
        else:
            self._draw_month()
        self.query_one(TitleBar).show(self.title_text())
        if not self._reading.holidays_ready:
            self.set_timer(HOLIDAYS_AFTER, self._load_holidays)

    def _draw_month(self) -> None:
        reading, now, key = self._reading, self.workspace.clock.now(), self._meetings.key
        first, last = month = month_of(self._day)
        self._drawing = (self.app.size, month)
        reading.cover(first - _AROUND, last + _AROUND)
        cells = month_cells(reading.days, reading.off, now, one=reading.only_subject)
        gaps = month_gaps(reading.clocks(first), first, last)
        self._grid.show(self._day, self.workspace.today(), cells, gaps)
        self._fit()
        self._draw_day(key)

    def _draw_list(self) -> None:
        reading, now, width = self._reading, self.workspace.clock.now(), self.app.size.width
        is_first = self._drawing is None or self._drawing[1] is not None
        self._drawing = (self.app.size, None)
        reading.cover(*reading.span(self._day))
        self._fit()
        rows = list_rows(
            reading.calendars, reading.days, reading.off, reading.note_signs(now), now, width
        )
        self._meetings.show(rows or [hint("Aucune rencontre. Pour ouvrir un dossier : h, puis n.")])
        if is_first:
            self._select_from(self._day)

    def _select_from(self, day: date) -> None:
        """Put the cursor of the list on the first meeting of that day or after it."""
        days = sorted(self._reading.days)
        later = [each for each in days if each >= day] or days[-1:]
        if later:
            self._meetings.select(key_of(self._reading.days[later[0]][0]))
            self._meetings.call_after_refresh(self._meetings.bring_up)

    def _draw_day(self, key: Hashable = None) -> None:
        """Show the meetings of the selected day of the month, with the cursor on that of `key`."""
        now, width = self.workspace.clock.now(), self.app.size.width
        here = self._reading.days.get(self._day, ())
        self._meetings.show(day_rows(here, self._reading.note_signs(now), now, width))
        if key is not None:
            self._meetings.select(key)

    def on_resize(self) -> None:
        """Draw again: the month takes the height there is, and rows show what fits."""
        if self._drawing is not None and self._drawing[0] != self.app.size:
            self._draw()

    def _fit(self) -> None:
        """Share the lines between the month, or the list, and the selected day."""
        low = self.app.size.height < LOW
        spare = True
        if not self._listing:
            height = self.query_one("#body").size.height or self.app.size.height - 2
            under = UNDER_MONTH_LOW if low else UNDER_MONTH
            weeks, room = self._grid.weeks, height - 1 - under
            week_lines = max(1, min(MOST_LINES, room // weeks))
            self._grid.set_lines(week_lines)
            spare = room > week_lines * weeks
        lines = TEXT_LINES_LOW if low else TEXT_LINES_WITH_ROOM if spare else TEXT_LINES
        self.query_one(SelectedDay).set_lines(lines)

    # --- the selected day -----------------------------------------------------------------------

    @on(RowList.Moved)
    def _meeting_moved(self, message: RowList.Moved) -> None:
        """Show what the line of the day, and that of the meeting, have no room for."""
        if message.row_list is not self._meetings:
            return
        appointment = self._appointment
        if self._listing and appointment is not None:
            self._grid.day = appointment.day
        reading, day = self._reading, self._day
        calendar = appointment.calendar if appointment else reading.nearest(day)
        self.query_one(SelectedDay).show(
            day,
            calendar.pair,
            closed=calendar.days if reading.holidays_ready else None,
            now=self.workspace.clock.now() if day == self.workspace.today() else None,
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
        view = view_in(dossier, meeting, self.workspace.clock.now())
        notes = [f"{sign} {note}" for sign, note in view.marked_notes]
        shift = shift_note(dossier, meeting)
        return [*notes, f"≠ {shift}"] if shift else notes

    @property
    def _appointment(self) -> Appointment | None:
        """The meeting under the cursor of the list."""
        return self._reading.appointment(self._meetings.key)

    def target(self) -> tuple[Dossier, Meeting] | None:
        appointment = self._appointment
        if appointment is None:
            self.tell("Choisissez d’abord une rencontre.")
            return None
        try:
            return self._reading.dossier_and_meeting(appointment)
        except TelestageError as error:
            self.report(error)
            return None

    # --- moving about ---------------------------------------------------------------------------

    @on(MonthGrid.Moved)
    def _day_moved(self) -> None:
        if self._drawing == (self.app.size, month_of(self._day)):
            self._draw_day()
        else:
            self._draw()

    @on(MonthGrid.Chosen)
    def _day_chosen(self) -> None:
        match self._reading.days.get(self._day, []):
            case []:
                self.tell("Aucune rencontre ce jour.")
            case [only]:
                self._open(only)
            case _:
                self._meetings.focus()

    @on(RowList.Chosen)
    def _meeting_chosen(self) -> None:
        if (appointment := self._appointment) is not None:
            self._open(appointment)

    def _open(self, appointment: Appointment) -> None:
        self.post_message(Go("meeting", appointment.calendar.id, str(appointment.meeting.id)))

    def action_back(self) -> None:
        """From the meetings of a day back to the month, then to the screen before."""
        if self.focused is self._meetings and not self._listing:
            self._grid.focus()
        else:
            super().action_back()

    @property
    def dossier_in_view(self) -> UUID | None:
        """The dossier of the selected meeting, or the only one the page is about."""
        if self._appointment is not None:
            return self._appointment.calendar.id
        return self._reading.subject if self._reading.only_subject else None

    def action_go(self, place: Place) -> None:
        """Open a part of the dossier of the selected meeting."""
        dossier_id = self.dossier_in_view
        if dossier_id is None:
            self.tell("Choisissez d’abord une rencontre.")
        else:
            self.post_message(Go(place, dossier_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a browser, no file is asked for: the key says why."""
        if action in ("absences", "no_absences"):
            return self.app.is_web is (action == "no_absences")
        return super().check_action(action, parameters)

    def action_absences(self) -> None:
        """Take the absences of a calendar, for the dossier in view or of the selected meeting."""
        reading, appointment = self._reading, self._appointment
        chosen = appointment.calendar.id if appointment else None
        dossier_id = reading.subject if reading.only_subject else chosen
        if dossier_id is None:
            self.tell("Choisissez d’abord une rencontre du dossier.")
            return
        try:
            import_absences(self, self.workspace.repository.get(dossier_id))
        except TelestageError as error:
            self.report(error)

    def action_no_absences(self) -> None:
        """Say why none can be taken here."""
        self.tell(IN_A_BROWSER)

    # --- views ----------------------------------------------------------------------------------

    def action_view(self) -> None:
        """From the month to the list of the weeks, or back; the choice is remembered."""
        self.toggle_class("-list")
        self.workspace.preferences.keep(VIEW, "list" if self._listing else "")
        self._draw()
        self._focus()

    def action_scope(self) -> None:
        """Show other dossiers: that of the calendar, those that are open, or closed ones too."""
        self._reading.turn_scope()
        self.reload()
