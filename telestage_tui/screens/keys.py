"""The keys that work in the screen in view: for its help, and for the palette."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from ..widgets.row_list import RowList

_PACKAGE = __name__.partition(".")[0]
_TEXTUAL_OWN = frozenset({"focus_next", "focus_previous", "screen.copy_text"})


def said(binding: Binding) -> str:
    """What a key does, in words."""
    return binding.tooltip or binding.description


def active_keys(app: App[None], *, typed: bool = False) -> Iterator[ActiveBinding]:
    """The keys that work now, one for each action.

    Args:
        app: The app.
        typed: Whether to leave out letters that are text where the keyboard is.
    """
    screen = app.screen
    actions = set(_TEXTUAL_OWN)
    focused = screen.focused
    is_writing = typed and focused is not None and focused.check_consume_key("a", "a")
    for active in _bindings(screen, typed=typed):
        binding = active.binding
        action = binding.action.removeprefix("app.")
        is_ours = _is_ours(active)
        if is_writing and len(binding.key) == 1:
            continue
        if is_ours and binding.description and not binding.system and action not in actions:
            actions.add(action)
            if active.enabled:
                yield active


def _bindings(screen: Screen[object], *, typed: bool) -> list[ActiveBinding]:
    """The active bindings; those that a text hides on the selected row too, unless `typed`."""
    focused = screen.focused
    if typed or not isinstance(focused, RowList):
        return list(screen.active_bindings.values())
    focused.every_key = True
    try:
        return list(screen.active_bindings.values())
    finally:
        focused.every_key = False


def _is_ours(active: ActiveBinding) -> bool:
    """Whether a class of telestage binds the key: Textual's own are in English."""
    ours = (each for each in type(active.node).__mro__ if each.__module__.startswith(_PACKAGE))
    action = active.binding.action
    return any(
        action == (binding.action if isinstance(binding, Binding) else binding[1])
        for each in ours
        for binding in vars(each).get("BINDINGS", ())
    )
