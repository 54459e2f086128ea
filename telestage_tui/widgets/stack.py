"""Where a screen is in the stack of those that are open."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def is_open(screen: Screen[Any]) -> bool:
    """Whether a screen is in the stack with all its parts.

    It is there before it is composed, and still there while the app ends: it loses its parts then,
    and one that was opening never gets them. Nothing may look for a widget of it.
    """
    app = screen.app
    return screen.is_mounted and not app._exit and app.is_running and screen in app.screen_stack


def is_on_top(screen: Screen[Any]) -> bool:
    """Whether nothing is over a screen.

    Only such a screen may be dismissed: Textual takes the top one away, whoever asks. And its own
    `is_current` says yes under a dialog too, since the screen is seen there.
    """
    return screen.app.screen_stack[-1:] == [screen]
