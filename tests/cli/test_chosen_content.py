"""`telestage programme show` and `use`: which content serves, and the choice that is remembered."""

from __future__ import annotations

import errno
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.store.preferences import Preferences
from telestage_tui.workspace import Workspace

from ..own_programme import own_programme
from ..screens.driving import LARGE, opened
from ..store.failing import fail
from .conftest import Telestage, plain

NOW = datetime(2026, 11, 5, 14, tzinfo=UTC)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of an organisation, in order."""
    return own_programme(tmp_path / "contenu")


def test_a_folder_is_used_at_each_launch_until_the_default_is_again(
    telestage: Telestage, own: Path
) -> None:
    assert "Le contenu livré avec telestage" in telestage.ok("programme", "show")
    assert "C’est fait : telestage 2026.1" in telestage.ok("programme", "use", str(own))
    lea = telestage.new("minimale.toml")
    assert "Après le stage 0/1" in telestage.ok("tasks", lea)
    text = telestage.ok("programme", "show")
    assert f"(retenu) : « {own} »" in text
    assert "✓ Tout est en ordre." in telestage.ok("check")

    telestage.ok("programme", "use", "--default")
    assert "Après le stage" not in telestage.ok("tasks", lea)
    assert telestage.json("programme", "show")["remembered"] is None


def test_show_tells_what_is_theirs_file_by_file(telestage: Telestage, own: Path) -> None:
    (own / "programme.toml").write_text(
        (own / "programme.toml").read_text()
        + '\n[[tasks]]\nid = "bef-team"\nassignee = "direction"\n'
    )
    (own / "messages").mkdir()
    (own / "messages" / "thanks.fr.txt").write_text("Merci\n\nMerci!\n")
    (own / "accesses.toml").write_text('no_passwords = "Jamais."\nkinds = []\nchecks = []\n')
    text = telestage.ok("--programme", str(own), "programme", "show")
    assert "(pour cette fois)" in text
    assert "programme.toml : le nôtre, complété" in text
    assert "  + tasks.alu-news" in text
    assert "  ≠ tasks.bef-team.assignee" in text
    assert "accesses.toml : le vôtre, à la place du nôtre" in text
    assert "  – usual" in text
    assert "messages/thanks.fr.txt : le vôtre, à la place du nôtre" in text

    shape = telestage.json("--programme", str(own), "programme", "show")
    files = {each["name"]: each for each in shape["files"]}
    assert files["tasks.toml"]["added"] == ["tasks.alu-news"]
    assert files["guide.toml"]["origin"] == "packaged"
    assert (shape["folder"], shape["remembered"]) == (str(own), None)


def test_a_folder_with_problems_is_refused_and_nothing_changes(
    telestage: Telestage, own: Path
) -> None:
    telestage.ok("programme", "use", str(own))
    bad = own_programme(own.parent / "faute")
    (bad / "tasks.toml").write_text("extends = true\n[tasks.alu-news]\nwhi = 'x'\n")
    refusal = telestage.refusal("programme", "use", str(bad))
    assert "tasks.toml, ligne 3, tasks.alu-news.whi : champ inconnu" in refusal
    assert telestage.json("programme", "show")["remembered"] == str(own)


@pytest.mark.parametrize(
    ("dossiers", "words"),
    [
        (1, "1 dossier suit une autre version et la garde."),
        (2, "2 dossiers suivent une autre version et la gardent."),
    ],
)
def test_use_says_how_many_dossiers_follow_another_version(
    telestage: Telestage, tmp_path: Path, dossiers: int, words: str
) -> None:
    later = tmp_path / "contenu"
    later.mkdir()
    (later / "programme.toml").write_text('extends = true\nversion = "2030.1"\n')
    for _ in range(dossiers):
        telestage.new("minimale.toml")
    text = telestage.ok("programme", "use", str(later))
    assert words in text
    assert "telestage programme move ID" in text


@pytest.mark.parametrize("words", [(), ("ici", "--default")])
def test_use_wants_a_folder_or_the_default(telestage: Telestage, words: tuple[str, ...]) -> None:
    assert "RÉPERTOIRE" in telestage.refusal("programme", "use", *words, code=2)


def test_the_option_comes_before_what_is_remembered(
    telestage: Telestage, own: Path, tmp_path: Path
) -> None:
    telestage.ok("programme", "use", str(own))
    other = tmp_path / "autre"
    other.mkdir()
    (other / "programme.toml").write_text('extends = true\nversion = "2030.1"\n')
    shape = telestage.json("--programme", str(other), "programme", "show")
    assert shape["programme"]["version"] == "2030.1"
    assert "2026.1" in telestage.ok("programme", "show")


def test_a_relative_folder_is_remembered_whole(
    telestage: Telestage, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    telestage.ok("programme", "use", own.name)
    monkeypatch.chdir("/")
    assert telestage.json("programme", "show")["folder"] == str(own)


def test_a_folder_that_is_gone_gives_way_to_ours_and_is_said(
    telestage: Telestage, own: Path
) -> None:
    telestage.ok("programme", "use", str(own))
    lea = telestage.new("minimale.toml")
    shutil.rmtree(own)
    result = telestage.run("tasks", lea)
    assert result.exit_code == 0
    assert "Après le stage" not in result.stdout
    assert plain(result.stderr).count("n’a pas pu servir : il est introuvable") == 1
    assert "telestage programme use" in plain(result.stderr)
    check = telestage.run("check")
    assert check.exit_code == 1
    assert "n’a pas pu servir" in plain(check.stdout)
    assert telestage.json("programme", "show")["trouble"]
    telestage.ok("programme", "use", "--default")
    assert telestage.run("tasks", lea).stderr == ""


def test_a_folder_that_no_longer_reads_gives_way_to_ours_and_is_said(
    telestage: Telestage, own: Path
) -> None:
    (own / "programme.toml").write_text("extends = true\n[[tasks]\n")
    Preferences(telestage.db).keep("programme.folder", str(own))
    result = telestage.run("programme", "show")
    assert result.exit_code == 0
    assert "Le contenu livré avec telestage" in plain(result.stdout)
    assert "TOML valide (ligne 2" in plain(result.stderr)


def test_a_choice_that_cannot_be_written_is_refused(
    telestage: Telestage, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telestage.new("minimale.toml")
    fail(monkeypatch, "fsync", errno.ENOSPC)
    assert "n’a pas pu être retenu" in telestage.refusal("programme", "use", str(own))


async def test_the_screens_use_the_same_folder(telestage: Telestage, own: Path) -> None:
    lea = telestage.new()
    telestage.ok("programme", "use", str(own))
    workspace = Workspace(telestage.db, FrozenClock(NOW))
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.open("dossier", workspace.repository.find(lea))
        await pilot.comes("Après 0/1")
    shutil.rmtree(own)
    async with opened(Workspace(telestage.db, FrozenClock(NOW)), size=LARGE) as pilot:
        await pilot.reads("n’a pas pu servir")


def test_what_is_remembered_is_a_path(telestage: Telestage, own: Path) -> None:
    telestage.ok("programme", "use", str(own))
    kept = json.loads(Preferences(telestage.db).path.read_text(encoding="utf-8"))
    assert kept["programme.folder"] == str(own)
