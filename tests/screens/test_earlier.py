"""A dossier opened late asks in one go what was done before telestage."""

from __future__ import annotations

from pathlib import Path

from .driving import NOW, dossier, on_disk, opened

HEADING = "Faites avant telestage"


async def test_a_dossier_opened_late_asks_once(tmp_path: Path) -> None:
    late = dossier(created_at=NOW, history=())
    async with opened(tmp_path, "today", late) as pilot:
        await pilot.press("end", "enter")
        await pilot.comes(HEADING, "Publier l’offre sur Chronos", "[ ]")
        await pilot.press("space", "escape")
        await pilot.comes("Pendant le stage")
        await pilot.press("escape", "end", "enter")
        await pilot.vanishes(HEADING)
        assert on_disk(tmp_path, late).tasks == ()


async def test_what_is_marked_is_one_change_that_one_key_undoes(tmp_path: Path) -> None:
    late = dossier(created_at=NOW, history=())
    async with opened(tmp_path, "earlier", late) as pilot:
        await pilot.comes("[ ]")
        await pilot.press("m", "f2")
        await pilot.vanishes("[x]")
        await pilot.comes("attendent")
        saved = on_disk(tmp_path, late)
        done = {record.task: record for record in saved.tasks}
        assert {"sel-offer", "bef-workplan"} <= done.keys()
        assert all(record.choice == "done" and not record.note for record in saved.tasks)
        labels = [entry.sentence for entry in saved.history]
        assert sum("avant telestage" in label for label in labels) == 1
        await pilot.press("u")
        await pilot.until(lambda: on_disk(tmp_path, late).tasks == ())


async def test_the_dossier_reopens_the_page_or_says_why_not(tmp_path: Path) -> None:
    late = dossier(created_at=NOW)
    async with opened(tmp_path, "dossier", late) as pilot:
        assert HEADING not in pilot.seen, "something was done in it already"
        await pilot.press("f7")
        await pilot.comes(HEADING, "[ ]")
        await pilot.press("f2")
        await pilot.comes("Marquez des étapes")
        assert on_disk(tmp_path, late).tasks == ()


async def test_a_dossier_opened_early_has_nothing_to_ask(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(history=())) as pilot:
        await pilot.press("f7")
        await pilot.comes("Aucune étape")
