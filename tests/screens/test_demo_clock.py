"""The clock of the demonstration: it moves over the same file, and every page follows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.clocks.clock import FrozenClock, MovableClock
from telestage_tui.dossier.changes import add_note
from telestage_tui.screens.dossier_screen import DossierScreen
from telestage_tui.workspace import Workspace

from .driving import LARGE, NOW, SMALL, Person, dossier, opened, workspace_in

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)


def _told(pilot: Person) -> str:
    """What was said, oldest first."""
    said = (each.text.replace("\u00a0", " ") for each in pilot.app._messages)
    return "\n".join(said)


@SIZES
async def test_the_banner_has_the_day_and_the_hour(demo: Workspace, size: tuple[int, int]) -> None:
    async with opened(demo, size=size) as pilot:
        line = pilot.seen.splitlines()[1]

        assert "DÉMONSTRATION" in line
        assert "mer. 10 févr. 2027, 10 h 42" in line
        for words in ("J +1 jour", "H +7 jours", "A aller à…"):
            assert words in line


@SIZES
async def test_the_clock_moves_and_the_file_does_not(
    demo: Workspace, size: tuple[int, int]
) -> None:
    before = demo.path.read_bytes()
    async with opened(demo, size=size) as pilot:
        await pilot.press("J")
        await pilot.comes("jeu. 11 févr. 2027, 10 h 42", "jeudi 11 février")
        await pilot.press("H")
        await pilot.comes("jeu. 18 févr. 2027, 10 h 42")

    assert demo.path.read_bytes() == before


@SIZES
async def test_the_banner_is_clicked(demo: Workspace, size: tuple[int, int]) -> None:
    async with opened(demo, size=size) as pilot:
        await pilot.click_at(pilot.seen.splitlines()[1].index("+7 jours"), 1)
        await pilot.comes("mer. 17 févr. 2027")
        await pilot.click_at(pilot.seen.splitlines()[1].index("aller à…"), 1)
        await pilot.comes("Le stage de", "Premier jour", "Un mois après")


async def test_what_is_due_follows_the_clock(demo: Workspace) -> None:
    end = next(each for each in demo.repository.dossiers() if each.intern.first_name == "Linh")
    async with opened(demo, "accesses", end) as pilot:
        await pilot.press("A")
        await pilot.reads("Le stage de Linh Tran-Morvan")
        await pilot.press("4")
        await pilot.comes("mar. 16 févr. 2027", "à retirer depuis")


async def test_going_back_says_that_the_file_does_not(demo: Workspace) -> None:
    async with opened(demo) as pilot:
        await pilot.press("H", "A")
        await pilot.comes("Jour de l’ouverture")
        await pilot.press("end", "enter")
        await pilot.comes("mer. 10 févr. 2027, 10 h 42")
        await pilot.until(lambda: "le fichier, lui, n’est pas rembobiné" in _told(pilot).lower())


async def test_what_is_done_after_a_move_is_of_that_day(demo: Workspace) -> None:
    someone = demo.repository.dossiers()[0]
    async with opened(demo, "dossier", someone) as pilot:
        await pilot.press("J")
        await pilot.comes("jeu. 11 févr. 2027")
        screen = pilot.app.screen
        assert isinstance(screen, DossierScreen)
        screen.save(add_note(uuid4(), on=demo.today(), text="Vu demain."))
        await pilot.comes("Note ajoutée")

    line = demo.repository.get(someone.id).history[-1]
    assert line.at == NOW + timedelta(days=1)


async def test_the_palette_moves_the_clock(demo: Workspace) -> None:
    async with opened(demo) as pilot:
        await pilot.press("slash")
        await pilot.write("semaine suivante")
        await pilot.comes("Horloge : semaine suivante")
        await pilot.press("enter")
        await pilot.comes("mer. 17 févr. 2027")


async def test_keys_that_are_no_letter_move_the_clock_where_one_types(demo: Workspace) -> None:
    someone = demo.repository.dossiers()[0]
    async with opened(demo, "details", someone) as pilot:
        await pilot.press("enter", "ctrl+n")
        await pilot.comes("jeu. 11 févr. 2027")


async def test_a_clock_at_its_last_day_says_so(tmp_path: Path) -> None:
    clock = MovableClock(FrozenClock(NOW.replace(year=2190, month=12, day=31)))
    async with opened(Workspace(tmp_path / "demo.json", clock, demo=True)) as pilot:
        await pilot.press("J")
        await pilot.until(lambda: "L’horloge va de 1970 à 2190" in _told(pilot))


async def test_real_dossiers_have_no_clock_to_move(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    async with opened(workspace) as pilot:
        await pilot.press("J", "H", "A", "ctrl+n", "ctrl+l")
        assert "DÉMONSTRATION" not in pilot.seen
        assert workspace.clock.now() == NOW
        await pilot.press("slash")
        await pilot.write("horloge semaine")
        assert "Horloge :" not in pilot.seen
