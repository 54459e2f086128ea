"""Where the file is, and what a tool left beside it: said once, whatever is opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.app import watching
from tests.screens.driving import LARGE, Person, dossier, opened, workspace_in


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "PLACE_AFTER", 0.01)


def messages(pilot: Person) -> str:
    """What the notifications in view say."""
    return " ".join(each.message for each in pilot.app._notifications).replace("\u00a0", " ")


async def looked_around(pilot: Person) -> None:
    """Once the place of the file was looked at."""
    await pilot.until(lambda: pilot.app.has_looked_around)


async def test_a_conflict_copy_is_said_once(tmp_path: Path) -> None:
    workspace_in(tmp_path, dossier())
    copy = tmp_path / "telestage-PORTABLE.json"
    copy.write_bytes((tmp_path / "telestage.json").read_bytes())
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await looked_around(pilot)
        assert "« telestage-PORTABLE.json ». I, sur Aujourd’hui, la compare" in messages(pilot)
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await looked_around(pilot)
        assert messages(pilot) == ""
    (tmp_path / "telestage (1).json").write_bytes(copy.read_bytes())
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await looked_around(pilot)
        assert "(et 1 autre)" in messages(pilot)


async def test_a_synchronised_folder_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    async with opened(workspace_in(folder), size=LARGE) as pilot:
        await looked_around(pilot)
        assert "dans un répertoire que Dropbox copie ailleurs" in messages(pilot)
    async with opened(workspace_in(folder), size=LARGE) as pilot:
        await looked_around(pilot)
        assert messages(pilot) == ""
