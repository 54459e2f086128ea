"""Pictures for a room: every page on a small terminal, and some of them in the four themes.

The demonstration, as a trainer shows it. `make snapshots` accepts new pictures; look at them first.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.theme import Theme

from telestage_tui.app import app_for
from telestage_tui.screens.navigation import Place
from telestage_tui.widgets.themes import THEMES

from .demo_pages import PLACES, demonstration, dossiers, item_of
from .driving import LARGE, SMALL, Person, all_done
from .test_snapshots import SnapCompare, still

__all__ = ["still"]

TINY = (60, 18)
SHOWN: dict[str, tuple[Place, tuple[int, int]]] = {
    "today-60x18": ("today", TINY), "dossier-80x24": ("dossier", SMALL),
    "evaluation-80x24": ("evaluation", SMALL), "calendar-120x36": ("calendar", LARGE),
    "details-120x36": ("details", LARGE),
}  # fmt: skip
"""The pages pictured in each theme, and the size of the terminal: lists, tones, a form, a grid."""


def _compare(
    snap_compare: SnapCompare, folder: Path, place: Place, size: tuple[int, int], theme: str
) -> bool:
    app = app_for(demonstration(folder))

    async def go(pilot: Pilot[None]) -> None:
        await all_done(pilot)
        app.theme = theme
        if place != "today":
            dossier = dossiers()[PLACES[place]]
            await Person(app).open(place, dossier, item_of(place, dossier))
        await app.workers.wait_for_complete()
        await all_done(pilot)

    return snap_compare(app, run_before=go, terminal_size=size)


@pytest.mark.parametrize("place", [place for place in PLACES if place != "backups"])
def test_picture_of_a_small_terminal(
    snap_compare: SnapCompare, tmp_path: Path, place: Place
) -> None:
    """All pages but the one that shows the path of the file, which is another at each run."""
    assert _compare(snap_compare, tmp_path, place, TINY, THEMES[0].name)


@pytest.mark.parametrize("theme", THEMES[1:], ids=lambda theme: theme.name)
@pytest.mark.parametrize("shown", SHOWN)
def test_picture_in_each_theme(
    snap_compare: SnapCompare, tmp_path: Path, shown: str, theme: Theme
) -> None:
    place, size = SHOWN[shown]
    assert _compare(snap_compare, tmp_path, place, size, theme.name)
