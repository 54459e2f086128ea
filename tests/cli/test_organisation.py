"""The command organisation, and what a dossier opened from a fiche takes from it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import FICHES, Telestage

BARE = b"""
[stage]
debut = 2027-01-11
fin = 2027-04-09
[stagiaire]
prenom = "L\xc3\xa9a"
nom = "Nguy\xe1\xbb\x85n"
"""


def set_up(telestage: Telestage) -> None:
    telestage.ok(
        "organisation",
        "--set", "structure.nom=Atelier Boréal",
        "--set", "structure.horaires=8 h 30 à 16 h 30",
        "--set", "structure.absences=5 mars 2027",
        "--set", "structure.absences=du 1er au 2 avril 2027 : congé",
        "--set", "equipe.courriel=ines@example.com, marc@example.com",
    )  # fmt: skip


def test_it_is_blank_at_first_and_writes_nothing(telestage: Telestage) -> None:
    answer = telestage.json("organisation")
    assert (answer["version"], answer["changed_at"], answer["host"]["name"]) == (0, None, "")
    assert not telestage.db.exists()


def test_what_is_set_is_shown(telestage: Telestage) -> None:
    set_up(telestage)
    lines = [line.split(maxsplit=1) for line in telestage.ok("organisation").splitlines()]
    assert ["structure.horaires", "08:30-16:30"] in lines
    rank = lines.index(["structure.absences", "2027-03-05"])
    assert lines[rank + 1] == ["2027-04-01", "au 2027-04-02 : congé"]
    answer = telestage.json("organisation")
    assert answer["contacts"]["team"]["emails"] == ["ines@example.com", "marc@example.com"]
    assert (answer["version"], answer["changed_at"]) == (1, "2026-11-05T14:00:00Z")


def test_a_field_is_emptied_and_the_others_stay(telestage: Telestage) -> None:
    set_up(telestage)
    telestage.ok("organisation", "--set", "equipe.courriel=")
    answer = telestage.json("organisation", "--set", "documents.papier=a4")
    assert answer["contacts"]["team"]["emails"] == []
    assert (answer["stationery"]["paper"], answer["host"]["name"]) == ("A4", "Atelier Boréal")
    assert "Rien n’a changé." in telestage.ok("organisation", "--set", "documents.papier=A4")


def test_a_logo_is_checked_when_it_changes(telestage: Telestage, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")
    telestage.ok("organisation", "--set", f"documents.logo={logo}")
    message = telestage.refusal("organisation", "--set", f"documents.logo={tmp_path}")
    assert message == "documents.logo : ce logo est un répertoire.\n"
    logo.unlink()
    telestage.ok("organisation", "--set", "structure.ville=Rimouski")
    telestage.ok("organisation", "--set", f"documents.logo={logo}")

    fiche = (FICHES / "complete.toml").read_text(encoding="utf-8")
    own = tmp_path / "lea.toml"
    own.write_text(f'{fiche}\n[documents]\nlogo = "{tmp_path}/absent.png"\n', encoding="utf-8")
    for command in (("new", str(own)), ("organisation", "--fiche", str(own))):
        assert "documents.logo : ce logo n’existe pas." in telestage.refusal(*command)
    assert telestage.json("list") == []


def test_what_cannot_be_set_is_refused(telestage: Telestage) -> None:
    set_up(telestage)
    assert "introuvable" in telestage.refusal("organisation", "--set", "stage.debut=demain")
    assert "CHAMP=VALEUR" in telestage.refusal("organisation", "--set", "structure.ville")
    assert "illisible" in telestage.refusal("organisation", "--set", "rh.courriel=oups")
    assert "choix possibles : lettre, A4" in telestage.refusal(
        "organisation", "--set", "documents.papier=A3"
    )
    twice = ("--set", "structure.ville=Gaspé", "--set", "structure.ville=Alma")
    assert "deux fois" in telestage.refusal("organisation", *twice)
    assert telestage.json("organisation")["version"] == 1


def test_it_is_taken_from_a_fiche(telestage: Telestage, tmp_path: Path) -> None:
    telestage.ok("organisation", "--fiche", str(FICHES / "complete.toml"))
    answer = telestage.json("organisation")
    assert answer["host"]["city"]
    assert answer["tutor"]["first_name"]
    missing = telestage.refusal("organisation", "--fiche", str(tmp_path / "absente.toml"))
    assert "n’existe pas" in missing


def test_a_fiche_is_completed_and_it_is_said(telestage: Telestage) -> None:
    refused = telestage.run("new", "-", stdin=BARE)
    assert refused.exit_code == 1
    assert "structure.nom" in refused.stderr
    set_up(telestage)
    opened = telestage.run("new", "-", stdin=BARE)
    assert "structure.nom, structure.horaires, structure.absences." in opened.stdout
    shown = telestage.json("show", opened.stdout[:8])
    assert shown["host"]["hours"] == "08:30-16:30"
    assert shown["contacts"]["team"]["emails"] == []


def test_a_fiche_of_another_organisation_is_opened_as_it_is(telestage: Telestage) -> None:
    set_up(telestage)
    answer = telestage.json("new", str(FICHES / "complete.toml"))
    assert answer["from_organisation"] == []
