"""The four themes: the key takes the next, the search names them, and the choice is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.widgets.themes import DARK, LIGHT, LIGHT_CONTRAST, THEME_NAMES, THEMES

from .driving import opened


async def test_the_key_takes_each_theme_in_turn_and_says_which(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        for theme in (*THEMES[1:], THEMES[0]):
            await pilot.press("t")
            assert pilot.app.theme == theme.name
            await pilot.reads(THEME_NAMES[theme.name])


async def test_a_theme_is_taken_by_its_name_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("slash")
        await pilot.write("claires contraste")
        await pilot.press("enter")
        await pilot.until(lambda: pilot.app.theme == LIGHT_CONTRAST.name)
    async with opened(tmp_path) as pilot:
        assert pilot.app.theme == LIGHT_CONTRAST.name


@pytest.mark.parametrize(("kept", "worn"), [(LIGHT.name, LIGHT.name), ("monokai", DARK.name)])
async def test_only_a_theme_of_ours_is_taken_up(tmp_path: Path, kept: str, worn: str) -> None:
    async with opened(tmp_path) as pilot:
        pilot.app.workspace.preferences.keep("theme", kept)
    async with opened(tmp_path) as pilot:
        assert pilot.app.theme == worn
