"""The letter: from its task to the file; each sentence shows where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.screens.papers.letter import LetterScreen
from telestage_tui.screens.papers.screen import PapersScreen
from telestage_tui.screens.written import WrittenDialog
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.row_list import RowList

from .driving import Person, dossier, on_disk, opened, workspace_in

FINAL = Evaluation(
    kind="final",
    ratings=(
        Rating(criterion="rigour", level=4, comment="Relit tout avant de remettre."),
        Rating(criterion="deadlines", level=2, comment="Deux retards."),
    ),
    strengths="Un code que l’équipe reprend sans peine.",
)
MOST_KEYS = 12


def rated(**fields: Any) -> Dossier:
    return dossier(**({"evaluations": (FINAL,)} | fields))


async def choose(pilot: Person, sentence: str) -> None:
    """Bring the cursor to a sentence."""
    assert pilot.app.screen.query_one(RowList).select(sentence)
    await pilot.reads("D’où elle vient")


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in Document(str(path)).paragraphs)


async def test_a_task_leads_to_the_letter_and_to_its_file_in_few_keys(tmp_path: Path) -> None:
    subject = rated()
    workspace = workspace_in(tmp_path, subject)
    workspace.preferences.keep("export-folder", str(tmp_path / "sortie"))
    keys = 0

    async def press(*names: str) -> None:
        nonlocal keys
        keys += len(names)
        await pilot.press(*names)

    async with opened(workspace, "dossier", subject, "end-letter") as pilot:
        await press("enter")
        await pilot.arrives(PapersScreen)
        await press("enter")
        await pilot.arrives(LetterScreen)
        await press("f2")
        await pilot.reads("✓ Approuvée le 10 février 2027")
        await press("enter")
        await pilot.comes("Répertoire")
        await press("f2")
        await pilot.arrives(WrittenDialog)
        await press("space")
        await pilot.comes("Quelle preuve?")
        await pilot.write("Remise le 10 février, signée par Maxime")
        await press("f2")
        await pilot.arrives(LetterScreen)
    assert keys <= MOST_KEYS
    (path,) = (tmp_path / "sortie").iterdir()
    assert path.suffix == ".docx"
    assert "Un code que l’équipe reprend" in text_of(path)
    assert "BROUILLON" not in text_of(path)
    assert on_disk(tmp_path, subject).task("end-letter").choice == "done"


async def test_the_selected_sentence_is_read_whole_with_where_it_comes_from(tmp_path: Path) -> None:
    async with opened(tmp_path, "letter", rated()) as pilot:
        await choose(pilot, "criterion:rigour")
        await pilot.reads("évaluation de fin de stage, pas encore déclarée complète")
        await pilot.reads("niveau 4")
        await pilot.reads("Relit tout avant de remettre.")


async def test_space_leaves_a_sentence_out_and_puts_it_back(tmp_path: Path) -> None:
    subject = rated()
    async with opened(tmp_path, "letter", subject) as pilot:
        await choose(pilot, "question:strengths")
        await pilot.press("space")
        await pilot.until(lambda: on_disk(tmp_path, subject).letter.left_out)
        await pilot.press("space")
        await pilot.until(lambda: not on_disk(tmp_path, subject).letter.left_out)
        await pilot.press("u")
        await pilot.until(lambda: on_disk(tmp_path, subject).letter.left_out)


async def test_a_release_is_taken_back_and_undone(tmp_path: Path) -> None:
    subject = rated()
    async with opened(tmp_path, "letter", subject) as pilot:
        await pilot.reads("elle porte « BROUILLON »")
        await pilot.press("f2")
        await pilot.reads("✓ Approuvée le 10 février 2027")
        await pilot.press("f2")
        await pilot.reads("elle porte « BROUILLON »")
        assert on_disk(tmp_path, subject).letter.release is None
        labels = [entry.sentence for entry in on_disk(tmp_path, subject).history[-2:]]
        assert labels == ["Lettre de recommandation approuvée",
                          "Lettre de recommandation remise en brouillon"]  # fmt: skip
        await pilot.press("u")
        await pilot.reads("✓ Approuvée le 10 février 2027")


async def test_a_sentence_that_leaves_a_released_letter_makes_it_a_draft(tmp_path: Path) -> None:
    async with opened(tmp_path, "letter", rated()) as pilot:
        await pilot.press("f2")
        await pilot.reads("✓ Approuvée")
        await choose(pilot, "criterion:rigour")
        await pilot.press("space")
        await pilot.reads("La lettre a changé depuis que vous l’avez approuvée")


async def test_a_draft_is_written_as_one(tmp_path: Path) -> None:
    async with opened(tmp_path, "letter", rated()) as pilot:
        await pilot.press("f7")
        await pilot.comes("Répertoire")
        pilot.app.screen.query_one(FieldForm).fill({"folder": str(tmp_path / "ici")})
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
        await pilot.reads("BROUILLON")
    (path,) = (tmp_path / "ici").iterdir()
    assert text_of(path).startswith("BROUILLON")


async def test_a_closed_stage_can_still_hand_its_letter_over(tmp_path: Path) -> None:
    subject = rated(closed_on=dossier().stage.end)
    async with opened(tmp_path, "letter", subject) as pilot:
        await pilot.press("f2")
        await pilot.reads("✓ Approuvée")


async def test_markup_in_a_comment_is_text(tmp_path: Path) -> None:
    form = FINAL.evolve(strengths="[red]Rouge[/] {{ x }} $y")
    async with opened(tmp_path, "letter", rated(evaluations=(form,))) as pilot:
        await choose(pilot, "question:strengths")
        await pilot.reads("[red]Rouge[/] {{ x }} $y")


async def test_the_attestation_is_written_in_the_form_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, "papers", rated(), "attestation") as pilot:
        await pilot.press("enter")
        await pilot.comes("Forme")
        pilot.app.screen.query_one(FieldForm).fill(
            {"folder": str(tmp_path / "ici"), "form": "docx"}
        )
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
        await pilot.press("escape")
        await pilot.arrives(PapersScreen)
        await pilot.press("end", "home", "enter")  # a paper with one form is not asked which
        await pilot.comes("Répertoire")
        assert "Forme" not in pilot.seen
    (path,) = (tmp_path / "ici").iterdir()
    assert path.suffix == ".docx"
    assert "atteste que" in text_of(path)


async def test_everything_is_written_with_the_letter_in_word(tmp_path: Path) -> None:
    folder = tmp_path / "ici"
    async with opened(tmp_path, "papers", rated()) as pilot:
        await pilot.press("f7")
        await pilot.comes("Forme")
        pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder), "form": "docx"})
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
    kinds = sorted(path.stem.rsplit("-", 1)[-1] for path in folder.glob("*.docx"))
    assert kinds == ["recommandation", "stage"]
    assert len(list(folder.glob("*.pdf"))) > 3


async def test_every_key_of_a_letter_and_of_its_file_can_be_read_on_a_small_terminal(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "letter", rated()) as pilot:
        for state in ("F2 Approuver", "F2 En brouillon"):
            await pilot.comes("⏎ Écrire", state, "/ Chercher", "? Aide")
            await pilot.press("f2")
        await pilot.press("f7")
        pilot.app.screen.query_one(FieldForm).fill({"folder": str(tmp_path / "sortie")})
        await pilot.press("f2")
        await pilot.arrives(WrittenDialog)
        await pilot.comes("⏎ Retour", "c Copier le chemin", "o Répertoire", "Espace Cocher")
