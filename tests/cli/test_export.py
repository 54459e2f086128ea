"""Exports: complete, without formulas, and never outside the directory."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.documents.names import file_name, slug
from telestage_tui.documents.tables import csv_text
from telestage_tui.dossier.dossier import Dossier
from tests.cli.conftest import Telestage
from tests.factories import make_dossier


def test_json_is_the_whole_dossier(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    path = Path(telestage.ok("export", dossier, "json", "-o", str(tmp_path / "sortie")).strip())
    assert path.parent == tmp_path / "sortie"
    assert path.name == f"lea-nguyen-oeuvrard-{dossier[:8]}.json"
    copy = Dossier.model_validate_json(path.read_text(encoding="utf-8"))
    assert copy.id == UUID(dossier)
    assert len(copy.meetings) == 17
    assert path.stat().st_mode & 0o077 == 0


def test_csv_opens_in_a_french_spreadsheet(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    telestage.ok("tick", dossier, "sel-offer", "--note", '=HYPERLINK("http://x")\n"suite"; fin')
    path = Path(telestage.ok("export", dossier, "csv", "-o", str(tmp_path)).strip())
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert header[:4] == ["Phase", "Étape", "Échéance", "État"]
    assert len(rows) == 34
    assert rows[0][2:4] == ["2026-11-12", "fait"]
    assert rows[0][6] == '\'=HYPERLINK("http://x")\n"suite"; fin'


def test_an_export_is_replaced_whole_and_a_link_is_not_followed(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    outside = tmp_path / "ailleurs.json"
    outside.write_text("à garder")
    folder = tmp_path / "sortie"
    folder.mkdir()
    (folder / f"lea-nguyen-oeuvrard-{dossier[:8]}.json").symlink_to(outside)
    path = Path(telestage.ok("export", dossier, "json", "-o", str(folder)).strip())
    assert outside.read_text() == "à garder"
    assert not path.is_symlink()


def test_a_directory_that_cannot_be(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    (tmp_path / "fichier").write_text("")
    message = telestage.refusal("export", dossier, "csv", "-o", str(tmp_path / "fichier" / "x"))
    assert "n’est pas un répertoire" in message


@given(st.text())
def test_no_name_leads_out_of_the_directory(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("../../etc", "etc-x-5f0c2a52.csv"), ("مرحبا", "x-5f0c2a52.csv"), ("Œ" * 90, "oe")],
)
def test_file_names(name: str, expected: str) -> None:
    dossier = make_dossier()
    dossier = dossier.evolve(intern=dossier.intern.evolve(first_name=name, last_name="x"))
    assert file_name(dossier, "csv").startswith(expected)
    assert len(file_name(dossier, "csv")) < 80


_CELL = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=5))
def test_no_cell_is_a_formula_and_nothing_is_lost(rows: list[tuple[str, str, str]]) -> None:
    text = csv_text(("a", "b", "c"), rows)
    _, *lines = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert len(lines) == len(rows)
    for cells, row in zip(lines, rows, strict=True):
        for cell, original in zip(cells, row, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell in (original, f"'{original}")
