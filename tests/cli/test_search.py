"""`telestage search`: everything that is written, with the place where it is read."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Telestage


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier with a note, an access and a reason."""
    dossier = telestage.new("complete.toml")
    telestage.ok("note", dossier, "Cape zinzoline,\nretrouvée à Rimouski.")
    telestage.ok("access", "add", dossier, "Balises", "--note", "Licence de Noémie")
    return dossier


def test_a_text_is_given_with_its_place(telestage: Telestage, dossier: str) -> None:
    place, text = telestage.ok("search", "ZINZOLINE").splitlines()
    assert dossier[:8] in place
    assert "Notes et historique, note du" in place
    assert text == "    Cape zinzoline, retrouvée à Rimouski."


def test_every_word_must_be_there_and_the_place_counts(telestage: Telestage, dossier: str) -> None:
    assert "Licence de Noémie" in telestage.ok("search", "noemie", "balises")
    assert telestage.ok("search", "noemie zouave").startswith("Rien ne correspond à « noemie")


def test_json_has_the_whole_text_and_where_to_go(telestage: Telestage, dossier: str) -> None:
    (note,) = telestage.json("search", "zinzoline")
    assert (note["page"], note["kind"]) == ("history", "Note")
    assert note["text"] == "Cape zinzoline,\nretrouvée à Rimouski."
    assert note["dossier"].startswith(dossier)
    assert note["item"] == telestage.json("show", dossier)["notes"][0]["id"]


def test_phrases_are_sentences(telestage: Telestage, dossier: str) -> None:
    (line,) = telestage.ok("--phrases", "search", "zinzoline").splitlines()
    assert line.endswith("Rimouski.")
    assert not re.search(r"[·…]|  ", line)


def test_closed_dossiers_the_organisation_and_the_guides_are_read(telestage: Telestage) -> None:
    telestage.ok("organisation", "--set", "tuteur.fonction=Cheffe des bibelots")
    assert "Mon organisation, vous : fonction" in telestage.ok("search", "bibelots")
    assert "Se servir de telestage" in telestage.ok("search", "pentecôte")


def test_the_others_are_counted(telestage: Telestage, dossier: str) -> None:
    everything = telestage.json("search", "e")
    last = telestage.ok("search", "e").splitlines()[-1]
    assert last == f"Et {len(everything) - 60} autres : ajoutez un mot. --all les donne tous."
    assert len(telestage.ok("search", "e", "--all").splitlines()) == 2 * len(everything)


def test_no_word_is_refused(telestage: Telestage, dossier: str) -> None:
    assert "Dites au moins un mot" in telestage.refusal("search", " ")
