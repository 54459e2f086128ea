"""`--phrases`: one sentence a line, without a sign or a column."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import DURING, Telestage

SIGNS = re.compile(r"[○●◐✓✗◆▲■→≠·?]|! |(?<=\S)  +|^\s")
"""What a screen reader says by its name, or reads across."""
COMMANDS = ("list", "status", "show ID", "tasks ID", "plan ID", "access list ID", "history ID",
            "status ID", "check", "search appel")  # fmt: skip


@pytest.fixture
def dossier(telestage: Telestage) -> str:
    """A dossier in the fifth week of its stage, much of it late."""
    dossier = telestage.new("non-conforme.toml")
    telestage.ok("access", "add", dossier, "VPN", "--manager", "Inès", "--given", "hier")
    telestage.ok("skip", dossier, "sel-offer", "--why", "Déjà en poste.")
    telestage.ok("note", dossier, "Un appel.\nPuis un autre.")
    telestage.today = DURING
    return dossier


@pytest.mark.parametrize("command", COMMANDS)
def test_every_line_is_a_sentence_in_words(
    telestage: Telestage, dossier: str, command: str
) -> None:
    words = command.replace("ID", dossier).split()
    said = telestage.ok("--phrases", *words).splitlines()
    assert said
    for line in said:
        assert not SIGNS.search(line), line
        assert line.endswith((".", "!")) or line.startswith("Fichier : "), line
        assert line[0].isupper() or line[0].isdigit(), line


def test_nothing_is_lost_of_what_is_to_do(telestage: Telestage, dossier: str) -> None:
    said = telestage.ok("--phrases", "status")
    for item in telestage.json("status")["late"]:
        assert item["intern"] in said
    assert said.count("En retard : ") + said.count("D’abord : ") >= len(
        telestage.json("status")["late"]
    )
    tasks = telestage.ok("--phrases", "tasks", dossier).splitlines()
    assert len(tasks) == len(telestage.json("tasks", dossier))
    meetings = telestage.ok("--phrases", "plan", dossier)
    for meeting in telestage.json("plan", dossier)["meetings"]:
        assert f"Rencontre {meeting['id'][:8]} : " in meetings


def test_it_may_be_said_once_for_all(
    telestage: Telestage, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = telestage.ok("--phrases", "list")
    monkeypatch.setenv("TELESTAGE_PHRASES", "1")
    assert telestage.ok("list") == asked
    assert telestage.json("list"), "JSON stays JSON"


def test_an_empty_file_is_said(telestage: Telestage) -> None:
    assert telestage.ok("--phrases", "list").startswith("Aucun dossier.")
