"""What happens while a page opens, or closes for good: it has no widgets to look for then."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import get_args

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.fiche import paged
from telestage_tui.screens.meetings import place as meeting_place
from telestage_tui.screens.navigation import Go, Place
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.file_errors import SaveFailed
from telestage_tui.widgets import typed_ahead
from telestage_tui.widgets.dialog import Dialog
from telestage_tui.widgets.refusals import Refusal
from tests.factories import make_meeting, titled

from .driving import LARGE, NOW, Person, another_program, dossier, opened
from .test_hostile import item_for
from .test_leaving import ASKED
from .test_together import elsewhere

pytestmark = pytest.mark.usefixtures("unwatched")
PAGES = tuple(place for place in get_args(Place) if place != "today")


def begin_to_open(pilot: Person, place: Place, subject: Dossier) -> WorkScreen:
    """Ask for a page; it is in the stack, and has no widgets yet."""
    pilot.app.on_go(Go(place, subject.id, item_for(place, subject)))
    page = pilot.app.screen
    assert isinstance(page, WorkScreen)
    assert not page.is_mounted
    return page


def assert_no_crash(pilot: Person, folder: Path) -> None:
    assert not pilot.app.return_code
    assert not (folder / "telestage.erreur.txt").exists()


@pytest.mark.parametrize("place", PAGES)
async def test_another_program_writes_while_a_page_opens(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    async with opened(tmp_path, dossier=subject) as pilot:
        elsewhere(tmp_path, subject, changes.tick(titled("dur-growth"), on=NOW.date()).apply)
        page = begin_to_open(pilot, place, subject)
        pilot.app._watch_file()
        await pilot.arrives(type(page))
        assert pilot.app.screen is page
        assert pilot.app.is_running
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize("place", PAGES)
async def test_another_program_removes_the_dossier_while_its_page_opens(
    tmp_path: Path, place: Place
) -> None:
    subject = dossier()
    async with opened(tmp_path, dossier=subject) as pilot:
        begin_to_open(pilot, place, subject)
        another_program(tmp_path).remove(subject.id)
        pilot.app._watch_file()
        await pilot.until(lambda: pilot.app.screen.is_mounted)
        await pilot.press("escape")
        assert pilot.app.is_running
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize("place", PAGES)
async def test_something_is_refused_while_a_page_opens(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    async with opened(tmp_path, dossier=subject) as pilot:
        begin_to_open(pilot, place, subject)
        pilot.app.on_refusal(Refusal(SaveFailed(tmp_path, "le disque est plein")))
        await pilot.reads("le disque est plein")
        assert pilot.app.is_running
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize("place", PAGES)
async def test_the_program_is_asked_to_end_while_a_page_opens(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    async with opened(tmp_path, dossier=subject) as pilot:
        begin_to_open(pilot, place, subject)
        pilot.app._end()
        await pilot.ends()
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize("place", PAGES)
async def test_one_leaves_a_page_that_opens(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    async with opened(tmp_path, dossier=subject) as pilot:
        begin_to_open(pilot, place, subject)
        pilot.app.action_home()
        await pilot.arrives(TodayScreen)
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize("place", PAGES)
async def test_the_file_is_looked_at_while_the_program_ends(tmp_path: Path, place: Place) -> None:
    subject = dossier()
    async with opened(tmp_path, place, subject, item_for(place, subject)) as pilot:
        app = pilot.app
        elsewhere(tmp_path, subject, changes.tick(titled("dur-growth"), on=NOW.date()).apply)
        app.workspace.repository.refresh()
        end = asyncio.create_task(app._shutdown())
        while not end.done():
            app._reload()
            app.on_terminal_lost()
            await asyncio.sleep(0)
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize(("place", "item", "key"), ASKED.values(), ids=ASKED)
async def test_a_dialog_opens_when_another_program_writes_or_the_program_ends(
    tmp_path: Path, place: Place, item: str | None, key: str
) -> None:
    subject = dossier(evaluations=())
    async with opened(tmp_path, place, subject, item) as pilot:
        elsewhere(tmp_path, subject, changes.tick(titled("dur-growth"), on=NOW.date()).apply)
        pilot.app.simulate_key(key)
        await pilot.until(lambda: isinstance(pilot.app.screen, Dialog))
        pilot.app._watch_file()
        pilot.app._end()
        await pilot.ends()
    assert_no_crash(pilot, tmp_path)


async def test_a_key_waits_for_the_page_it_acts_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_ahead, "PATIENCE", 0.0)
    async with opened(tmp_path, dossier=dossier()) as pilot:
        await pilot.burst("c", "m", "l", "escape", "n", "f6", "escape", "b", "n")
        await pilot.until(lambda: pilot.app.screen.is_mounted)
        assert pilot.app.is_running
    assert_no_crash(pilot, tmp_path)


@pytest.mark.parametrize(
    ("place", "key", "words"),
    [
        ("new", "", ("obligatoires * à remplir", "Décalage 6 h")),
        ("details", "", ("Aucun écart", "Décalage 6 h")),
        ("meetings", "f4", ("Décalage",)),
    ],
)
async def test_what_is_thought_of_a_form_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place, key: str, words: tuple[str, ...]
) -> None:
    """And not after the pause that typing waits for."""
    for module in (paged, meeting_place):
        monkeypatch.setattr(module, "PREVIEW_DELAY", 3600)
    subject = dossier(meetings=(make_meeting(6),))
    async with opened(tmp_path, place, subject, size=LARGE) as pilot:
        if key:
            await pilot.press(key)
        await pilot.comes(*words)
