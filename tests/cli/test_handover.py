"""The hand-over by command: noted, changed, done, undone, removed."""

from __future__ import annotations

from tests.cli.conftest import DURING, Telestage


def test_an_element_goes_from_noted_to_done_and_back(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    assert "Aucun fichier" in telestage.ok("handover", dossier)
    telestage.ok("transfer", dossier, "Rapport final", "--new", "--where", "Teams")
    telestage.ok("transfer", dossier, "Suivi", "--new", "--kind", "sujet", "--to", "Marc")
    assert [each["state"] for each in telestage.json("handover", dossier)] == ["unassigned", "todo"]
    assert "▲  sans repreneur  fichier « Rapport final »  Teams" in telestage.ok(
        "handover", dossier
    ).replace("\u00a0", " ")

    telestage.ok("transfer", dossier, "rapport", "--to", "Sophie", "--begun", "2027-02-08")
    assert telestage.json("handover", dossier)[0]["state"] == "begun"
    telestage.ok("transfer", dossier, "rapport", "--done", "2027-02-09", "--name", "Rapport")
    report = telestage.json("handover", dossier)[0]
    assert (report["item"], report["to"], report["done_on"]) == ("Rapport", "Sophie", "2027-02-09")
    telestage.ok("transfer", dossier, "rapport", "--undone", "--to", "")
    assert telestage.json("handover", dossier)[0]["state"] == "unassigned"
    telestage.ok("transfer", dossier, "rapport", "--remove")
    assert [each["item"] for each in telestage.json("handover", dossier)] == ["Suivi"]


def test_what_is_refused_changes_nothing(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    telestage.ok("transfer", dossier, "Rapport", "--new")
    before = telestage.json("handover", dossier)
    assert "déjà dans la liste" in telestage.refusal("transfer", dossier, "rapport", "--new")
    assert "introuvable" in telestage.refusal("transfer", dossier, "Film", "--to", "Zoé")
    assert "qui l’a repris" in telestage.refusal(
        "transfer", dossier, "Rapport", "--done", "2027-02-09"
    )
    assert "à venir" in telestage.refusal(
        "transfer", dossier, "Rapport", "--to", "Zoé", "--done", "2031-01-01"
    )
    for words in ((), ("--remove", "--to", "Zoé"), ("--undone", "--done", "2027-02-09")):
        assert telestage.run("transfer", dossier, "Rapport", *words).exit_code == 2
    assert telestage.json("handover", dossier) == before
