"""A text is added to, or replaced when that is asked: never overwritten unseen."""

from __future__ import annotations

import click
import pytest

from telestage_tui.cli.main import main
from tests.cli.conftest import DURING, Telestage
from tests.cli.test_french_choices import commands

Words = tuple[str, ...]
NOTHING_REPLACED = {
    "tick --note": "added to the note",
    "candidate add --notes": "new",
    "access add --note": "new",
    "add-meeting --objective": "new",
    "skip --why": "a reason, kept in the history",
    "move-meeting --why": "a reason, kept in the history",
    "waive --why": "a reason, kept in the history",
    "reopen --why": "a reason, kept in the history",
    "convention amend --about": "a reason, kept in the history",
    "course --reason": "a reason, kept in the history",
    "course --done": "written once",
    "course --title": "of someone else",
    "course --phone": "of someone else",
    "edit --append": "adds",
    "history --text": "looked for",
}
"""The options whose text replaces none."""


def test_every_option_that_takes_a_text_replaces_none_unseen() -> None:
    found = {
        f"{name} {param.opts[0]}"
        for name, command in commands(main)
        for param in command.params
        if isinstance(param, click.Option)
        and "TEXTE" in (param.metavar or "")
        and not any(each.name == "way" for each in command.params)
    }
    assert found - set(NOTHING_REPLACED) == set()
    assert set(NOTHING_REPLACED) - found == set(), "no stale line"


@pytest.mark.parametrize(
    ("command", "option", "path"),
    [
        (("task", "{}", "bef-team"), ("--note",), "Dit"),
        (("meeting", "{}", "accueil"), ("--note",), "Dit"),
        (("meeting", "{}", "accueil"), ("--topic", "roles="), "Dit"),
        (("review", "{}", "mi-stage"), ("--comment", "1="), "Dit"),
        (("review", "{}", "mi-stage"), ("--set", "strengths="), "Dit"),
        (("access", "edit", "{}", "vpn"), ("--note",), "Dit"),
        (("work-plan", "{}"), ("--training",), "Dit"),
        (("work-plan", "{}"), ("--tasks", "production="), "Dit"),
        (("offer", "set", "{}"), ("--value",), "Dit"),
        (("presence", "{}", "0"), ("--note",), "Dit"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_another_text_is_refused_added_or_put_in_its_place(
    telestage: Telestage, command: Words, option: Words, path: str
) -> None:
    dossier = telestage.new()
    telestage.today = DURING
    words = [word.replace("{}", dossier) for word in command]

    def write(text: str, *way: str) -> Words:
        name, *rest = option
        return (*words, name, f"{rest[0] if rest else ''}{text}", *way)

    def is_kept(text: str) -> bool:
        return text in telestage.run("show", dossier, "--json").stdout.replace("\\n", " ")

    telestage.ok(*write("Premier.", "--replace"))
    telestage.ok(*write("Premier."))
    refusal = telestage.refusal(*write("Second."))
    assert "Premier." in refusal
    assert "--append" in refusal
    telestage.ok(*write("Second.", "--append"))
    assert is_kept("Premier. Second.")
    telestage.ok(*write("Troisième.", "--replace"))
    assert is_kept("Troisième.")
