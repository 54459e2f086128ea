"""`telestage name`: under what name the history keeps changes."""

from __future__ import annotations

from tests.cli.conftest import Telestage


def test_a_name_is_given_once_and_kept_in_the_history(telestage: Telestage) -> None:
    dossier = telestage.new()
    account = telestage.json("name")["account"]
    assert telestage.ok("name", " Marie Tremblay ") == "Marie Tremblay\n"
    telestage.ok("note", dossier, "Vue.")
    assert telestage.json("history", dossier)[0]["who"] == "Marie Tremblay"
    assert telestage.json("name") == {
        "name": "Marie Tremblay", "own": "Marie Tremblay", "account": account,
    }  # fmt: skip


def test_without_one_it_is_that_of_mon_organisation_else_the_account(telestage: Telestage) -> None:
    telestage.ok("name", "Marie")
    assert telestage.json("name", "--none")["name"] == telestage.json("name")["account"]
    telestage.ok("organisation", "--set", "tuteur.prenom=Maxime", "--set", "tuteur.nom=Roy")
    assert telestage.ok("name") == "Maxime Roy\n"


def test_an_empty_name_or_two_answers_are_refused(telestage: Telestage) -> None:
    assert "--none l’enlève" in telestage.refusal("name", " ")
    assert "Donnez un nom" in telestage.refusal("name", "Marie", "--none", code=2)
