"""Where nothing can be written, a key says why in one line; it opens and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.evaluation.screen import EvaluationScreen
from telestage_tui.screens.navigation import Place

from ..factories import make_meeting
from .driving import NOW, dossier, on_disk, opened
from .evaluation_driving import CRITERIA, READ, TODAY, evaluation, full_evaluation

WORDS = ("Rigueur", "Autonome", "on voit")


@pytest.mark.parametrize("row", ["strengths", "overall", CRITERIA[0]])
@pytest.mark.parametrize("words", WORDS)
async def test_a_word_typed_in_a_complete_form_says_how_to_reopen_it(
    tmp_path: Path, row: str, words: str
) -> None:
    lea = dossier(evaluations=(full_evaluation("midpoint", completed_on=TODAY),))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{row}") as pilot:
        before, theme = on_disk(tmp_path, lea), pilot.app.theme
        await pilot.burst(words)
        await pilot.comes("Formulaire complété")
        await pilot.arrives(EvaluationScreen)
        assert on_disk(tmp_path, lea) == before
        assert pilot.app.theme == theme
        assert pilot.app.workspace.drafts.form(f"evaluation.{lea.id}.midpoint.{row}") == {}


async def test_what_comes_after_completion_is_still_typed(tmp_path: Path) -> None:
    complete = full_evaluation("final", completed_on=TODAY, intern_word=READ)
    lea = dossier(evaluations=(complete,))
    async with opened(tmp_path, "evaluation", lea, "final:discussed_on") as pilot:
        await pilot.burst("hier", "f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).evaluation("final").discussed_on)


async def test_the_palette_reopens_a_complete_form(tmp_path: Path) -> None:
    lea = dossier(evaluations=(full_evaluation("midpoint", completed_on=TODAY),))
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.press("ctrl+p")
        await pilot.write("Rouvrir")
        await pilot.press("enter")
        await pilot.comes("Pourquoi la rouvrir")
        await pilot.write("Erreur de niveau")
        await pilot.press("enter")
        await pilot.until(
            lambda: on_disk(tmp_path, lea).evaluation("midpoint").completed_on is None
        )


@pytest.mark.parametrize("words", WORDS[:1])
async def test_a_word_typed_in_a_form_of_a_closed_stage_says_it_is_closed(
    tmp_path: Path, words: str
) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3),), closed_on=NOW.date())
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths") as pilot:
        await pilot.burst(words)
        await pilot.comes("Ce stage est clos")
        await pilot.arrives(EvaluationScreen)
        await pilot.press("ctrl+o")
        await pilot.write("Un mot à ajouter")
        await pilot.press("enter")
        await pilot.until(lambda: on_disk(tmp_path, lea).closed_on is None)
        await pilot.burst("Rigueur", "f2")
        await pilot.until(
            lambda: on_disk(tmp_path, lea).evaluation("midpoint").strengths == "Rigueur"
        )


@pytest.mark.parametrize("task", ["dur-growth", "bef-security"])  # a note, a proof
@pytest.mark.parametrize("keys", ["Rigueur", "enter"])
async def test_a_task_of_a_closed_stage_asks_for_no_text(
    tmp_path: Path, task: str, keys: str
) -> None:
    lea = dossier(closed_on=NOW.date())
    async with opened(tmp_path, "dossier", lea, task) as pilot:
        await pilot.burst(keys)
        await pilot.comes("Ce stage est clos")
        await pilot.arrives(PhasesScreen)


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("accesses", "n"),
        ("accesses", "e"),
        ("transfers", "n"),
        ("work-plan", "n"),
        ("work-plan", "e"),
        ("meetings", "n"),
        ("meetings", "f8"),
        ("meetings", "f4"),
    ],
)
async def test_no_page_of_a_closed_stage_asks_in_vain(
    tmp_path: Path, place: Place, keys: str
) -> None:
    lea = dossier(closed_on=NOW.date(), meetings=(make_meeting(6),))
    async with opened(tmp_path, place, lea) as pilot:
        page = pilot.app.screen
        await pilot.press(keys)
        await pilot.comes("Ce stage est clos")
        assert pilot.app.screen is page


@pytest.mark.parametrize("quick", [True, False])
async def test_the_rest_of_a_word_that_opened_informations_changes_nothing(
    tmp_path: Path, *, quick: bool
) -> None:
    lea = dossier()
    async with opened(tmp_path, "dossier", lea, "bef-workplan") as pilot:
        word = "igueur et"
        if quick:
            await pilot.burst(word, "backspace")
        else:
            for letter in word:
                await pilot.press("space" if letter == " " else letter)
        page = await pilot.arrives(DetailsScreen)
        assert any("Rien n’est changé" in each.text for each in pilot.app._messages)
        assert page.form.edited() == {}
        assert page.form.values()["stagiaire.prenom"] == lea.intern.first_name
        await pilot.press("enter", "e")
        assert page.form.values()["stagiaire.prenom"] == f"{lea.intern.first_name}e"


@pytest.mark.parametrize("key", ["tab", "end"])
async def test_one_who_goes_about_the_fields_writes_at_once(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, "details", dossier()) as pilot:
        page = await pilot.arrives(DetailsScreen)
        await pilot.press(key, "x")
        assert page.form.edited()


async def test_a_field_asked_for_is_written_in_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, "details", dossier(), "stagiaire.nom") as pilot:
        page = await pilot.arrives(DetailsScreen)
        await pilot.press("x")
        assert "stagiaire.nom" in page.form.edited()
