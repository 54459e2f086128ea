"""A workbook and a self-evaluation written, filled in, and taken back, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DURING, Telestage, plain
from tests.documents.sheets.filling import filled

At = Callable[[str], Telestage]
OFFER = ("Étapes", "sel-offer")


@pytest.fixture
def during(at: At) -> Telestage:
    return at(DURING)


def workbook_of(telestage: Telestage, dossier: str, folder: Path) -> Path:
    return Path(telestage.ok("export", dossier, "xlsx", "-o", str(folder)).strip())


def test_a_workbook_is_filled_in_and_taken_back(during: Telestage, tmp_path: Path) -> None:
    dossier = during.new()
    path = workbook_of(during, dossier, tmp_path)
    assert path.name == f"lea-nguyen-oeuvrard-{dossier[:8]}.xlsx"
    values = {(*OFFER, "État"): "fait", (*OFFER, "Note, ou preuve"): "Publiée le 5"}
    path.write_bytes(filled(path.read_bytes(), values))
    asked = during.run("import", str(path))
    assert asked.exit_code == 1
    heading = "2 modifications à reprendre du classeur, dossier de Léa Nguyễn-Œuvrard :"
    assert heading in plain(asked.stdout)
    assert ", note, ou preuve : « Publiée le 5 »" in plain(asked.stdout)
    assert "ajoutez --yes" in plain(asked.stderr)
    assert during.json("show", dossier)["tasks"] == []
    assert during.ok("import", str(path), "--yes").endswith("Enregistré.\n")
    (task,) = during.json("show", dossier)["tasks"]
    assert (task["choice"], task["note"]) == ("done", "Publiée le 5")
    again = during.ok("import", str(path))
    assert again.startswith("Rien à reprendre du classeur, dossier de Léa Nguyễn-Œuvrard.")


def test_a_workbook_in_english_is_filled_in_and_taken_back(
    during: Telestage, tmp_path: Path
) -> None:
    dossier = during.new()
    options = ("-o", str(tmp_path), "--lang", "en")
    path = Path(during.ok("export", dossier, "xlsx", *options).strip())
    assert path.name == f"lea-nguyen-oeuvrard-{dossier[:8]}-workbook.xlsx"
    values = {
        ("Steps", "sel-offer", "State"): "done",
        ("Steps", "sel-offer", "Note, or proof"): "5",
    }
    path.write_bytes(filled(path.read_bytes(), values))
    assert "état : « à faire » → fait" in plain(during.ok("import", str(path), "--yes"))
    (task,) = during.json("show", dossier)["tasks"]
    assert (task["choice"], task["note"]) == ("done", "5")


def test_the_later_word_of_the_dossier_is_kept(during: Telestage, tmp_path: Path) -> None:
    dossier = during.new()
    path = workbook_of(during, dossier, tmp_path)
    path.write_bytes(filled(path.read_bytes(), {(*OFFER, "Note, ou preuve"): "Du classeur"}))
    during.ok("tick", dossier, "sel-offer", "--note", "Du dossier")
    said = during.ok("import", str(path), "--yes")
    assert "≠ Étape 1" in said
    assert "« Du dossier » dans le dossier depuis l’exportation, gardé" in said
    assert "1 modification a été faite dans le dossier" in said
    (task,) = during.json("show", dossier)["tasks"]
    assert task["note"] == "Du dossier"


@pytest.mark.parametrize("moment", ["midpoint", "final"])
def test_a_self_evaluation_is_filled_in_and_taken_back(
    during: Telestage, tmp_path: Path, moment: str
) -> None:
    dossier = during.new()
    kind = f"self-evaluation-{moment}"
    path = Path(during.ok("export", dossier, kind, "-o", str(tmp_path)).strip())
    assert path.name.startswith(f"lea-nguyen-oeuvrard-{dossier[:8]}-autoevaluation-de-")
    text = path.read_text(encoding="utf-8").replace("Organise son travail : __",
                                                    "Organise son travail : 3/4")  # fmt: skip
    path.write_text(text.replace("\n", "\r\n"), encoding="cp1252", errors="replace")
    assert "+ 1. Organise son travail : 3" in during.ok("import", str(path), "--yes")
    (form,) = during.json("show", dossier)["evaluations"]
    assert form["kind"] == f"self_{moment}"
    assert [each["level"] for each in form["ratings"]] == [3]


def test_what_is_refused_leaves_the_dossier_as_it_was(during: Telestage, tmp_path: Path) -> None:
    dossier = during.new()
    path = workbook_of(during, dossier, tmp_path)
    whole = path.read_bytes()
    where = ("Évaluation mi-stage", "criterion.organisation", "Niveau, réponse")
    path.write_bytes(filled(whole, {where: 7}))
    assert "évaluation mi-stage!e5" in during.refusal("import", str(path), "--yes").lower()
    path.write_bytes(b"Bonjour")
    assert "Référence" in during.refusal("import", str(path), "--yes")
    path.write_bytes(whole)
    during.ok("remove", dossier, "--yes")
    assert "n’est pas dans" in during.refusal("import", str(path), "--yes")
    assert "n’existe pas" in during.refusal("import", str(tmp_path / "rien.xlsx"))
