"""The demonstration begins again: its file, its clock and what was typed go back to the start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.clocks.clock import FrozenClock, MovableClock
from telestage_tui.demo.folder import throwaway_folder
from telestage_tui.demo.keeping import demo_content
from telestage_tui.dossier.changes import add_note
from telestage_tui.screens.dossier_screen import DossierScreen
from telestage_tui.workspace import Workspace

from .driving import LARGE, NOW, SMALL, Person, dossier, opened, workspace_in

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)


async def begin_again(pilot: Person, *answer: str) -> None:
    """Ask for it in the palette, and answer."""
    await pilot.press("slash")
    await pilot.write("recommencer")
    await pilot.comes("Recommencer la démonstration")
    await pilot.press("enter")
    await pilot.reads("sera perdu. Recommencer?")
    await pilot.press(*answer)


@SIZES
async def test_everything_is_as_on_the_first_day(demo: Workspace, size: tuple[int, int]) -> None:
    before = demo.content()
    someone = demo.repository.dossiers()[0]
    async with opened(demo, "history", someone, size=size) as pilot:
        await pilot.press("H")
        screen = pilot.app.screen
        assert isinstance(screen, DossierScreen)
        screen.save(add_note(uuid4(), on=demo.today(), text="Vu."))
        demo.drafts.of(f"note.{someone.id}.x").keep({"text": "tapé"}, {})
        assert demo.backups.directory.exists()
        assert demo.content() != before

        await begin_again(pilot, "o")
        await pilot.comes("Aujourd’hui", "La démonstration recommence", "10 févr. 2027, 10 h 42")
        assert demo.content() == before
        assert demo.clock.now() == NOW
        assert not demo.drafts.of(f"note.{someone.id}.x").typed
        assert not demo.backups.directory.exists()

        await pilot.press("J")
        await pilot.comes("jeu. 11 févr. 2027")


async def test_a_no_changes_nothing(demo: Workspace) -> None:
    demo.repository.remove(demo.repository.dossiers()[0].id)
    before = demo.content()
    async with opened(demo) as pilot:
        await begin_again(pilot, "n")
        assert demo.content() == before


async def test_it_begins_again_in_the_middle_of_a_replay(demo: Workspace) -> None:
    before = demo.content()
    async with opened(demo) as pilot:
        await pilot.press("Z", "greater_than_sign")
        await pilot.comes("REJEU 1/")
        await begin_again(pilot, "o")
        await pilot.comes("DÉMONSTRATION", "10 févr. 2027, 10 h 42")
        assert demo.content() == before


async def test_a_kept_demonstration_begins_again_on_its_own_first_day(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    with throwaway_folder() as folder:
        path.write_bytes(demo_content(NOW - timedelta(days=30), folder))
    later = Workspace(path, MovableClock(FrozenClock(NOW)), demo=True)
    before = later.content()
    async with opened(later) as pilot:
        later.repository.remove(later.repository.dossiers()[0].id)
        await begin_again(pilot, "o")
        await pilot.comes("lun. 11 janv. 2027")
        assert later.content() == before


async def test_leaving_during_a_replay_puts_the_demonstration_back(demo: Workspace) -> None:
    before = demo.content()
    async with opened(demo) as pilot:
        await pilot.press("Z", "greater_than_sign")
        await pilot.comes("REJEU 1/")
        assert demo.content() != before
        await pilot.press("f10")
        await pilot.ends()
    assert demo.content() == before


async def test_real_dossiers_do_not_begin_again(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, dossier())) as pilot:
        await pilot.press("slash")
        await pilot.write("recommencer")
        assert "Recommencer la démonstration" not in pilot.seen
