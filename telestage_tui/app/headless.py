"""A page drawn without a terminal."""

from __future__ import annotations

from ..screens.base import HOLIDAYS_AFTER
from ..screens.navigation import Go
from ..workspace import Workspace
from . import app_for
from .picture import Picture, picture_of

SIZE = (100, 30)
"""Columns and lines of a picture."""
_MOST_LOOKS = 40
"""How many times a page that still changes is looked at."""


async def draw(workspace: Workspace, go: Go, size: tuple[int, int] = SIZE) -> Picture:
    """A picture of a page, opened without a terminal, once it no longer changes.

    Args:
        workspace: What the page works with.
        go: Which page.
        size: Columns and lines.
    """
    app = app_for(workspace)
    async with app.run_test(size=size) as pilot:
        if go.place != "today":
            app.on_go(go)
        before = None
        for _ in range(_MOST_LOOKS):
            await pilot.pause(HOLIDAYS_AFTER)
            picture = picture_of(app, workspace)
            if picture == before:
                break
            before = picture
        return picture
