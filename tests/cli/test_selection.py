"""The selection from the command line: the offer, the candidates, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from telestage_tui.cli.main import main
from tests.cli.conftest import Telestage

FICHE = Path(__file__).parents[1] / "fiches/complete.toml"


class Program:
    """The command on one file, before the stage."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "dossiers.json"
        self("new", str(FICHE))
        self.id: str = json.loads(self("list", "--json").stdout)[0]["id"]

    def __call__(self, *words: str) -> Result:
        options = ["--db", str(self.file), "--today", "2026-12-07T10:00"]
        return CliRunner().invoke(main, [*options, *words])

    def candidate(self, command: str, *words: str) -> str:
        result = self("candidate", command, self.id, *words)
        assert result.exit_code == 0, result.output
        return result.stdout.replace("\u00a0", " ")

    def offer(self, command: str, *words: str) -> str:
        result = self("offer", command, self.id, *words)
        assert result.exit_code == 0, result.output
        return result.stdout.replace("\u00a0", " ")

    def people(self) -> list[dict[str, Any]]:
        people: list[dict[str, Any]] = json.loads(self.candidate("list", "--json"))
        return people


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_a_fiche_of_today_is_read(program: Program) -> None:
    people = program.people()
    assert [each["rank"] for each in people] == [1, 2]
    assert (people[0]["state"], people[0]["phone"], people[0]["gave_up_on"]) == (
        "chosen", "", None,
    )  # fmt: skip


def test_the_offer_is_written_and_what_it_lacks_is_said(program: Program) -> None:
    said = program.offer("set", "--title", "Refonte", "--value", "Un site refait.")
    assert "commence par TELESTAGE" in said
    assert "domaine de formation" in said
    shown = json.loads(program.offer("show", "--json"))
    assert (shown["title"], shown["added_value"]) == ("Refonte", "Un site refait.")
    points = {each["id"]: each["said"] for each in shown["points"]}
    assert (points["title"], points["value"], points["time"]) == (False, True, False)
    assert "Valeur ajoutée : Un site refait." in program.offer("show")


def test_a_candidate_is_noted_ranked_and_chosen_then_withdraws(program: Program) -> None:
    program.candidate("add", "Ana Ba", "--phone", "06 00 00 00 00", "--interview", "2026-12-01")
    program.candidate("edit", "ana", "--email", "ana@example.org", "--rank", "1")
    assert (program.people()[0]["name"], program.people()[0]["email"]) == (
        "Ana Ba", "ana@example.org",
    )  # fmt: skip
    program.candidate("runner-up", "1")
    seen = program.candidate("withdraw", "2", "--dry-run")
    assert "second choix → premier choix" in seen
    assert program.people()[1]["state"] == "chosen"
    done = program.candidate("withdraw", "2", "--on", "2026-12-04")
    assert "Désistement du premier choix" in done
    assert [each["state"] for each in program.people()][:2] == ["chosen", "gave_up"]
    assert "Ana Ba" in program("list").stdout
    assert "premier choix" in program.candidate("list")
    program("undo", program.id, "--yes")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("choose", "2"), "déjà retenue"),
        (("choose", "Zoé"), "Aucune candidature ne répond à « Zoé »"),
        (("edit", "1", "--rank", "9"), "Le rang va de 1 à 2"),
        (("edit", "1", "--email", "pas une adresse"), "adresse"),
        (("withdraw", "1", "--on", "2027-01-01"), "à venir"),
        (("withdraw", "1", "--on", "2026-01-01"), "précède l’entretien"),
    ],
)
def test_what_is_refused_says_why(program: Program, words: tuple[str, ...], why: str) -> None:
    result = program("candidate", words[0], program.id, *words[1:])
    assert result.exit_code == 1, result.output
    assert why in result.stderr.replace("\u00a0", " ")


def test_a_fiche_with_two_first_choices_is_refused_at_the_second(
    program: Program, tmp_path: Path
) -> None:
    fiche = tmp_path / "deux.toml"
    text = FICHE.read_text(encoding="utf-8")
    fiche.write_text(text + '\n[[candidats]]\nnom = "Ana Ba"\nretenu = true\n', encoding="utf-8")
    result = program("new", str(fiche))
    assert result.exit_code == 1
    assert "candidats[3].retenu" in result.stderr
    assert "une seule personne peut l’être" in result.stderr


def test_nothing_to_change_is_a_wrong_usage(program: Program) -> None:
    assert program("offer", "set", program.id).exit_code == 2
    assert program("candidate", "edit", program.id, "1").exit_code == 2


def test_a_candidate_is_taken_out_of_the_list_and_put_back(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.ok("candidate", "add", dossier, "Nora Petit")
    before = telestage.json("candidate", "list", dossier)
    telestage.ok("candidate", "remove", dossier, "Nora")
    assert "Nora Petit" not in telestage.ok("candidate", "list", dossier)
    telestage.ok("undo", dossier, "--yes")
    assert telestage.json("candidate", "list", dossier) == before
