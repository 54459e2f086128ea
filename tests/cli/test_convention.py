"""The convention from the command line: points, signatures, avenants, pay and presence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .test_onsite import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    program.moment = "2027-03-12T10:00"
    return program


def answer(program: Program) -> dict[str, object]:
    shown: dict[str, object] = json.loads(
        program("convention", "show", program.id, "--json").stdout
    )
    return shown


def test_what_is_noted_is_shown(program: Program) -> None:
    for words in (
        ("convention", "tick", program.id, "dates"),
        ("convention", "tick", program.id, "expenses", "--moot", "Aucuns frais"),
        ("convention", "sign", program.id, "ofqj", "--on", "2027-01-04"),
        ("pay", program.id, "1"),
        ("pay", program.id, "2", "--amount", "310", "--on", "2027-03-11"),
        ("presence", program.id, "2", "--unit", "days", "--week", "2027-03-03"),
    ):
        assert program(*words).exit_code == 0, words
    shown = answer(program)
    states = {each["id"]: each["state"] for each in shown["points"]}  # type: ignore[attr-defined]
    assert (states["dates"], states["expenses"], states["hours"]) == ("ticked", "moot", "missing")
    assert shown["paid"] == 610
    assert shown["missed_hours"] == 14
    assert shown["planned_hours"] == shown["done_hours"] + 14  # type: ignore[operator]
    lines = program("convention", "show", program.id).stdout.replace("\u00a0", " ")
    assert "610 $ versés" in lines
    assert "sans objet : Aucuns frais" in lines


def test_nothing_noted_is_no_figure(program: Program) -> None:
    shown = answer(program)
    assert (shown["paid"], shown["missed_hours"], shown["done_hours"]) == (None, None, None)
    assert "rien de noté" in program("convention", "show", program.id).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("convention", "tick", "ID", "datse"), "vouliez-vous « dates »"),
        (("convention", "sign", "ID", "ofqj", "--on", "2027-04-01"), "est à venir"),
        (
            ("convention", "amend", "ID", "--about", "Fin", "--ofqj", "2027-03-01"),
            "Rien n’a changé",
        ),
        (("pay", "ID", "9"), "pas de mois 9"),
        (("pay", "ID", "1", "--amount", "0"), "doit dépasser 0"),
        (("pay", "ID", "1", "--undo"), "Aucun versement"),
        (("presence", "ID", "60"), "ne compte que"),
        (("presence", "ID", "--undo"), "Rien n’est noté"),
    ],
)
def test_what_is_refused_says_why(program: Program, words: tuple[str, ...], said: str) -> None:
    result = program(*(program.id if word == "ID" else word for word in words))
    assert result.exit_code == 1, result.stdout
    assert said in result.stderr.replace("\u00a0", " ")


def test_an_avenant_before_the_convention_is_refused(program: Program) -> None:
    for party in ("ofqj", "intern", "host"):
        assert program("convention", "sign", program.id, party, "--undo").exit_code == 0
    result = program("convention", "amend", program.id, "--about", "Fin", "--ofqj", "2027-03-01")
    assert result.exit_code == 1
    assert "Un avenant suit la convention" in result.stderr
