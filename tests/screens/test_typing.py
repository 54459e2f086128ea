"""A letter typed where words are the answer begins them; it never does anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.screens.evaluation.screen import EvaluationScreen
from telestage_tui.widgets.form_dialog import FormDialog

from .driving import SMALL, Person, dossier, on_disk, opened
from .evaluation_driving import CRITERIA, evaluation


@pytest.mark.parametrize("words", ["Rigueur", "Autonome", "elle avance", "3 livrables", "- code"])
async def test_typing_on_a_question_writes_its_answer(tmp_path: Path, words: str) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        theme = pilot.app.theme
        await pilot.burst(words, "f2")
        await pilot.arrives(EvaluationScreen)
        midpoint = on_disk(tmp_path, lea).evaluation("midpoint")
        assert midpoint == evaluation("midpoint", 3).evolve(strengths=words)
        assert pilot.app.theme == theme


async def test_a_letter_on_a_criterion_begins_its_comment_and_a_digit_answers(
    tmp_path: Path,
) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("4", "up")
        await pilot.burst("utile", "f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).evaluations[0].ratings[0].comment)
        [rating] = on_disk(tmp_path, lea).evaluation("midpoint").ratings
        assert (rating.criterion, rating.level, rating.comment) == (CRITERIA[0], 4, "utile")
        await pilot.press("enter", "end", "escape")
        await pilot.press("x")
        await pilot.comes("utile")  # what was there stays, and the letter is on a line of its own


@pytest.mark.parametrize("words", ["Rigueur", "Autonome", "oui"])
async def test_a_word_typed_where_a_digit_is_the_answer_goes_nowhere(
    tmp_path: Path, words: str
) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint:goals_reached") as pilot:
        await pilot.press("2", "up")
        before = on_disk(tmp_path, lea)
        await pilot.burst(words)
        await pilot.comes("Réponses possibles ici : 1, 2, 3.")
        assert on_disk(tmp_path, lea) == before
        await pilot.press("ctrl+z")
        assert on_disk(tmp_path, lea).evaluation("midpoint") == Evaluation(kind="midpoint")


async def test_a_lone_letter_that_one_leaves_is_not_kept(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.press("u", "escape")
        await pilot.arrives(EvaluationScreen)
        assert "non enregistré" not in pilot.seen
        await pilot.press("u", "n", "escape")
        await pilot.comes("non enregistré")


async def test_every_action_is_still_in_the_palette(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.press("slash")
        await pilot.write("accès")
        await pilot.press("enter")
        await pilot.until(lambda: "Accès" in pilot.seen.splitlines()[0])


@pytest.mark.parametrize(
    ("task", "words"), [("dur-growth", "Responsable des tests"), ("bef-security", "avec le TI")]
)
async def test_typing_on_a_task_that_waits_for_words_writes_them(
    tmp_path: Path, task: str, words: str
) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, task) as pilot:
        await pilot.burst(words, "f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).task(task).note == words)


async def test_a_task_done_elsewhere_leaves_the_letters_to_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(), "bef-workplan") as pilot:
        await pilot.press("a")
        await pilot.until(lambda: "Accès" in pilot.seen.splitlines()[0])


async def first_name_after(pilot: Person, *keys: str) -> str:
    dialog = pilot.app.screen
    await pilot.press(*keys)
    assert isinstance(dialog, FormDialog)
    return dialog.form.values()["name"]


async def test_arriving_on_a_form_selects_no_text(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "details", lea) as pilot:
        form = await pilot.to_field("stagiaire.prenom")
        await pilot.press("g")
        assert form.values()["stagiaire.prenom"] == f"{lea.intern.first_name}g"
        await pilot.press("f9", "o")
        await pilot.open("accesses", lea)
        await pilot.press("e")
        await pilot.arrives(FormDialog)
        name = lea.accesses[0].name
        assert (await first_name_after(pilot, "x")) == f"{name}x"


async def test_ctrl_z_in_a_form_undoes_nothing_of_the_file(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "details", lea) as pilot:
        await pilot.press("ctrl+z")
        await pilot.comes("Ici, on écrit")
        assert on_disk(tmp_path, lea).version == 1


async def test_enter_goes_on_from_a_choice_and_not_round_after_the_last(tmp_path: Path) -> None:
    async with opened(tmp_path, "details", dossier()) as pilot:
        form = await pilot.to_field("stagiaire.equipement_fiable")
        before = form.field_in_view
        await pilot.press("enter")
        assert form.field_in_view != before
        await pilot.press("f5", "f6", "shift+tab")  # from the first field of a part
        assert form.field_in_view is not None
        await pilot.to_field("documents.papier")
        await pilot.press("enter")
        await pilot.comes("C’est le dernier champ")
        assert form.field_in_view.name == "documents.papier"


async def test_space_on_a_task_done_by_the_dossier_says_why_it_stays_done(tmp_path: Path) -> None:
    lea = dossier(tasks=())
    async with opened(tmp_path, "dossier", lea, "sel-financing") as pilot:
        await pilot.comes("d’après le dossier")
        await pilot.press("space")
        await pilot.reads("ne se décoche pas")
        assert on_disk(tmp_path, lea).version == 1


async def test_the_keypad_answers_and_searches(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("subtract")
        [rating] = on_disk(tmp_path, lea).evaluation("midpoint").ratings
        assert not rating.applicable
        await pilot.press("divide")
        await pilot.comes("Chercher")
        await pilot.press("escape", "a", "decimal", "subtract")
        dialog = await pilot.arrives(FormDialog)
        assert dialog.form.values()["text"] == "a.-"


async def test_a_long_line_that_is_left_shows_its_beginning_again(tmp_path: Path) -> None:
    lea = dossier()
    title = "TELESTAGE – Refonte du site, de la boutique et de l’infolettre de l’atelier"
    lea = lea.evolve(stage=lea.stage.evolve(title=title))
    async with opened(tmp_path, "details", lea, size=SMALL) as pilot:
        await pilot.to_field("stage.titre")
        await pilot.press("end")
        await pilot.comes("infolettre de l’atelier")
        await pilot.press("tab")
        await pilot.comes("TELESTAGE – Refonte")
        await pilot.press("shift+tab", "end")
        await pilot.comes("infolettre de l’atelier")
