"""What a person may ask of what is kept on them, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader

from tests.cli.conftest import Telestage, plain


def test_a_dossier_is_erased_for_good_with_yes(telestage: Telestage) -> None:
    lea, sam = telestage.new(), telestage.new("minimale.toml")
    telestage.ok("backup", "create")
    assert "ajoutez --yes" in telestage.refusal("erase", lea)
    assert "au moins quatre caractères" in telestage.refusal("erase", lea[:3], "--yes")

    answer = telestage.ok("erase", lea[:8], "--yes")

    assert answer.startswith("Effacé pour de bon : le dossier de Léa")
    assert "sauvegardes réécrites" in answer
    assert [each["id"] for each in telestage.json("list")] == [sam]
    folder = telestage.db.parent
    holders = [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and "Léa".encode() in file.read_bytes()
    ]
    assert holders == []


def test_a_dossier_removed_before_is_erased_from_the_copies(telestage: Telestage) -> None:
    lea = telestage.new()
    telestage.ok("remove", lea, "--yes")

    answer = telestage.json("erase", lea, "--yes")

    assert answer == {"id": lea, "erased_on": "2026-11-05", "copies": 1, "named_in": []}
    assert "Aucun dossier ne porte" in telestage.refusal("erase", "abcd1234", "--yes")


def test_an_erased_dossier_does_not_come_back_with_a_backup(telestage: Telestage) -> None:
    lea = telestage.new()
    backup = telestage.json("backup", "create")["name"]
    telestage.ok("erase", lea, "--yes")
    telestage.ok("backup", "restore", backup)
    assert telestage.json("list") == []


def test_what_is_due_is_said_and_the_names_of_candidates_go_alone(
    telestage: Telestage, at: Callable[[str], Telestage]
) -> None:
    lea = telestage.new()
    names = [each["name"] for each in telestage.json("show", lea)["candidates"]]
    assert len(names) > 1
    late = at("2027-04-30T09:00")
    # The proposal: three months after the first day of the stage.
    assert "candidates" in [each["kind"] for each in late.json("status")["late"]]
    assert "noms à effacer" in late.ok("status", "--all")
    (remark,) = late.json("check")["remarks"]
    assert f"telestage erase {lea[:8]} --candidates --yes" in remark
    assert "candidates" not in str(at("2027-04-01T09:00").json("status"))

    assert "noms des candidatures" in late.ok("erase", lea, "--candidates", "--yes")

    assert late.json("check")["remarks"] == []
    kept = [each["name"] for each in late.json("show", lea)["candidates"]]
    assert "Nom effacé" in kept
    gone = [name for name in names if name not in kept]
    files = [file for file in telestage.db.parent.rglob("*") if file.is_file()]
    assert not [file for file in files for name in gone if name.encode() in file.read_bytes()]


def test_all_that_is_held_on_a_person_is_handed_over(telestage: Telestage, tmp_path: Path) -> None:
    lea = telestage.new()
    others = [each["name"] for each in telestage.json("show", lea)["candidates"]]
    telestage.ok("note", lea, "Une note à lui remettre")

    paths = telestage.ok("access-request", lea, "-o", str(tmp_path / "remise")).splitlines()

    content, paper = (Path(path) for path in sorted(paths, key=lambda path: Path(path).suffix))
    held = json.loads(content.read_bytes())
    assert held == telestage.json("access-request", lea)
    assert held["dossier"]["intern"]["last_name"]
    assert held["copies"]
    text = plain("\n".join(page.extract_text() for page in PdfReader(paper).pages))
    for words in ("Renseignements détenus sur vous", "Une note à lui remettre", "Historique"):
        assert words in text
    kept = held["dossier"]["intern"]["first_name"]
    for name in others:
        assert kept in name or name not in text + content.read_text()
