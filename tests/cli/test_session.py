"""The workspace of the screens, opened by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from telestage_tui import app
from telestage_tui.cli import open_screens
from telestage_tui.cli.open_screens import SCREEN_PATIENCE
from telestage_tui.cli.session import Session
from telestage_tui.clocks.clock import SystemClock
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.store.file_errors import FileLocked
from telestage_tui.workspace import Workspace
from tests.factories import make_dossier


class Screens:
    """In place of the App: remembers its workspace."""

    workspace: Workspace
    return_code = 0

    def __init__(self, workspace: Workspace) -> None:
        type(self).workspace = workspace

    def run(self) -> None:
        pass


@pytest.fixture
def path_and_dossier(tmp_path: Path) -> tuple[Path, Dossier]:
    """A file with a dossier in it."""
    path = tmp_path / "telestage.json"
    return path, Session(path, SystemClock()).repository.add(make_dossier())


@pytest.mark.parametrize("alone", [True, False], ids=["typed alone", "with options"])
def test_the_screens_hardly_wait_for_another_program(
    path_and_dossier: tuple[Path, Dossier], monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    """They are frozen while they wait; a command is not."""
    path, dossier = path_and_dossier
    monkeypatch.setattr(app, "TelestageApp", Screens)
    monkeypatch.setattr(open_screens, "no_screen", str)
    monkeypatch.setenv("TELESTAGE_DB", str(path))
    if alone:
        open_screens.open_screens(open_screens.workspace_of_environment())
    else:
        open_screens.open_session(Session(path, SystemClock()))
    workspace = Screens.workspace

    with FileLock(f"{path}.lock"):
        assert workspace.repository.get(dossier.id) == dossier
        with pytest.raises(FileLocked, match="Un autre programme est en train d’écrire"):
            workspace.repository.change(dossier.id, Change(said("Note"), lambda dossier: dossier))
        with pytest.raises(FileLocked):
            workspace.backups.create()
    assert SCREEN_PATIENCE <= 1


def test_a_server_that_shows_the_screens_counts_as_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert open_screens.no_screen() == "Pas de terminal"
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert open_screens.no_screen() == ""
