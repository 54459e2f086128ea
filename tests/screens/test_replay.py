"""A stage replayed on the screens: each press says it, shows its page, and is taken back whole."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from telestage_tui.app.demo import DemoApp
from telestage_tui.demo.replay import Replay
from telestage_tui.screens.base import WorkScreen
from telestage_tui.workspace import Workspace

from .driving import LARGE, SMALL, Person, dossier, opened, opened_demo, workspace_in

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)


ON_THE_PAGE = {"week": ("manqué : 3,5 h",), "month:1": ("Mois 1", "400 $")}
"""What is seen where a step begins on a part of its page."""


@asynccontextmanager
async def replaying(demo: Workspace, size: tuple[int, int] = SMALL) -> AsyncIterator[Person]:
    """The app, as `telestage demo --rejouer` opens it."""
    async with opened_demo(demo, size, replaying=True) as person:
        await person.comes("REJEU 0/")
        yield person


def replay_of(pilot: Person) -> Replay:
    """The replay that goes on."""
    app = pilot.app
    assert isinstance(app, DemoApp)
    assert app.replay is not None
    return app.replay


@SIZES
async def test_a_whole_stage_in_twenty_presses_at_most(
    demo: Workspace, size: tuple[int, int]
) -> None:
    async with replaying(demo, size) as pilot:
        replay = replay_of(pilot)
        for rank, press in enumerate(replay.presses, 1):
            await pilot.press("greater_than_sign")
            await pilot.comes(f"REJEU {rank}/{len(replay.presses)}")
            says = " ".join(press.step.says.replace("\u00a0", " ").split())
            lines = pilot.seen.splitlines()
            assert " ".join(" ".join(lines[2:4]).split()).startswith(says)
            screen = pilot.app.screen
            assert isinstance(screen, WorkScreen)
            assert screen.go.place == press.step.place
            await pilot.comes(*ON_THE_PAGE.get(press.step.item or "", ()))
        await pilot.comes("clos")
        assert demo.repository.get(replay.dossier_id).closed_on == demo.today()

        await pilot.press("greater_than_sign")
        await pilot.comes("le rejeu est fini")


async def test_back_then_forward_is_the_same_file(demo: Workspace) -> None:
    async with replaying(demo) as pilot:
        await pilot.press("greater_than_sign")
        await pilot.comes("REJEU 1/")
        one = demo.content()
        await pilot.press("greater_than_sign")
        await pilot.comes("REJEU 2/")
        await pilot.press("less_than_sign")
        await pilot.comes("REJEU 1/", "publie sur Chronos")
        assert demo.content() == one
        await pilot.press("less_than_sign")
        await pilot.comes("REJEU 0/")
        assert demo.repository.dossiers() == ()
        assert "telestage demo" not in pilot.seen  # one is there already
        await pilot.press("less_than_sign")
        await pilot.comes("C’est le début du stage")


async def test_a_pause_lets_one_try_and_drops_what_was_tried(demo: Workspace) -> None:
    async with replaying(demo) as pilot:
        await pilot.press("greater_than_sign")
        await pilot.comes("REJEU 1/")
        played, there = demo.content(), demo.clock.now()
        await pilot.press("H")
        await pilot.comes("Le rejeu tient l’horloge")
        assert demo.clock.now() == there
        await pilot.press("equals_sign")
        await pilot.comes("En pause", "REJEU 1/19", "2026", "H +7 j", "= reprise")
        await pilot.press("H")
        demo.repository.remove(replay_of(pilot).dossier_id)
        assert demo.clock.now() > there
        await pilot.press("greater_than_sign")
        await pilot.comes("REJEU 1/", "publie sur Chronos", "Ce que vous aviez changé")

    assert demo.content() == played
    assert demo.clock.now() == there


async def test_the_buttons_are_clicked(demo: Workspace) -> None:
    async with replaying(demo) as pilot:
        for words, seen in (("> suite", "REJEU 1/"), ("< retour", "REJEU 0/")):
            await pilot.comes(words)
            await pilot.click_at(pilot.seen.splitlines()[1].index(words), 1)
            await pilot.comes(seen)


async def test_the_palette_begins_and_the_end_gives_the_demonstration_back(
    demo: Workspace,
) -> None:
    before = demo.content()
    async with opened(demo) as pilot:
        await pilot.press("slash")
        await pilot.write("Rejouer un stage")
        await pilot.press("enter")
        await pilot.comes("REJEU 0/")
        await pilot.press("greater_than_sign")
        await pilot.comes("REJEU 1/")
        await pilot.press("Z")
        await pilot.comes("DÉMONSTRATION", "mer. 10 févr. 2027, 10 h 42", "Moussa Diarra")
        assert not any("plus ancienne" in each.text for each in pilot.app._messages)

    assert demo.content() == before


async def test_real_dossiers_are_never_replayed_over(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    before = workspace.content()
    async with opened(workspace) as pilot:
        await pilot.press("Z", "greater_than_sign")
        await pilot.press("slash")
        await pilot.write("Rejouer")
        assert "Rejouer un stage" not in pilot.seen

    assert workspace.content() == before
