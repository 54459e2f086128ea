"""The backups made a second time in a folder of choice, and what a backup holds."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from telestage_tui.store.backup_contents import compared
from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import ErasureUnfinished
from tests.store.failing import fail
from tests.store.support import Clock, blank, filled, notes, noting, open_file


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A folder on another disk."""
    folder = tmp_path / "clé"
    folder.mkdir()
    return folder


def test_each_copy_is_made_there_too_and_restored_from_there(path: Path, key: Path) -> None:
    repository, (dossier,) = filled(path)
    backups = Backups(path, Clock(), second=lambda: key)

    copy = backups.create()

    again = key / "telestage.json.backups" / copy.name
    assert again.read_bytes() == copy.path.read_bytes()
    assert again.stat().st_mode & 0o077 == 0
    assert backups.second.failure is None
    names = [each.name for each in backups.list()]
    assert len(names) == len(set(names))
    copy.path.unlink()
    repository.change(dossier.id, noting("Bonjour"))
    backups.restore(copy.name)
    assert notes(open_file(path).get(dossier.id)) == []


def test_an_unplugged_key_is_said_and_never_made_again(path: Path, key: Path) -> None:
    filled(path)
    key.rmdir()
    backups = Backups(path, Clock(), second=lambda: key)

    assert backups.create().readable
    assert "n’existe pas" in str(backups.second.failure)
    assert not key.exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_refusal_there_is_said_in_french(
    path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    filled(path)
    backups = Backups(path, Clock(), second=lambda: key)
    fail(monkeypatch, "open", code)
    backups.second.copy("20270210T154200Z-manuelle.json", b"{}")
    assert "n’a pas pu être faite" in str(backups.second.failure)


def test_an_erasure_waits_for_the_key_to_be_plugged_in(path: Path, key: Path) -> None:
    _, (dossier, _) = filled(path, 2)
    backups = Backups(path, Clock(), second=lambda: key)
    backups.create()
    away = key.rename(key.with_name("ailleurs"))
    repository = open_file(path, backups=backups)

    with pytest.raises(ErasureUnfinished, match="n’existe pas"):
        repository.erase(dossier.id, on=date(2032, 1, 1))

    assert repository.unfinished_erasures == 1
    away.rename(key)
    repository.finish_erasures()
    assert repository.unfinished_erasures == 0
    name = dossier.intern.last_name.encode()
    files = [each for each in path.parent.parent.rglob("*") if each.is_file()]
    assert not [each for each in files if name in each.read_bytes()]


def test_a_copy_says_what_it_holds_compared_with_now(path: Path) -> None:
    repository, (same, changed, missing) = filled(path, 3)
    backups = Backups(path, Clock())
    copy = backups.create()
    repository.change(changed.id, noting("Bonjour"))
    repository.remove(missing.id)
    added = repository.add(blank(9))

    held = {each.id: each for each in compared(backups.content_of(copy.name), backups.present())}

    assert {id: each.comparison for id, each in held.items()} == {
        same.id: "same",
        changed.id: "changed",
        missing.id: "missing",
        added.id: "added",
    }
    assert held[changed.id].notes == 0
    assert held[missing.id].intern == missing.intern.full_name
    repository.erase(missing.id, on=date(2032, 1, 1))
    again = compared(backups.content_of(copy.name), backups.present())
    assert missing.id not in [each.id for each in again]
