"""Exporting the meetings of a dossier from its list."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from telestage_tui.app import TelestageApp
from telestage_tui.widgets.form import FieldForm

from .driving import SMALL, dossier, open_at, seen, settle, workspace_in, write


async def test_a_file_is_written_where_it_was_asked(tmp_path: Path) -> None:
    subject = dossier()
    app = TelestageApp(workspace_in(tmp_path, subject))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "meetings", subject)
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one(FieldForm).fill({"folder": str(tmp_path / "agenda")})
        await pilot.press("f2")
        await settle(pilot)
        assert "Exporter vers un agenda" not in seen(pilot)
    (written,) = (tmp_path / "agenda").iterdir()
    calendar = Calendar.from_ical(written.read_bytes())
    assert len(calendar.walk("VEVENT")) == len(subject.meetings)


async def test_an_impossible_folder_is_said_and_the_form_stays(tmp_path: Path) -> None:
    subject = dossier()
    (tmp_path / "file").write_text("a file, not a folder")
    app = TelestageApp(workspace_in(tmp_path, subject))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "meetings", subject)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("backspace")
        await write(pilot, str(tmp_path / "file" / "agenda"))
        await pilot.press("f2")
        await settle(pilot)
        assert "Exporter vers un agenda" in seen(pilot)
        assert "!" in seen(pilot)
