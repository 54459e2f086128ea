"""A file put in place from outside, older than what memory holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Tutor
from telestage_tui.store.backup import Backup
from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.file_errors import BackupFailed, SaveFailed, UnreadableFile
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.store.support import Clock, blank, filled, notes, noting, open_file


def lost(path: Path) -> list[Backup]:
    """The copies of what was in memory only."""
    return [each for each in Backups(path, Clock()).list() if each.reason == "remplacement"]


def put_back(path: Path, data: bytes) -> None:
    """Replace the file as a tool that synchronises does."""
    other = path.with_name("synchronisation.tmp")
    other.write_bytes(data)
    other.chmod(0o600)
    other.replace(path)


def listening(repository: TinyRepository) -> list[datetime]:
    """Where the instants of the copies go, as the repository tells them."""
    instants: list[datetime] = []
    repository.listen(instants.append)
    return instants


def test_an_older_version_put_back_leaves_a_copy_of_the_notes(path: Path) -> None:
    repository, (dossier,) = filled(path)
    older = path.read_bytes()
    instants = listening(repository)
    for text in ("une", "deux", "trois"):
        repository.change(dossier.id, noting(text))
    put_back(path, older)

    assert repository.refresh() is True

    (copy,) = lost(path)
    assert notes(open_file(copy.path).get(dossier.id)) == ["une", "deux", "trois"]
    assert instants == [copy.taken_at]
    assert notes(repository.get(dossier.id)) == []
    assert repository.refresh() is False
    assert len(lost(path)) == 1


def test_it_is_seen_by_a_change_too(path: Path) -> None:
    repository, (dossier,) = filled(path)
    older = path.read_bytes()
    repository.change(dossier.id, noting("une"))
    put_back(path, older)

    repository.change(dossier.id, noting("deux"))

    (copy,) = lost(path)
    assert notes(open_file(copy.path).get(dossier.id)) == ["une"]
    assert notes(open_file(path).get(dossier.id)) == ["deux"]


def test_a_dossier_that_vanishes_leaves_a_copy(path: Path) -> None:
    repository, _ = filled(path)
    older = path.read_bytes()
    second = repository.add(blank(1))
    put_back(path, older)
    repository.refresh()
    (copy,) = lost(path)
    assert open_file(copy.path).get(second.id) == second


def test_two_branches_of_one_dossier_leave_a_copy_of_ours(path: Path) -> None:
    """Another machine changed the same state: its history is as long, and is another."""
    repository, (dossier,) = filled(path)
    elsewhere = path.with_name("ailleurs.json")
    elsewhere.write_bytes(path.read_bytes())
    open_file(elsewhere).change(dossier.id, noting("la leur", "La leur"))
    repository.change(dossier.id, noting("la nôtre", "La nôtre"))
    put_back(path, elsewhere.read_bytes())
    repository.refresh()
    (copy,) = lost(path)
    assert notes(open_file(copy.path).get(dossier.id)) == ["la nôtre"]


def other_note(there: TinyRepository) -> None:
    there.change(blank(0).id, noting("d’ailleurs"))


def other_removal(there: TinyRepository) -> None:
    there.change(blank(0).id, noting("d’ailleurs"))
    there.remove(blank(0).id)


def other_undo(there: TinyRepository) -> None:
    other_note(there)
    there.undo()


@pytest.mark.parametrize("act", [other_note, other_removal, other_undo])
def test_the_work_of_another_telestage_is_nothing_lost(
    path: Path, act: Callable[[TinyRepository], None]
) -> None:
    """A removal goes back, but was copied before: nothing is said of it."""
    repository, _ = filled(path, 2)
    instants = listening(repository)
    act(open_file(path))
    repository.refresh()
    assert lost(path) == []
    assert instants == []


def test_a_restored_backup_is_nothing_lost(path: Path) -> None:
    repository, (dossier,) = filled(path)
    backups = Backups(path, Clock())
    copy = backups.create()
    repository.change(dossier.id, noting("une"))
    backups.restore(copy.name)
    repository.refresh()
    assert lost(path) == []


def test_memory_stays_when_it_cannot_be_copied(path: Path) -> None:
    repository, (dossier,) = filled(path)
    older = path.read_bytes()
    Backups(path, Clock()).directory.write_text("no directory can be here")
    repository.change(dossier.id, noting("une"))
    put_back(path, older)
    for _ in range(2):
        with pytest.raises(BackupFailed):
            repository.refresh()
        assert notes(repository.get(dossier.id)) == ["une"]


def test_what_was_in_memory_is_copied_before_one_begins_anew(path: Path) -> None:
    repository, (dossier,) = filled(path)
    path.unlink()
    with pytest.raises(UnreadableFile):
        repository.refresh()
    repository.begin_anew()
    (copy,) = lost(path)
    assert open_file(copy.path).get(dossier.id) == dossier


def during_the_sync(monkeypatch: pytest.MonkeyPatch, path: Path, act: Callable[[], object]) -> None:
    """Do something while the new content of the file is being made durable."""
    real_fsync = os.fsync

    def fsync(descriptor: int) -> None:
        real_fsync(descriptor)
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        if name.startswith(f".{path.name}."):
            monkeypatch.setattr(os, "fsync", real_fsync)
            act()

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
@pytest.mark.parametrize("act", ["change", "restore", "rescue"])
def test_a_file_put_in_place_during_a_write_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    repository, (dossier,) = filled(path)
    backups = Backups(path, Clock())
    copy = backups.create()
    elsewhere = path.with_name("ailleurs.json")
    elsewhere.write_bytes(path.read_bytes())
    theirs = open_file(elsewhere).change(dossier.id, noting("la leur"))
    data = elsewhere.read_bytes()
    if act == "rescue":
        path.write_bytes(b"?")
    during_the_sync(monkeypatch, path, lambda: put_back(path, data))

    acts: dict[str, Callable[[], Any]] = {
        "change": lambda: repository.change(dossier.id, noting("la nôtre")),
        "restore": lambda: backups.restore(copy.name),
        "rescue": repository.rescue,
    }
    with pytest.raises(ConflictError):
        acts[act]()

    assert path.read_bytes() == data
    assert open_file(path).get(dossier.id) == theirs
    assert not list(path.parent.glob(".*.tmp"))
    repository.change(dossier.id, noting("encore"))
    assert notes(open_file(path).get(dossier.id)) == ["la leur", "encore"]


def test_a_read_only_file_is_left_as_it_is(path: Path) -> None:
    repository, (dossier,) = filled(path)
    copy = Backups(path, Clock()).create()
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(SaveFailed, match="lecture seule"):
        repository.change(dossier.id, noting("une"))
    with pytest.raises(SaveFailed, match="lecture seule"):
        Backups(path, Clock()).restore(copy.name)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o444
    path.chmod(0o600)
    assert repository.change(dossier.id, noting("une")).version == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_the_file_of_another_account_stays_theirs(path: Path) -> None:
    repository, (dossier,) = filled(path)
    os.chown(path, 12345, -1)
    path.chmod(0o666)
    with pytest.raises(SaveFailed, match="un autre compte"):
        repository.change(dossier.id, noting("une"))
    assert path.stat().st_uid == 12345


def test_an_organisation_that_went_back_leaves_a_copy(path: Path) -> None:
    repository, _ = filled(path)
    first = repository.keep_organisation(
        Organisation(tutor=Tutor(first_name="Maxime")), Organisation()
    )
    older = path.read_bytes()
    second = repository.keep_organisation(Organisation(tutor=Tutor(first_name="Inès")), first)
    put_back(path, older)

    assert repository.refresh() is True

    (copy,) = lost(path)
    assert open_file(copy.path).organisation() == second
    assert repository.organisation() == first


def test_an_organisation_that_goes_forward_leaves_none(path: Path) -> None:
    repository, _ = filled(path)
    other = open_file(path)
    other.keep_organisation(Organisation(tutor=Tutor(first_name="Maxime")), Organisation())

    assert repository.refresh() is True
    assert lost(path) == []
