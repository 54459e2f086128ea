"""`telestage undo`: said first, done with --yes, refused where someone else wrote since."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DURING, Telestage


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier in which a task was ticked, then a note written."""
    dossier = telestage.new()
    telestage.today = DURING
    telestage.ok("tick", dossier, "sel-offer")
    telestage.ok("note", dossier, "Vue.")
    return dossier


def test_without_yes_it_says_what_it_would_undo_and_changes_nothing(
    telestage: Telestage, dossier: str
) -> None:
    before = telestage.db.read_bytes()
    answer = telestage.ok("undo", dossier)
    assert "À défaire : note ajoutée" in answer
    assert "--yes" in answer
    assert telestage.json("undo", dossier)["done"] is False
    assert telestage.db.read_bytes() == before


def test_each_call_undoes_one_change_and_redo_makes_it_again(
    telestage: Telestage, dossier: str
) -> None:
    assert "Défait : note ajoutée" in telestage.ok("undo", dossier, "--yes")
    assert telestage.json("show", dossier)["notes"] == []
    assert "Défait : étape" in telestage.ok("undo", dossier, "--yes")
    assert telestage.refusal("undo", dossier, "--yes").startswith("Il n’y a rien à défaire")
    assert telestage.json("undo", dossier, "--redo", "--yes")["deed"]["code"] == "task.done"
    telestage.ok("undo", dossier, "--redo", "--yes")
    assert [note["text"] for note in telestage.json("show", dossier)["notes"]] == ["Vue."]
    assert telestage.refusal("undo", dossier, "--redo").startswith("Il n’y a rien à refaire")


def test_only_one_s_own_changes_are_undone(telestage: Telestage, dossier: str) -> None:
    telestage.ok("name", "Paul Roy")
    assert "sous votre nom" in telestage.refusal("undo", dossier, "--yes")


def test_mon_organisation_is_undone_too(telestage: Telestage) -> None:
    for city in ("Rimouski", "Matane"):
        telestage.ok("organisation", "--set", f"structure.ville={city}")
    assert "À défaire : mon organisation" in telestage.ok("undo", "organisation")
    telestage.ok("undo", "organisation", "--yes")
    assert "Rimouski" in telestage.ok("organisation")
    telestage.ok("undo", "organisation", "--redo", "--yes")
    assert "Matane" in telestage.ok("organisation")
