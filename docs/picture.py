"""Draw the README's picture: the real home screen, on the demonstration dossiers.

Run `make picture` after a change of the home screen, and look at it.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from telestage_tui.app import headless
from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.demo import build_demo
from telestage_tui.screens.navigation import Go
from telestage_tui.workspace import Workspace

PICTURE = Path(__file__).with_name("today.svg")
CLOCK = FrozenClock(datetime(2027, 2, 10, 15, 42, tzinfo=UTC))
"""A Wednesday, 10 h 42 in Québec, 16 h 42 in France."""


async def draw() -> str:
    """The home screen at 100×30, as SVG."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.json"
        build_demo(path, CLOCK)
        return (await headless.draw(Workspace(path, CLOCK, demo=True), Go("today"))).content


if __name__ == "__main__":
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
