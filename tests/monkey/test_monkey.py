"""A monkey at the keyboard: whatever is pressed, the app stands and the file reads back."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.store.inspection import inspect

from ..screens.driving import LARGE, SMALL, settle, workspace_in

KEYS = (
    *"abcdefghijklmnoprstuvwxyz0123456789/?-",
    "enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown", "delete", "backspace",
    "f1", "f2", "f3", "f4", "f5", "f6", "f8", "ctrl+p", "ctrl+s", "ctrl+c",
)  # fmt: skip
"""Everything but the keys that quit."""
SIZES = (SMALL, LARGE, (40, 12), (200, 60))


async def let_loose(folder: Path, seed: int, keys: int) -> None:
    """Press that many keys, resizing now and then."""
    chance = random.Random(seed)
    workspace_in(folder, *demo_dossiers(date(2027, 2, 10)))
    workspace = workspace_in(folder)  # opened anew: there is nothing to undo
    app = TelestageApp(workspace)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for _ in range(keys):
            await pilot.press(chance.choice(KEYS))
            if chance.random() < 0.01:
                await pilot.resize_terminal(*chance.choice(SIZES))
        assert app.is_running
    report = inspect(workspace.path)
    assert report.ok, report.problems
    assert report.dossiers >= 5


@pytest.mark.parametrize("seed", range(2))
async def test_a_short_visit(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, seed, 120)


@pytest.mark.monkey
@pytest.mark.parametrize("seed", range(100, 120))
async def test_a_long_visit(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, seed, 1_500)
