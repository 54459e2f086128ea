"""`telestage programme move`: a dossier goes to another version, what that changes shown first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import ProgrammeRef
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.moving import kept_words
from telestage_tui.screens.dossier.rows import offer_of_version
from telestage_tui.workspace import Workspace

from ..factories import make_dossier
from ..screens.driving import LARGE, opened
from .conftest import FICHES, Telestage

NOW = datetime(2026, 11, 5, 14, tzinfo=UTC)
LATER = """extends = true
version = "2030.1"

[[phases]]
id = "after"
title = "Après le stage"
short = "Après"

[[tasks]]
id = "aft-news"
phase = "after"
title = "Prendre des nouvelles"
due = { anchor = "end", days = 30 }
source = "proposed"

[[rules]]
id = "weekly-hours"
maximum = 33
"""
HELP = 'extends = true\n[tasks.aft-news]\nwhy = "Pour savoir."\nhow = ["Écrivez."]\n'


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A folder whose version has a phase and a task more, and a stricter rule."""
    folder = tmp_path / "contenu"
    folder.mkdir()
    (folder / "programme.toml").write_text(LATER, encoding="utf-8")
    (folder / "tasks.toml").write_text(HELP, encoding="utf-8")
    return folder


def test_a_dossier_keeps_its_version_until_it_is_moved(telestage: Telestage, later: Path) -> None:
    lea = telestage.new()
    telestage.ok("tick", lea, "sel-offer")
    telestage.ok("programme", "use", str(later))
    assert "Après le stage" not in telestage.ok("tasks", lea)

    preview = telestage.ok("programme", "move", lea, "--preview")
    assert "+ Étape : Prendre des nouvelles" in preview
    assert "→ Règle : " in preview
    assert "! Écart de plus : " in preview
    assert "faites le restent." in preview
    assert "Après le stage" not in telestage.ok("tasks", lea)

    assert "Programme : telestage 2026.1 → telestage 2030.1." in telestage.ok(
        "programme", "move", lea, "--yes"
    )
    tasks = {each["id"]: each["state"] for each in telestage.json("tasks", lea)}
    assert tasks["aft-news"] == "todo"
    assert tasks["sel-offer"] == "done"
    assert "déjà la version présente" in telestage.refusal("programme", "move", lea)

    telestage.ok("undo", lea, "--yes")
    assert telestage.json("show", lea)["programme"]["version"] == "2026.1"


def test_what_was_done_of_a_task_that_goes_waits_for_its_return(
    telestage: Telestage, later: Path
) -> None:
    telestage.ok("programme", "use", str(later))
    lea = telestage.new()
    telestage.ok("tick", lea, "aft-news")
    older = later.parent / "ancien"
    older.mkdir()
    for name in ("programme.toml", "tasks.toml"):
        target = older / "telestage" / "2030.1" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((later / name).read_text())
    last = older / "telestage" / "2031.1" / "programme.toml"
    last.parent.mkdir()
    last.write_text('extends = true\nversion = "2031.1"\n')
    telestage.ok("programme", "use", str(older))
    preview = telestage.ok("programme", "move", lea, "--preview")
    assert "– Étape : Prendre des nouvelles" in preview
    assert "! « Prendre des nouvelles » était faite" in preview
    telestage.ok("programme", "move", lea, "--yes")
    assert "aft-news" not in telestage.ok("tasks", lea)
    telestage.ok("undo", lea, "--yes")
    assert "Prendre des nouvelles" in telestage.ok("tasks", lea)


def test_without_a_terminal_nothing_is_moved_unless_yes(telestage: Telestage, later: Path) -> None:
    lea = telestage.new()
    telestage.ok("programme", "use", str(later))
    result = telestage.run("programme", "move", lea)
    assert result.exit_code == 1
    assert "--yes" in result.stderr
    shape = telestage.json("programme", "move", lea)
    assert (shape["done"], shape["after"]["version"]) == (False, "2030.1")
    assert telestage.json("show", lea)["programme"]["version"] == "2026.1"
    assert telestage.json("programme", "move", lea, "--yes")["done"]
    assert telestage.json("show", lea)["programme"]["version"] == "2030.1"


def test_a_version_that_is_nowhere_is_said_before_moving(telestage: Telestage, later: Path) -> None:
    fiche = str(FICHES / "minimale.toml")
    lea = telestage.ok("--programme", str(later), "new", fiche).splitlines()[0]
    assert "introuvable" in telestage.ok("programme", "move", lea, "--preview")


@pytest.mark.parametrize(
    ("tasks", "words"), [(1, "1 étape faite le reste."), (2, "2 étapes faites le restent.")]
)
def test_the_tasks_that_stay_done_are_counted(tasks: int, words: str) -> None:
    assert kept_words(tasks).replace("\u00a0", " ") == words


async def test_the_offer_is_on_the_pages_and_one_undo_takes_it_back(
    telestage: Telestage, later: Path
) -> None:
    lea = telestage.new("complete.toml")
    telestage.ok("programme", "use", str(later))
    workspace = Workspace(telestage.db, FrozenClock(NOW))
    dossier = workspace.repository.find(lea)

    def version() -> str:
        return Workspace(telestage.db, FrozenClock(NOW)).repository.find(lea).programme.version

    async with opened(workspace, "dossier", dossier, size=LARGE) as pilot:
        await pilot.press("V")
        await pilot.reads("Autrement dans la version 2030.1")
        await pilot.press("m")
        await pilot.reads("Passer à telestage 2030.1", "+ Étape : Prendre des nouvelles")
        await pilot.press("escape")
        assert version() == "2026.1"
        await pilot.press("m", "enter")
        await pilot.vanishes("Autrement dans la version 2030.1")
        assert version() == "2030.1"
        await pilot.press("m")
        await pilot.reads("suit déjà la version présente")
        await pilot.press("escape")
        await pilot.comes("Après 0/1")
        await pilot.press("u")
        await pilot.comes("Oui, défaire")
        await pilot.press("o")
        await pilot.vanishes("Après 0/1")
    assert version() == "2026.1"


def test_a_dossier_in_order_is_offered_the_present_version() -> None:
    dossier, present = make_dossier(), load_programme()
    assert offer_of_version(dossier.evolve(programme=present.ref), present) == ""
    other = ProgrammeRef(id="telestage", version="2000.1")
    assert "V, puis m" in offer_of_version(dossier.evolve(programme=other, closed_on=None), present)
