"""Every key is said: in a footer that fits, in the help, in the palette; and in French."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from telestage_tui.screens.help.screen import HelpScreen
from telestage_tui.screens.keys import active_keys, said
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.search.screen import SearchScreen
from telestage_tui.widgets.key_bar import KeyBar
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, SMALL, dossier, opened

PLACES = get_args(Place)
WITHOUT_ENTER: tuple[Place, ...] = ("history",)
"""Pages of which the rows are read, and do nothing."""
MOST_KEYS = 7
ENGLISH = re.compile(
    r"\b(?:the|and|with|search|quit|close|open|save|cancel|select|theme|keys|help|commands?|"
    r"no matches|page left|page right|page up|page down|"
    r"loading|error|warning|yes|today|new|edit|delete|monday|january)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("place", PLACES)
async def test_the_footer_fits_and_the_palette_has_every_action(
    tmp_path: Path, place: Place
) -> None:
    subject = dossier()
    meeting = str(subject.meetings[-1].id) if place == "meeting" else None
    async with opened(tmp_path, place, subject, meeting) as pilot:
        await pilot.until(lambda: pilot.app.screen.query_one(KeyBar).keys)
        keys = pilot.app.screen.query_one(KeyBar).keys
        assert 1 <= len(keys) <= MOST_KEYS
        assert max(key.end for key in keys) <= SMALL[0]
        wanted = {said(key.binding) for key in active_keys(pilot.app)} - {"Retour", "Chercher"}
        await pilot.app.run_action("search")
        screen = await pilot.arrives(SearchScreen)
        offered = {entry.title for entry in screen._entries if entry.kind == "Action"}
        assert wanted <= offered


@pytest.mark.parametrize("place", PLACES)
async def test_the_footer_says_what_enter_does_on_a_row(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    meeting = str(subject.meetings[-1].id) if place == "meeting" else None
    async with opened(tmp_path, place, subject, meeting) as pilot:
        await pilot.until(lambda: pilot.app.screen.query_one(KeyBar).keys)
        if isinstance(pilot.app.screen.focused, RowList):
            displays = " ".join(key.display for key in pilot.app.screen.query_one(KeyBar).keys)
            assert ("⏎" in displays) == (place not in WITHOUT_ENTER)


@pytest.mark.parametrize("place", PLACES)
async def test_no_word_of_a_screen_is_english(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    meeting = str(subject.meetings[-1].id) if place == "meeting" else None
    async with opened(tmp_path, place, subject, meeting, size=LARGE) as pilot:
        text = pilot.seen
        await pilot.press("f1")
        await pilot.arrives(HelpScreen)
        text += pilot.seen
    assert ENGLISH.findall(text) == []
