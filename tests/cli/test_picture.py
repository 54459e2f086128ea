"""A picture of a page without opening the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import DURING, Telestage


def test_a_page_is_named_in_french_and_its_picture_is_said(
    telestage: Telestage, tmp_path: Path
) -> None:
    telestage.new()
    telestage.today = DURING
    before = telestage.db.read_bytes()

    said = telestage.ok("picture", "rencontres", "-o", str(tmp_path / "images"))

    path = Path(said.strip())
    assert path.name.endswith("-rencontres.svg")
    assert "Rencontres" in path.read_text(encoding="utf-8")
    assert telestage.db.read_bytes() == before
    again = telestage.ok("picture", "meetings", "-o", str(tmp_path / "images"))
    assert again.strip() == f"{path.with_suffix('')}-2.svg"


@pytest.mark.parametrize("page", ["Rencontre", "évaluation", "aujourd'hui", "guide"])
def test_a_page_of_one_thing_and_a_page_of_none_are_drawn(
    telestage: Telestage, tmp_path: Path, page: str
) -> None:
    telestage.new()
    assert telestage.ok("picture", page, "-o", str(tmp_path)).strip().endswith(".svg")


def test_an_unknown_page_is_refused_with_those_there_are(telestage: Telestage) -> None:
    refusal = telestage.refusal("picture", "tableau", code=2)
    assert "« tableau »" in refusal
    assert "meetings (Rencontres)" in refusal


def test_one_says_which_dossier_when_there_are_several(telestage: Telestage) -> None:
    assert "Dites de quel dossier" in telestage.refusal("picture", "accès")
    telestage.new()
    telestage.new("minimale.toml")
    assert "Dites de quel dossier" in telestage.refusal("picture", "accès")


@pytest.mark.parametrize("page", ["aujourd’hui", "organisation", "guide", "accès"])
def test_no_picture_is_made_of_a_file_that_cannot_be_read(
    telestage: Telestage, tmp_path: Path, page: str
) -> None:
    telestage.db.write_text("")
    folder = tmp_path / "images"
    folder.mkdir()
    assert "ne peut pas être lu" in telestage.refusal("picture", page, "-o", str(folder))
    assert not list(folder.iterdir())
