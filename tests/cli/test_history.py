"""`telestage history`: who did what, before and after, filtered and exported."""

from __future__ import annotations

import csv

import pytest

from tests.cli.conftest import DURING, Telestage


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier in which a task was skipped and a note written."""
    dossier = telestage.new()
    telestage.today = DURING
    telestage.ok("skip", dossier, "sel-offer", "--why", "=2+2")
    telestage.ok("note", dossier, "Vu avec la DRH.")
    return dossier


def test_it_says_who_did_what_and_what_changed(telestage: Telestage, dossier: str) -> None:
    lines = telestage.ok("history", dossier).splitlines()
    assert lines[0].startswith("mer. 10 févr. 2027, 10 h 42 · ")
    assert lines[0].endswith("Note ajoutée")
    assert "rien → " in lines[1]
    assert lines[1].endswith("Vu avec la DRH.")
    assert "Dossier ouvert" in lines[-1]


def test_it_is_filtered_by_part_person_and_text(telestage: Telestage, dossier: str) -> None:
    assert telestage.ok("history", dossier, "--part", "access") == (
        "Aucune ligne de l’historique ne répond.\n"
    )
    assert len(telestage.json("history", dossier, "--part", "task")) == 1
    assert len(telestage.json("history", dossier, "--text", "avec la drh")) == 1
    (first, *_) = telestage.json("history", dossier)
    assert first["who"]
    assert len(telestage.json("history", dossier, "--who", first["who"].upper())) == 3
    assert telestage.json("history", dossier, "--who", "personne") == []


def test_it_is_exported_with_no_formula(telestage: Telestage, dossier: str) -> None:
    text = telestage.ok("history", dossier, "--csv").lstrip("\ufeff")
    header, *rows = csv.reader(text.splitlines(), delimiter=";")
    assert header == ["Quand", "Qui", "Partie", "Quoi", "Champ", "Avant", "Après"]
    assert any("=2+2" in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert {row[2] for row in rows} == {"Étapes", "Notes", "Dossier"}


def test_json_keeps_what_was_done_without_a_sentence(telestage: Telestage, dossier: str) -> None:
    note, skip, opened = telestage.json("history", dossier)
    assert (note["part"], note["deed"]["code"]) == ("note", "note.added")
    assert skip["deed"]["values"]["reason"] == "=2+2"
    assert note["changes"][0]["after"]["text"] == "Vu avec la DRH."
    assert (opened["deed"]["code"], opened["changes"]) == ("dossier.opened", [])
