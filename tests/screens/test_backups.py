"""Sauvegardes, driven as a person would."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes.backup_reasons import BACKUP_REASONS
from telestage_tui.dossier.records import Note
from telestage_tui.screens.backups import screen as backups_screen
from telestage_tui.screens.backups.screen import BackupsScreen, file_size
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.check import FileReport, inspect
from telestage_tui.widgets.row_list import RowList

from ..factories import part_id
from .driving import LARGE, NOW, SMALL, dossier, on_disk, opened, workspace_in

NOTE = Note(id=part_id("after"), on=NOW.date(), text="Écrite après la sauvegarde.")


async def test_before_the_first_dossier_it_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("b")
        await pilot.comes("○ pas encore créé", "Aucune sauvegarde pour l’instant")
        await pilot.press("n")
        await pilot.comes("Il n’y a encore aucun dossier")


async def test_one_may_leave_while_the_file_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file takes long: its report comes when there is no page to show it on."""
    start, end = Event(), Event()

    def long(path: Path, **_options: object) -> FileReport:
        start.set()
        end.wait(10)
        return inspect(path)

    monkeypatch.setattr(backups_screen, "inspect", long)
    async with opened(workspace_in(tmp_path, dossier())) as pilot:
        await pilot.press("b")
        assert await asyncio.to_thread(start.wait, 10)
        page = pilot.app.screen
        pilot.app.install_screen(page, "halfway")  # it loses its parts before its workers
        await pilot.press("escape")
        await page.query("#file").remove()
        end.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.arrives(TodayScreen)


@pytest.mark.parametrize("known", [True, False])
async def test_a_backup_reason_is_one_line_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """The reason of a newer version, which has no words here, is shown as its code."""
    workspace = workspace_in(tmp_path, dossier())
    if known:
        monkeypatch.setitem(BACKUP_REASONS, "avant-cloture", "avant une clôture")
    workspace.backups.create("avant-cloture")
    async with opened(workspace, "backups") as pilot:
        await pilot.comes("avant une clôture" if known else "avant-cloture")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_copy_is_made_on_request_and_nothing_is_cut(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace = workspace_in(tmp_path, dossier())
    before = len(workspace.backups.list())
    async with opened(workspace, "backups", size=size) as pilot:
        await pilot.comes("✓ lisible et intact  ·  1 dossier")
        await pilot.press("n")
        await pilot.comes("✓ mer. 10 févr. 2027, 10 h 42", "à votre demande")
        await pilot.vanishes("…")
    assert len(workspace.backups.list()) == before + 1


async def test_an_earlier_state_comes_back_and_the_present_one_is_kept(tmp_path: Path) -> None:
    lea = dossier(notes=())
    workspace = workspace_in(tmp_path, lea)
    backup = workspace.backups.create()
    workspace.repository.change(lea.id, changes.add_note(NOTE.id, on=NOTE.on, text=NOTE.text))
    async with opened(workspace, "backups") as pilot:
        await pilot.comes("Sauvegardes (")
        pilot.app.screen.query_one("#backups", RowList).select(
            next(each for each in workspace.backups.list() if each.name == backup.name)
        )
        await pilot.press("enter", "escape")
        assert on_disk(tmp_path, lea).notes == (NOTE,)

        await pilot.press("enter")
        await pilot.comes("le fichier actuel est d’abord")
        await pilot.press("o")
        assert on_disk(tmp_path, lea).notes == ()
        assert workspace.repository.get(lea.id).notes == ()
        await pilot.arrives(TodayScreen)
        assert workspace.backups.list()[0].reason == "restauration"


async def test_a_dossier_that_the_earlier_state_does_not_have_leaves_the_screen(
    tmp_path: Path,
) -> None:
    first, later = dossier(), dossier()
    workspace = workspace_in(tmp_path, first)
    backup = workspace.backups.create()
    workspace.repository.add(later)
    async with opened(workspace, "closing", later) as pilot:
        await pilot.press("b")
        await pilot.comes("Sauvegardes (")
        pilot.app.screen.query_one("#backups", RowList).select(
            next(each for each in workspace.backups.list() if each.name == backup.name)
        )
        await pilot.press("enter", "o")
        await pilot.arrives(TodayScreen)
        assert [each.id for each in workspace.repository.dossiers()] == [first.id]


async def test_a_damaged_copy_is_shown_and_cannot_be_restored(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    backup = workspace.backups.create()
    backup.path.write_bytes(backup.path.read_bytes()[:-40])
    async with opened(workspace, "backups", size=LARGE) as pilot:
        await pilot.comes("! à vérifier", "illisible")
        unreadable = next(each for each in workspace.backups.list() if not each.readable)
        pilot.app.screen.query_one("#backups", RowList).select(unreadable)
        await pilot.press("enter")
        await pilot.arrives(BackupsScreen)
        assert on_disk(tmp_path, lea).id == lea.id


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 octet"), (999, "999 octets"), (45_300, "45 Ko"), (1_240_000, "1,2 Mo")],
)
def test_sizes_are_said_as_people_read_them(size: int, text: str) -> None:
    assert file_size(size).replace("\u00a0", " ") == text


async def test_one_dossier_is_put_back_from_what_a_backup_holds(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    workspace.backups.create()
    noted = changes.add_note(NOTE.id, on=NOTE.on, text=NOTE.text)
    workspace.repository.change(lea.id, noted)
    async with opened(workspace, "backups") as pilot:
        await pilot.comes("Sauvegardes (")
        rows = pilot.app.screen.query_one("#backups", RowList)
        rows.select(workspace.backups.list()[-1])
        await pilot.press("v")
        await pilot.comes("Contenu de la sauvegarde", "différent maintenant")
        await pilot.press("1")
        await pilot.comes("Remettre ce seul dossier")
        await pilot.press("o")
        await pilot.comes("Dossier remis")
        assert NOTE.text not in [note.text for note in on_disk(tmp_path, lea).notes]


async def test_a_second_folder_is_chosen_on_the_page(tmp_path: Path) -> None:
    key = tmp_path / "clé"
    key.mkdir()
    workspace = workspace_in(tmp_path, dossier())
    async with opened(workspace, "backups", size=LARGE) as pilot:
        await pilot.press("d")
        await pilot.write(str(key / "absente"))
        await pilot.press("enter")
        await pilot.comes("n’existe pas")
        await pilot.press("ctrl+u")
        await pilot.write(str(key))
        await pilot.press("enter")
        await pilot.comes("Et aussi")
        assert workspace.second_folder() == key
        await pilot.press("n")
        await pilot.comes("Sauvegarde faite")
    assert list(key.rglob("*-manuelle.json"))
