"""Guide, driven as a person would."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.guide.screen import GuideScreen
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, SMALL, dossier, opened

TOPICS = load_programme().guide.topics


async def test_from_a_task_its_topics_come_first(tmp_path: Path) -> None:
    lea = dossier()
    topic = load_programme().guide.for_task("bef-hours")[0]
    async with opened(tmp_path, "guide", lea, "bef-hours") as pilot:
        lines = [line.strip() for line in pilot.seen.splitlines()]
        assert lines[1].startswith("Pour cette étape")
        assert lines[2].startswith(topic.title)
        await pilot.comes(topic.paragraphs[0].replace("\u00a0", " ")[:30])


async def test_from_a_dossier_the_topics_of_its_phase_come_first(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea) as pilot:
        await pilot.press("g")
        await pilot.arrives(GuideScreen)
        assert pilot.seen.splitlines()[1].strip() == "Pendant le stage"


async def test_from_the_palette_on_the_topic_asked_for(tmp_path: Path) -> None:
    topic = TOPICS[-1]
    async with opened(tmp_path, "guide", None, topic.id, size=LARGE) as pilot:
        assert pilot.app.screen.query_one("#topics", RowList).key == topic.id
        await pilot.comes("Tous les sujets")


async def test_every_topic_is_listed_once_whatever_comes_first(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "guide", lea, "dur-checkins", size=LARGE) as pilot:
        keys = [row.key for row in pilot.app.screen.query_one("#topics", RowList).rows if row.key]
        assert sorted(map(str, keys)) == sorted(topic.id for topic in TOPICS)


@pytest.mark.parametrize("size", [SMALL, (40, 12)])
async def test_space_reads_everything_to_the_last_source(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "guide", None, TOPICS[0].id, size=size) as pilot:
        text = pilot.seen
        for _ in range(40):
            await pilot.press("space")
            if pilot.app.screen.query_one("#topics", RowList).key != TOPICS[0].id:
                break
            text += pilot.seen
        assert "Sources" in text
        assert pilot.app.screen.query_one("#topics", RowList).key == TOPICS[1].id
        await pilot.comes(TOPICS[1].title[:20])


async def test_the_filter_ignores_accents_and_escape_clears_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "guide", size=LARGE) as pilot:
        await pilot.press("l")
        await pilot.write("DECALAGE")
        await pilot.comes("Le décalage horaire")
        await pilot.vanishes("La convention de stage")

        await pilot.press("enter")
        assert isinstance(pilot.app.focused, RowList)
        await pilot.press("escape")
        await pilot.comes("La convention de stage")
        await pilot.arrives(GuideScreen)

        await pilot.press("escape")
        await pilot.comes("Aujourd’hui — ")


async def test_a_filter_without_answer_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path, "guide") as pilot:
        await pilot.press("l")
        await pilot.write("xyzzy [/b]")
        await pilot.comes("Aucun sujet ne correspond")
        await pilot.press("enter", "space")
        await pilot.comes("Aucun sujet ne correspond")
