"""A picture of a page: of what is seen, in a new file that asks nothing of the network."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from telestage_tui.app.headless import draw
from telestage_tui.cli.choice_words import PAGES
from telestage_tui.screens.navigation import Go
from telestage_tui.screens.places import PLACES, screen_for
from telestage_tui.widgets.form import FieldForm

from .driving import LARGE, SMALL, Person, dossier, opened, workspace_in

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)


def text_in(svg: str) -> str:
    """What can be read in a picture, with plain spaces."""
    root = ElementTree.fromstring(svg)
    words = (each.text or "" for each in root.iter() if each.tag.endswith("text"))
    return " ".join("".join(words).replace("\u00a0", " ").split())


async def take(pilot: Person, folder: Path | None = None) -> None:
    """Take a picture of the page by the palette, in that folder; else where the last one is."""
    await pilot.press("slash")
    await pilot.write("image de cette")
    await pilot.comes("Image de cette page")
    await pilot.press("enter")
    await pilot.comes("Répertoire")
    if folder is not None:
        pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder)})
    await pilot.press("ctrl+s")
    await pilot.comes("Écrit")
    await pilot.press("enter")


@SIZES
async def test_the_page_in_view_is_in_the_picture(tmp_path: Path, size: tuple[int, int]) -> None:
    one = dossier()
    folder = tmp_path / "images"
    async with opened(tmp_path, "accesses", one, size=size) as pilot:
        await take(pilot, folder)
        await take(pilot)

    first, second = sorted(folder.iterdir(), key=lambda path: len(path.name))
    assert first.stem.endswith("-acces")
    assert second.name == f"{first.stem}-2.svg"
    svg = first.read_text(encoding="utf-8")
    assert "· Accès" in text_in(svg)
    assert "Chercher" in text_in(svg)
    assert "Image de cette page" not in text_in(svg)
    assert "https://" not in svg.replace("https://www.textualize.io", "")
    assert "@font-face" not in svg


async def test_no_text_of_a_dossier_commands_the_file_or_its_name(tmp_path: Path) -> None:
    intern = dossier().intern.evolve(first_name="../[red]<script>", last_name="& \u202eCo")
    one = dossier(intern=intern)
    picture = await draw(workspace_in(tmp_path, one), Go("meetings", one.id))

    assert picture.name.startswith("red-script-co-")
    assert picture.name.endswith("-rencontres.svg")
    assert "../[red]<script> & Co" in text_in(picture.content)


async def test_a_picture_without_terminal_changes_nothing(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    await draw(workspace, Go("today"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_pages_are_named_as_on_the_screen() -> None:
    assert set(PAGES) == set(PLACES)
    for place in PLACES:
        assert PAGES[place][0] == screen_for(Go(place)).HEADING
