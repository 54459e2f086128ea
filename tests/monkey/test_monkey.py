"""A monkey at the keyboard: whatever is pressed, the app stands and the file reads back."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.store.check import inspect
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.workspace import Workspace

from ..screens.driving import LARGE, SMALL, opened, workspace_in

KEYS = (
    *"abcdefghijklmnoprstuvwxyz0123456789/?-[",
    *"CDFIMOPRUX",
    "enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right",
    "home", "end", "pageup", "pagedown", "delete", "backspace",
    "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f12", "ctrl+p", "ctrl+s", "ctrl+c",
    "ctrl+e", "ctrl+g", "ctrl+o", "ctrl+y", "ctrl+z",
)  # fmt: skip
"""Everything but the keys that quit; an error that nothing expected comes out of `run_test`."""
SIZES = (SMALL, LARGE, (40, 12), (200, 60))
PASTES = (
    "Léa Nguyễn-Œuvrard",
    "9 avril 2027",
    "[b]gras[/b] \x1b[31m\x1b]52;c;x\x07 {{ 7*7 }}\r\nune autre ligne\t«\u00a0fin\u00a0»",
    "🧪" * 300,
    "mot " * 3_000,
)
"""What is pasted now and then: a name, a date, markup and controls, what is long."""


async def let_loose(folder: Path, seed: int, keys: int) -> None:
    """Press that many keys, pasting and resizing now and then."""
    chance = random.Random(seed)
    dossiers = demo_dossiers(date(2027, 2, 10))
    workspace_in(folder, *dossiers)
    workspace = workspace_in(folder)  # opened anew: there is nothing to undo
    workspace.backups.create("manuelle")
    async with opened(workspace) as pilot:
        for _ in range(keys):
            await pilot.press(chance.choice(KEYS))
            if not pilot.app.is_running:
                break  # the palette can quit too
            if chance.random() < 0.01:
                await pilot.write(chance.choice(PASTES))
            if chance.random() < 0.01:
                await pilot.resize_terminal(*chance.choice(SIZES))
    assert pilot.app.return_code in {None, 0}
    report = inspect(workspace.path)
    assert report.ok, report.problems
    assert {dossier.id for dossier in dossiers} <= kept_in(workspace)


def kept_in(workspace: Workspace) -> set[UUID]:
    """What the file holds, and what its backups do: a monkey may remove a dossier, or restore."""
    paths = [workspace.path, *(backup.path for backup in workspace.backups.list())]
    return {
        dossier.id
        for path in paths
        for dossier in TinyRepository(path, workspace.clock.now).dossiers()
    }


@pytest.mark.parametrize("seed", range(1))
async def test_a_short_visit(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, seed, 120)


@pytest.mark.monkey
@pytest.mark.parametrize("seed", range(100, 120))
async def test_a_long_visit(tmp_path: Path, seed: int) -> None:
    await let_loose(tmp_path, seed, 1_000)
