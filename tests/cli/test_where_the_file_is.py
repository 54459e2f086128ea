"""The file someone names: its directory exists, it is new or it is there; what lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import FICHES, Telestage, plain

FICHE = str(FICHES / "minimale.toml")


@pytest.mark.parametrize(
    "args", [("list",), ("status",), ("check",), ("backup", "list"), ("new", FICHE)], ids=" ".join
)
def test_a_directory_that_is_not_there_is_refused(
    telestage: Telestage, tmp_path: Path, args: tuple[str, ...]
) -> None:
    telestage.db = tmp_path / "clé" / "dossiers.json"
    message = telestage.refusal(*args)
    assert "Le répertoire" in message
    assert "n’existe pas" in message
    assert not telestage.db.parent.exists()


@pytest.mark.parametrize("args", [("list",), ("status",), ("check",), ("new", FICHE)], ids=" ".join)
def test_a_new_file_is_said_to_be_new_once(telestage: Telestage, args: tuple[str, ...]) -> None:
    result = telestage.run(*args)
    assert result.exit_code == 0
    assert plain(result.stderr).count("Fichier nouveau") == 1
    telestage.new()
    assert "Fichier nouveau" not in telestage.run(*args).stderr


def test_three_dossiers_typed_then_the_file_deleted(telestage: Telestage) -> None:
    for _ in range(3):
        telestage.new()
    telestage.db.unlink()
    assert max(each["dossiers"] for each in telestage.json("backup", "list")) == 3


def test_a_short_identifier_removes_nothing(telestage: Telestage) -> None:
    dossier = telestage.new()
    assert "quatre caractères" in telestage.refusal("remove", dossier[:3], "--yes")
    assert "inc.. " not in telestage.ok("remove", dossier[:4], "--yes")


def test_the_drafts_of_a_removed_dossier_go_with_it(telestage: Telestage) -> None:
    from telestage_tui.store.drafts import Drafts

    dossier = telestage.new()
    Drafts(telestage.db).keep_text(f"note.{dossier}.sel-offer", "un problème")
    Drafts(telestage.db).keep_text("theme", "light")
    telestage.ok("remove", dossier, "--yes")
    assert Drafts(telestage.db).text(f"note.{dossier}.sel-offer") == ""
    assert Drafts(telestage.db).text("theme") == "light"


def test_what_lies_beside_is_named(telestage: Telestage) -> None:
    telestage.new()
    telestage.db.with_name("dossiers.illisible-20270101.json").touch()
    telestage.db.with_name("dossiers (conflicted copy).json").touch()
    answer = telestage.ok("check")
    assert "dossiers.illisible-20270101.json" in answer
    assert "dossiers (conflicted copy).json" in answer


def test_no_backup_is_promised_where_there_is_none(telestage: Telestage) -> None:
    telestage.db.write_bytes(b"{}")
    assert "peut être restaurée" not in telestage.refusal("list")
