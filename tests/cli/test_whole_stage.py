"""A whole stage by commands alone, said in sentences: from the fiche to a dossier closed clean.

Nothing is read but what the commands print, and nothing is left undone at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.cli.conftest import Telestage

CHECKS = {
    "vpn": ("Sessions",),
    "adresse": ("Documents", "Invitations", "Sessions", "Règles"),
    "licence": ("Licence",),
}
"""The accesses of the fiche, and what is checked once each is withdrawn."""
At = Callable[[str], Telestage]


def meetings(program: Telestage, dossier: str, *states: str) -> list[tuple[str, str]]:
    """The meetings in one of these states, each with the day it is said to be."""
    lines = program.ok("--phrases", "plan", dossier).splitlines()
    found = (re.match(r"Rencontre (\w+) : .*, le (.+?), .* (?:et|pour) .*", line) for line in lines)
    return [
        (match[1], match[2])
        for match, line in zip(found, lines, strict=True)
        if match and line.rstrip(".").endswith(states)
    ]


def to_do(program: Telestage, dossier: str) -> list[str]:
    """The tasks that are said to be still to do."""
    lines = program.ok("--phrases", "tasks", dossier).splitlines()
    found = (re.search(r", étape (\S+) : .*, à faire,", line) for line in lines)
    return [match[1] for match in found if match]


def test_from_the_fiche_to_the_closing_by_commands_alone(telestage: Telestage, at: At) -> None:
    dossier = telestage.new()[:8]
    telestage.ok("edit", dossier, "--set", "stagiaire.courriel=lea@example.com", "--yes")
    telestage.ok("work-plan", dossier, "--next-steps", "Suivre la page.")
    telestage.ok("deliverable", dossier, "Maquettes", "--due", "2027-02-12")
    for task in to_do(telestage, dossier):
        if task.startswith("sel-"):
            telestage.ok("tick", dossier, task, "--note", "Vu avec l’OFQJ.")

    before = at("2026-12-31T16:00")
    before.ok("meeting", dossier, "avant-stage", "tenue", "--note", "Mandat redit.")
    for access in CHECKS:
        before.ok("grant", dossier, access)
        before.ok("explain", dossier, access)
    for task in to_do(before, dossier):
        if task.startswith("bef-"):
            before.ok("task", dossier, task, "--note", "Fait avec l’équipe.", "--assignee", "Inès")
            before.ok("tick", dossier, task)

    first = at("2027-01-11T17:00")
    first.ok("start", dossier)
    first.ok("meeting", dossier, "accueil", "tenue", "--topic", "rôle=Inès répond à tout.")

    middle = at("2027-02-26T17:00")
    middle.ok("move-meeting", dossier, "fin", "2027-04-08", "9 h 30", "--why", "Salon")
    middle.ok("hold", dossier)
    held = meetings(middle, dossier, "tenue")
    assert len(held) > 5
    assert not meetings(middle, dossier, "à consigner")
    middle.ok("deliverable", dossier, "Maquettes", "--delivered", "hier", "--accepted", "hier")

    end = at("2027-04-09T17:00")
    end.ok("hold", dossier)
    for form in ("mi-stage", "fin"):
        levels = (word for n in range(1, 20) for word in ("--set", f"{n}=3"))
        end.ok("review", dossier, form, *levels)
    for task in to_do(end, dossier):
        end.run("tick", dossier, task, "--note", "Fait et noté ici.")  # some wait for the accesses
    for access, checks in CHECKS.items():
        made = (word for each in checks for word in ("--check", each))
        end.ok("withdraw", dossier, access, "--by", "Inès", *made)
        if access != "licence":
            end.ok("access", "verify", dossier, access)
    end.ok("access", "nothing-else", dossier, "--by", "Inès")
    for month in ("1", "2"):
        end.ok("pay", dossier, month)
    end.ok("close", dossier)
    end.ok("retention", dossier, "--until", "2033-01-31")
    said = end.ok("--phrases", "show", dossier)
    assert "phase : clos" in said
    assert "À garder jusqu’au : lundi 31 janvier 2033." in said
    assert end.ok("--phrases", "check").endswith("Tout est en ordre.\n")
    assert "Ligne 1, " in end.ok("--phrases", "history", dossier)
