"""Preferences: kept beside the dossiers, whatever becomes of the drafts."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.store.draft_texts import MOST_DRAFTS
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.preferences import Preferences

from .failing import fail


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "telestage.json"


def test_no_number_of_drafts_pushes_a_preference_out(database: Path) -> None:
    Preferences(database).keep("calendar.view", "list")
    drafts = Drafts(database)
    for number in range(MOST_DRAFTS + 1):
        drafts.keep_text(f"note.{number}", "x")

    assert Preferences(database).text("calendar.view") == "list"
    assert drafts.text("note.0") == ""


def test_those_of_an_older_version_are_taken_over_without_its_drafts(database: Path) -> None:
    former = {
        "theme": "telestage-clair",
        "calendar.view": "list",
        f"note.{uuid4()}.journal": "brouillon",
        f"earlier.{uuid4()}": "asked",
    }
    database.with_name("telestage.json.brouillons.json").write_text(json.dumps(former))

    preferences = Preferences(database)
    preferences.keep("export-folder", "/tmp")

    assert json.loads(preferences.path.read_text()) == {
        "theme": "telestage-clair",
        "calendar.view": "list",
        "export-folder": "/tmp",
    }


def test_one_forgotten_does_not_come_back_from_an_older_version(database: Path) -> None:
    database.with_name("telestage.json.brouillons.json").write_text('{"calendar.view": "list"}')

    Preferences(database).keep("calendar.view", "")

    assert Preferences(database).text("calendar.view") == ""


def test_two_programs_keep_one_each(database: Path) -> None:
    here, there = Preferences(database), Preferences(database)
    assert here.text("theme") == there.text("theme") == ""
    here.keep("theme", "telestage-clair")
    there.keep("calendar.view", "list")

    assert Preferences(database).text("theme") == "telestage-clair"
    assert Preferences(database).text("calendar.view") == "list"


def test_one_that_cannot_be_written_lasts_as_long_as_the_program(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences = Preferences(database)
    fail(monkeypatch, "fsync", errno.ENOSPC)
    preferences.keep("theme", "telestage-clair")

    assert preferences.text("theme") == "telestage-clair"
    assert not preferences.path.exists()
