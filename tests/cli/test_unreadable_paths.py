"""A path that one may not read is refused in French, by every command that takes a path."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pytest

from telestage_tui.cli.main import main
from tests.cli.conftest import FICHES, Telestage

AS_AN_ORDINARY_ACCOUNT = """
import os, sys
from telestage_tui.cli.main import main
from telestage_tui.programme import loader
for module in ("importlib.metadata", "icalendar", "filelock", "platformdirs", "encodings.idna"):
    __import__(module)
from click.testing import CliRunner
closed, *words = sys.argv[1:]
CliRunner().invoke(main, words)
loader.load_programme.cache_clear()
loader._programme.cache_clear()
os.chmod(closed, 0)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
result = CliRunner().invoke(main, words)
print(result.output)
sys.exit(result.exit_code)
"""
"""Nothing stops root: it becomes nobody, once a first run has read all the code."""


def paths_of(command: click.Command) -> Iterator[tuple[str, click.Path]]:
    """The parameters of a command and of those under it that click itself reads as paths."""
    for parameter in command.params:
        if isinstance(parameter.type, click.Path):
            yield f"{command.name} {parameter.name}", parameter.type
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from paths_of(each)


def test_click_checks_no_path_by_itself() -> None:
    """Its own refusals are in English; the package reads each path, and says why it cannot."""
    found = dict(paths_of(main))
    assert found
    strict = [name for name, kind in found.items() if kind.exists or kind.readable or kind.writable]
    assert strict == []


@pytest.mark.skipif(os.name == "nt", reason="rights are not in these bits")
@pytest.mark.parametrize(
    "words",
    [
        "--db CLOSED list",
        "--db CLOSED check",
        "--db CLOSED note ID Bonjour",
        "--db DB --programme CLOSED check",
        "--db DB new CLOSED",
        "--db DB absences import CLOSED ID --side structure",
        "--db DB export ID json -o CLOSED",
        "--db DB export ID ics -o CLOSED",
    ],
)
def test_an_unreadable_path_is_refused_in_french(words: str) -> None:
    with TemporaryDirectory() as name:  # that of pytest is closed to other accounts
        folder = Path(name)
        telestage = Telestage(folder / "dossiers.json")
        dossier = telestage.new()
        closed = folder / "ferme"
        if "-o" in words or "--programme" in words:
            closed.mkdir()
        elif "--db CLOSED" in words:
            closed.write_bytes(telestage.db.read_bytes())
        else:
            closed.write_bytes((FICHES / "minimale.toml").read_bytes())
        if os.geteuid() == 0:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, 65534, 65534)
        known = {"CLOSED": str(closed), "DB": str(telestage.db), "ID": dossier}
        done = subprocess.run(
            [sys.executable, "-c", AS_AN_ORDINARY_ACCOUNT, str(closed),
             *(known.get(word, word) for word in words.split())],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        closed.chmod(0o700)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert re.search("droits d’accès|pas le droit de lire", done.stdout), done.stdout
    assert "not readable" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
