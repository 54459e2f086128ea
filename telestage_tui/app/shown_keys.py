"""Showing the last keys pressed, for a trainer: the keys, and never what is typed."""

from __future__ import annotations

from collections import deque

from textual import events

from ..widgets.key_names import key_name
from ..widgets.last_keys import LastKeys
from ..workspace import Workspace
from .watching import WatchingApp

MOST_KEYS = 4
"""Keys in view."""
TYPED = "texte"
"""What is said of all that is typed or pasted: it may be a name, or a password."""
NONE_YET = "touches"
"""What is in view before the first key."""
_SEPARATOR = " · "


class KeyShowingApp(WatchingApp):
    """An app that shows the last keys when asked, until it ends or is asked again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._shows_keys = False
        self._last_keys: deque[str] = deque(maxlen=MOST_KEYS)

    def take(self, event: events.Key | events.Paste) -> None:
        """Remember a key that is about to be handled."""
        super().take(event)
        if not self._shows_keys:
            return
        said = TYPED if self._is_text(event) else key_name(_key_of(event))
        if said != TYPED or not self._last_keys or self._last_keys[-1] != TYPED:
            self._last_keys.append(said)
        self._tell_all()

    def _is_text(self, event: events.Key | events.Paste) -> bool:
        """Whether it is typed in a field, or where words are the answer."""
        if isinstance(event, events.Paste):
            return True
        focused = self.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    def action_show_keys(self) -> None:
        """Show the last keys from now on, or no more."""
        self._shows_keys = not self._shows_keys
        self._last_keys.clear()
        self._tell_all()
        self.notify(
            "Vos touches se montrent en haut de l’écran. Ce que vous écrivez n’y est pas."
            if self._shows_keys
            else "Vos touches ne se montrent plus."
        )

    def on_last_keys_opened(self, message: LastKeys.Opened) -> None:
        """Tell a new page, or a new dialog, what the last keys are."""
        message.last_keys.tell(self._keys_in_view)

    def _tell_all(self) -> None:
        for screen in self.screen_stack:
            for each in screen.query(LastKeys):
                each.tell(self._keys_in_view)

    @property
    def _keys_in_view(self) -> str:
        if not self._shows_keys:
            return ""
        return _SEPARATOR.join(self._last_keys) or NONE_YET


def _key_of(event: events.Key | events.Paste) -> str:
    """The character of a sign, which says more than its name: `<` for `less_than_sign`."""
    assert isinstance(event, events.Key)
    character = event.character
    return character if character and character.isprintable() and character != " " else event.key
