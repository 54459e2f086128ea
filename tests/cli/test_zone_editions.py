"""A later edition of the time zones, installed between two runs of the real command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FICHES, plain
from tests.editions import ONE_TIME_ALL_YEAR, write_edition
from tests.waiting import PATIENCE

Run = Callable[..., str]
BEFORE, LATER = "2027-01-08T09:00", "2027-02-10T10:42"


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run the command, with the edition of a folder; the packaged one without."""

    def to_its_end(*args: str, edition: Path | None = None, today: str = LATER) -> str:
        paths = [*([str(edition)] if edition else []), str(Path.cwd())]
        result = subprocess.run(
            [sys.executable, "-m", "telestage_tui", *args],
            env=environment | {"TELESTAGE_TODAY": today, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
        assert b"Traceback" not in result.stderr, result.stderr.decode()
        return plain(result.stdout.decode())

    return to_its_end


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """An edition in which Québec keeps one time all year."""
    return write_edition(tmp_path / "moved", "2099z", ONE_TIME_ALL_YEAR)


def opened(run: Run) -> str:
    return run("new", str(FICHES / "complete.toml"), today=BEFORE).splitlines()[0]


def notes_of_clocks(run: Run, dossier: str, edition: Path) -> list[str]:
    answer: Any = json.loads(run("plan", dossier, "--json", edition=edition))
    notes = [plain(note) for meeting in answer["meetings"] for note in meeting["notes"]]
    return [note for note in notes if "2099z" in note]


def test_an_edition_that_moves_meetings_is_said_until_they_are_exported_again(
    run: Run, moved: Path, tmp_path: Path
) -> None:
    dossier = opened(run)
    out = str(tmp_path / "out")
    run("export", dossier, "ics", "-o", out)
    first = next((tmp_path / "out").iterdir()).read_text()
    assert "Tout est en ordre" in run("check")

    check = run("check", edition=moved)
    assert "! Dossier d" in check
    assert "nouvelles règles de l’heure pour" in check
    assert "au lieu de" in check
    assert "exportez-les de nouveau" in check
    assert "Nouvelles règles de l’heure" in run("status", edition=moved)
    notes = notes_of_clocks(run, dossier, moved)
    assert notes
    assert all("en France au lieu de" in note for note in notes)

    run("export", dossier, "ics", "-o", out, edition=moved)
    assert "Tout est en ordre" in run("check", edition=moved)
    assert "règles de l’heure" not in run("status", edition=moved)
    assert notes_of_clocks(run, dossier, moved) == []
    newest = max((tmp_path / "out").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    raised = newest.read_text().count("SEQUENCE:1") - first.count("SEQUENCE:1")
    assert raised == len(notes)  # a calendar ignores what is not newer


def test_an_edition_that_moves_no_meeting_is_not_worth_a_word(run: Run, tmp_path: Path) -> None:
    dossier = opened(run)
    other = write_edition(tmp_path / "other", "2099z", {"America/Halifax": "America/Panama"})
    assert "Tout est en ordre" in run("check", edition=other)
    assert "règles de l’heure" not in run("status", edition=other)
    assert notes_of_clocks(run, dossier, other) == []


def test_both_calendars_are_to_be_given_the_new_hours(
    run: Run, moved: Path, tmp_path: Path
) -> None:
    dossier = opened(run)
    out = str(tmp_path / "out")
    run("export", dossier, "ics", "-o", out)
    run("export", dossier, "ics", "--invite", "-o", out)
    run("export", dossier, "ics", "-o", out, edition=moved)
    assert "nouvelles règles" in run("check", edition=moved)
    run("export", dossier, "ics", "--invite", "-o", out, edition=moved)
    assert "Tout est en ordre" in run("check", edition=moved)
