"""The backups made a second time in a folder of choice, and what a backup holds."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from telestage_tui.store.backup_contents import compared
from telestage_tui.store.backups import Backups
from telestage_tui.store.erasure_errors import ErasureUnfinished
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

    assert backups.second.directory is not None
    again = backups.second.directory / copy.name
    assert again.parent.parent == key
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


def shared(path: Path, key: Path, number: int) -> tuple[Path, Backups]:
    """Another file of that name, with a dossier of its own, whose copies go to the same folder."""
    other = path.parent.parent / f"ailleurs{number}" / path.name
    repository = open_file(other)
    repository.add(blank(number))
    return other, Backups(other, Clock(), second=lambda: key)


def test_two_files_of_one_name_do_not_mix_in_one_folder(path: Path, key: Path) -> None:
    filled(path)
    backups = Backups(path, Clock(), second=lambda: key)
    other, theirs = shared(path, key, 8)

    mine = backups.create()
    copy = theirs.create()

    assert mine.name == copy.name
    assert len(list(key.iterdir())) == 2
    copy.path.unlink()
    assert [each.name for each in theirs.list()] == [copy.name]
    theirs.restore(copy.name)
    assert [each.id for each in open_file(other).dossiers()] == [blank(8).id]


def test_what_an_older_version_put_there_is_listed_then_moved(path: Path, key: Path) -> None:
    filled(path)
    clock = Clock()
    copy = Backups(path, clock).create()
    _, theirs = shared(path, key, 8)
    stranger = theirs.create("import")
    former = key / "telestage.json.backups"
    former.mkdir()
    for each in (copy, stranger):
        (former / each.name).write_bytes(each.path.read_bytes())
    (former / "20200101T000000Z-manuelle.json").write_bytes(copy.path.read_bytes())
    stranger.path.unlink()
    assert theirs.second.directory is not None
    (theirs.second.directory / stranger.name).unlink()
    backups = Backups(path, clock, second=lambda: key)

    listed = [each.name for each in backups.list()]
    assert listed == [copy.name, "20200101T000000Z-manuelle.json"]
    assert [each.name for each in theirs.list()] == [stranger.name]
    clock.advance(hours=1)
    again = backups.create()

    assert backups.second.failure is None
    assert {each.name for each in former.iterdir()} == {stranger.name}
    assert again.name in {each.name for each in backups.list()}
    assert backups.second.directory is not None
    assert copy.name in {each.name for each in backups.second.directory.iterdir()}
    theirs.create()
    assert not former.exists()
    assert stranger.name in {each.name for each in theirs.list()}


def test_on_a_new_computer_the_copies_of_the_old_one_are_listed(path: Path, key: Path) -> None:
    filled(path)
    copy = Backups(path, Clock(), second=lambda: key).create()
    elsewhere = path.parent.parent / "portable" / path.name

    backups = Backups(elsewhere, Clock(), second=lambda: key)

    assert [each.name for each in backups.list()] == [copy.name]
    backups.restore(copy.name)
    assert [each.id for each in open_file(elsewhere).dossiers()] == [blank().id]
