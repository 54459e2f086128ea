"""The guided tour on the screens, played step by step as a person would, with each step's key."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from telestage_tui.app.demo import DemoApp
from telestage_tui.demo.builder import story_id
from telestage_tui.demo.tour import Step
from telestage_tui.demo.tour_papers import EXERCISES, NOTES
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.meetings.meeting import MeetingScreen
from telestage_tui.screens.where import FOLDER_PREFERENCE
from telestage_tui.workspace import Workspace

from .driving import (
    LARGE,
    SMALL,
    Person,
    all_done,
    demo_in,
    dossier,
    opened,
    opened_demo,
    workspace_in,
)

PRESSED = {"↓": "down", "/": "slash", "⏎": "enter", "Ctrl+P": "ctrl+p"}
"""The names of keys, as Textual gives them, where they are not the key itself."""
SUNDAY_AFTER_A_CHANGE = datetime(2027, 3, 14, 15, 42, tzinfo=UTC)
SUMMER = datetime(2028, 7, 4, 15, 42, tzinfo=UTC)
NEW_YEAR = datetime(2028, 1, 1, 15, 42, tzinfo=UTC)


@asynccontextmanager
async def touring(demo: Workspace, size: tuple[int, int] = SMALL) -> AsyncIterator[Person]:
    """The app, as `telestage demo --visite` opens it."""
    async with opened_demo(demo, size, touring=True) as person:
        await person.comes("VISITE ")
        yield person


def step_of(pilot: Person) -> Step | None:
    """The step that waits; None without a tour."""
    assert isinstance(pilot.app, DemoApp)
    return pilot.app.tour_step


def page_of(pilot: Person) -> str:
    """What is seen of the page, under the band."""
    top = pilot.app.screen.query_one("#body").region.y
    return "\n".join(pilot.seen.splitlines()[top:])


def is_looked_at(pilot: Person, step: Step) -> bool:
    """Whether what a step says to look at is on its page."""
    return step.look in page_of(pilot)


def is_matched(pilot: Person, pattern: re.Pattern[str]) -> bool:
    """Whether something that is seen matches."""
    return pattern.search(pilot.seen) is not None


async def play(pilot: Person, step: Step) -> None:
    """Do what a step asks for, and nothing else, until it is over."""
    await pilot.press(PRESSED.get(step.key, step.key))
    if step.types:
        await pilot.write(step.types)
        await pilot.press("enter")
    if step.chooses:
        digit = re.search(rf"(\d)  {step.chooses}", pilot.seen)
        assert digit, f"No line begins with « {step.chooses} »:\n{pilot.seen}"
        await pilot.press(digit[1])
    await pilot.until(lambda: step_of(pilot) is not step)
    await all_done(pilot)


async def play_until(pilot: Person, page: str) -> Step:
    """Play the steps before the first one on that page."""
    while (step := step_of(pilot)) is not None and step.page != page:
        await play(pilot, step)
    assert step is not None
    return step


async def _whole(demo: Workspace, size: tuple[int, int]) -> None:
    """Play the tour from its first step to its end, looking at each step before its key."""
    async with touring(demo, size) as pilot:
        rank = 0
        while (step := step_of(pilot)) is not None:
            rank += 1
            await pilot.comes(f"VISITE {rank}/", f"{step.minute} min", f"touche  {step.key} ")
            await pilot.until(partial(is_looked_at, pilot, step))
            if size == SMALL:
                lines = pilot.seen.splitlines()[2:4]
                assert not any(line.strip().startswith((":", "»")) for line in lines)
                said = " ".join(" ".join(lines).split())
                assert said == step.band.replace("\u00a0", " ")
            screen = pilot.app.screen
            assert isinstance(screen, WorkScreen)
            assert screen.go.place == step.page
            if step.story:
                assert screen.go.dossier_id == story_id(step.story)
            await play(pilot, step)
        assert rank >= 12
        await pilot.comes("DÉMONSTRATION", "La visite est finie")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
async def test_each_step_is_seen_and_ends_by_its_own_key(
    demo: Workspace, size: tuple[int, int]
) -> None:
    await _whole(demo, size)


@pytest.mark.parametrize("instant", [SUNDAY_AFTER_A_CHANGE, SUMMER, NEW_YEAR], ids=str)
async def test_it_is_the_same_on_another_day(instant: datetime, tmp_path: Path) -> None:
    await _whole(demo_in(tmp_path, instant), SMALL)


async def test_a_narrow_band_says_which_step_and_which_key_without_cutting_them(
    demo: Workspace,
) -> None:
    async with touring(demo, (60, 18)) as pilot:
        steps = 0
        while (step := step_of(pilot)) is not None:
            steps += 1
            whole = rf"^ VISITE {steps}/\d+ .* {re.escape(step.key)} {{2,}}Échap fin"
            await pilot.until(partial(is_matched, pilot, re.compile(whole, re.MULTILINE)))
            await play(pilot, step)


async def test_what_is_said_of_f2_is_true_of_the_meeting_of_the_tour(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        step = await play_until(pilot, "meeting")
        assert "F2 enregistre; le jour venu, il demande" in step.speech
        await pilot.write("Une phrase")
        await pilot.press("f2")
        await pilot.comes("A-t-elle eu lieu?")


async def test_another_key_does_not_end_a_step(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        app = pilot.app
        assert isinstance(app, DemoApp)
        step = await play_until(pilot, "dossier")

        await pilot.press("down", "r")
        app.observe()
        assert step_of(pilot) is step
        await pilot.comes("VISITE 3/", "La visite attend sur une autre page")

        await pilot.press("P")
        await pilot.comes("VISITE 4/", "Livrables")


async def test_escape_leaves_it_and_the_palette_takes_it_up(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "messages")
        await pilot.press("escape")
        await pilot.comes("DÉMONSTRATION", "La visite est quittée", "Messages à envoyer")
        await pilot.comes("Échap Retour")
        assert step_of(pilot) is None

        await pilot.press("escape")  # now that of the page
        await pilot.vanishes("Messages à envoyer")
        await pilot.press("h", "slash")
        await pilot.write("Visite guidée")
        await pilot.press("enter")
        await pilot.comes("VISITE 5/", "Annonce à l’équipe")


async def test_it_is_taken_up_by_the_command_too(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "accesses")
    again = Workspace(demo.path, demo.clock, demo=True)
    async with touring(again) as pilot:
        await pilot.comes("VISITE 6/", "À remettre")


async def test_a_meeting_is_opened_again_from_the_meetings(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "meeting")
        await pilot.press("escape")
        await pilot.comes("La visite est quittée")
        await pilot.press("ctrl+p")
        await pilot.write("Visite guidée")
        await pilot.press("enter")
        await pilot.comes("VISITE 8/", "Rencontres")


async def test_escape_loses_nothing_of_what_was_typed(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "meeting")
        await pilot.arrives(MeetingScreen)
        await pilot.write("Une phrase à garder")
        await pilot.press("escape")
        await pilot.comes("La visite est quittée", "Une phrase à garder")


async def test_escape_closes_a_dialog_and_another_page_before_the_tour(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        step = await play_until(pilot, "withdrawals")
        await pilot.press("A")
        await pilot.comes("Aller à…")
        await pilot.press("escape")
        await pilot.vanishes("Aller à…")
        assert step_of(pilot) is step

        await pilot.press("g")
        await pilot.comes("La visite attend sur une autre page")
        await pilot.press("escape")
        await pilot.comes("VISITE 13/", "Adresse @coop-sillage")
        assert step_of(pilot) is step


async def test_its_button_leaves_it(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await pilot.click_at(pilot.seen.splitlines()[1].index("Échap fin"), 1)
        await pilot.comes("La visite est quittée")


async def test_it_begins_again_on_demand_and_after_its_end(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "work-plan")
        await pilot.press("slash")
        await pilot.write("Visite guidée : depuis le début")
        await pilot.press("enter")
        await pilot.comes("VISITE 1/", "En retard")


async def test_the_replay_ends_it(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await pilot.press("Z")
        await pilot.comes("REJEU 0/")
        assert step_of(pilot) is None
        await pilot.press("slash")
        await pilot.write("Visite guidée")
        assert "depuis le début" not in pilot.seen


async def test_it_says_so_when_a_dossier_it_needs_is_gone(demo: Workspace) -> None:
    async with touring(demo) as pilot:
        await play_until(pilot, "accesses")
        await pilot.press("escape")
        await pilot.press("h")
        demo.repository.remove(story_id("before"))
        await pilot.press("slash")
        await pilot.write("Visite guidée")
        await pilot.press("enter")
        await pilot.comes("La visite ne peut pas")
        assert step_of(pilot) is None


async def test_real_dossiers_have_no_tour(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, dossier())) as pilot:
        await pilot.press("slash")
        await pilot.write("Visite guidée")
        assert "depuis le début" not in pilot.seen
        assert "feuilles d’exercices" not in pilot.seen


async def test_its_papers_are_written_from_the_palette(demo: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "papiers"
    demo.preferences.keep(FOLDER_PREFERENCE, str(folder))
    async with opened(demo) as pilot:
        await pilot.press("slash")
        await pilot.write("feuilles d’exercices")
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await pilot.press("f2")
        await pilot.comes("Deux fichiers dans")

    written = {path.name: path.read_bytes()[:5] for path in folder.iterdir()}
    assert written == {NOTES: b"%PDF-", EXERCISES: b"%PDF-"}
