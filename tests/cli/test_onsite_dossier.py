"""The dossier of a stage on site, opened from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .test_onsite import Program


@pytest.fixture
def agreed(tmp_path: Path) -> Program:
    """A télé-stage of which both want a follow-up, its days known."""
    program = Program(tmp_path)
    program.onsite("decide", "host", "oui")
    program.onsite("decide", "intern", "oui")
    program.onsite("plan", "--start", "2027-09-06", "--end", "2027-12-17", "--pay", "850")
    return program


def dossiers(program: Program) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(program("list", "--json").stdout)
    return listed


def opened(program: Program) -> str:
    """Open it, and give its identifier."""
    answer = json.loads(program.onsite("open-dossier", "--yes", "--json"))
    assert answer["done"]
    return str(answer["dossier"])


def test_a_preview_keeps_nothing(agreed: Program) -> None:
    said = agreed.onsite("open-dossier", "--preview")
    assert "+ Gratification : 850 $ par mois" in said
    assert "– Données d’identité : aucune n’est copiée" in said
    answer = json.loads(agreed.onsite("open-dossier", "--json"))
    assert (answer["done"], answer["dossier"]) == (False, None)
    assert len(dossiers(agreed)) == 1


def test_nothing_is_kept_where_nobody_can_be_asked(agreed: Program) -> None:
    assert "--yes" in agreed.refused("open-dossier")
    assert len(dossiers(agreed)) == 1


def test_it_is_opened_once_and_leads_to_the_former(agreed: Program) -> None:
    new = opened(agreed)
    assert "déjà ouvert" in agreed.refused("open-dossier", "--yes")
    kept = json.loads(agreed("show", new, "--json").stdout)
    assert kept["former"] == agreed.id
    assert kept["programme"]["id"] == "surplace"
    assert kept["intern"]["zone"] == kept["host"]["zone"]
    history = agreed("history", new).stdout.replace("\u00a0", " ")
    assert "à la suite du télé-stage du 11 janvier 2027" in history
    shown = agreed("show", new).stdout.replace("\u00a0", " ")
    assert f"{agreed.id}, 11 janv. – 9 avr. 2027" in shown
    assert new in agreed("show", agreed.id).stdout


def test_it_names_its_phase_and_says_one_time(agreed: Program) -> None:
    new = opened(agreed)
    line = next(each for each in agreed("list").stdout.splitlines() if each.startswith(new[:8]))
    assert "Accord" in line
    assert " / " not in line.replace("\u00a0", " ")


def test_it_keeps_its_programme(agreed: Program) -> None:
    new = opened(agreed)
    refused = agreed("programme", "move", new, "--preview")
    assert refused.exit_code == 1
    assert "suit déjà la version présente" in refused.stderr.replace("\u00a0", " ")


def test_once_removed_it_can_be_opened_again(agreed: Program) -> None:
    new = opened(agreed)
    assert agreed("remove", new, "--yes").exit_code == 0
    assert new not in agreed("show", agreed.id).stdout
    assert opened(agreed) != new


def test_it_is_not_opened_before_both_agree(tmp_path: Path) -> None:
    assert "sont d’accord" in Program(tmp_path).refused("open-dossier", "--yes")


def test_it_stays_when_the_former_is_erased(agreed: Program) -> None:
    new = opened(agreed)
    assert agreed("erase", agreed.id, "--yes").exit_code == 0
    shown = agreed("show", new)
    assert shown.exit_code == 0
    assert "n’est plus dans ce fichier" in shown.stdout.replace("\u00a0", " ")
