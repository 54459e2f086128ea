"""A choice is named in French as well as by the word of the program."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from telestage_tui.cli.french_click import Choice
from telestage_tui.cli.main import main
from tests.cli.conftest import DURING, Telestage

AS_THEY_ARE = {"ics", "json", "csv", "xlsx", "pdf", "docx", "paquet", "bash", "zsh", "fish"}
"""Formats of files, and names of programs: the same in French."""


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command, those of groups included, with its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


CHOICES = [
    pytest.param(param.type, id=f"{name} {param.name}")
    for name, command in commands(main)
    for param in command.params
    if isinstance(param.type, click.Choice)
]


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_has_french_names_that_lead_to_it(choice: click.Choice[str]) -> None:
    assert isinstance(choice, Choice), "refused in French"
    assert [each for each in choice.choices if each not in {*choice.words, *AS_THEY_ARE}] == []
    assert set(choice.words) <= set(choice.choices)
    for each, names in choice.words.items():
        for name in (each, each.upper(), *names, *map(str.upper, names)):
            assert choice.convert(name, None, None) == each


def test_a_refusal_gives_both_names(telestage: Telestage) -> None:
    dossier = telestage.new()
    refusal = telestage.refusal("meeting", dossier, "accueil", "ratée", code=2)
    assert "held (tenue)" in refusal


def test_what_no_list_holds_is_named_in_french_too(telestage: Telestage) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    assert "tenue" in telestage.ok("meeting", dossier, "accueil", "tenue")
    assert "rencontres de sorte" in telestage.refusal("meeting", dossier, "Suivi", "tenue")
    telestage.ok("review", dossier, "mi-stage", "--set", "1=ne s'applique pas", "--set", "2=4")
    form = next(e for e in telestage.json("show", dossier)["evaluations"])
    assert [each["applicable"] for each in form["ratings"]] == [False, True]
    telestage.ok("access", "add", dossier, "Figma", "--kind", "Logiciel de tâches")
    telestage.ok("grant", dossier, "figma")
    telestage.ok("withdraw", dossier, "figma", "--check", "Sessions")
    telestage.ok("transfer", dossier, "Journal", "--new", "--kind", "Sujet")
