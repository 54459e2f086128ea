"""`status --retard` and `--court`: what a scheduled job prints each morning."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.store.tinydb_repository import TinyRepository
from tests.cli.conftest import BEFORE, DURING, Telestage
from tests.cli.test_strict import NOW
from tests.factories import END, make_access, make_dossier

QUIET = "2026-01-15T09:00"
"""Months before anything is due."""


def telestage_with(folder: Path, today: str, *names: str, withdrawn: bool = False) -> Telestage:
    """The command on a dossier for each name, with a critical access, a day apart."""
    path = folder / "telestage.json"
    repository = TinyRepository(path, lambda: NOW)
    access = make_access("VPN", kind="vpn", withdrawn_on=END if withdrawn else None)
    for rank, name in enumerate(names, 1):
        made = make_dossier(id=UUID(int=rank << 96), accesses=(access,))
        repository.add(made.evolve(intern=made.intern.evolve(first_name=name)))
    return Telestage(path, today)


def test_one_line_a_dossier(tmp_path: Path) -> None:
    said = telestage_with(tmp_path, DURING, "Léa", "Karim").ok("status", "--retard", "--court")
    other, first = said.splitlines()  # in the order of the screens
    assert first.startswith("Léa Nguyễn-Œuvrard : ")
    assert other.startswith("Karim Nguyễn-Œuvrard : ")
    assert "; d’abord, " in first
    assert ", depuis " in first
    assert "aujourd’hui" not in first


def test_what_is_first_is_the_access_whose_hour_has_passed(tmp_path: Path) -> None:
    telestage = telestage_with(tmp_path, "2027-04-12T09:00", "Léa")
    said = telestage.ok("status", "--retard", "--court")
    assert "d’abord, accès « VPN » à retirer" in said


@pytest.mark.parametrize("options", [("--retard", "--court"), ("--court",)])
def test_nothing_is_printed_when_there_is_nothing_to_say(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    telestage = telestage_with(tmp_path, QUIET, "Léa")
    assert telestage.ok("status", *options, "--strict") == ""
    assert Telestage(tmp_path / "none.json", QUIET).ok("status", *options, "--strict") == ""


def test_nothing_late_is_said_where_more_than_nothing_is_asked(tmp_path: Path) -> None:
    telestage = telestage_with(tmp_path, QUIET, "Léa")
    assert telestage.ok("status", "--retard") == "Rien n’est en retard.\n"
    assert telestage.ok("--phrases", "status", "--retard") == "Rien n’est en retard.\n"


def test_one_dossier_or_some(tmp_path: Path) -> None:
    telestage = telestage_with(tmp_path, DURING, "Léa", "Karim", "Inès")
    ids = {each["intern"].split()[0]: each["id"] for each in telestage.json("list")}
    lea, karim = ids["Léa"], ids["Karim"]
    one = telestage.ok("status", "--retard", "--dossier", lea, "--court")
    assert [line.split()[0] for line in one.splitlines()] == ["Léa"]
    assert telestage.ok("status", lea, "--court", "--retard") == one
    two = telestage.ok("status", "--court", "--dossier", lea, "--dossier", karim)
    assert [line.split()[0] for line in two.splitlines()] == ["Karim", "Léa"]
    assert "ffff" in telestage.refusal("status", "--dossier", "ffff")


def test_the_code_of_strict_goes_with_what_is_printed(tmp_path: Path) -> None:
    """An access is late from its hour, on the very day too: never code 4 without a line."""
    telestage = telestage_with(tmp_path, "2027-04-10T12:00", "Léa")
    done = telestage.run("status", "--retard", "--court", "--strict")
    assert done.exit_code == 4
    assert "VPN" in done.stdout


def test_what_is_late_alone(tmp_path: Path) -> None:
    telestage = telestage_with(tmp_path, DURING, "Léa")
    whole, late = telestage.json("status"), telestage.json("status", "--retard")
    assert late["late"] == whole["late"]
    assert late["due_today"] == late["this_week"] == late["to_know"] == []
    assert len(telestage.ok("status", "--retard").splitlines()) == len(late["late"])
    said = telestage.ok("--phrases", "status", "--retard").splitlines()
    assert len(said) == len(late["late"])
    assert all(line.endswith(".") for line in said)


def test_short_and_json_are_not_asked_together(tmp_path: Path) -> None:
    refused = telestage_with(tmp_path, BEFORE, "Léa").refusal("status", "--court", "--json", code=2)
    assert "pas les deux" in refused
