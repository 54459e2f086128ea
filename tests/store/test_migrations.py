"""Migrations, tested on invented schemas before there is a real one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.store.backups import Backups
from telestage_tui.store.encoding import FileContent, StoredDocument, encode
from telestage_tui.store.file_errors import BackupFailed, NewerVersion, UnreadableFile
from telestage_tui.store.migrations import MIGRATIONS, Migration, latest_schema
from tests.store.support import Clock, blank, notes, noting, open_file

OLD = blank().model_dump(mode="json")


def _split_intern(document: dict[str, Any]) -> dict[str, Any]:
    first_name, last_name = document.pop("name").split(" ", 1)
    return {**document, "intern": {"first_name": first_name, "last_name": last_name}}


def _name_notes(document: dict[str, Any]) -> dict[str, Any]:
    remarks = document.pop("remarks")
    return {**document, "notes": remarks}


STEPS: tuple[Migration, ...] = (_split_intern, _name_notes)


@pytest.fixture
def old_file(path: Path) -> Path:
    """A file of schema 1, as a program before both migrations wrote it."""
    document = {key: value for key, value in OLD.items() if key not in ("intern", "notes")}
    document |= {"name": "Léa Nguyễn", "remarks": OLD["notes"]}
    content = FileContent(1, {"dossiers": {OLD["id"]: StoredDocument(document, OLD["id"])}})
    path.parent.mkdir()
    path.write_bytes(b"".join(encode(content)))
    return path


def _schema(path: Path) -> int:
    schema: int = json.loads(path.read_bytes())["meta"]["1"]["schema"]
    return schema


def test_the_program_writes_the_schema_of_its_last_migration(path: Path) -> None:
    open_file(path).add(blank())
    assert _schema(path) == latest_schema(MIGRATIONS) == 1


def test_an_old_file_is_read_as_new_and_stays_untouched(old_file: Path) -> None:
    before = old_file.read_bytes()
    (dossier,) = open_file(old_file, migrations=STEPS).dossiers()
    assert dossier.intern.full_name == "Léa Nguyễn"
    assert old_file.read_bytes() == before


def test_the_first_change_migrates_after_a_verified_backup(old_file: Path) -> None:
    before = old_file.read_bytes()
    repository = open_file(old_file, migrations=STEPS)

    after = repository.change(blank().id, noting("Bonjour"))

    assert _schema(old_file) == 3
    assert notes(open_file(old_file, migrations=STEPS).get(after.id)) == ["Bonjour"]
    reasons = {each.reason: each for each in Backups(old_file, Clock(), migrations=STEPS).list()}
    assert reasons["migration"].path.read_bytes() == before
    repository.change(blank().id, noting("Encore"))
    assert len(Backups(old_file, Clock(), migrations=STEPS).list()) == len(reasons)


def test_without_its_backup_there_is_no_migration(old_file: Path) -> None:
    before = old_file.read_bytes()
    old_file.with_name("telestage.json.backups").write_text("")
    with pytest.raises(BackupFailed):
        open_file(old_file, migrations=STEPS).change(blank().id, noting("Bonjour", "…"))
    assert old_file.read_bytes() == before


def test_a_backup_of_an_old_schema_is_restored_and_migrates_again(old_file: Path) -> None:
    repository = open_file(old_file, migrations=STEPS)
    repository.change(blank().id, noting("Bonjour"))
    backups = Backups(old_file, Clock(), migrations=STEPS)
    (old,) = (each for each in backups.list() if each.reason == "migration")

    backups.restore(old.name)
    repository.refresh()

    assert notes(repository.get(blank().id)) == []
    assert repository.change(blank().id, noting("Encore")).version == 1
    assert _schema(old_file) == 3


def test_a_newer_file_is_refused_untouched(old_file: Path) -> None:
    open_file(old_file, migrations=STEPS).change(blank().id, noting("Bonjour", "…"))
    before = old_file.read_bytes()
    for migrations in ((), STEPS[:1]):
        repository = open_file(old_file, migrations=migrations)
        with pytest.raises(NewerVersion, match="schéma 3"):
            repository.dossiers()
        with pytest.raises(NewerVersion):
            repository.add(blank(1))
    assert old_file.read_bytes() == before


def test_a_document_without_the_form_of_its_schema_is_said(old_file: Path) -> None:
    def impossible(document: dict[str, Any]) -> dict[str, Any]:
        return {"x": document["absent"]}

    before = old_file.read_bytes()
    with pytest.raises(UnreadableFile, match="n’a pas la forme attendue"):
        open_file(old_file, migrations=[impossible]).dossiers()
    assert old_file.read_bytes() == before
