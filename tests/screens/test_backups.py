"""Sauvegardes, driven as a person would."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.changes.backup_reasons import BACKUP_REASONS
from telestage_tui.dossier.records import Note
from telestage_tui.screens.backups import screen as backups_screen
from telestage_tui.screens.backups.screen import BackupsScreen, file_size
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.check import FileReport, inspect
from telestage_tui.widgets.row_list import RowList

from ..factories import part_id
from .driving import (
    LARGE,
    NOW,
    SMALL,
    dossier,
    in_view,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
)

NOTE = Note(id=part_id("after"), on=NOW.date(), text="Écrite après la sauvegarde.")


async def test_before_the_first_dossier_it_says_so(tmp_path: Path) -> None:
    app = TelestageApp(workspace_in(tmp_path))
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("b")
        await settle(pilot)
        assert "○ pas encore créé" in seen(pilot)
        assert "Aucune sauvegarde pour l’instant" in seen(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert "Il n’y a encore aucun dossier" in seen(pilot)


async def test_one_may_leave_while_the_file_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file takes long; what comes of it then has no page to be shown on."""
    begun, left = Event(), Event()

    def long(path: Path) -> FileReport:
        begun.set()
        left.wait(10)
        return inspect(path)

    monkeypatch.setattr(backups_screen, "inspect", long)
    async with TelestageApp(workspace_in(tmp_path, dossier())).run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert await asyncio.to_thread(begun.wait, 10)
        page = pilot.app.screen
        pilot.app.install_screen(page, "halfway")  # it loses its parts before its workers
        await pilot.press("escape")
        await page.query("#file").remove()
        left.set()
        await settle(pilot)
        assert in_view(pilot, TodayScreen)


@pytest.mark.parametrize("known", [True, False])
async def test_a_backup_reason_is_one_line_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """The reason of a newer version, which has no words here, is shown as its code."""
    workspace = workspace_in(tmp_path, dossier())
    if known:
        monkeypatch.setitem(BACKUP_REASONS, "avant-cloture", "avant une clôture")
    workspace.backups.create("avant-cloture")
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "backups")
        assert ("avant une clôture" if known else "avant-cloture") in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_copy_is_made_on_request_and_nothing_is_cut(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = workspace_in(tmp_path, dossier())
    before = len(workspace.backups.list())
    async with TelestageApp(workspace).run_test(size=size) as pilot:
        await open_at(pilot, "backups")
        assert "✓ lisible et intact  ·  1 dossier" in seen(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert "✓ mer. 10 févr. 2027, 10 h 42" in seen(pilot)
        assert "à votre demande" in seen(pilot)
        assert "…" not in seen(pilot)
    assert len(workspace.backups.list()) == before + 1


async def test_an_earlier_state_comes_back_and_the_present_one_is_kept(tmp_path: Path) -> None:
    lea = dossier(notes=())
    workspace = workspace_in(tmp_path, lea)
    made = workspace.backups.create()
    workspace.repository.change(
        lea.id,
        Change("Note", changes.add_note(NOTE.id, on=NOTE.on, text=NOTE.text).apply),
    )
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "backups")
        pilot.app.screen.query_one("#backups", RowList).select(
            next(each for each in workspace.backups.list() if each.name == made.name)
        )
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert on_disk(workspace, lea).notes == (NOTE,)

        await pilot.press("enter")
        await settle(pilot)
        assert "le fichier actuel est d’abord" in seen(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert on_disk(workspace, lea).notes == ()
        assert workspace.repository.get(lea.id).notes == ()
        assert in_view(pilot, TodayScreen)
        assert workspace.backups.list()[0].reason == "restauration"


async def test_a_dossier_that_the_earlier_state_does_not_have_leaves_the_screen(
    tmp_path: Path,
) -> None:
    first, later = dossier(), dossier()
    workspace = workspace_in(tmp_path, first)
    made = workspace.backups.create()
    workspace.repository.add(later, "Dossier créé")
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "closing", later)
        await pilot.press("b")
        await settle(pilot)
        pilot.app.screen.query_one("#backups", RowList).select(
            next(each for each in workspace.backups.list() if each.name == made.name)
        )
        await pilot.press("enter", "o")
        await settle(pilot)
        assert in_view(pilot, TodayScreen)
        assert [each.id for each in workspace.repository.dossiers()] == [first.id]


async def test_a_damaged_copy_is_shown_and_cannot_be_restored(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    made = workspace.backups.create()
    made.path.write_bytes(made.path.read_bytes()[:-40])
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await open_at(pilot, "backups")
        assert "! à vérifier" in seen(pilot)
        assert "illisible" in seen(pilot)
        damaged = next(each for each in workspace.backups.list() if not each.readable)
        pilot.app.screen.query_one("#backups", RowList).select(damaged)
        await pilot.press("enter")
        await settle(pilot)
        assert in_view(pilot, BackupsScreen)
        assert on_disk(workspace, lea).id == lea.id


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 octet"), (999, "999 octets"), (45_300, "45 Ko"), (1_240_000, "1,2 Mo")],
)
def test_sizes_are_said_as_people_read_them(size: int, said: str) -> None:
    assert file_size(size).replace("\u00a0", " ") == said
