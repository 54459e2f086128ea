"""Documents: a paper chosen, what it lacks seen, written where one wants, its task ticked."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from telestage_tui.documents.papers.writing import Asked, Written, write_papers
from telestage_tui.dossier.stationery import OwnStationery
from telestage_tui.screens.papers import writing
from telestage_tui.screens.papers.letter import LetterScreen
from telestage_tui.screens.papers.screen import LETTER, PapersScreen
from telestage_tui.screens.written import WrittenDialog
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.row_list import RowList

from .driving import Person, dossier, on_disk, opened, workspace_in


async def write(pilot: Person, folder: Path, **values: str) -> None:
    """Fill the dialog that asks where, and send it."""
    pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder), **values})
    await pilot.press("f2")


async def test_a_paper_is_written_and_its_whole_path_is_read(tmp_path: Path) -> None:
    subject = dossier()
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "papers", subject, "attestation") as pilot:
        await pilot.reads("Le dernier jour n’est pas arrivé")
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await write(pilot, folder)
        await pilot.arrives(WrittenDialog)
        (path,) = folder.iterdir()
        letters = "".join(c for line in pilot.seen.splitlines() for c in line.split("│")[1:2])
        assert str(path) in letters.replace(" ", "")
        await pilot.press("escape")
        await pilot.arrives(PapersScreen)
    assert "Léa Nguyễn-Œuvrard" in PdfReader(path).pages[0].extract_text()


async def test_the_language_is_kept_for_the_next_paper_and_the_sheet_is_the_usual_one(
    tmp_path: Path,
) -> None:
    workspace = workspace_in(tmp_path, subject := dossier())
    async with opened(workspace, "papers", subject, "attestation") as pilot:
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await write(pilot, tmp_path / "ici", language="en", sheet="A4")
        await pilot.arrives(WrittenDialog)
        await pilot.press("escape")
        await pilot.arrives(PapersScreen)
        await pilot.press("enter", "f2")
        await pilot.arrives(WrittenDialog)
    (path,) = (tmp_path / "ici").iterdir()
    page = PdfReader(path).pages[0]
    assert "certifies that" in page.extract_text()
    assert round(page.mediabox.width) == 612


async def test_the_footer_says_what_enter_does(tmp_path: Path) -> None:
    async with opened(tmp_path, "papers", dossier(), "attestation") as pilot:
        await pilot.comes("⏎ Écrire")
        assert "Ouvrir" not in pilot.seen
        pilot.app.screen.query_one(RowList).select(LETTER)
        await pilot.comes("⏎ Relire")
        await pilot.press("enter")
        await pilot.arrives(LetterScreen)
        await pilot.comes("⏎ Écrire")


async def test_a_task_leads_to_its_paper_which_offers_to_tick_it(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "mid-send") as pilot:
        await pilot.press("enter")
        await pilot.arrives(PapersScreen)
        await pilot.reads("Demandé par l’étape « Envoyer le formulaire")
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await write(pilot, tmp_path / "sortie")
        await pilot.arrives(WrittenDialog)
        await pilot.press("space")
        await pilot.comes("Quelle preuve?")
        await pilot.write("Envoyée le 24 février")
        await pilot.press("f2")
        await pilot.arrives(PapersScreen)
    record = on_disk(tmp_path, subject).task("mid-send")
    assert (record.choice, record.note) == ("done", "Envoyée le 24 février")


async def test_everything_the_dossier_has_is_written_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "papers", dossier()) as pilot:
        await pilot.press("f7")
        await pilot.comes("Répertoire")
        await write(pilot, folder)
        await pilot.arrives(WrittenDialog)
        await pilot.reads("fichiers dans")
    assert len(list(folder.glob("*.pdf"))) > 5


async def test_a_folder_that_cannot_be_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "occupé").write_text("à garder")
    async with opened(tmp_path, "papers", dossier(), "attestation") as pilot:
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await write(pilot, tmp_path / "occupé")
        await pilot.reads("Rien n’a été écrit")
    assert (tmp_path / "occupé").read_text() == "à garder"


async def test_the_screen_goes_on_while_a_paper_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper is made once the test lets it: until then it waits, and the page does not."""
    folder, may_begin = tmp_path / "sortie", threading.Event()

    def held(folder: Path, asked: Sequence[Asked]) -> Iterator[Written]:
        may_begin.wait()
        yield from write_papers(folder, asked)

    monkeypatch.setattr(writing, "write_papers", held)
    async with opened(tmp_path, "papers", dossier(), "attestation") as pilot:
        await pilot.press("enter")
        await pilot.comes("Répertoire")
        await write(pilot, folder)
        await pilot.arrives(PapersScreen)
        for key in ("up", "down", "up", "down"):
            before = pilot.seen
            await pilot.press(key)
            assert pilot.seen != before
        assert not folder.exists()
        may_begin.set()
        await pilot.arrives(WrittenDialog)
    assert len(list(folder.iterdir())) == 1


async def test_a_logo_that_can_no_longer_be_read_is_said_once(tmp_path: Path) -> None:
    """What several papers lack is said once, and of the papers it is about."""
    subject = dossier(stationery=OwnStationery(logo=str(tmp_path / "parti.png")))
    async with opened(tmp_path, "papers", subject) as pilot:
        await pilot.press("f7")
        await pilot.comes("Répertoire")
        await write(pilot, tmp_path / "sortie")
        dialog = await pilot.arrives(WrittenDialog)
        sentences = [sentence.partition(" : ")[2] or sentence for sentence in dialog._advice]
    assert len(sentences) == len(set(sentences))
    assert sum("sans logo" in sentence for sentence in dialog._advice) == 1


async def test_without_typst_what_is_no_pdf_is_written_and_the_rest_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    folder = tmp_path / "sortie"
    async with opened(tmp_path, "papers", dossier()) as pilot:
        await pilot.press("f7")
        await pilot.comes("Répertoire")
        await write(pilot, folder, form="docx")
        await pilot.arrives(WrittenDialog)
        await pilot.reads("pip install typst")
        assert {each.suffix for each in folder.iterdir()} == {".docx"}
        await pilot.press("enter", "f7")
        await pilot.comes("Répertoire")
        await write(pilot, tmp_path / "vide", form="pdf")
        await pilot.until(lambda: "pip install typst" in pilot.words)


async def test_the_page_opens_on_the_paper_asked_for_about_now(tmp_path: Path) -> None:
    async with opened(tmp_path, "papers", dossier(), size=(80, 24)) as pilot:
        await pilot.reads("Demandé par l’étape « Envoyer le formulaire")
        assert "À écrire" in pilot.seen  # the list still begins at its beginning
