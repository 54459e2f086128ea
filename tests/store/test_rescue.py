"""A file lost or damaged: memory is written back, and the damaged file is set aside."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.file_errors import MissingFile, SaveFailed, UnreadableFile
from tests.store.failing import fail
from tests.store.support import Clock, blank, filled, noting, open_file

DAMAGES = [b"", b"{}", b"?" * 300, None]
IDS = ["empty", "foreign", "noise", "missing"]


def spoil_file(path: Path, damage: bytes | None) -> None:
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)


@pytest.mark.parametrize("damage", DAMAGES, ids=IDS)
def test_what_is_in_memory_is_put_back(path: Path, damage: bytes | None) -> None:
    repository, dossiers = filled(path, 3)
    before = path.read_bytes()
    spoil_file(path, damage)
    with pytest.raises(UnreadableFile):
        repository.refresh()
    assert repository.remembered == 3

    aside = repository.rescue()

    assert path.read_bytes() == before
    assert open_file(path).dossiers() == repository.dossiers() == dossiers
    assert (aside and aside.read_bytes()) == damage
    assert repository.refresh() is False
    repository.change(blank(1).id, noting("Bonjour"))
    undo = repository.undo()
    assert undo is not None


def test_nothing_is_in_memory_before_the_file_was_read(path: Path) -> None:
    filled(path, 3)
    path.write_bytes(b"?")
    repository = open_file(path)
    with pytest.raises(UnreadableFile):
        repository.dossiers()
    assert repository.remembered == 0


def test_a_file_that_can_be_read_after_all_is_not_replaced(path: Path) -> None:
    repository, (dossier,) = filled(path)
    theirs = open_file(path).change(dossier.id, noting("d’ailleurs"))

    for act in (repository.rescue, repository.begin_anew):
        with pytest.raises(ConflictError, match="se lit de nouveau"):
            act()

    assert open_file(path).get(dossier.id) == theirs
    assert list(path.parent.glob("*illisible*")) == []


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_rescue_that_fails_loses_neither_memory_nor_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    repository, dossiers = filled(path, 2)
    path.write_bytes(b"?")
    with monkeypatch.context() as patch:
        fail(patch, step, errno.ENOSPC)
        with pytest.raises(SaveFailed, match="le disque est plein"):
            repository.rescue()
    assert path.read_bytes() == b"?"
    assert repository.remembered == 2
    repository.rescue()
    assert open_file(path).dossiers() == dossiers


def test_a_file_damaged_after_an_unconfirmed_write_is_rescued_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, (dossier,) = filled(path)
    with monkeypatch.context() as patch:
        fail(patch, "read", errno.EIO)
        with pytest.raises(Exception, match="n’est pas confirmé"):
            repository.change(dossier.id, noting("peut-être"))
    path.write_bytes(b"?")

    repository.rescue()

    assert open_file(path).get(dossier.id) == dossier


def test_a_missing_file_beside_its_backups_never_was_a_first_time(path: Path) -> None:
    filled(path)
    Backups(path, Clock()).create()
    path.unlink()
    repository = open_file(path)

    for act in (repository.dossiers, repository.refresh, lambda: repository.add(blank(9))):
        with pytest.raises(MissingFile, match="1\u00a0sauvegarde reste à côté"):
            act()
    assert not path.exists()

    assert repository.begin_anew() is None
    assert repository.dossiers() == open_file(path).dossiers() == ()
    assert open_file(path).add(blank(9)).version == 1


def test_files_set_aside_do_not_overwrite_each_other(path: Path) -> None:
    path.parent.mkdir()
    names = []
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        aside = open_file(path).begin_anew()
        assert aside is not None
        assert aside.read_bytes() == content
        names.append(aside.name)
    start = "telestage.illisible-20270210-154200"
    assert names == [f"{start}.json", f"{start}-2.json", f"{start}-3.json"]


def test_a_directory_in_place_of_the_file_is_set_aside(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "contenu").write_text("à garder")
    aside = open_file(path).begin_anew()
    assert aside is not None
    assert (aside / "contenu").read_text() == "à garder"
    assert open_file(path).dossiers() == ()
