"""The Textual app: it opens the screens, and holds the keys that work on all of them."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import constants, events
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from ..dossier.text import harmless, typeset
from ..screens.base import WorkScreen, ground_of
from ..screens.dossier_screen import DossierScreen
from ..screens.keys import active_keys, said
from ..screens.navigation import Go, Place, Removed, Speaker
from ..screens.places import screen_for
from ..screens.today.screen import TodayScreen
from ..widgets.debounce import Debounce
from ..widgets.dialog import Dialog
from ..widgets.messages import MOST_MESSAGES, Messages, Said, SavedLine
from ..widgets.themes import DARK, THEME_NAMES, THEMES, theme_after
from ..workspace import Workspace
from .leaving import keep_typed
from .shown_keys import KeyShowingApp

if TYPE_CHECKING:
    from ..screens.search.opening import KeylessAction

KEYPAD = {
    "divide": ("slash", "/"), "multiply": ("asterisk", "*"), "subtract": ("minus", "-"),
    "add": ("plus", "+"), "decimal": ("full_stop", "."), "equal": ("equals_sign", "="),
}  # fmt: skip
"""The signs of the keypad, as terminals with the kitty protocol name them, and the plain key of
each with its character."""
KEY_ANSWER_SECONDS = 5.0
"""How long it stays in view why a key does nothing."""


class TelestageApp(KeyShowingApp):
    """telestage in a terminal.

    Args:
        workspace: What the screens work with.
    """

    TITLE = "telestage"
    CSS = """
    VerticalScroll { scrollbar-size-vertical: 1; }
    Input > .input--placeholder, Input > .input--suggestion { color: $text-muted; }
    """
    ENABLE_COMMAND_PALETTE = False
    theme = Reactive(DARK.name)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ctrl+p", "search", "Chercher", key_display="/"),
        Binding("question_mark,f1", "help", "Aide", key_display="?"),
        Binding("c", "go('calendar')", "Calendrier", show=False),
        Binding("g,ctrl+g", "about('guide')", "Guide", show=False),
        Binding("V,ctrl+t", "about('facts')", "D’où ça vient, et de quand", show=False),
        Binding("b", "go('backups')", "Sauvegardes", show=False),
        Binding("O", "go('organisation')", "Mon organisation", show=False),
        Binding("h", "home", "Aujourd’hui", show=False),
        Binding("t", "theme", "Couleurs : les suivantes", show=False),
        Binding(
            "f12",
            "messages",
            "Messages",
            key_display="F12",
            show=False,
            tooltip="Relire les derniers messages",
        ),
        Binding("f10,ctrl+q", "quit", "Quitter", key_display="F10", show=False, priority=True),
        Binding("ctrl+c", "interrupt", show=False, system=True),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._key_answer = ""
        """Why a key does nothing, while it is in view."""
        self._forget_key_answer = Debounce(self, KEY_ANSWER_SECONDS, self._drop_key_answer)
        self._messages: deque[Said] = deque(maxlen=MOST_MESSAGES)
        for theme in THEMES:
            self.register_theme(theme)
        if (name := workspace.preferences.text("theme")) in THEME_NAMES:
            self.theme = name

    def get_theme(self, theme_name: str) -> Theme | None:
        """The theme of that name; the default one even before it is registered.

        The first style sheet is then the right one, and is not parsed twice at launch.
        """
        return DARK if theme_name == DARK.name else super().get_theme(theme_name)

    def get_driver_class(self) -> type[Driver]:
        """Our own terminal, where Textual would take its own of Linux and macOS."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from ..widgets.terminal import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """Aujourd'hui, at the bottom of the stack of screens."""
        return TodayScreen(self.workspace, Go("today"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable navigation where it would do harm.

        The screens would be empty while the file cannot be read; and from the guide over a dialog
        the only way is back, or what is typed there would be dropped.
        """
        if action in ("go", "about", "home", "search") and (
            self._recovering or (isinstance(self.screen, WorkScreen) and self._has_dialog_below())
        ):
            return False
        return super().check_action(action, parameters)

    def _has_dialog_below(self) -> bool:
        return any(isinstance(each, ModalScreen) for each in self.screen_stack)

    async def on_event(self, event: events.Event) -> None:
        """Read the keypad as plain keys; strip from a paste what could command a terminal."""
        if isinstance(event, events.Key) and event.key in KEYPAD:
            event.key, event.character = KEYPAD[event.key]
        if isinstance(event, events.Paste):
            event.text = harmless(event.text)
        await super().on_event(event)

    # --- keys that do nothing here --------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Say why a key that means something elsewhere does nothing here, once while it is seen."""
        if event.key in self.screen.active_bindings:
            return
        from ..screens.elsewhere import key_answer

        answer = key_answer(self, event.key, event.character)
        if answer is not None and answer != self._key_answer:
            self._key_answer = answer
            self._forget_key_answer()
            # Not among the messages to be read again: the key tells it again.
            super().notify(typeset(answer), timeout=KEY_ANSWER_SECONDS, markup=False)

    def _drop_key_answer(self) -> None:
        self._key_answer = ""

    # --- going places ---------------------------------------------------------------------------

    def on_go(self, message: Go) -> None:
        """Open a screen, or go back to it where it is open already.

        Notifications about the screen before are cleared.
        """
        self.clear_notifications()
        self._drop_key_answer()
        screens = [screen for screen in self.screen_stack if isinstance(screen, WorkScreen)]
        match = next((screen for screen in screens if screen.go.leads_to(message)), None)
        if match is not None:
            self._pop_to(match)
            return
        screen = screen_for(message)(self.workspace, message)
        if screens and screens[-1].go.gives_way_to(message):
            keep_typed(screens[-1])
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _pop_to(self, screen: object) -> None:
        while self.screen is not screen:
            keep_typed(self.screen)
            self.pop_screen()

    def action_go(self, place: Place) -> None:
        """Open a screen by its name, about the dossier in view."""
        self.on_go(Go(place, self._dossier_in_view()))

    def action_about(self, speaker: Speaker) -> None:
        """Open the guide, or the facts, on what they say of what is selected."""
        from ..screens.subjects import page_about

        screen, ground = self.screen, ground_of(self)
        if ground.go.place == speaker:
            return
        if isinstance(screen, Dialog):
            # Over the dialog, which stays as it is: nothing of it is sent, kept or dropped.
            go = page_about(speaker, ground, screen.subject)
            self.push_screen(screen_for(go)(self.workspace, go))
        elif isinstance(screen, WorkScreen):
            screen.keep()
            self.on_go(page_about(speaker, screen))

    def action_home(self) -> None:
        """Back to Aujourd'hui, leaving each screen the way Escape does."""
        self._pop_to(self.screen_stack[0])

    def on_removed(self, message: Removed) -> None:
        """Back to Aujourd'hui from the screens of a dossier just removed or erased."""
        self._pop_to(self.screen_stack[0])
        ground_of(self).announce()
        if message.erased is not None:  # a page that closes keeps what was typed on it
            self.workspace.drafts.forget_about(message.erased)
        self.notify(
            message.text or "Dossier supprimé : u le rétablit. Il reste dans une sauvegarde."
        )

    def _dossier_in_view(self) -> UUID | None:
        return self.screen.dossier_id if isinstance(self.screen, DossierScreen) else None

    # --- what works everywhere ------------------------------------------------------------------

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002  (part of Textual's signature)
    ) -> None:
        """Show a message in a corner for a while, typeset, and never read as markup.

        One that is in view already is not shown twice: a key pressed again and again would cover
        the page with it.
        """
        text = typeset(message)
        if any((each.title, each.message) == (title, text) for each in self._notifications):
            return
        self._remember(f"{title} : {text}" if title else text)
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=False)

    def on_saved_line_shown(self, message: SavedLine.Shown) -> None:
        """Remember what was shown, to be read again."""
        self._remember(message.text)

    def _remember(self, text: str) -> None:
        self._messages.append(Said(self.workspace.clock.now().astimezone().time(), text))

    def action_messages(self) -> None:
        """The last messages, whole."""
        if not isinstance(self.screen, Messages):
            self.push_screen(Messages(self._messages))

    def action_theme(self) -> None:
        """Take the next colours."""
        self.action_wear(theme_after(self.theme))

    def action_wear(self, name: str) -> None:
        """Take the colours of a theme, say which, and remember it."""
        self.theme = name
        self.workspace.preferences.keep("theme", name)
        self.notify(THEME_NAMES[name], timeout=KEY_ANSWER_SECONDS)

    def action_help(self) -> None:
        """The help of the screen in view."""
        from ..screens.help.screen import HelpScreen

        screen = self.screen
        title, about = "", ""
        if isinstance(screen, WorkScreen):
            title, about = screen.HEADING, screen.help_text()
        elif isinstance(screen, Dialog):
            title, about = screen.heading, screen.about
        keys = [
            (self.get_key_display(key.binding), said(key.binding))
            for key in active_keys(self, typed=True)
        ]
        self.push_screen(HelpScreen(title, about.strip(), keys))

    def action_search(self) -> None:
        """The palette: dossiers, tasks, functions, guide, and what was written in the dossiers."""
        from ..screens.search.opening import search_screen
        from ..screens.search.result import SearchEntry

        def run(entry: SearchEntry | None) -> None:
            if entry is not None:
                entry.run()

        if not isinstance(self.screen, ModalScreen):
            keyless = tuple(self.keyless_actions())
            self.push_screen(search_screen(self, self.workspace, self._open_and_say, keyless), run)

    def keyless_actions(self) -> Iterator[KeylessAction]:
        """What is done from the palette alone: it has no key."""
        from ..screens.search.opening import KeylessAction
        from .files_to_keep import files_to_keep

        yield from files_to_keep(self, self.workspace)
        also = "cacher touches formation démonstration pressées raccourcis"
        yield KeylessAction("Montrer les touches", self.action_show_keys, also)
        for name, words in THEME_NAMES.items():
            if name != self.theme:
                yield KeylessAction(words, partial(self.action_wear, name), "thème vue lisibilité")

    def _open_and_say(self, go: Go, text: str) -> None:
        """Open a page, then say there which key does what was searched."""
        self.on_go(go)
        self.notify(text)
