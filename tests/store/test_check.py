"""The report of `telestage check`."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from telestage_tui.dossier.organisation import Organisation
from telestage_tui.store.backups import Backups
from telestage_tui.store.check import inspect
from telestage_tui.store.encoding import FileContent, StoredDocument, decode, encode
from telestage_tui.store.loading import document_of
from telestage_tui.store.record_errors import UnreadableOrganisation
from tests.store.support import Clock, blank, filled, open_file


def test_a_sound_file_has_no_problem(path: Path) -> None:
    filled(path, 3)
    Backups(path, Clock()).create()
    before = sorted(path.parent.rglob("*"))

    report = inspect(path)

    assert (report.ok, report.dossiers, report.schema) == (True, 3, 1)
    assert report.problems == report.remarks == ()
    assert sorted(path.parent.rglob("*")) == before


def test_no_file_yet_is_no_problem(path: Path) -> None:
    report = inspect(path)
    assert (report.ok, report.dossiers, report.schema, report.problems) == (True, 0, 1, ())
    assert not path.parent.exists()


def test_a_missing_file_beside_backups_is_a_problem(path: Path) -> None:
    filled(path)
    Backups(path, Clock()).create()
    path.unlink()
    report = inspect(path)
    assert not report.ok
    assert "1\u00a0sauvegarde reste" in report.problems[0]
    Backups(path, Clock()).directory.joinpath("20270101T000000Z-manuelle.json").touch()
    assert "2\u00a0sauvegardes restent" in inspect(path).problems[-1]


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b'{"meta":{"1":{"format":"telestage"}}}'])
def test_an_unreadable_file_is_a_finding(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    path.chmod(0o600)
    report = inspect(path)
    assert (report.ok, report.dossiers) == (False, 0)
    assert len(report.problems) == 1
    assert "ne peut pas être lu" in report.problems[0]
    assert path.read_bytes() == data


def test_every_invalid_dossier_is_named(path: Path) -> None:
    wrong = {str(blank(n).id): StoredDocument({"id": n}, "") for n in (1, 2)}
    sound = {str(blank().id): document_of(blank())}
    path.parent.mkdir()
    path.write_bytes(b"".join(encode(FileContent(1, {"dossiers": wrong | sound}))))
    path.chmod(0o600)

    report = inspect(path)

    assert report.dossiers == 3
    assert len(report.problems) == 2
    assert all(key in problem for key, problem in zip(wrong, report.problems, strict=True))


def test_an_organisation_that_cannot_be_read_is_named(path: Path) -> None:
    filled(path)
    tables = {"organisation": {"organisation": StoredDocument({"version": "x"}, "organisation")}}
    whole = decode(path.read_bytes())
    path.write_bytes(b"".join(encode(FileContent(1, whole.tables | tables))))

    report = inspect(path)

    assert len(report.problems) == 1
    assert "Mon organisation" in report.problems[0]
    repository = open_file(path)
    assert len(repository.dossiers()) == 1
    with pytest.raises(UnreadableOrganisation):
        repository.keep_organisation(Organisation(), Organisation())


def test_a_file_open_to_others_and_a_damaged_backup_are_problems(path: Path) -> None:
    filled(path)
    copy = Backups(path, Clock()).create()
    copy.path.write_bytes(b"?")
    path.chmod(0o644)

    mode, backup = inspect(path).problems

    assert "mode 644" in mode
    assert copy.name in backup


def test_backups_open_to_others_are_problems(path: Path) -> None:
    filled(path)
    backups = Backups(path, Clock())
    first, _ = backups.create(), backups.create()
    first.path.chmod(0o666)
    backups.directory.chmod(0o755)

    copies, directory = inspect(path).problems

    assert "à 1\u00a0sauvegarde." in copies
    quoted = shlex.quote(str(backups.directory))
    assert f"chmod 600 {quoted}/*" in copies
    assert "mode 755" in directory
    assert f"chmod 700 {quoted}." in directory


def test_the_advice_can_be_pasted_in_a_shell(tmp_path: Path) -> None:
    path = tmp_path / "l’été de Léa\x1b[31m.json"
    filled(path)
    path.chmod(0o640)
    (problem,) = inspect(path).problems
    assert f"chmod 600 '{tmp_path}/l’été de Léa.json'." in problem


def test_a_file_in_place_of_the_backups_is_a_problem(path: Path) -> None:
    filled(path)
    Backups(path, Clock()).directory.write_text("")
    (problem,) = inspect(path).problems
    assert "n’est pas un répertoire" in problem


@pytest.mark.parametrize(
    ("schema", "data"),
    [(2, b"".join(encode(FileContent(2)))), (None, b"{"), (None, b"")],
    ids=["newer", "cut", "empty"],
)
def test_the_schema_is_the_one_of_the_file(path: Path, schema: int | None, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    report = inspect(path)
    assert (report.ok, report.schema) == (False, schema)


def test_a_leftover_temporary_is_a_remark(path: Path) -> None:
    filled(path)
    path.with_name(f".{path.name}.0123456789abcdef.tmp").touch()
    report = inspect(path)
    assert report.ok
    assert "Un\u00a0fichier temporaire" in report.remarks[0]
