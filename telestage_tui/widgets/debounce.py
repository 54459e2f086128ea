"""An action that waits until one has stopped typing."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

PREVIEW_DELAY = 0.15
"""Seconds without a key before a preview is drawn, so that typing is not slowed down."""


class Debounce:
    """Calls an action once nothing has asked for it for a while.

    Args:
        owner: The widget or screen it is done for; when it goes, a waiting action is dropped.
        delay: Seconds without a call before it is done.
        action: What is done.
    """

    def __init__(self, owner: MessagePump, delay: float, action: Callable[[], object]) -> None:
        self._owner = owner
        self._delay = delay
        self._action = action
        self._timer: Timer | None = None

    def __call__(self) -> None:
        """Do it after the delay, counted from now."""
        self.stop()
        self._timer = self._owner.set_timer(self._delay, self._run)

    @property
    def waits(self) -> bool:
        """Whether the action is still to be done."""
        return self._timer is not None

    def stop(self) -> None:
        """Do not do it."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _run(self) -> None:
        self._timer = None
        self._action()
