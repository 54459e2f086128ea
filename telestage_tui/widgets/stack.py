"""Where a screen is in the stack of those that are open."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def is_open(screen: Screen[Any]) -> bool:
    """Whether a screen is in the stack with all its parts.

    It is there before it is composed, and still there while the app takes its parts away at the
    end: nothing may look for a widget of it then.
    """
    return screen.is_mounted and screen.app.is_running and screen in screen.app.screen_stack


def is_on_top(screen: Screen[Any]) -> bool:
    """Whether nothing is over a screen.

    Only such a screen may be dismissed: Textual takes the top one away, whoever asks. And its own
    `is_current` says yes under a dialog too, since the screen is seen there.
    """
    return screen.app.screen_stack[-1:] == [screen]
