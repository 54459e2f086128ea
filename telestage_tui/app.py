"""The App wires: it opens screens, and offers what works everywhere. Nothing is decided here."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from .dossier.errors import TelestageError
from .screens.base import DossierScreen, WorkScreen
from .screens.navigation import Go, Place, Unreadable
from .screens.places import screen_for
from .screens.today import TodayScreen
from .store.errors import NewerSchema, UnreadableFile
from .widgets.row_list import RowList
from .workspace.workspace import Workspace

WATCH_SECONDS = 2.0
"""How often the file is looked at for a change made by another program."""

DARK = Theme(
    name="telestage-sombre",
    primary="#4f8fd9",
    secondary="#7fb3d5",
    accent="#e0af68",
    warning="#e0af68",
    error="#f7768e",
    success="#8fbf6f",
    foreground="#dde3ea",
    background="#12161c",
    surface="#171c24",
    panel="#1f2630",
    dark=True,
)
LIGHT = Theme(
    name="telestage-clair",
    primary="#1f5fa8",
    secondary="#2f6f9f",
    accent="#8a5a00",
    warning="#9a6700",
    error="#b3203a",
    success="#2e7d32",
    foreground="#1b2530",
    background="#eef1f5",
    surface="#f8f9fb",
    panel="#e6ebf1",
    dark=False,
)


class TelestageApp(App[None]):
    """telestage in a terminal.

    Args:
        workspace: What the screens work with.
    """

    TITLE = "telestage"
    CSS = """
    Footer.-compact FooterKey { margin-right: 2; }
    VerticalScroll { scrollbar-size-vertical: 1; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+p", "search", "Chercher", key_display="/"),
        Binding("question_mark,f1", "help", "Aide", key_display="?"),
        Binding("c", "go('calendar')", "Calendrier", show=False),
        Binding("g", "go('guide')", "Guide", show=False),
        Binding("b", "go('backups')", "Sauvegardes", show=False),
        Binding("h", "home", "Aujourd’hui", show=False),
        Binding("t", "theme", "Thème clair ou sombre", show=False),
        Binding("f10,ctrl+q", "quit", "Quitter", key_display="F10", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, system=True),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        light = workspace.drafts.text("theme") == LIGHT.name
        self.theme = LIGHT.name if light else DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Aujourd'hui is the ground everything else stands on."""
        return TodayScreen(self.workspace, Go("today"))

    def on_mount(self) -> None:
        """Watch the file for what other programs write; say when drafts are not kept."""
        self.workspace.drafts.listen(partial(self.notify, severity="warning", markup=False))
        self.set_interval(WATCH_SECONDS, self._watch_file)
        self.call_after_refresh(_collect_garbage)

    def _watch_file(self) -> None:
        try:
            changed = self.workspace.repository.refresh()
        except (UnreadableFile, NewerSchema) as error:
            self.on_unreadable(Unreadable(error))
            return
        except TelestageError:
            return  # said by the screen when something is asked of the file
        if changed and isinstance(self.screen, WorkScreen):
            self.screen.reload()

    def on_unreadable(self, message: Unreadable) -> None:
        """Offer the ways out, once."""
        from .screens.recovery import RecoveryScreen

        if any(isinstance(screen, RecoveryScreen) for screen in self.screen_stack):
            return

        def decided(readable: bool | None) -> None:
            if not readable:
                self.exit()

        self.push_screen(RecoveryScreen(self.workspace, message.error), decided)

    # --- going places ---------------------------------------------------------------------------

    def on_go(self, message: Go) -> None:
        """Open the screen asked for; what was said of the one before is no longer in view."""
        self.clear_notifications()
        self.push_screen(screen_for(message)(self.workspace, message))

    def action_go(self, place: Place) -> None:
        """Open a screen by its name, about the dossier in view."""
        self.on_go(Go(place, self._dossier_in_view()))

    def action_home(self) -> None:
        """Back to Aujourd'hui, leaving each screen the way Escape does."""
        while len(self.screen_stack) > 1:
            if not isinstance(self.screen, WorkScreen) or not self.screen.keep():
                return
            self.pop_screen()

    def on_removed(self) -> None:
        """Back to Aujourd'hui from the screens of a dossier that is no more."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.notify("Dossier supprimé : u le rétablit. Il reste dans une sauvegarde.", markup=False)

    def _dossier_in_view(self) -> UUID | None:
        return self.screen.dossier_id if isinstance(self.screen, DossierScreen) else None

    # --- what works everywhere ------------------------------------------------------------------

    def action_theme(self) -> None:
        """Light or dark, remembered."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        self.workspace.drafts.keep_text("theme", self.theme)

    def action_help(self) -> None:
        """The help of the screen in view."""
        from .screens.help import HelpScreen

        screen = self.screen
        title = screen.HEADING if isinstance(screen, WorkScreen) else ""
        keys = [
            (self.get_key_display(key.binding), _said(key.binding)) for key in self._keys_in_view()
        ]
        self.push_screen(HelpScreen(title, (screen.HELP or "").strip(), keys))

    def _keys_in_view(self) -> Iterator[ActiveBinding]:
        """The keys that work now, one line an action."""
        seen: set[str] = {"focus_next", "focus_previous", "screen.copy_text"}  # Textual's own
        focused = self.screen.focused
        typing = focused is not None and focused.check_consume_key("a", "a")
        for active in self.screen.active_bindings.values():
            ours = active.node in (self, self.screen) or isinstance(active.node, RowList)
            binding = active.binding
            action = binding.action.removeprefix("app.")
            if typing and len(binding.key) == 1:
                continue  # a letter is text there
            if ours and binding.description and not binding.system and action not in seen:
                seen.add(action)
                if active.enabled:
                    yield active

    def action_search(self) -> None:
        """The palette: dossiers, tasks, actions, guide."""
        from .screens.entries import entries
        from .screens.search import Entry, SearchScreen

        def run(entry: Entry | None) -> None:
            if entry is not None:
                entry.run()

        if isinstance(self.screen, ModalScreen):
            return
        actions = [
            Entry(
                "Action", _said(key.binding), self.get_key_display(key.binding), self._runner(key)
            )
            for key in self._keys_in_view()
            if key.binding.action not in ("search", "app.search", "back")
        ]
        found = entries(self.workspace, self._dossier_in_view(), self.post_message)
        self.push_screen(SearchScreen([*actions, *found]), run)

    def _runner(self, key: ActiveBinding) -> Callable[[], object]:
        return partial(self.call_later, self.run_action, key.binding.action, key.node)

    def action_interrupt(self) -> None:
        """Ctrl+C: say how to leave; every change shown as saved is on disk already."""
        self.notify("F10 pour quitter. Tout ce qui est affiché comme enregistré l’est déjà.",
                    markup=False)  # fmt: skip

    async def action_quit(self) -> None:
        """Leave; a screen with unsaved text keeps it first."""
        if isinstance(self.screen, WorkScreen) and not self.screen.keep():
            return
        self.exit()


def _collect_garbage() -> None:
    """Collect again, now that the first paint is done; what the imports made is left alone."""
    gc.freeze()
    gc.enable()


def _said(binding: Binding) -> str:
    return binding.tooltip or binding.description
