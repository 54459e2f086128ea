"""The nine promises of the store, each under its own name."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.store.backups import Backups
from telestage_tui.store.encoding import FormatError, decode
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.file_errors import SaveFailed, UnreadableFile
from tests.factories import make_dossier
from tests.store.failing import fill_disk
from tests.store.support import Clock, blank, filled, notes, noting, open_file


def test_promise_1_saved_means_on_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content, then its name, are made durable before the change returns."""
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("après la sauvegarde du jour"))
    calls: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        kind = "directory" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        real_fsync(descriptor)
        calls.append(f"fsync {kind}")

    def replace(source: Any, target: Any) -> None:
        real_replace(source, target)
        calls.append("replace")

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    after = repository.change(dossier.id, noting("Bonjour"))

    assert calls == ["fsync file", "replace", "fsync directory"]
    assert open_file(path).get(dossier.id) == after


def test_promise_2_the_old_file_or_the_new_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads at the moments around the replacement reads a whole file."""
    repository, (dossier,) = filled(path)
    repository.change(dossier.id, noting("Avant"))
    readings: list[list[str]] = []
    real_fsync, real_replace = os.fsync, os.replace

    def look() -> None:
        readings.append(notes(open_file(path).get(dossier.id)))

    def fsync(descriptor: int) -> None:
        look()
        real_fsync(descriptor)

    def replace(source: Any, target: Any) -> None:
        look()
        real_replace(source, target)
        look()

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    repository.change(dossier.id, noting("Bonjour"))

    before, after = ["Avant"], ["Avant", "Bonjour"]
    assert readings == [before, before, after, after]


def test_promise_3_a_failed_save_is_said_and_never_shown_as_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, (dossier,) = filled(path)
    before, revision = path.read_bytes(), repository.revision

    with monkeypatch.context() as patch:
        fill_disk(patch)
        with pytest.raises(SaveFailed, match="le disque est plein"):
            repository.change(dossier.id, noting("perdue"))

    assert repository.get(dossier.id) == dossier
    assert repository.revision == revision
    assert repository.next_undo
    assert repository.next_undo.label == "Dossier ouvert"
    assert path.read_bytes() == before
    after = repository.change(dossier.id, noting("gardée"))
    assert notes(after) == ["gardée"]


def test_promise_4_two_programs_lose_nothing_of_each_other(path: Path) -> None:
    """In turn here; at the same time in `test_processes`."""
    here, (dossier,) = filled(path)
    there = open_file(path)
    for turn in range(10):
        each = here if turn % 2 else there
        each.change(dossier.id, noting(str(turn)))
    there.add(blank(1))
    here.add(blank(2))

    later = open_file(path)
    assert notes(later.get(dossier.id)) == [str(turn) for turn in range(10)]
    assert len(later.dossiers()) == 3


def test_promise_5_a_file_changed_outside_is_read_again_never_overwritten(path: Path) -> None:
    repository, (dossier,) = filled(path)
    elsewhere = path.with_name("copie.json")
    copy = open_file(elsewhere)
    copy.add(make_dossier())

    elsewhere.replace(path)
    repository.add(blank(1))

    assert {d.id for d in open_file(path).dossiers()} == {make_dossier().id, blank(1).id}
    assert dossier not in repository.dossiers()


def test_promise_5_even_between_the_reading_and_the_writing(path: Path) -> None:
    """A program that ignores the lock writes in the middle of a change."""
    repository, (dossier,) = filled(path)
    other = filled(path.with_name("copie.json"), 2)[0]

    def transition(before: Any) -> Any:
        path.with_name("copie.json").replace(path)
        return noting("d’ici").apply(before)

    with pytest.raises(ConflictError):
        repository.change(dossier.id, Change(said("Note ajoutée"), transition))

    assert open_file(path).dossiers() == other.dossiers()
    repository.refresh()
    assert repository.dossiers() == other.dossiers()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\0" * 4096, b'{"_default":{"1":{}}}'],
    ids=["empty", "cut", "zeros", "foreign"],
)
def test_promise_6_an_unreadable_file_is_never_overwritten_but_set_aside(
    path: Path, damage: bytes
) -> None:
    filled(path)
    path.write_bytes(damage)
    repository, backups = open_file(path), Backups(path, Clock())

    with pytest.raises(UnreadableFile, match="pas été touché"):
        repository.dossiers()
    with pytest.raises(UnreadableFile):
        repository.add(blank(1))
    with pytest.raises(UnreadableFile):
        backups.create()
    assert path.read_bytes() == damage

    aside = repository.begin_anew()
    assert aside is not None
    assert aside.name == "telestage.illisible-20270210-154200.json"
    assert aside.read_bytes() == damage
    assert repository.dossiers() == open_file(path).dossiers() == ()
    assert repository.add(blank(1)).version == 1


def test_promise_6_backups_are_offered(path: Path) -> None:
    repository, (dossier,) = filled(path)
    backups = Backups(path, Clock())
    backups.create()
    path.write_bytes(b"?")

    (copy,) = backups.list()
    assert copy.readable
    aside = backups.restore(copy.name)

    assert aside is not None
    assert aside.read_bytes() == b"?"
    assert open_file(path).dossiers() == (dossier,)
    assert repository.refresh() is False
    assert repository.get(dossier.id) == dossier


def test_promise_7_a_verified_backup_each_day_and_before_each_erasure(path: Path) -> None:
    clock = Clock()
    repository, (dossier,) = filled(path)
    backups = Backups(path, clock)
    assert backups.list() == ()

    after = repository.change(dossier.id, noting("Bonjour"))
    repository.change(dossier.id, noting("Encore"))
    (daily,) = backups.list()
    assert (daily.reason, daily.dossiers) == ("quotidienne", 1)
    assert open_file(daily.path).get(dossier.id) == dossier
    assert after != dossier

    repository.remove(dossier.id)
    last = backups.list()[0]
    assert last.reason == "suppression"
    assert notes(open_file(last.path).get(dossier.id)) == ["Bonjour", "Encore"]


def test_promise_8_the_file_itself_is_plain_json(path: Path) -> None:
    repository = open_file(path)
    dossier = repository.add(make_dossier())

    text = path.read_text(encoding="utf-8")
    content = json.loads(text)

    assert content["meta"]["1"]["format"] == "telestage"
    [(doc_id, document)] = content["dossiers"].items()
    assert doc_id == str(dossier.id)
    assert Dossier.model_validate(document) == dossier
    assert document["stage"]["start"] == dossier.stage.start.isoformat()
    assert "Nguyễn-Œuvrard" in text
    assert [line for line in text.splitlines() if str(dossier.id) in line[:40]]


def test_promise_9_every_flipped_bit_is_found_or_harmless(path: Path) -> None:
    """A flipped bit parses silently in most cases: only the checksum tells."""
    filled(path, 2)
    sound = path.read_bytes()
    expected, errors = _documents(sound), 0
    for position in range(len(sound)):
        for bit in range(8):
            damaged = bytearray(sound)
            damaged[position] ^= 1 << bit
            try:
                assert _documents(bytes(damaged)) == expected
            except FormatError:
                errors += 1
    assert errors > len(sound) * 8 * 0.99


def test_promise_9_every_truncation_is_found(path: Path) -> None:
    filled(path, 2)
    sound = path.read_bytes()
    for length in range(len(sound) - 1):
        with pytest.raises(FormatError):
            decode(sound[:length])


def test_promise_9_a_file_changed_by_hand_is_not_taken_for_ours(path: Path) -> None:
    repository, _ = filled(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Rimouski", "Montréal"), encoding="utf-8")

    with pytest.raises(UnreadableFile, match="modifié à la main"):
        repository.refresh()


def _documents(data: bytes) -> dict[str, bytes]:
    return {key: document.raw for key, document in decode(data).tables["dossiers"].items()}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_the_file_is_for_its_owner_alone(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        repository, (dossier,) = filled(path)
        repository.remove(dossier.id)
    finally:
        os.umask(before)

    modes = {
        each.relative_to(path.parent.parent).parts[-1]: stat.S_IMODE(each.stat().st_mode)
        for each in (path.parent, *path.parent.rglob("*"))
    }
    directories = {name for name, mode in modes.items() if mode == 0o700}
    assert directories == {path.parent.name, "telestage.json.backups"}
    assert {mode for name, mode in modes.items() if name not in directories} == {0o600}
