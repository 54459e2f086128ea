"""The clock of a demonstration, moved over a file that stays as it is."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from ..clocks.clock import MovableClock, UnreadableMoment
from ..clocks.zones import local
from ..demo.stops import Stop, stops
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import clock_time, long_date
from ..dossier.zone_names import DEFAULT_HOST_ZONE
from ..screens.base import WorkScreen, ground_of
from ..widgets.demo_banner import NARROW, DemoBanner
from ..widgets.dialog import Dialog
from ..widgets.dialogs import Choose
from ..workspace import Workspace
from .telestage import TelestageApp

WENT_BACK = (
    "L’horloge recule. Le fichier, lui, n’est pas rembobiné : ce qui y est noté y reste, même daté "
    "d’un jour qui est maintenant à venir."
)
_CLOCK_ACTIONS = ("move_days", "choose_day")


class MovingApp(TelestageApp):
    """An app with a clock that can be moved.

    Args:
        workspace: What the screens work with; its file is a throwaway one.
        clock: The clock of that workspace.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("J,ctrl+n", "move_days(1)", "Horloge : jour suivant", show=False),
        Binding("H", "move_days(7)", "Horloge : semaine suivante", show=False),
        Binding("A,ctrl+l", "choose_day", "Horloge : aller à…", show=False),
    ]

    def __init__(self, workspace: Workspace, clock: MovableClock) -> None:
        super().__init__(workspace)
        self.clock = clock
        self._opened = clock.now()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Move the clock only from a page: what a dialog says was computed when it opened."""
        if action in _CLOCK_ACTIONS and not self.is_on_page:
            return False
        return super().check_action(action, parameters)

    @property
    def is_on_page(self) -> bool:
        """Whether a page is in view, and no dialog below it."""
        is_page = isinstance(self.screen, WorkScreen) and not self._has_dialog_below()
        return is_page and not self._recovering

    def action_move_days(self, days: int) -> None:
        """Move the clock by so many days, at the same hour."""
        self.move_clock(self.clock.at_same_hour(self.clock.today() + days * ONE_DAY))

    def action_choose_day(self) -> None:
        """Choose the day to go to, among those of the stage in view."""
        dossier = self._dossier_to_follow()
        programme = self.workspace.programme(dossier)
        days = stops(dossier, programme, self.clock, self._opened)
        now = self.clock.now()

        def go(choice: Hashable | None) -> None:
            if isinstance(choice, Stop):
                self.move_clock(choice.instant)

        whose = f"Le stage de {dossier.intern.full_name}. " if dossier else ""
        question = f"{whose}L’horloge bouge, le fichier reste le même."
        choices = [(each, each.words(now)) for each in days]
        if self.size.width < NARROW:
            question += " ← : elle recule."
            choices = [(each, each.words_in_short(now)) for each in days]
        self.push_screen(Choose("Aller à…", question, choices), go)

    def _dossier_to_follow(self) -> Dossier | None:
        """The dossier in view or selected; else the first there is."""
        repository = self.workspace.repository
        chosen = ground_of(self).dossier_in_view
        return repository.get(chosen) if chosen else next(iter(repository.dossiers()), None)

    def move_clock(self, instant: datetime) -> None:
        """Move the clock, and show again at once what is in view; say why when it cannot.

        Args:
            instant: UTC.
        """
        goes_back = instant < self.clock.now()
        try:
            self.clock.move_to(instant)
        except UnreadableMoment as error:
            ground_of(self).report(error)
            return
        there = local(self.clock.now(), DEFAULT_HOST_ZONE)
        words = f"Nous sommes le {long_date(there.date())}, {clock_time(there.time())}."
        self.show_clock()
        self.clear_notifications()
        if goes_back:
            self.notify(f"{words} {WENT_BACK}", severity="warning")
        else:
            self.notify(words)

    def show_clock(self) -> None:
        """Show again, by the clock, every banner and the page in view."""
        self.workspace.summaries.clear()
        for screen in self.screen_stack:
            for banner in screen.query(DemoBanner):
                banner.show()
        for screen in self.screen_stack[-1:]:
            if isinstance(screen, WorkScreen | Dialog):
                screen.reload()
