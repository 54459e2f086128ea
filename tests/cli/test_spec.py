"""`--spec`, the manual made from it, and the completion of a shell."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from telestage_tui.cli.commands.completion import SHELLS
from telestage_tui.cli.main import main
from telestage_tui.cli.manual import manual
from telestage_tui.cli.spec import spec
from tests.cli.conftest import Telestage
from tests.cli.test_french_choices import commands

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "telestage_tui/cli/telestage.1"


@pytest.fixture(scope="module")
def shape() -> dict[str, Any]:
    """What `telestage --spec` prints."""
    result = CliRunner().invoke(main, ["--spec"])
    assert result.exit_code == 0
    return dict(json.loads(result.stdout))


def test_every_command_is_described_with_what_it_takes(shape: dict[str, Any]) -> None:
    named = {each["name"]: each for each in shape["commands"]}
    run = {name: each for name, each in commands(main) if not isinstance(each, click.Group)}
    assert named.keys() == run.keys()
    for name, command in run.items():
        options = [each for each in command.params if isinstance(each, click.Option)]
        described = [option["names"] for option in named[name]["options"]]
        assert [each.opts for each in options] == described[: len(options)], name
        assert ["-h", "--help"] in described
        assert named[name]["help"]
    assert {"0", "1", "2", "3", "4"} <= shape["exit_codes"].keys()


def test_values_are_given_with_their_french_names(shape: dict[str, Any]) -> None:
    meeting = next(each for each in shape["commands"] if each["name"] == "meeting")
    status = next(each for each in meeting["arguments"] if each["name"] == "[ÉTAT]")
    assert {"value": "held", "names": ["tenue", "tenu"]} in status["values"]


def test_the_manual_is_that_of_the_commands() -> None:
    """Written again by `python -m telestage_tui.cli.manual > telestage_tui/cli/telestage.1`."""
    assert MANUAL.read_text(encoding="utf-8") == manual(spec(main))


def test_the_manual_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {"telestage_tui/cli/telestage.1": "share/man/man1/telestage.1"}


@pytest.mark.parametrize("option", ["-h", "-V", "--version"])
def test_the_usual_short_options_answer(telestage: Telestage, option: str) -> None:
    assert "telestage" in telestage.ok(option)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_of_completion_is_printed(telestage: Telestage, shell: str) -> None:
    assert "_TELESTAGE_COMPLETE" in telestage.ok("completion", shell)
    assert "zsh" in telestage.refusal("completion", "sh", code=2)


def completions(telestage: Telestage, *words: str) -> list[str]:
    """What Tab proposes after these words, the last one unfinished."""
    line = ["telestage", "--db", str(telestage.db), *words]
    environment = {
        "_TELESTAGE_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    result = CliRunner().invoke(main, [], prog_name="telestage", env=environment)
    assert result.stderr == ""
    return [each.partition(",")[2] for each in result.stdout.split()]


def test_dossiers_tasks_meetings_accesses_and_choices_are_completed(telestage: Telestage) -> None:
    dossier = telestage.new()
    assert completions(telestage, "comp") == ["completion"]
    assert completions(telestage, "show", dossier[:2]) == [dossier[:8]]
    assert "bef-team" in completions(telestage, "tick", dossier[:8], "bef-")
    assert completions(telestage, "grant", dossier[:8], "v") == ["vpn"]
    meetings = telestage.json("plan", dossier)["meetings"]
    found = completions(telestage, "move-meeting", dossier[:8], meetings[0]["id"][:8])
    assert found == [meetings[0]["id"][:8]]
    assert "--reason" in completions(telestage, "course", dossier[:8], "extend", "--rea")


def test_nothing_is_proposed_where_nothing_is_known(telestage: Telestage) -> None:
    assert completions(telestage, "show", "a") == []
    dossier = telestage.new()
    assert completions(telestage, "tick", "zzz", "bef-") == []
    assert completions(telestage, "show", f"{dossier[:4]}zz") == []
