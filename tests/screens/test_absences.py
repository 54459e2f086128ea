"""Absences taken from a calendar on the screens: read, shown, then saved as one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.screens.absences.dialogs import AbsencePreview, AbsencesDialog
from telestage_tui.screens.navigation import Place
from tests.screens.driving import another_program, dossier, on_disk, opened

CALENDARS = Path(__file__).parents[1] / "documents" / "ics" / "calendars"


@pytest.mark.parametrize("place", ["calendar", "details"])
async def test_absences_are_shown_then_saved_and_undone(tmp_path: Path, place: Place) -> None:
    lea = dossier()
    async with opened(tmp_path, place, lea, size=(100, 40)) as pilot:
        await pilot.press("f7")
        await pilot.arrives(AbsencesDialog)
        await pilot.write(str(CALENDARS / "04-evenement-abime-hors-periode.ics"))
        await pilot.press("f2")
        await pilot.arrives(AbsencePreview)
        await pilot.reads("1 absence le 8 février 2027", "« Vieux » (5 février 2015)")
        assert on_disk(tmp_path, lea).intern.absences == lea.intern.absences
        await pilot.press("f2")
        await pilot.until(lambda: len(on_disk(tmp_path, lea).intern.absences) == 1)
        assert [e.sentence for e in on_disk(tmp_path, lea).history][-1].startswith(
            "Absences reprises"
        )
        if place == "details":  # « u » is a letter in a form, and asks on another page
            await pilot.press("escape")
        await pilot.press("u", *(["o"] if place == "details" else []))
        await pilot.until(lambda: another_program(tmp_path).get(lea.id).intern.absences == ())


async def test_a_refused_file_is_said_in_the_dialog(tmp_path: Path) -> None:
    async with opened(tmp_path, "calendar", dossier(), size=(100, 40)) as pilot:
        await pilot.press("f7")
        await pilot.arrives(AbsencesDialog)
        await pilot.write(str(CALENDARS / "nexistepas.ics"))
        await pilot.press("f2")
        await pilot.reads("ce fichier n’existe pas")
        form = await pilot.to_field("path")
        form.fill({"path": str(CALENDARS / "24-export-google.zip")})
        await pilot.press("f2")
        await pilot.reads("une archive ZIP")
        assert isinstance(pilot.app.screen, AbsencesDialog)


@pytest.mark.parametrize("place", ["calendar", "details"])
async def test_in_a_browser_it_is_not_offered_and_the_key_says_why(
    tmp_path: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TelestageApp, "is_web", True)
    async with opened(tmp_path, place, dossier(), size=(120, 40)) as pilot:
        assert "Absences…" not in pilot.seen
        await pilot.press("f7")
        await pilot.reads("Dans le navigateur")
        assert not isinstance(pilot.app.screen, AbsencesDialog)
