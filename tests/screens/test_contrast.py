"""What is drawn can be read: the contrast of each text of each page, in each theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import Theme

from telestage_tui.widgets.themes import DARK, LIGHT, THEMES

from .contrast import contrast, faint
from .demo_pages import PLACES, demonstration, every_page, every_state
from .driving import Person, all_done, opened

LEAST = {DARK.name: 4.5, LIGHT.name: 4.5}
"""WCAG 2.2, 1.4.3; the other themes follow 1.4.6, with 7."""


def _faint(pilot: Person, theme: Theme, sight: str) -> list[str]:
    return [f"{sight}: {each}" for each in faint(pilot.app, LEAST.get(theme.name, 7))]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


async def _faint_in_each_theme(pilot: Person, sight: str) -> list[str]:
    """The faint texts of what is in view, drawn in each theme: to open it once is enough."""
    found: list[str] = []
    for theme in THEMES:
        pilot.app.theme = theme.name
        await all_done(pilot)
        found += _faint(pilot, theme, f"{theme.name}, {sight}")
    return found


async def test_every_text_stands_out(tmp_path: Path) -> None:
    faint_texts: list[str] = []
    async with opened(demonstration(tmp_path)) as pilot:
        async for page in every_page(pilot):
            faint_texts += await _faint_in_each_theme(pilot, page)
        pilot.app.action_home()
        async for sight in every_state(pilot):
            faint_texts += await _faint_in_each_theme(pilot, sight)
        for severity in ("information", "warning", "error"):
            pilot.app.notify("Une phrase.", title="Un titre", severity=severity)
            await pilot.comes("Une phrase.")
            faint_texts += await _faint_in_each_theme(pilot, severity)
            pilot.app.clear_notifications()
    assert not faint_texts, "\n".join(faint_texts)


def test_every_page_is_looked_at() -> None:
    from telestage_tui.screens.places import PLACES as EVERY

    assert set(PLACES) == set(EVERY)
