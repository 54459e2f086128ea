"""The app of a demonstration: its clock moves, it has a tour, a whole stage can be replayed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from ..clocks.clock import MovableClock
from ..demo.folder import throwaway_folder
from ..demo.keeping import anchor_of, demo_content
from ..demo.replay import Replay
from ..dossier.errors import TelestageError
from ..screens.base import ground_of
from ..screens.navigation import Go, Place
from ..widgets.demo_banner import DemoBanner
from ..widgets.dialogs import Confirm
from ..workspace import Workspace
from .touring import TouringApp

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..screens.search.opening import KeylessAction

INVITATION = (
    "Un stage entier, de l’offre à l’archive, en {presses} pas. Chaque pas joue ce qu’un bon "
    "tuteur fait ces jours-là : > joue le premier."
)
OVER = "Le stage est clos, le rejeu est fini : < revient d’un pas, Z rend la démonstration."
PAUSED = (
    "En pause : essayez par vous-même, déplacez l’horloge. = ou > reprend; le fichier redevient "
    "alors ce que le dernier pas en a fait."
)
DROPPED = "Ce que vous aviez changé n’est plus là : le rejeu reprend où il en était."
HELD = "Le rejeu tient l’horloge : = le met en pause, et elle bouge."
BEGIN_AGAIN = "Recommencer la démonstration"
ASKED = (
    "Les dossiers inventés redeviennent ce qu’ils étaient au premier jour, et l’horloge y "
    "revient. Ce que vous avez noté ou tapé dans la démonstration sera perdu. Recommencer?"
)
BEGUN_AGAIN = "La démonstration recommence : les dossiers et l’horloge sont au premier jour."
_REPLAY_ACTIONS = ("replay_forward", "replay_back", "replay_pause", "leave_replay")


class DemoApp(TouringApp):
    """telestage on invented dossiers.

    Args:
        workspace: What the screens work with; its file is a throwaway one.
        clock: The clock of that workspace.
        replaying: Whether to begin with a stage replayed.
        touring: Whether to begin with the guided tour.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("Z", "replay", "Rejouer un stage", show=False),
        Binding("greater_than_sign", "replay_forward", "Rejeu : pas suivant", key_display=">",
                show=False),
        Binding("less_than_sign", "replay_back", "Rejeu : revenir d’un pas", key_display="<",
                show=False),
        Binding("equals_sign", "replay_pause", "Rejeu : pause, ou reprise", key_display="=",
                show=False),
        Binding("Z", "leave_replay", "Quitter le rejeu", show=False),
    ]  # fmt: skip

    def __init__(
        self,
        workspace: Workspace,
        clock: MovableClock,
        *,
        replaying: bool = False,
        touring: bool = False,
    ) -> None:
        super().__init__(workspace, clock, touring=touring)
        self._begins_replaying = replaying
        self.replay: Replay | None = None
        self._is_paused = False

    def on_mount(self) -> None:
        """Begin with the replay where it was asked for."""
        if self._begins_replaying:
            self.call_later(self.action_replay)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of the replay while one goes on, from a page."""
        if action == "replay":
            return self.replay is None and self.is_on_page
        if action in _REPLAY_ACTIONS:
            return self.replay is not None and self.is_on_page
        return super().check_action(action, parameters)

    @property
    def may_tour(self) -> bool:
        """Whether a tour can be made now: the replay has another file."""
        return super().may_tour and self.replay is None

    def action_move_days(self, days: int) -> None:
        """Move the clock, unless the replay holds it."""
        if not self._says_held():
            super().action_move_days(days)

    def action_choose_day(self) -> None:
        """Choose a day, unless the replay holds the clock."""
        if not self._says_held():
            super().action_choose_day()

    def _says_held(self) -> bool:
        is_held = self.replay is not None and not self._is_paused
        if is_held:
            self.notify(HELD)
        return is_held

    # --- beginning again --------------------------------------------------------------------------

    def keyless_actions(self) -> Iterator[KeylessAction]:
        """Beginning again besides what every app does: it is not a key to press by mistake."""
        from ..screens.search.opening import KeylessAction

        yield from super().keyless_actions()
        yield KeylessAction(BEGIN_AGAIN, self.action_begin_again, "réinitialiser remettre à zéro")

    def action_begin_again(self) -> None:
        """Ask, then put the demonstration back as it was on the day it is told from."""

        def begin(agreed: bool | None) -> None:
            if agreed:
                self._begin_again()

        self.push_screen(Confirm(BEGIN_AGAIN, ASKED, yes="Oui, recommencer"), begin)

    def _begin_again(self) -> None:
        self.forget_tour()
        self.action_home()
        try:
            if self.replay is not None:
                self.replay.leave()
                self.replay = None
                self._is_paused = False
            anchor = anchor_of(self.workspace.repository.dossiers()) or self._opened
            with throwaway_folder() as folder:
                self.workspace.begin_again(demo_content(anchor, folder))
            self.clock.move_to(anchor)
        except TelestageError as error:
            ground_of(self).report(error)
            return
        self._follow_file()
        self.clear_notifications()
        self.notify(BEGUN_AGAIN)

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave; a demonstration that is kept is found as it was before the replay."""
        replay, self.replay = self.replay, None
        if replay is not None:
            with suppress(TelestageError):  # it is opened again all the same
                replay.leave()
        super().exit(result, return_code, message)

    # --- the replay -------------------------------------------------------------------------------

    def action_replay(self) -> None:
        """Begin to replay a stage, in an empty file; that of the demonstration is kept aside."""
        self.leave_tour()
        self.action_home()
        try:
            self.replay = Replay(self.workspace, self.clock)
        except TelestageError as error:
            ground_of(self).report(error)
            return
        self._is_paused = False
        self._show_step()

    def action_replay_forward(self) -> None:
        """Take up a paused replay; else play the next step."""
        if self._is_paused:
            self.action_replay_pause()
        elif self.replay is not None and self.replay.is_over:
            self.notify(OVER)
        else:
            self._turn(forward=True)

    def action_replay_back(self) -> None:
        """Take the last step back: the file is again as it was before it."""
        if self.replay is not None and not self.replay.position:
            self.notify("C’est le début du stage : rien à reprendre.")
        else:
            self._is_paused = False
            self._turn(forward=False)

    def action_replay_pause(self) -> None:
        """Pause, so that one tries things; or take up, with the file as the last step left it."""
        self._is_paused = not self._is_paused
        if self._is_paused:
            self._show_banners()
        else:
            self._turn()

    def action_leave_replay(self) -> None:
        """Put back the demonstration as it was before the replay."""
        replay = self.replay
        if replay is None:
            return
        self.action_home()
        try:
            replay.leave()
        except TelestageError as error:
            ground_of(self).report(error)
            return
        self.replay = None
        self._is_paused = False
        self._follow_file()

    def _turn(self, *, forward: bool | None = None) -> None:
        """Play a step, take one back, or take up where the last one stopped."""
        replay = self.replay
        if replay is None:
            return
        self.clear_notifications()
        self.action_home()  # the pages of a dossier that goes away would close by themselves
        try:
            dropped = replay.put_back()
            if forward is not None:
                (replay.forward if forward else replay.back)()
        except TelestageError as error:
            ground_of(self).report(error)
            return
        if dropped:
            self.notify(DROPPED)
        self._show_step()

    def _show_step(self) -> None:
        """Show the page of the last step."""
        self._follow_file()
        if self.replay is not None and self.replay.step is not None:
            step = self.replay.step
            # Every page that a step names is one: a test reads them all.
            self.on_go(Go(cast("Place", step.place), self.replay.dossier_id, step.item))

    def _follow_file(self) -> None:
        """Show the file and the clock, which are now others."""
        self.workspace.repository.listen(self._say_set_back)
        self.show_clock()
        self._show_banners()

    def _show_banners(self) -> None:
        for screen in self.screen_stack:
            for banner in screen.query(DemoBanner):
                self.tell_banner(banner)

    def tell_banner(self, banner: DemoBanner) -> None:
        """Say in a banner where the replay is; without one, where the tour is."""
        replay = self.replay
        if replay is None:
            super().tell_banner(banner)
            return
        if self._is_paused:
            says = PAUSED
        elif replay.step is None:
            says = INVITATION.format(presses=len(replay.presses))
        else:
            says = replay.step.says
        where = f"REJEU {replay.position}/{len(replay.presses)}"
        banner.tell(where, says, paused=self._is_paused)
