"""The command, run in this process on a file of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from telestage_tui.cli.main import main

FICHES = Path(__file__).parent.parent / "fiches"
BEFORE = "2026-11-05T09:00"
"""Ten weeks before the stage of `complete.toml`, in Québec."""
DURING = "2027-02-10T10:42"
"""In its fifth week."""


def plain(text: str) -> str:
    """The text with plain spaces, as a test writes them."""
    return text.replace("\u00a0", " ")


@dataclass
class Telestage:
    """The command with its global options."""

    db: Path
    today: str = BEFORE

    def run(self, *args: str, stdin: bytes | None = None) -> Result:
        """The result of a command, whether it succeeds or not."""
        options = ["--db", str(self.db), "--today", self.today]
        return CliRunner().invoke(main, [*options, *args], input=stdin)

    def ok(self, *args: str) -> str:
        """The output of a command that must succeed, its no-break spaces made plain."""
        result = self.run(*args)
        assert result.exit_code == 0, result.output
        return plain(result.stdout)

    def json(self, *args: str) -> Any:
        """The JSON of a command that must succeed."""
        result = self.run(*args, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def refusal(self, *args: str, code: int = 1) -> str:
        """The message of a command that must be refused, with nothing on its standard output."""
        result = self.run(*args)
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        assert result.stdout == ""
        return plain(result.stderr)

    def new(self, fiche: str = "complete.toml") -> str:
        """The identifier of a dossier opened from an example fiche."""
        return self.ok("new", str(FICHES / fiche)).splitlines()[0]


@pytest.fixture(autouse=True)
def _nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELESTAGE_DB", "TELESTAGE_TODAY", "TELESTAGE_PROGRAMME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))


@pytest.fixture
def telestage(tmp_path: Path) -> Telestage:
    """The command on an empty file, ten weeks before the stage."""
    return Telestage(tmp_path / "dossiers.json")


@pytest.fixture
def at(telestage: Telestage) -> Callable[[str], Telestage]:
    """The same file at another moment."""
    return lambda today: Telestage(telestage.db, today)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A bare environment: no locale, no terminal, a file of its own."""
    (tmp_path / "tmp").mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C",
        "TMPDIR": str(tmp_path / "tmp"),
        "TELESTAGE_DB": str(tmp_path / "dossiers.json"),
        "TELESTAGE_TODAY": "2027-02-10T10:42",
    }
