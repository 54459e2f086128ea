"""In a browser, a path that is typed would be one of the server: nothing asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.screens.navigation import Place

from .driving import dossier, opened


@pytest.mark.parametrize(
    ("place", "reason"),
    [("new", "aucune fiche ne se lit"), ("meetings", "rien ne s’exporte")],
)
async def test_f7_says_why_it_asks_for_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place, reason: str
) -> None:
    monkeypatch.setattr(TelestageApp, "is_web", True)
    async with opened(tmp_path, place, dossier()) as pilot:
        page = pilot.app.screen
        await pilot.press("f7")
        await pilot.comes("Dans un navigateur")
        assert any(reason in each.message for each in pilot.app._notifications)
        assert pilot.app.screen is page
