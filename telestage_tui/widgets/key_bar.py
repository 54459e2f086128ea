"""The last line of every screen: the keys that work here.

Textual's own Footer mounts a widget for each key and makes them all again whenever the focus moves,
which takes a fifth of the time of the first paint; here the keys are one line of text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, MouseMove
from textual.screen import Screen
from textual.widget import Widget

_GAP = 2
"""Blank columns between two keys."""
_HELP = "help"
"""The action that shows every key."""


class ShownKey(NamedTuple):
    """A key of the bar.

    Attributes:
        name: As Textual names it: « question_mark ».
        display: As the user reads it: « ? ».
        description: What it does, in French.
        enabled: Whether it works now; dimmed when it does not.
        tooltip: What the mouse shows over it.
        start: First column.
    """

    name: str
    display: str
    description: str
    enabled: bool
    tooltip: str
    start: int

    @property
    def text(self) -> Content:
        """The key and what it does."""
        return Content.assemble(
            (self.display, "bold $footer-key-foreground"), f" {self.description}"
        )

    @property
    def end(self) -> int:
        """The column after its last one."""
        return self.start + self.text.cell_length


def _placed(keys: Iterable[ShownKey]) -> tuple[ShownKey, ...]:
    """The same, one after the other."""
    placed: list[ShownKey] = []
    for key in keys:
        start = placed[-1].end + _GAP if placed else 0
        placed.append(key._replace(start=start))
    return tuple(placed)


class KeyBar(Widget, can_focus=False):
    """The keys of the screen that its bindings ask to show; the mouse may press them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[ShownKey, ...] = ()
        """Those in view, from left to right."""
        self._under_mouse: ShownKey | None = None

    def on_mount(self) -> None:
        """Follow the keys of the screen, which change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def on_resize(self) -> None:
        """Show as many as there is room for."""
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        keys = self._keys_of(screen)
        if keys != self.keys:
            self.keys = keys
            self._point_at(None)
            self.refresh()

    def _keys_of(self, screen: Screen[object]) -> tuple[ShownKey, ...]:
        """The first key of each action that is to be shown, from left to right.

        Those that have no room are left out whole, from the end; not the help, which has them all.
        """
        keys: dict[str, ShownKey] = {}
        for _, binding, enabled, tooltip in screen.active_bindings.values():
            if binding.show and (action := binding.action.removeprefix("app.")) not in keys:
                display = self.app.get_key_display(binding)
                keys[action] = ShownKey(
                    binding.key, display, binding.description, enabled, tooltip, 0
                )
        room = self.size.width
        while room and len(keys) > 1 and _placed(keys.values())[-1].end > room:
            del keys[next(action for action in reversed(keys) if action != _HELP)]
        return _placed(keys.values())

    def render(self) -> Content:
        """The keys on one line; the one under the mouse stands out."""
        return Content(" " * _GAP).join(map(self._styled, self.keys))

    def _styled(self, key: ShownKey) -> Content:
        if not key.enabled:
            return key.text.stylize("dim")
        return key.text.stylize("$background 30%") if key == self._under_mouse else key.text

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show what may be pressed."""
        self._point_at(self._at(event.x))

    def on_leave(self) -> None:
        """Nothing is pointed at any more."""
        self._point_at(None)

    def _point_at(self, key: ShownKey | None) -> None:
        if key != self._under_mouse:
            self._under_mouse = key
            self.tooltip = (key.tooltip or key.description) if key else None
            self.styles.pointer = "pointer" if key else "default"
            self.refresh()

    def on_click(self, event: Click) -> None:
        """Press the key under the mouse."""
        if key := self._at(event.x):
            if key.enabled:
                self.app.simulate_key(key.name)
            else:
                self.app.bell()

    def _at(self, column: int) -> ShownKey | None:
        return next((key for key in self.keys if key.start <= column < key.end), None)
