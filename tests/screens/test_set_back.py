"""A tool that synchronises puts an older version of the file back while telestage is open."""

from __future__ import annotations

from pathlib import Path

from telestage_tui.screens.base import WorkScreen
from tests.store.support import noting

from .driving import LARGE, dossier, opened, workspace_in


async def test_what_was_said_to_be_saved_is_taken_back_and_kept_in_a_copy(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    older = tmp_path / "ancien.json"
    older.write_bytes(workspace.path.read_bytes())
    async with opened(workspace, "dossier", subject, size=LARGE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WorkScreen)
        screen.change(subject.id, noting("une note"))
        await pilot.comes("✓ Note ajoutée")

        older.replace(workspace.path)

        await pilot.reads("Le fichier des dossiers est revenu à un état plus")
        assert "✓ Note ajoutée" not in pilot.seen
    assert "remplacement" in [copy.reason for copy in workspace.backups.list()]
