"""Frise: a stage on one page, each week leading to its meeting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from telestage_tui.dossier.stage import Stage
from telestage_tui.planning.timeline import timeline
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.timeline.words import compact

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


async def test_the_page_of_the_dossier_has_it_on_one_line_where_there_is_room(
    tmp_path: Path,
) -> None:
    meetings = [make_meeting(week) for week in range(10)]
    meetings[1] = meetings[1].evolve(status="missed")
    async with opened(tmp_path, "dossier", dossier(meetings=meetings), size=LARGE) as pilot:
        await pilot.reads("Frise ✓ ✗ ✓ ✓ [✓] ○ ○ ○ ○ ○")
        await pilot.reads("cette semaine : ✓ Suivi, mar. 9 févr.")
        await pilot.resize_terminal(*SMALL)
        await pilot.vanishes("Frise")


async def test_a_stage_without_a_meeting_has_no_line(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(meetings=()), size=LARGE) as pilot:
        assert "Frise" not in pilot.seen


def test_a_long_stage_keeps_the_present_week_in_view_and_words_cut_no_sign() -> None:
    lea = dossier(
        stage=Stage(start=date(2027, 1, 11), end=date(2027, 12, 17)),
        meetings=[make_meeting(week) for week in range(48)],
    )
    weeks = timeline(
        lea, load_programme(), datetime(2027, 10, 6, 12, tzinfo=UTC), date(2027, 10, 6)
    )
    line = str(compact(weeks, 80)).replace("\u00a0", " ")
    signs, _, words = line.partition("  cette semaine : ")
    assert signs.startswith("Frise ! !")
    assert "[" in signs
    assert len(signs) <= len("Frise ") + 80 // 2 + len("[]")
    assert words.startswith("! Suivi, mar. 5 oct.")
