"""In a browser no path is asked for or shown; what is written is downloaded, a fiche is pasted."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.events import Paste

from telestage_tui.app import TelestageApp
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.where import ARCHIVE, FOLDER_PREFERENCE
from telestage_tui.widgets.form import FieldForm

from .driving import Person, dossier, opened

FICHES = Path(__file__).parents[1] / "fiches"
DOWNLOADED = "Dans les téléchargements de votre navigateur"


@pytest.fixture(autouse=True)
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what a browser would download goes, for an app that has none."""
    monkeypatch.setattr(TelestageApp, "is_web", True)
    monkeypatch.setenv("TEXTUAL_DRIVER", "telestage_tui.web.driver:BrowserDriver")
    folder = tmp_path / "downloads"
    folder.mkdir()

    def deliver(_app: TelestageApp, content: BytesIO, *, save_filename: str) -> None:
        (folder / save_filename).write_bytes(content.read())

    monkeypatch.setattr(TelestageApp, "deliver_binary", deliver)
    return folder


async def arrival(pilot: Person, downloads: Path) -> Path:
    """The one file that was downloaded."""
    await pilot.reads(DOWNLOADED)
    (path,) = downloads.iterdir()
    assert path.stat().st_size
    assert path.name in pilot.seen
    return path


@pytest.mark.parametrize(
    ("place", "keys", "suffix"),
    [
        ("meetings", "f7 f2", ".ics"),
        ("history", "f7 f2", ".csv"),
        ("evaluations", "X f2", ".xlsx"),
        ("papers", "enter f2", ".pdf"),
    ],
)
async def test_what_is_written_is_downloaded(
    tmp_path: Path, downloads: Path, place: Place, keys: str, suffix: str
) -> None:
    async with opened(tmp_path, place, dossier(), size=(120, 40)) as pilot:
        for key in keys.split():
            await pilot.press(key)
        path = await arrival(pilot, downloads)
        assert path.suffix == suffix
        assert not pilot.app.workspace.preferences.text(FOLDER_PREFERENCE)


async def test_a_message_is_downloaded_without_a_question(tmp_path: Path, downloads: Path) -> None:
    async with opened(tmp_path, "messages", dossier(), size=(120, 40)) as pilot:
        await pilot.press("f7")
        assert (await arrival(pilot, downloads)).suffix == ".eml"


async def test_several_files_come_in_one_archive(tmp_path: Path, downloads: Path) -> None:
    async with opened(tmp_path, "meetings", dossier(), size=(120, 40)) as pilot:
        await pilot.press("f7")
        await pilot.comes("Exporter vers un agenda")
        form = pilot.app.screen.query_one(FieldForm)
        assert "folder" not in form.values()
        form.fill({"purpose": "invite"})
        await pilot.press("f2")
        path = await arrival(pilot, downloads)
        assert path.name == ARCHIVE
        with ZipFile(path) as archive:
            assert len(archive.namelist()) > 1
            assert {Path(name).suffix for name in archive.namelist()} == {".ics"}


async def test_a_fiche_is_pasted(tmp_path: Path) -> None:
    async with opened(tmp_path, "new", size=(120, 40)) as pilot:
        await pilot.press("f7")
        await pilot.reads("Collez la fiche ici")
        text = (FICHES / "minimale.toml").read_text(encoding="utf-8")
        pilot.app.post_message(Paste(text))
        await pilot.until(lambda: pilot.app.screen.query_one(FieldForm).values()["text"])
        await pilot.press("f2")
        await pilot.reads("Fiche lue.")


async def test_a_fiche_that_is_no_fiche_says_why(tmp_path: Path) -> None:
    async with opened(tmp_path, "new", size=(120, 40)) as pilot:
        await pilot.press("f7")
        await pilot.reads("Collez la fiche ici")
        pilot.app.screen.query_one(FieldForm).fill({"text": "/etc/passwd"})
        await pilot.press("f2")
        await pilot.reads("Fiche refusée, rien n’est repris")
        assert "root" not in pilot.seen


@pytest.mark.parametrize(
    ("place", "key", "reason"),
    [
        ("backups", "d", "le second répertoire ne se choisit pas"),
        ("evaluations", "I", "un fichier rempli ne se reprend pas"),
        ("today", "I", "un fichier rempli ne se reprend pas"),
    ],
)
async def test_what_would_ask_for_a_path_says_why_not(
    tmp_path: Path, place: Place, key: str, reason: str
) -> None:
    async with opened(tmp_path, place, dossier(), size=(120, 40)) as pilot:
        page = pilot.app.screen
        await pilot.press(key)
        await pilot.comes("Dans un navigateur")
        assert any(reason in each.message for each in pilot.app._notifications)
        assert pilot.app.screen is page


async def test_no_page_shows_where_the_file_is(tmp_path: Path) -> None:
    async with opened(tmp_path, "backups", dossier(), size=(160, 40)) as pilot:
        await pilot.reads("lisible et intact")
        assert "telestage.json" in pilot.seen
        assert str(tmp_path) not in pilot.seen
        assert "/" not in pilot.seen.partition("lisible et intact")[0]


async def test_the_form_of_the_organisation_asks_for_no_logo(tmp_path: Path) -> None:
    async with opened(tmp_path, "organisation", size=(120, 40)) as pilot:
        shown = [
            each.field for each in pilot.app.screen.query("FieldRow")  # type: ignore[attr-defined]
            if each.display and each.field.kind != "hidden"  # type: ignore[attr-defined]
        ]  # fmt: skip
        assert shown
        assert "documents.logo" not in {each.name for each in shown}
