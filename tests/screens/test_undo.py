"""Défaire and Refaire, driven as a person would: asked, said whole, and no word lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier import changes

from ..factories import make_meeting, titled
from .driving import another_program, dossier, on_disk, opened

TASK = titled("dur-welcome")


async def test_the_notes_of_a_meeting_come_back_where_they_were_written(tmp_path: Path) -> None:
    past = make_meeting()
    lea = dossier(meetings=(past,))
    async with opened(tmp_path, "meeting", lea, str(past.id)) as pilot:
        await pilot.to_field("notes")
        await pilot.write("Elle a livré la carte.")
        await pilot.press("f2")
        await pilot.until(lambda: "carte" in str(on_disk(tmp_path, lea).meetings[0]))
        await pilot.press("escape")
        await pilot.press("u")
        await pilot.comes("Défait :")
        await pilot.until(lambda: "carte" not in str(on_disk(tmp_path, lea).meetings[0]))


@pytest.mark.parametrize("again", ["U", "ctrl+y"])
async def test_a_note_undone_is_a_draft_again_and_redone_it_is_none(
    tmp_path: Path, again: str
) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, "dur-welcome") as pilot:
        await pilot.press("n")
        await pilot.write("Annonce relue par la RH.")
        await pilot.press("f2")
        await pilot.until(lambda: "relue" in str(on_disk(tmp_path, lea).tasks))
        await pilot.press("u")
        await pilot.reads("Défait : note", "texte repris en brouillon")
        assert "relue" not in str(on_disk(tmp_path, lea).tasks)
        await pilot.press("n")
        await pilot.comes("Annonce relue par la RH.")
        await pilot.press("escape")
        await pilot.press(again)
        await pilot.comes("Refait : note")
        assert "relue" in str(on_disk(tmp_path, lea).tasks)
        assert pilot.app.workspace.drafts.form(f"note.{lea.id}.dur-welcome") == {}


async def test_two_notes_undone_are_both_given_back(tmp_path: Path) -> None:
    lea = dossier(notes=())
    async with opened(tmp_path, "history", lea) as pilot:
        for text in ("Premier appel.", "Second appel."):
            await pilot.press("n")
            await pilot.write(text)
            await pilot.press("f2")
        assert len(on_disk(tmp_path, lea).notes) == 2
        await pilot.press("u", "u")
        assert on_disk(tmp_path, lea).notes == ()
        for text in ("Second appel.", "Premier appel."):
            await pilot.press("n")
            await pilot.comes(text)
            await pilot.press("f2")
        await pilot.until(lambda: len(on_disk(tmp_path, lea).notes) == 2)


async def test_nothing_is_left_to_do_again(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier()) as pilot:
        await pilot.press("U")
        await pilot.comes("Il n’y a rien à refaire")


async def test_what_is_not_on_screen_is_asked_first_with_whose_it_is(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "today", lea) as pilot:
        repository = pilot.app.workspace.repository
        repository.change(lea.id, changes.tick(TASK, on=lea.stage.start))
        await pilot.press("u")
        await pilot.comes(f"{lea.intern.full_name} : étape", "Défaire?")
        await pilot.press("n")
        assert on_disk(tmp_path, lea).tasks != ()
        await pilot.press("u", "o")
        await pilot.reads(f"Défait : {lea.intern.full_name}, étape")
        assert on_disk(tmp_path, lea).tasks == ()


async def test_another_program_wrote_since(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, "dur-growth") as pilot:
        await pilot.press("space")
        await pilot.until(lambda: on_disk(tmp_path, lea).tasks)
        await pilot.press("ctrl+z")
        await pilot.comes("Défait :")
        another_program(tmp_path).change(
            lea.id, changes.tick(titled("dur-growth"), on=lea.stage.start)
        )
        await pilot.press("ctrl+y")
        await pilot.reads("Rien n’a été refait")


async def test_messages_are_whole_at_80_columns_and_are_read_again(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, "dur-growth") as pilot:
        await pilot.press("ctrl+y")
        await pilot.press("space")
        await pilot.reads("✓ Étape « Élargir les responsabilités » faite")
        await pilot.press("f12")
        await pilot.reads("rien n’a été défait depuis la", "faite")
        await pilot.press("f12")
        await pilot.vanishes("─ Messages")
