"""Pictures of the main screens, at the smallest size promised and at a comfortable one.

`make snapshots` accepts new pictures; look at them first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from telestage_tui.app import TelestageApp
from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.screens.navigation import Place

from .demo_pages import PLACES, agreed, item_of
from .driving import LARGE, SMALL, Person, all_done, workspace_in

SnapCompare = Callable[..., bool]
SIZES = {"80x24": SMALL, "120x36": LARGE}
PICTURED: tuple[Place, ...] = (
    "today", "new", "dossier", "details", "meetings", "meeting", "calendar", "evaluations",
    "evaluation", "accesses", "transfers", "history", "closing", "departures", "guide", "messages",
    "facts", "selection", "convention", "onsite", "portal-sheet",
)  # fmt: skip
DIALOGS: dict[str, tuple[Place, str]] = {
    "move": ("meetings", "f4"), "access": ("accesses", "n"), "search": ("today", "slash"),
    "help": ("dossier", "f1"), "export": ("meetings", "f7"),
}  # fmt: skip
"""Each dialog: over which screen, and the key that opens it."""


def at(folder: Path, place: Place) -> tuple[TelestageApp, Callable[[Pilot[None]], Awaitable[None]]]:
    """The app on the demo dossiers, and what brings it to a screen."""
    dossiers = list(demo_dossiers(date(2027, 2, 10)))
    if place in ("onsite", "portal-sheet"):
        dossiers[PLACES[place]] = agreed(dossiers[PLACES[place]])
    workspace = workspace_in(folder, *dossiers)
    dossier = dossiers[PLACES[place]]

    app = TelestageApp(workspace)

    async def go(pilot: Pilot[None]) -> None:
        await all_done(pilot)
        if place != "today":
            await Person(app).open(place, dossier, item_of(place, dossier))
        await app.workers.wait_for_complete()
        await all_done(pilot)

    return app, go


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks, from the beginning: the lines of an editor keep how they were drawn."""
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", PICTURED)
def test_picture(snap_compare: SnapCompare, tmp_path: Path, place: Place, size: str) -> None:
    app, go = at(tmp_path, place)
    assert snap_compare(app, run_before=go, terminal_size=SIZES[size])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("place", "key"), DIALOGS.values(), ids=DIALOGS)
def test_picture_of_a_dialog(
    snap_compare: SnapCompare, tmp_path: Path, place: Place, key: str, size: str
) -> None:
    app, go = at(tmp_path, place)

    async def ask(pilot: Pilot[None]) -> None:
        await go(pilot)
        await Person(app).press(key)

    assert snap_compare(app, run_before=ask, terminal_size=SIZES[size])


def test_picture_of_an_empty_file(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(TelestageApp(workspace_in(tmp_path)), terminal_size=SMALL)


def test_picture_in_the_light_theme(snap_compare: SnapCompare, tmp_path: Path) -> None:
    app, go = at(tmp_path, "today")
    assert snap_compare(app, run_before=go, press=["t"], terminal_size=SMALL)
