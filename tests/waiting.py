"""Waiting for what is expected of an app: a busy machine only makes it come later."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.pilot import Pilot

PATIENCE = 60.0
"""Seconds after which a test gives up: only a test that fails waits that long."""


def seen(pilot: Pilot[Any]) -> str:
    """The text of the screen, no-break spaces made plain."""
    strips = pilot.app.screen._compositor.render_strips()
    text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
    return text.replace("\u00a0", " ")


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait for something to be true; fails with what is seen when it never is."""
    limit = monotonic() + PATIENCE
    while not condition():
        assert pilot.app.is_running, "The app has ended."
        assert monotonic() < limit, f"What is waited for never came:\n{seen(pilot)}"
        await pilot.pause(0.01)
