"""The screen that opens on an unreadable file, driven as a person would."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from telestage_tui.app import watching
from telestage_tui.screens.backups.recovery import RecoveryScreen, Way
from telestage_tui.screens.backups.screen import BackupsScreen
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.backup import Backup
from telestage_tui.store.encoding import FileContent, StoredDocument, encode
from telestage_tui.store.errors import StoreError
from telestage_tui.store.file_errors import NewerVersion, UnreadableFile
from telestage_tui.widgets.row_list import RowList
from telestage_tui.workspace import Workspace

from ..store.support import noting, spoil
from .driving import LARGE, SMALL, Person, dossier, on_disk, opened, workspace_in

LEA = dossier()


def damaged_file(folder: Path) -> tuple[Workspace, bytes]:
    """A workspace whose file was cut short, with one good copy; and what the file holds."""
    workspace_in(folder, LEA).backups.create()
    path = folder / "telestage.json"
    cut = path.read_bytes()[:400]
    path.write_bytes(cut)
    return workspace_in(folder), cut


def error_of(workspace: Workspace) -> StoreError:
    with pytest.raises(StoreError) as raised:
        workspace.repository.dossiers()
    return raised.value


@pytest.fixture
def vigilant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The App looks at the file without waiting."""
    monkeypatch.setattr(watching, "WATCH_SECONDS", 0.01)


async def choose(pilot: Person, key: Way | Backup) -> None:
    pilot.app.screen.query_one("#ways", RowList).select(key)
    await pilot.press("enter")


@pytest.mark.parametrize("size", [SMALL, (40, 12)])
async def test_it_says_what_happened_and_touches_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    workspace, cut = damaged_file(tmp_path)
    async with opened(workspace, size=size) as pilot:
        await pilot.arrives(RecoveryScreen)
        await pilot.reads("Le fichier de vos dossiers ne peut pas être")
        if size != (40, 12):
            await pilot.comes("Rien n’a été modifié ni écrasé", "Restaurer une sauvegarde (")
        await choose(pilot, Way.QUIT)
        await pilot.ends()
    assert workspace.path.read_bytes() == cut


async def test_there_is_nowhere_else_to_go(tmp_path: Path) -> None:
    workspace, _ = damaged_file(tmp_path)
    async with opened(workspace) as pilot:
        await pilot.arrives(RecoveryScreen)
        assert "Chercher" not in pilot.seen
        for key in ("c", "g", "b", "h", "slash", "ctrl+p", "n"):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, RecoveryScreen), key
        await pilot.press("enter", "o", "enter", "c")
        await pilot.comes("Calendrier — ")


async def test_a_copy_is_restored_and_the_damaged_file_kept(tmp_path: Path) -> None:
    workspace, cut = damaged_file(tmp_path)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.arrives(RecoveryScreen)
        await pilot.press("enter", "escape")  # a second thought
        assert workspace.path.read_bytes() == cut
        await pilot.press("enter", "o")
        (aside,) = tmp_path.glob("telestage.illisible-*.json")
        assert aside.read_bytes() == cut
        await pilot.until(lambda: aside.name in "".join(pilot.seen.split()))
        assert [each.id for each in workspace.repository.dossiers()] == [LEA.id]
        await pilot.press("enter")
        await pilot.arrives(TodayScreen)


async def test_starting_empty_keeps_the_damaged_file(tmp_path: Path) -> None:
    workspace, cut = damaged_file(tmp_path)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.arrives(RecoveryScreen)
        await choose(pilot, Way.EMPTY)
        await pilot.press("o")
        await pilot.comes("repart avec un fichier vide")
        (aside,) = tmp_path.glob("telestage.illisible-*.json")
        assert aside.read_bytes() == cut
        assert workspace.repository.dossiers() == ()


async def test_a_file_repaired_meanwhile_is_read_again(tmp_path: Path) -> None:
    workspace, cut = damaged_file(tmp_path)
    good = workspace.backups.list()[0].path.read_bytes()
    async with opened(workspace) as pilot:
        await pilot.arrives(RecoveryScreen)
        await choose(pilot, Way.RETRY)
        await pilot.arrives(RecoveryScreen)
        assert workspace.path.read_bytes() == cut
        workspace.path.write_bytes(good)
        await choose(pilot, Way.RETRY)
        await pilot.arrives(TodayScreen)


async def test_without_a_copy_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "telestage.json").write_bytes(b"\x00" * 30)
    async with opened(tmp_path) as pilot:
        await pilot.arrives(RecoveryScreen)
        await pilot.comes("Aucune sauvegarde à côté de ce fichier")


async def test_a_disk_that_refuses_is_said_and_everything_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, cut = damaged_file(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    async with opened(workspace, size=LARGE) as pilot:
        await pilot.arrives(RecoveryScreen)
        for name in ("link", "replace"):
            monkeypatch.setattr(os, name, refuse)
        monkeypatch.setattr(Path, "rename", refuse)
        await pilot.press("enter", "o")
        await pilot.reads("le disque est en lecture seule")
        await pilot.arrives(RecoveryScreen)
        assert workspace.path.read_bytes() == cut


async def test_why_one_dossier_alone_is_not_put_back_yet_is_said(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, LEA)
    workspace.backups.create()
    workspace.path.write_bytes(b"{")
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await pilot.arrives(RecoveryScreen)
        await pilot.reads("Un seul dossier se remet ensuite, dans Sauvegardes")


async def test_a_file_from_a_newer_version_is_told_apart(tmp_path: Path) -> None:
    workspace_in(tmp_path, LEA)
    path = tmp_path / "telestage.json"
    content = orjson.loads(path.read_bytes())
    tables = {
        name: {key: StoredDocument(value, key) for key, value in documents.items()}
        for name, documents in content.items()
        if name != "meta"
    }
    path.write_bytes(b"".join(encode(FileContent(99, tables))))
    workspace = workspace_in(tmp_path)
    error = error_of(workspace)
    assert isinstance(error, NewerVersion)
    assert not isinstance(error, UnreadableFile)
    async with opened(workspace) as pilot:
        await pilot.arrives(RecoveryScreen)
        await pilot.comes("demande une version plus récente de telestage")
        await pilot.reads("Mettez telestage à jour")


async def test_a_file_damaged_during_the_session_can_give_way_to_an_empty_one(
    tmp_path: Path, vigilant: None
) -> None:
    workspace = workspace_in(tmp_path, LEA)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.arrives(TodayScreen)
        workspace.path.write_bytes(b"{}")
        await pilot.arrives(RecoveryScreen)
        await choose(pilot, Way.EMPTY)
        await pilot.press("o", "enter")
        await pilot.arrives(TodayScreen)
        assert workspace.repository.dossiers() == ()
        assert [aside.read_bytes() for aside in tmp_path.glob("*.illisible-*")] == [b"{}"]


async def test_a_file_that_vanished_can_come_back_from_a_copy(
    tmp_path: Path, vigilant: None
) -> None:
    workspace = workspace_in(tmp_path, LEA)
    workspace.backups.create()
    async with opened(workspace) as pilot:
        workspace.path.unlink()
        await pilot.arrives(RecoveryScreen)
        await pilot.reads("Le fichier de vos dossiers n’est plus là")
        (backup,) = workspace.backups.list()
        await choose(pilot, backup)
        await pilot.press("o", "enter")
        await pilot.arrives(TodayScreen)
        assert [each.id for each in workspace.repository.dossiers()] == [LEA.id]


@pytest.mark.parametrize("damage", [None, b"", b"{}"])
async def test_what_is_in_memory_comes_first_and_is_put_back(
    tmp_path: Path, vigilant: None, damage: bytes | None
) -> None:
    """A copy would lose what was done since; memory has it all."""
    workspace = workspace_in(tmp_path, LEA)
    workspace.backups.create()
    latest = workspace.repository.change(LEA.id, noting("après la sauvegarde"))
    async with opened(workspace, size=LARGE) as pilot:
        if damage is None:
            workspace.path.unlink()
        else:
            workspace.path.write_bytes(damage)
        await pilot.arrives(RecoveryScreen)
        assert pilot.app.screen.query_one("#ways", RowList).key is Way.RESCUE
        await choose(pilot, Way.RETRY)  # nothing of it is forgotten by looking again
        await choose(pilot, Way.RESCUE)
        await pilot.press("o", "enter")
        await pilot.arrives(TodayScreen)
    assert on_disk(tmp_path, LEA) == latest
    asides = [aside.read_bytes() for aside in tmp_path.glob("*.illisible-*")]
    assert asides == ([] if damage is None else [damage])


async def test_a_file_missing_at_launch_beside_its_copies_is_not_a_first_time(
    tmp_path: Path,
) -> None:
    workspace_in(tmp_path, LEA).backups.create()
    (tmp_path / "telestage.json").unlink()
    async with opened(tmp_path) as pilot:
        await pilot.arrives(RecoveryScreen)
        text = pilot.words
        assert "Fichier disparu" in text
        assert "Bienvenue" not in text
        assert "en mémoire" not in text
        await choose(pilot, Way.EMPTY)
        await pilot.press("o", "enter")
        await pilot.comes("Bienvenue")
    async with opened(tmp_path) as pilot:
        await pilot.arrives(TodayScreen)


async def test_one_unreadable_dossier_keeps_no_other_from_being_seen(tmp_path: Path) -> None:
    karim = dossier(intern=LEA.intern.evolve(first_name="Karim", last_name="Benali"))
    workspace = workspace_in(tmp_path, LEA, karim)
    spoil(workspace.path, karim)
    async with opened(tmp_path, size=LARGE) as pilot:
        await pilot.arrives(TodayScreen)
        await pilot.comes("Léa Nguyễn-Œuvrard", "! Dossier illisible : Karim Benali")
        pilot.app.screen.query_one(RowList).select("backups")
        await pilot.press("enter")
        await pilot.arrives(BackupsScreen)
        await pilot.comes("weekly_hours")
