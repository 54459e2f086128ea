"""What is handed over in a room: the keys of every page, the tasks with their boxes, the guide."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.app.handouts import make_handout
from telestage_tui.documents.handouts import TITLES, Handout
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.elsewhere import functions
from telestage_tui.screens.key_card import key_card
from telestage_tui.widgets.form import FieldForm

from .driving import opened, workspace_in

PROGRAMME = load_programme()
NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)


def test_every_key_of_every_page_is_on_the_card() -> None:
    parts = list(key_card(TelestageApp))
    rows = [row for part in parts for row in part.rows]
    told = {(key, words) for keys, words in rows for key in keys.split(", ")}

    assert [part.title for part in parts[:3]] == [
        "Partout", "Toutes les pages", "Les parties d’un dossier",
    ]  # fmt: skip
    assert ("F10", "Quitter") in told
    assert ("r", "Rencontres") in told
    shared = {"back", "undo", "redo", "scroll_text", "reopen_stage", "go"}
    own = [
        each
        for each in functions()
        if each.action.partition("(")[0] not in shared and not each.action.startswith("app.")
    ]
    titles = {part.title for part in parts}
    assert {each.heading for each in own} <= titles
    keys = {key for key, _ in told} | {keys for keys, _ in rows}
    assert {each.shown for each in own} <= keys


@pytest.mark.parametrize("handout", TITLES)
def test_a_handout_names_nobody_and_is_always_the_same(tmp_path: Path, handout: Handout) -> None:
    workspace = workspace_in(tmp_path)
    first = make_handout(handout, workspace, TelestageApp)

    assert first.content.startswith(b"%PDF")
    assert first.notices == ()
    assert make_handout(handout, workspace, TelestageApp).content == first.content


async def test_the_palette_writes_them(tmp_path: Path) -> None:
    folder = tmp_path / "salle"
    async with opened(workspace_in(tmp_path)) as pilot:
        for title in TITLES.values():
            await pilot.press("slash")
            await pilot.write(f"imprimer {title}")
            await pilot.press("enter")
            await pilot.comes("Répertoire")
            pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder)})
            await pilot.press("ctrl+s")
            await pilot.comes("Copier le chemin")
            await pilot.press("enter")
    assert len(list(folder.glob("telestage-*.pdf"))) == len(TITLES)
