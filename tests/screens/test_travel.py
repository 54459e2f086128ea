"""A file of dossiers taken in on the screens: both versions shown, then what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.changes import add_note, edit_task
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.filled_files.arrivals import ArrivalsDialog
from telestage_tui.screens.filled_files.taking import TakeDialog
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.store.parcels import package
from tests.factories import part_id
from tests.screens.driving import (
    LARGE,
    NOW,
    Person,
    another_program,
    dossier,
    on_disk,
    opened,
    workspace_in,
)

TASK = load_programme().task("sel-offer")


def sent(folder: Path, version: Dossier) -> Path:
    """The package of a version of a dossier."""
    path = folder / "recu.telestage"
    path.write_bytes(package(version))
    return path


def written_there(subject: Dossier, text: str) -> Dossier:
    """The dossier once another computer has written the note of a task."""
    line = subject.history[-1].evolve(done=said(f"Là-bas : {text}"))
    changed = edit_task(TASK, note=text).apply(subject)
    return changed.evolve(history=(*subject.history, line))


async def take(pilot: Person, path: Path) -> ArrivalsDialog:
    """Have the file read."""
    await pilot.press("I")
    await pilot.arrives(TakeDialog)
    form = await pilot.to_field("path")
    form.fill({"path": str(path)})
    await pilot.press("f2")
    return await pilot.arrives(ArrivalsDialog)


async def test_a_new_dossier_is_opened_from_today_and_undone(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await take(pilot, sent(tmp_path, lea))
        await pilot.reads("dossier nouveau ici", "✓ Ouvrir ce dossier ici")
        await pilot.press("f2")
        await pilot.arrives(TodayScreen)
        await pilot.reads("1 point repris d’un fichier")
        assert on_disk(tmp_path, lea).intern == lea.intern
        await pilot.press("ctrl+z", "o")
        await pilot.until(lambda: another_program(tmp_path).dossiers() == ())


async def test_what_only_the_file_changed_is_marked_and_shown_whole(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=LARGE) as pilot:
        theirs = written_there(on_disk(tmp_path, lea), "Publiée le 5")
        await take(pilot, sent(tmp_path, theirs))
        await pilot.reads("Le fichier continue", "Ici : rien", "Fichier : Publiée le 5")
        await pilot.press("f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).task(TASK.id).note == "Publiée le 5")


async def test_a_field_changed_on_both_sides_waits_for_a_choice(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=LARGE) as pilot:
        theirs = written_there(on_disk(tmp_path, lea), "Écrit là-bas")
        another_program(tmp_path).change(lea.id, edit_task(TASK, note="Écrit ici"))
        await take(pilot, sent(tmp_path, theirs))
        await pilot.reads("Ici : Écrit ici", "Fichier : Écrit là-bas", "à vous de choisir")
        await pilot.press("f2")
        await pilot.reads("Un point attend votre choix")
        assert on_disk(tmp_path, lea).task(TASK.id).note == "Écrit ici"
        await pilot.press("space", "f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).task(TASK.id).note == "Écrit là-bas")


async def test_two_texts_may_both_be_kept(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=LARGE) as pilot:
        theirs = written_there(on_disk(tmp_path, lea), "Écrit là-bas")
        another_program(tmp_path).change(lea.id, edit_task(TASK, note="Écrit ici"))
        await take(pilot, sent(tmp_path, theirs))
        await pilot.reads("garder les deux textes")
        await pilot.press("space", "space", "f2")
        await pilot.until(lambda: "là-bas" in on_disk(tmp_path, lea).task(TASK.id).note)
    kept = on_disk(tmp_path, lea).task(TASK.id).note.split("\n")
    assert [kept[0], kept[3]] == ["Écrit ici", "Écrit là-bas"]


@pytest.mark.parametrize(("key", "note"), [("t", "Écrit là-bas"), ("r", "Écrit ici")])
async def test_all_is_taken_or_left_at_once(tmp_path: Path, key: str, note: str) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=LARGE) as pilot:
        theirs = written_there(on_disk(tmp_path, lea), "Écrit là-bas")
        another_program(tmp_path).change(lea.id, edit_task(TASK, note="Écrit ici"))
        await take(pilot, sent(tmp_path, theirs))
        await pilot.press(key, "f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).task(TASK.id).note == note)


async def test_what_changes_while_one_chooses_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=LARGE) as pilot:
        theirs = written_there(on_disk(tmp_path, lea), "Écrit là-bas")
        await take(pilot, sent(tmp_path, theirs))
        note = add_note(part_id("entre-temps"), on=NOW.date(), text="Entre-temps")
        another_program(tmp_path).change(lea.id, note)
        await pilot.press("f2")
        await pilot.reads("Rien n’a été enregistré", "modifié ailleurs entre-temps")
        assert on_disk(tmp_path, lea).notes[-1].text == "Entre-temps"
        assert on_disk(tmp_path, lea).task(TASK.id).note == ""


async def test_a_damaged_package_is_said_in_the_dialog(tmp_path: Path) -> None:
    path = tmp_path / "recu.telestage"
    path.write_bytes(package(dossier())[:-90])
    async with opened(workspace_in(tmp_path), size=LARGE) as pilot:
        await pilot.press("I")
        await pilot.arrives(TakeDialog)
        form = await pilot.to_field("path")
        form.fill({"path": str(path)})
        await pilot.press("f2")
        await pilot.reads("tronqué ou abîmé")
        assert isinstance(pilot.app.screen, TakeDialog)


async def test_the_copy_of_a_tool_is_offered_to_the_import(tmp_path: Path) -> None:
    lea = dossier()
    workspace = workspace_in(tmp_path, lea)
    copy = tmp_path / "telestage (copie en conflit 2027-02-10).json"
    copy.write_bytes((tmp_path / "telestage.json").read_bytes())
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.press("I")
        dialog = await pilot.arrives(TakeDialog)
        assert dialog.form.values() == {"path": str(copy)}
        await pilot.press("f2")
        await pilot.arrives(ArrivalsDialog)
        await pilot.reads("rien de différent")
