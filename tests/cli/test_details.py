"""`telestage edit` and `telestage retention`: shown first, then done, the meetings following."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DURING, Telestage


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier ten weeks before its stage."""
    return telestage.new()


def test_a_change_is_shown_with_what_it_moves_and_nothing_is_saved_without_yes(
    telestage: Telestage, dossier: str
) -> None:
    before = telestage.db.read_bytes()
    answer = telestage.ok("edit", dossier, "--set", "stage.fin=2027-04-16")
    assert "stage.fin : 2027-04-09 → 2027-04-16" in answer
    assert "Nouveaux écarts au programme" in answer
    assert "→ Rencontre de fin de stage" in answer
    assert "--yes" in answer
    assert telestage.db.read_bytes() == before


@pytest.mark.parametrize(("option", "moves"), [((), True), (("--keep-meetings",), False)])
def test_with_yes_the_meetings_follow_unless_they_are_kept(
    telestage: Telestage, dossier: str, option: tuple[str, ...], moves: bool
) -> None:
    before = telestage.json("plan", dossier)["meetings"]
    telestage.ok("edit", dossier, "--set", "stage.fin=16 avril 2027", "--yes", *option)
    assert telestage.json("show", dossier)["stage"]["end"] == "2027-04-16"
    assert (telestage.json("plan", dossier)["meetings"] != before) is moves
    if not moves:
        assert "Rencontre de fin de stage" in telestage.ok("replan", dossier)
        assert telestage.json("plan", dossier)["meetings"] == before
        telestage.ok("replan", dossier, "--yes")
        assert telestage.json("plan", dossier)["meetings"] != before
    assert "rien à changer" in telestage.ok("replan", dossier)


def test_a_long_text_and_a_list_are_added_to(telestage: Telestage, dossier: str) -> None:
    names = telestage.json("show", dossier)["stage"]["deliverables"]
    added = ("--append", "stage.livrables=Bilan", "--append", "stage.mandat=Puis un bilan.")
    telestage.ok("edit", dossier, *added, "--yes")
    stage = telestage.json("show", dossier)["stage"]
    assert stage["deliverables"] == [*names, "Bilan"]
    assert stage["mandate"].endswith("\nPuis un bilan.")
    refusal = telestage.refusal("edit", dossier, "--append", "stage.fin=2027-04-16")
    assert "ne s’allonge pas" in refusal


def test_what_is_wrong_is_refused_by_its_field(telestage: Telestage, dossier: str) -> None:
    assert "stage.fin" in telestage.refusal("edit", dossier, "--set", "stage.fin=hier soir")
    assert "introuvable" in telestage.refusal("edit", dossier, "--set", "stage.couleur=bleu")
    assert "CHAMP=VALEUR" in telestage.refusal("edit", dossier, "--set", "stage.fin")
    telestage.refusal("edit", dossier, "--set", "documents.logo=/nulle/part.png")


def test_nothing_to_change_is_said(telestage: Telestage, dossier: str) -> None:
    assert "Rien ne change" in telestage.ok("edit", dossier, "--set", "stage.fin=2027-04-09")
    assert "stage.fin" in telestage.ok("edit", dossier)


def test_an_address_that_strands_invitations_is_said(telestage: Telestage, dossier: str) -> None:
    folder = telestage.db.parent
    telestage.ok("export", dossier, "ics", "--invite", "-o", str(folder))
    result = telestage.run("edit", dossier, "--set", "stagiaire.courriel=autre@example.org")
    assert result.exit_code == 0
    assert "invitations déjà écrites" in result.stderr


def test_the_retention_is_said_and_chosen(telestage: Telestage, dossier: str) -> None:
    assert "propose de garder" in telestage.ok("retention", dossier)
    telestage.ok("retention", dossier, "--until", "2033-01-31")
    assert "Vous gardez le dossier jusqu’au lundi 31 janvier 2033" in telestage.ok(
        "retention", dossier
    )
    telestage.ok("retention", dossier, "--usual")
    assert "9 avril 2032" in telestage.ok("retention", dossier)


def test_a_line_of_the_history_is_undone_by_its_number(telestage: Telestage, dossier: str) -> None:
    telestage.today = DURING
    telestage.ok("task", dossier, "bef-team", "--note", "Dit en réunion.")
    telestage.ok("retention", dossier, "--until", "2033-01-31")
    lines = telestage.ok("history", dossier, "--lines")
    (line,) = [each for each in lines.splitlines() if "Prévenir toute l’équipe" in each]
    number = line.partition(".")[0]
    shown = telestage.ok("undo", dossier, "--line", number)
    assert "Dit en réunion. → " in shown
    telestage.ok("undo", dossier, "--line", number, "--yes")
    tasks = {each["id"]: each for each in telestage.json("tasks", dossier)}
    assert tasks["bef-team"]["note"] == ""
    assert telestage.json("show", dossier)["retention_until"] == "2033-01-31"
    assert "À refaire" in telestage.ok("undo", dossier, "--line", number)
    assert "ne se défait pas" in telestage.refusal("undo", dossier, "--line", "1")
    assert "ne se défait pas" in telestage.refusal("undo", dossier, "--line", "999")
