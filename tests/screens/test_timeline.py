"""Frise: a stage on one page, each week leading to its meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.screens.meetings.meeting import MeetingScreen

from ..factories import make_meeting
from .driving import LARGE, SMALL, dossier, opened


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_present_week_is_selected_and_read_in_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "timeline", dossier(), size=size) as pilot:
        await pilot.reads("Semaine 5, du 8 février 2027 · 6 h d’écart")
        await pilot.reads("▸")


async def test_a_key_opens_it_from_the_dossier_and_escape_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier()) as pilot:
        await pilot.press("F")
        await pilot.reads("Frise")
        await pilot.press("escape")
        await pilot.vanishes("Frise")


async def test_an_unusual_gap_has_a_sign_and_a_word(tmp_path: Path) -> None:
    async with opened(tmp_path, "timeline", dossier()) as pilot:
        await pilot.press(*["down"] * 5)
        await pilot.reads("Semaine 10, du 15 mars 2027 · 5 h d’écart, inhabituel")
        await pilot.reads("! 5 h")


async def test_enter_opens_the_meeting_of_the_week_or_says_there_is_none(tmp_path: Path) -> None:
    async with opened(tmp_path, "timeline", dossier(meetings=(make_meeting(4),))) as pilot:
        await pilot.press("enter")
        await pilot.arrives(MeetingScreen)
        await pilot.press("escape", "up", "enter")
        await pilot.reads("Aucune rencontre cette semaine-là")


async def test_every_indicator_is_in_view_on_a_small_terminal(tmp_path: Path) -> None:
    async with opened(tmp_path, "timeline", dossier(), size=SMALL) as pilot:
        await pilot.reads("Livr…", "Déla…", "Qual…", "Auto…", "À noter")
