"""A file filled in without the program, on the screens: written, shown, saved as one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.documents.sheets.self_form import self_evaluation_text
from telestage_tui.documents.sheets.writing import workbook
from telestage_tui.dossier.changes import edit_task
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.filled_files.taking import FilePreview, TakeDialog
from telestage_tui.screens.filled_files.writing import WriteDialog
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.written import WrittenDialog
from tests.documents.sheets.filling import filled
from tests.screens.driving import another_program, dossier, on_disk, opened

PROGRAMME = load_programme()
PAGES: tuple[Place, ...] = ("dossier", "evaluations")
NOTE = ("Étapes", "sel-offer", "Note, ou preuve")


@pytest.mark.parametrize("place", PAGES)
async def test_the_workbook_is_written_from_a_page(tmp_path: Path, place: Place) -> None:
    lea = dossier()
    async with opened(tmp_path, place, lea, size=(100, 40)) as pilot:
        await pilot.press("X")
        await pilot.arrives(WriteDialog)
        form = await pilot.to_field("folder")
        form.fill({"folder": str(tmp_path / "sortie")})
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
        await pilot.reads("ici avec I")
    (path,) = (tmp_path / "sortie").iterdir()
    assert path.suffix == ".xlsx"
    assert path.read_bytes() == workbook(on_disk(tmp_path, lea), PROGRAMME)


async def test_the_workbook_is_written_in_english_and_the_language_is_kept(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=(100, 40)) as pilot:
        for folder, shown, chosen in (
            ("premier", "français", {"language": "en"}),
            ("second", "anglais", {}),
        ):
            await pilot.press("X")
            await pilot.arrives(WriteDialog)
            form = await pilot.to_field("language")
            await pilot.reads("mots du programme", f"‹ {shown} ›")
            form.fill({"folder": str(tmp_path / folder), **chosen})
            await pilot.press("f2")
            await pilot.arrives(WrittenDialog)
            await pilot.press("escape")
            (path,) = (tmp_path / folder).iterdir()
            assert path.name.endswith("-workbook.xlsx")
            assert path.read_bytes() == workbook(on_disk(tmp_path, lea), PROGRAMME, "en")


async def test_a_folder_that_cannot_be_is_said_in_the_dialog(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    async with opened(tmp_path, "evaluations", dossier(), size=(100, 40)) as pilot:
        await pilot.press("X")
        await pilot.arrives(WriteDialog)
        form = await pilot.to_field("folder")
        form.fill({"folder": str(tmp_path / "fichier" / "x")})
        await pilot.press("f2")
        await pilot.reads("une partie du chemin n’est pas un")
        assert isinstance(pilot.app.screen, WriteDialog)


@pytest.mark.parametrize("place", PAGES)
async def test_a_self_evaluation_is_shown_then_saved_and_undone(
    tmp_path: Path, place: Place
) -> None:
    lea = dossier()
    text = self_evaluation_text(lea, PROGRAMME, "self_midpoint").decode()
    path = tmp_path / "auto.txt"
    path.write_text(text.replace("Organise son travail : __", "Organise son travail : 3"))
    async with opened(tmp_path, place, lea, size=(100, 40)) as pilot:
        await pilot.press("I")
        await pilot.arrives(TakeDialog)
        await pilot.write(str(path))
        await pilot.press("f2")
        await pilot.arrives(FilePreview)
        await pilot.reads("+ 1. Organise son travail : 3", "29 lignes laissées vides")
        assert on_disk(tmp_path, lea).evaluations == lea.evaluations
        await pilot.press("f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).evaluation("self_midpoint").ratings != ())
        await pilot.press("ctrl+z")
        await pilot.until(
            lambda: another_program(tmp_path).get(lea.id).evaluation("self_midpoint").ratings == ()
        )


async def test_what_the_dossier_keeps_is_shown_and_nothing_applies(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, size=(100, 40)) as pilot:
        path = tmp_path / "classeur.xlsx"
        path.write_bytes(filled(workbook(on_disk(tmp_path, lea), PROGRAMME), {NOTE: "Du classeur"}))
        another_program(tmp_path).change(
            lea.id, edit_task(PROGRAMME.task("sel-offer"), note="Du dossier")
        )
        await pilot.press("I")
        await pilot.arrives(TakeDialog)
        await pilot.write(str(path))
        await pilot.press("f2")
        await pilot.arrives(FilePreview)
        await pilot.reads("≠", "« Du dossier »", "Ne rien changer")
        assert "Appliquer" not in pilot.seen
        await pilot.press("f2", "escape")
        assert on_disk(tmp_path, lea).task("sel-offer").note == "Du dossier"


async def test_a_refused_file_is_said_in_the_dialog(tmp_path: Path) -> None:
    lea, other = dossier(), dossier()
    path = tmp_path / "classeur.xlsx"
    level = ("Évaluation finale", "criterion.organisation", "Niveau, réponse")
    async with opened(tmp_path, "evaluations", lea, size=(100, 40)) as pilot:
        await pilot.press("I")
        await pilot.arrives(TakeDialog)
        form = await pilot.to_field("path")
        for data, words in (
            (filled(workbook(on_disk(tmp_path, lea), PROGRAMME), {level: 8}), "inconnue"),
            (workbook(other, PROGRAMME), "celui d’un autre"),
            (b"PK\x03\x04", "abîmé"),
        ):
            path.write_bytes(data)
            form.fill({"path": str(path)})
            await pilot.press("f2")
            await pilot.reads(words)
        assert isinstance(pilot.app.screen, TakeDialog)
