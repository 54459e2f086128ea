"""The last keys, shown for those who watch: never what is typed in a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.widgets.dialog import Dialog
from telestage_tui.widgets.last_keys import LastKeys

from .driving import LARGE, SMALL, Person, dossier, opened

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE, (60, 18)], ids=str)


async def _ask(pilot: Person) -> None:
    await pilot.press("slash")
    await pilot.write("montrer les touches")
    await pilot.press("enter")


def _first_line(pilot: Person) -> str:
    return pilot.seen.splitlines()[0].rstrip()


@SIZES
async def test_the_last_keys_are_at_the_end_of_the_first_line(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "dossier", dossier(), size=size) as pilot:
        await _ask(pilot)
        await pilot.until(lambda: _first_line(pilot).endswith("touches"))
        await pilot.press("down", "enter", "escape", "c")
        await pilot.until(lambda: _first_line(pilot).endswith("↓ · Entrée · Échap · c"))
        await pilot.press("pagedown", "ctrl+z", "less_than_sign")
        await pilot.until(lambda: _first_line(pilot).endswith("c · Page suiv. · Ctrl+Z · <"))


@SIZES
async def test_what_is_typed_is_said_to_be_a_text(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, "history", dossier(), size=size) as pilot:
        await _ask(pilot)
        await pilot.arrives(HistoryScreen)
        await pilot.press("n")
        await pilot.until(lambda: isinstance(pilot.app.screen, Dialog))
        await pilot.burst("secret 12", "f2")
        await pilot.arrives(HistoryScreen)
        await pilot.until(lambda: _first_line(pilot).endswith("n · texte · F2"))
        assert "secret" not in _first_line(pilot)


async def test_they_are_seen_over_a_dialog_too(tmp_path: Path) -> None:
    async with opened(tmp_path, "history", dossier()) as pilot:
        await _ask(pilot)
        await pilot.arrives(HistoryScreen)
        await pilot.press("n")
        await pilot.until(lambda: _first_line(pilot).endswith("n"))
        await pilot.write("collé")
        await pilot.until(lambda: _first_line(pilot).endswith("n · texte"))


async def test_they_are_shown_no_more_when_asked_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await _ask(pilot)
        await pilot.press("down")
        await _ask(pilot)
        await pilot.until(lambda: not pilot.app.screen.query_one(LastKeys).display)
