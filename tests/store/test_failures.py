"""Writes that the system refuses, at every step: a French message, and nothing lost."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.os_errors import french_cause
from telestage_tui.store import files
from telestage_tui.store.backups import Backups
from telestage_tui.store.file_errors import BackupFailed, FileLocked, OutcomeUnknown, SaveFailed
from telestage_tui.store.files import leftovers
from tests.factories import make_dossier
from tests.store.failing import AFTER, CODES, STEPS, fail, fill_disk
from tests.store.support import Clock, blank, filled, notes, noting, open_file


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
@pytest.mark.parametrize("step", STEPS)
def test_a_refused_write_leaves_everything_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    repository, (dossier,) = filled(path)
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        fail(patch, step, code)
        for attempt in (
            lambda: repository.change(dossier.id, noting("perdue")),
            lambda: repository.add(blank(1)),
            lambda: repository.remove(dossier.id),
            repository.undo,
        ):
            with pytest.raises((SaveFailed, BackupFailed), match=r"état précédent|pas été touché"):
                attempt()
        assert repository.dossiers() == (dossier,)

    assert path.read_bytes() == before
    assert leftovers(path.parent) == ()
    assert repository.next_undo
    assert repository.next_undo.label == "Dossier ouvert"
    after = repository.change(dossier.id, noting("gardée"))
    assert notes(open_file(path).get(dossier.id)) == notes(after) == ["gardée"]


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC], ids=errno.errorcode.get)
@pytest.mark.parametrize("step", AFTER)
def test_an_unconfirmed_write_is_said_as_such_and_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    """Once the new file is in place, no message may say that nothing was saved."""
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("la sauvegarde du jour est faite"))
    with monkeypatch.context() as patch:
        fail(patch, step, code)
        with pytest.raises(OutcomeUnknown, match="Vérifiez si le changement y est") as caught:
            repository.change(dossier.id, noting("peut-être"))
    assert caught.value.may_have_written
    assert "Rien n’a été enregistré" not in str(caught.value)

    assert repository.get(dossier.id) == open_file(path).get(dossier.id)
    assert notes(repository.get(dossier.id))[-1] == "peut-être"
    assert notes(repository.change(dossier.id, noting("sûre")))[-2:] == [
        "peut-être",
        "sûre",
    ]
    assert leftovers(path.parent) == ()


def test_a_replacement_refused_after_it_was_done_is_not_said_to_be_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network file system may lose its answer after having done what was asked."""
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("la sauvegarde du jour est faite"))
    real_replace = os.replace

    def replace(source: Path, target: Path) -> None:
        real_replace(source, target)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(OutcomeUnknown):
            repository.change(dossier.id, noting("faite"))
    assert notes(repository.get(dossier.id))[-1] == "faite"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_file_system_that_syncs_no_directory_is_good_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fail(monkeypatch, "directory", code)
    _, (dossier,) = filled(path)
    assert open_file(path).dossiers() == (dossier,)


def test_a_disk_that_is_really_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        fill_disk(patch)
        with pytest.raises(SaveFailed, match="le disque est plein"):
            open_file(path).add(make_dossier())
    assert not path.exists()
    assert open_file(path).dossiers() == ()


def test_a_file_that_may_grow_no_further(path: Path) -> None:
    """The limit of the system itself, in a process of its own."""
    filled(path, 3)
    before = path.read_bytes()
    program = f"""
import resource, pathlib
from telestage_tui.store.file_errors import SaveFailed
from tests.store.support import blank, noting, open_file
repository = open_file(pathlib.Path({str(path)!r}))
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before)}, {len(before)}))
try:
    repository.change(blank().id, noting("de trop" * 100))
except SaveFailed as error:
    assert not repository.get(blank().id).notes
    print(error)
"""
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert "dépasserait la taille permise" in output
    assert path.read_bytes() == before
    assert leftovers(path.parent) == ()


def test_a_backup_that_cannot_be_made_does_not_stop_the_work_of_the_day(path: Path) -> None:
    repository, (dossier,) = filled(path)
    blocked = path.with_name(f"{path.name}.backups")
    blocked.write_text("un fichier là où il faut un répertoire")

    after = repository.change(dossier.id, noting("Bonjour"))
    assert open_file(path).get(dossier.id) == after
    assert "n’est pas un répertoire" in str(repository.backup_failure)

    with pytest.raises(BackupFailed, match="n’a pas été touché"):
        repository.remove(dossier.id)
    assert repository.get(dossier.id) == after

    blocked.unlink()
    repository.change(dossier.id, noting("Encore"))
    assert repository.backup_failure is None
    assert [backup.reason for backup in Backups(path, Clock()).list()] == ["quotidienne"]


def test_a_lock_held_elsewhere_is_said_after_a_while(path: Path) -> None:
    _, (dossier,) = filled(path)
    repository = open_file(path, lock_timeout=0.02)
    with FileLock(f"{path}.lock"):
        assert repository.dossiers() == (dossier,)
        with pytest.raises(FileLocked, match="Un autre programme est en train d’écrire"):
            repository.change(dossier.id, noting("Bonjour"))
    assert repository.change(dossier.id, noting("Bonjour")).version == 2


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    repository = open_file(tmp_path / "fichier" / "telestage.json")
    with pytest.raises(SaveFailed, match="n’est pas un répertoire"):
        repository.add(blank())


def test_what_could_not_be_read_back_is_refused_before_it_is_written(path: Path) -> None:
    """A dossier built without the validators could be written and never be read again."""
    repository, (dossier,) = filled(path)
    before = path.read_bytes()
    invalid = dossier.intern.model_copy(update={"email": "pas une adresse"})
    unclean = dossier.intern.model_copy(update={"first_name": "Léa\x1b[31m"})
    huge = dossier.evolve(version=2**70)

    with pytest.raises(InvalidInput, match=r"intern\.email"):
        repository.change(
            dossier.id, Change(said("…"), lambda d: d.model_copy(update={"intern": invalid}))
        )
    with pytest.raises(SaveFailed, match="à l’identique"):
        repository.change(
            dossier.id, Change(said("…"), lambda d: d.model_copy(update={"intern": unclean}))
        )
    meeting = make_dossier().meetings[0].evolve(sequence=huge.version)
    with pytest.raises(SaveFailed, match="ne peut pas être écrite"):
        repository.change(dossier.id, Change(said("…"), lambda d: d.evolve(meetings=(meeting,))))

    assert path.read_bytes() == before
    assert repository.get(dossier.id) == dossier


def test_temporaries_left_by_a_stopped_program_are_swept_at_the_first_change(path: Path) -> None:
    _, (dossier,) = filled(path)
    ours = path.with_name(f".{path.name}.0123456789abcdef.tmp")
    others = [path.with_name(name) for name in (".autre.json.0123456789abcdef.tmp", "x.tmp")]
    for each in (ours, *others):
        each.write_text("reste")

    repository = open_file(path)
    repository.dossiers()
    assert ours.exists()
    repository.change(dossier.id, noting("Bonjour"))

    assert not ours.exists()
    assert all(each.exists() for each in others)


def test_an_interruption_leaves_nothing_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, (dossier,) = filled(path)
    with monkeypatch.context() as patch:

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(os, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            repository.change(dossier.id, noting("interrompue"))

    assert leftovers(path.parent) == ()
    assert repository.get(dossier.id) == open_file(path).get(dossier.id) == dossier
    assert repository.change(dossier.id, noting("Bonjour")).version == 2


def test_a_file_held_by_a_reader_is_replaced_at_a_later_try(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that someone is reading."""
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("la sauvegarde du jour est faite"))
    real_replace, refusals = os.replace, [errno.EACCES, errno.EACCES]

    def replace(source: Path, target: Path) -> None:
        if refusals:
            raise PermissionError(refusals.pop(), "")
        real_replace(source, target)

    monkeypatch.setattr(files, "_WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(os, "replace", replace)
    after = repository.change(dossier.id, noting("Bonjour"))
    assert open_file(path).get(dossier.id) == after

    refusals.extend([errno.EACCES] * 9)
    with pytest.raises(SaveFailed, match="droits d’accès"):
        repository.change(dossier.id, noting("Encore"))
    assert leftovers(path.parent) == ()


@pytest.mark.parametrize("command", [fcntl.F_GETFD, -1], ids=["there", "not there"])
def test_the_disk_itself_is_waited_for_where_the_system_can(
    path: Path, monkeypatch: pytest.MonkeyPatch, command: int
) -> None:
    """macOS can; a file system without that call falls back to `fsync`."""
    synced: list[bool] = []
    real_fsync = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real_fsync(descriptor)

    monkeypatch.setattr(files, "_FULL_SYNC", command)
    monkeypatch.setattr(os, "fsync", fsync)
    path.parent.mkdir()
    files.replace_file(path, [b"contenu"])
    assert path.read_bytes() == b"contenu"
    assert synced == ([True] if command == fcntl.F_GETFD else [False, True])


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_no_refusal_of_the_system_is_said_in_english(code: int) -> None:
    cause = french_cause(OSError(code, os.strerror(code)))
    assert os.strerror(code) not in cause
    assert not cause.endswith(".")


@pytest.mark.parametrize(
    "code",
    [errno.EEXIST, errno.ENODEV, errno.ENOLCK, errno.EBUSY, errno.EAGAIN, errno.EDEADLK],
    ids=errno.errorcode.get,
)
def test_what_the_system_often_refuses_has_a_reason_in_french(code: int) -> None:
    assert "erreur" not in french_cause(OSError(code, os.strerror(code)))
