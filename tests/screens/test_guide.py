"""Guide, driven as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from telestage_tui.documents.manual import chapters
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.guide.screen import GuideScreen
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.widgets.dialogs import Confirm
from telestage_tui.widgets.form_dialog import FormDialog
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
    async with opened(tmp_path, "guide", lea) as pilot:
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
        chapter_keys = [f"manual:{each.id}" for each in chapters()]
        assert sorted(map(str, keys)) == sorted([*(each.id for each in TOPICS), *chapter_keys])


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


@pytest.mark.parametrize(
    ("place", "topic"),
    [
        ("meetings", "suivi"),
        ("meeting", "suivi"),
        ("evaluations", "evaluations"),
        ("evaluation", "evaluations"),
        ("accesses", "securite"),
        ("transfers", "transfert"),
        ("calendar", "decalage"),
    ],
)
async def test_the_key_opens_it_on_the_topic_of_the_page(
    tmp_path: Path, place: Place, topic: str
) -> None:
    lea = dossier()
    item = str(lea.meetings[-1].id) if place == "meeting" else None
    async with opened(tmp_path, place, lea, item) as pilot:
        await pilot.press("ctrl+g")
        guide = await pilot.arrives(GuideScreen)
        assert guide.query_one("#topics", RowList).key == topic
        assert pilot.seen.splitlines()[1].strip() == "Pour cette page"


async def test_the_key_opens_it_on_the_topic_of_the_selected_task(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(), "sel-convention") as pilot:
        await pilot.press("g")
        guide = await pilot.arrives(GuideScreen)
        assert guide.query_one("#topics", RowList).key == "convention"
        await pilot.press("g")
        assert pilot.app.screen is guide
        await pilot.press("escape")
        await pilot.arrives(PhasesScreen)


async def test_on_today_it_opens_on_the_selected_line(tmp_path: Path) -> None:
    async with opened(tmp_path, "today", dossier(), size=LARGE) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        guide = load_programme().guide
        while not guide.for_task(screen.way_on().item or ""):
            before = rows.cursor
            await pilot.press("down")
            assert rows.cursor != before, "No task is on the page."
        topic = guide.for_task(screen.way_on().item or "")[0]
        await pilot.press("g")
        opening = await pilot.arrives(GuideScreen)
        assert opening.query_one("#topics", RowList).key == topic.id


@pytest.mark.parametrize(
    ("field", "topic"),
    [
        ("stage.mandat", "mission"),
        ("stagiaire.fuseau", "decalage"),
        ("rencontres.heure", "decalage"),
    ],
)
async def test_in_a_form_it_opens_on_the_field_and_keeps_what_is_typed(
    tmp_path: Path, field: str, topic: str
) -> None:
    async with opened(tmp_path, "details", dossier()) as pilot:
        form = await pilot.to_field(field)
        await pilot.press("ctrl+g")
        guide = await pilot.arrives(GuideScreen)
        assert guide.query_one("#topics", RowList).key == topic
        assert pilot.seen.splitlines()[1].strip() == "Pour ce champ"
        await pilot.press("escape")
        await pilot.until(lambda: form.field_in_view and form.field_in_view.name == field)


@pytest.mark.parametrize(
    ("place", "key", "topic"),
    [
        ("accesses", "n", "securite"),
        ("history", "n", "vie-privee"),
        ("transfers", "n", "transfert"),
    ],
)
async def test_over_a_dialog_it_opens_on_its_page_and_nothing_typed_is_lost(
    tmp_path: Path, place: Place, key: str, topic: str
) -> None:
    async with opened(tmp_path, place, dossier()) as pilot:
        await pilot.press(key)
        dialog = await pilot.arrives(FormDialog)
        before = dialog.form.values()
        await pilot.burst("abg")
        typed = dialog.form.values()
        assert typed != before
        field = dialog.focused
        await pilot.press("ctrl+g")
        guide = await pilot.arrives(GuideScreen)
        assert guide.query_one("#topics", RowList).key == topic
        await pilot.press("c", "h", "slash", "g")
        assert pilot.app.screen is guide
        await pilot.press("escape")
        await pilot.until(lambda: pilot.app.screen is dialog)
        assert dialog.form.values() == typed
        assert dialog.focused is field


async def test_over_a_question_it_opens_by_its_letter_and_the_question_stays(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "closing", dossier()) as pilot:
        await pilot.press("delete")
        question = await pilot.arrives(Confirm)
        await pilot.press("g")
        await pilot.arrives(GuideScreen)
        await pilot.press("escape", "n")
        await pilot.until(lambda: question not in pilot.app.screen_stack)


async def test_where_nothing_is_said_it_opens_at_its_start(tmp_path: Path) -> None:
    async with opened(tmp_path, "today") as pilot:
        await pilot.press("g")
        guide = await pilot.arrives(GuideScreen)
        assert guide.query_one("#topics", RowList).key == TOPICS[0].id


def test_the_pages_of_the_topics_are_pages() -> None:
    pages = {page for topic in TOPICS for page in topic.pages}
    assert pages <= set(get_args(Place))


async def test_how_to_use_telestage_is_read_there_too(tmp_path: Path) -> None:
    chapter = next(each for each in chapters() if each.id == "les-sauvegardes")
    async with opened(tmp_path, "guide", None, f"manual:{chapter.id}", size=LARGE) as pilot:
        await pilot.comes(chapter.paragraphs[0].replace("\u00a0", " ")[:30])
        assert "Sources" not in pilot.seen
