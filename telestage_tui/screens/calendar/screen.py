"""Calendrier: the meetings of a stage, or of all, by month or week by week, on both clocks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.french import MONTHS, count_or_none
from ...dossier.meetings import Meeting
from ...planning.calendar import Appointment
from ...planning.days_off import days_off
from ...store.errors import UnknownDossier
from ...widgets.month_grid import MonthGrid
from ...widgets.row_list import RowList
from ...widgets.title_bar import TitleBar
from ...wording import MEETING_LEGEND
from ...workspace import Workspace
from ..absences.keys import ABSENCE_KEYS, AbsenceKeys
from ..base import GONE, HOLIDAYS_AFTER
from ..meetings.actions import MeetingKeys, quiet
from ..navigation import DOSSIER_KEYS, Go, Place
from ..reading_on import ReadingOn
from .contents import CalendarReading
from .view import LOW, CalendarView

VIEW = "calendar.view"
"""The name of the draft that keeps the preferred view."""


class CalendarScreen(AbsenceKeys, MeetingKeys, ReadingOn):
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
        *(replace(each, show=False) for each in ABSENCE_KEYS),
        Binding("c", "back", "Retour", show=False),
    ]
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]  # noqa: RUF012 (see Screen)
    DEFAULT_CSS = """
    CalendarScreen.-low TwoClocks { display: none; }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._reading = CalendarReading(workspace, go.dossier_id)

    def body(self) -> ComposeResult:
        listing = self.workspace.preferences.text(VIEW) == "list"
        yield CalendarView(self._reading, self.workspace.clock, listing=listing)

    def on_mount(self) -> None:
        self._view.take_keyboard()

    @property
    def _view(self) -> CalendarView:
        return self.query_one(CalendarView)

    def title_text(self) -> str:
        reading = self._reading
        view = self._view
        month = "" if view.is_list else f" — {MONTHS[view.day.month - 1]} {view.day.year}"
        if reading.only_subject and reading.calendars:
            return f"{reading.calendars[0].intern} · {self.HEADING}{month}"
        total = count_or_none(len(reading.calendars), "dossier") + ("" if reading.complete else "…")
        return (
            f"{self.HEADING}{month} · {total}{', clos compris' if reading.scope == 'all' else ''}"
        )

    # --- reading --------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the dossiers read so far; `read_on` reads the others."""
        view = self._view
        is_first, appointment = not view.is_drawn, view.appointment
        self._read()
        if is_first:
            self._begin()
        elif appointment is not None and appointment.day == view.day:
            view.day = self._reading.current_day(appointment) or view.day
        self._draw()
        if not self._reading.complete:
            self.read_on()

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
            view = self._view
            first, last = self._reading.span(view.day)
            view.day = min(max(view.day, first), last)

    def read_next(self) -> bool:
        return self._reading.read_on()

    @work(exclusive=True)
    async def _load_holidays(self) -> None:
        """Load the holidays in a thread: it takes a while, and the meetings are painted first."""
        today = self.workspace.today()
        await asyncio.to_thread(days_off, self._reading.clocks(today), today, today)
        self._reading.holidays_ready = True
        self.reload()

    # --- drawing --------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._view.draw(self.terminal_size)
        self.query_one(TitleBar).show(self.title_text())
        if not self._reading.holidays_ready:
            self.set_timer(HOLIDAYS_AFTER, self._load_holidays)

    def on_resize(self) -> None:
        """Draw again: the month takes the height there is, and rows show what fits."""
        if self._view.is_outgrown(self.terminal_size):
            self._draw()

    # --- the meeting under the cursor -----------------------------------------------------------

    def target(self) -> tuple[Dossier, Meeting] | None:
        appointment = self._view.appointment
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
        if self._view.is_drawn_for(self.terminal_size):
            self._view.draw_day(self.terminal_size)
        else:
            self._draw()

    @on(MonthGrid.Chosen)
    def _day_chosen(self) -> None:
        match self._reading.days.get(self._view.day, []):
            case []:
                self.tell("Aucune rencontre ce jour.")
            case [only]:
                self._open(only)
            case _:
                self._view.meetings.focus()

    @on(RowList.Chosen)
    def _meeting_chosen(self) -> None:
        if (appointment := self._view.appointment) is not None:
            self._open(appointment)

    def _open(self, appointment: Appointment) -> None:
        self.post_message(Go("meeting", appointment.calendar.id, str(appointment.meeting.id)))

    def action_back(self) -> None:
        """From the meetings of a day back to the month, then to the screen before."""
        view = self._view
        if self.focused is view.meetings and not view.is_list:
            view.grid.focus()
        else:
            super().action_back()

    @property
    def dossier_in_view(self) -> UUID | None:
        """The dossier of the selected meeting, or the only one the page is about."""
        if self._view.appointment is not None:
            return self._view.appointment.calendar.id
        return self._reading.subject if self._reading.only_subject else None

    def action_go(self, place: Place) -> None:
        """Open a part of the dossier of the selected meeting."""
        dossier_id = self.dossier_in_view
        if dossier_id is None:
            self.tell("Choisissez d’abord une rencontre.")
        else:
            self.post_message(Go(place, dossier_id))

    def dossier_of_absences(self) -> Dossier | None:
        """The dossier the page is about, else that of the selected meeting."""
        dossier_id = self.dossier_in_view
        if dossier_id is None:
            self.tell("Choisissez d’abord une rencontre du dossier.")
            return None
        try:
            return self.workspace.repository.get(dossier_id)
        except TelestageError as error:
            self.report(error)
            return None

    # --- views ----------------------------------------------------------------------------------

    def action_view(self) -> None:
        """From the month to the list of the weeks, or back; the choice is remembered."""
        view = self._view
        view.toggle_class("-list")
        self.workspace.preferences.keep(VIEW, "list" if view.is_list else "")
        self._draw()
        view.take_keyboard()

    def action_scope(self) -> None:
        """Show other dossiers: that of the calendar, those that are open, or closed ones too."""
        self._reading.turn_scope()
        self.reload()
