"""The guided tour of the demonstration: it goes on as what each step awaits is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast, get_args

from textual.binding import Binding, BindingType
from textual.timer import Timer

from ..clocks.clock import MovableClock
from ..dossier.errors import TelestageError
from ..screens.base import WorkScreen, ground_of
from ..screens.navigation import Go, Place
from ..widgets.demo_banner import DemoBanner
from ..widgets.row_list import RowList
from ..workspace import Workspace
from .moving import MovingApp

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from ..demo.tour import Sight, Step, Story, Tour
    from ..screens.search.opening import KeylessAction

PREFERENCE = "visite"
"""The preference that has the place where the tour was left."""
LOOK_SECONDS = 0.2
"""How often one looks whether a step is over, while the tour goes on."""
TOUR = "Visite guidée"
TOUR_AGAIN = "Visite guidée : depuis le début"
TOUR_PAPERS = "Visite guidée : notes et feuilles d’exercices (PDF)"
ELSEWHERE = (
    "La visite attend sur une autre page : Ctrl+P puis « visite » y ramène; ou promenez-vous, "
    "elle reprendra d’elle-même."
)
LEFT = "La visite est quittée; rien n’est perdu. Pour la reprendre ici : Ctrl+P, puis « visite »."
OVER = (
    "La visite est finie. Tout est à essayer : rien ici n’est réel. Pour voir un stage entier, "
    "Z; pour repartir du premier jour, Ctrl+P puis « recommencer »."
)
GONE = (
    "La visite ne peut pas continuer : un dossier de la démonstration n’est plus là. "
    "Recommencez la démonstration pour la refaire."
)


class TouringApp(MovingApp):
    """An app in which a guided tour can be made.

    Args:
        workspace: What the screens work with; its file is a throwaway one.
        clock: The clock of that workspace.
        touring: Whether to begin with the tour.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the page's own key, and only where the step is: elsewhere Escape closes as ever.
        Binding("escape", "leave_tour", "Quitter la visite", key_display="Échap", show=False,
                priority=True),
    ]  # fmt: skip

    def __init__(self, workspace: Workspace, clock: MovableClock, *, touring: bool = False) -> None:
        super().__init__(workspace, clock)
        self._begins_touring = touring
        self._tour: Tour | None = None
        """The tour that goes on; None while none does."""
        self._position = 0
        """Which of its steps, from 0."""
        self._before: Sight | None = None
        """What was in view when the step began."""
        self._was_there = True
        """Whether the page of the step was in view when the banners were told last."""
        self._watch: Timer | None = None

    def on_mount(self) -> None:
        """Begin with the tour where it was asked for."""
        if self._begins_touring:
            self.call_later(self.action_tour)

    @property
    def may_tour(self) -> bool:
        """Whether a tour can be made now."""
        return self.is_on_page

    @property
    def tour_step(self) -> Step | None:
        """The step that waits; None without a tour."""
        return self._tour.steps[self._position] if self._tour else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the tour from the page of its step, where nothing else is open."""
        if action == "leave_tour":
            return self.is_on_page and self._is_there
        return super().check_action(action, parameters)

    def keyless_actions(self) -> Iterator[KeylessAction]:
        """The tour and its papers besides what every app does."""
        from ..screens.search.opening import KeylessAction

        yield from super().keyless_actions()
        if self.may_tour:
            yield KeylessAction(TOUR, self.action_tour, "tour visiter formation découvrir")
            yield KeylessAction(TOUR_AGAIN, self.action_tour_again, "recommencer la visite")
        yield KeylessAction(TOUR_PAPERS, self.action_tour_papers, "animateur imprimer formation")

    # --- going on ---------------------------------------------------------------------------------

    def action_tour(self) -> None:
        """Make the tour from where it was left; while it goes on, go back to its page."""
        from ..demo.tour import read_tour
        from ..screens.search.functions import THROUGH  # with every page: not for start-up

        try:
            tour = self._tour or read_tour(get_args(Place))
        except TelestageError as error:
            ground_of(self).report(error)
            return
        kept = self.workspace.preferences.text(PREFERENCE)
        position = int(kept) if kept.isdecimal() and int(kept) < len(tour.steps) else 0
        # The page about one thing of a dossier is opened from the one on which it is chosen.
        while position and tour.steps[position].page in THROUGH:
            position -= 1
        step = tour.steps[position]
        dossier_id = self._id_of(step.story)
        if dossier_id is not None and dossier_id not in self.workspace.repository.stamps():
            self.notify(GONE, severity="warning")
            return
        self._tour = tour
        self.on_go(Go(cast("Place", step.page), dossier_id))
        if self._watch is None:
            self._watch = self.set_interval(LOOK_SECONDS, self.observe)
        self._begin(position)

    def action_tour_again(self) -> None:
        """Make the tour from its first step."""
        self.forget_tour()
        self.action_tour()

    def action_leave_tour(self) -> None:
        """Leave the tour on the page where it is; it is taken up there."""
        self.leave_tour()
        self.notify(LEFT)

    def forget_tour(self) -> None:
        """Stop the tour, which will begin at its first step."""
        self.leave_tour()
        self.workspace.preferences.keep(PREFERENCE, "")

    def leave_tour(self) -> None:
        """Stop the tour, if one goes on."""
        self._tour = None
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        self._tell_banners()

    def observe(self) -> None:
        """Go on to the next step once what this one awaits is seen; say where the tour waits."""
        from ..demo.tour import is_met

        step, now = self.tour_step, self._sight()
        if step is None or now is None:
            return
        if self._before is None:
            self._before = now
        elif self._before.selected is None and self._is_there:  # the page was still being filled
            self._before = now._replace(today=self._before.today)
        awaited_id = self._id_of(step.awaits.story)
        if is_met(step.awaits, self._before, now, awaited_id, self._end_of(step)):
            self._go_on()
        elif self._was_there != self._is_there:
            self._tell_banners()

    def _go_on(self) -> None:
        assert self._tour is not None  # what was awaited is that of one of its steps
        if self._position + 1 < len(self._tour.steps):
            self._begin(self._position + 1)
        else:
            self.workspace.preferences.keep(PREFERENCE, "")
            self.leave_tour()
            self.notify(OVER)

    def _begin(self, position: int) -> None:
        self._position = position
        self._before = self._sight()
        self.workspace.preferences.keep(PREFERENCE, str(position) if position else "")
        self._tell_banners()
        self.call_after_refresh(self.observe)  # its page may not be filled yet

    # --- what is seen -----------------------------------------------------------------------------

    def _sight(self) -> Sight | None:
        """What is in view; None under a dialog, or while pages are being opened."""
        from ..demo.tour import Sight

        screen = self.screen
        if not (isinstance(screen, WorkScreen) and self.is_on_page):
            return None
        focused = screen.focused
        selected = focused.key if isinstance(focused, RowList) else None
        return Sight(screen.go.place, screen.go.dossier_id, selected, self.clock.today())

    @property
    def _is_there(self) -> bool:
        """Whether the page of the step is in view."""
        from ..demo.tour import is_at

        step, now = self.tour_step, self._sight()
        if step is None or now is None:
            return False
        return is_at(now, step.page, self._id_of(step.story))

    def _id_of(self, story: Story | None) -> UUID | None:
        from ..demo.builder import story_id

        return story_id(story) if story else None

    def _end_of(self, step: Step) -> date | None:
        """The last day of the stage that a step is about, while its dossier is there."""
        dossier_id = self._id_of(step.story)
        if dossier_id is None or dossier_id not in self.workspace.repository.stamps():
            return None
        return self.workspace.repository.get(dossier_id).stage.end

    # --- what is said -----------------------------------------------------------------------------

    def on_demo_banner_opened(self, message: DemoBanner.Opened) -> None:
        """Say on a new page where one is."""
        self.tell_banner(message.banner)

    def _tell_banners(self) -> None:
        self._was_there = self._is_there
        self.screen.refresh_bindings()  # Escape is that of the tour, or that of the page again
        for screen in self.screen_stack:
            for banner in screen.query(DemoBanner):
                self.tell_banner(banner)

    def tell_banner(self, banner: DemoBanner) -> None:
        """Say in a banner where the tour is; or that none goes on."""
        step = self.tour_step
        if self._tour is None or step is None:
            banner.tell()
            return
        where = f"VISITE {self._position + 1}/{len(self._tour.steps)}"
        says = step.band if self._is_there else ELSEWHERE
        banner.tell(where, says, more=f" · {step.minute} min", key=step.key)

    # --- its papers -------------------------------------------------------------------------------

    def action_tour_papers(self) -> None:
        """Ask where to write the speaker's notes and the exercises, and write them."""
        from .tour_papers import ask_and_write

        ask_and_write(self)
