"""Guide, driven as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.programme.loader import load_programme
from telestage_tui.widgets.row_list import RowList

from .driving import (
    LARGE,
    SMALL,
    dossier,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)

TOPICS = load_programme().guide.topics


async def test_from_a_task_its_topics_come_first(tmp_path: Path) -> None:
    lea = dossier()
    topic = load_programme().guide.for_task("bef-hours")[0]
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "guide", lea, "bef-hours")
        lines = [line.strip() for line in seen(pilot).splitlines()]
        assert lines[1].startswith("Pour cette étape")
        assert lines[2].startswith(topic.title)
        assert topic.paragraphs[0].replace("\u00a0", " ")[:30] in seen(pilot)


async def test_from_a_dossier_the_topics_of_its_phase_come_first(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea)
        await pilot.press("g")
        await settle(pilot)
        assert seen(pilot).splitlines()[1].strip() == "Pendant le stage"


async def test_from_the_palette_on_the_topic_asked_for(tmp_path: Path) -> None:
    wanted = TOPICS[-1]
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=LARGE) as pilot:
        await open_at(pilot, "guide", None, wanted.id)
        assert pilot.app.screen.query_one("#topics", RowList).key == wanted.id
        assert "Tous les sujets" in seen(pilot)


async def test_every_topic_is_listed_once_whatever_comes_first(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=LARGE) as pilot:
        await open_at(pilot, "guide", lea, "dur-checkins")
        keys = [row.key for row in pilot.app.screen.query_one("#topics", RowList).rows if row.key]
        assert sorted(map(str, keys)) == sorted(topic.id for topic in TOPICS)


@pytest.mark.parametrize("size", [SMALL, (40, 12)])
async def test_space_reads_everything_to_the_last_source(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=size) as pilot:
        await open_at(pilot, "guide", None, TOPICS[0].id)
        read = seen(pilot)
        for _ in range(40):
            await pilot.press("space")
            if pilot.app.screen.query_one("#topics", RowList).key != TOPICS[0].id:
                break
            read += seen(pilot)
        assert "Sources" in read
        assert pilot.app.screen.query_one("#topics", RowList).key == TOPICS[1].id
        assert TOPICS[1].title[:20] in seen(pilot)


async def test_the_filter_ignores_accents_and_escape_clears_it(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=LARGE) as pilot:
        await open_at(pilot, "guide")
        await pilot.press("l")
        await write(pilot, "DECALAGE")
        await settle(pilot)
        assert "Le décalage horaire" in seen(pilot)
        assert "La convention de stage" not in seen(pilot)

        await pilot.press("enter")
        assert isinstance(pilot.app.focused, RowList)
        await pilot.press("escape")
        await settle(pilot)
        assert "La convention de stage" in seen(pilot)
        assert "Guide" in seen(pilot).splitlines()[0]

        await pilot.press("escape")
        await settle(pilot)
        assert "Aujourd’hui" in seen(pilot).splitlines()[0]


async def test_a_filter_without_answer_says_so(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "guide")
        await pilot.press("l")
        await write(pilot, "xyzzy [/b]")
        await settle(pilot)
        assert "Aucun sujet ne correspond" in seen(pilot)
        await pilot.press("enter", "space")
        assert "Aucun sujet ne correspond" in seen(pilot)
