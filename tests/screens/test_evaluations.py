"""The four evaluations side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.evaluations import Evaluation, EvaluationKind, InternWord, Rating
from telestage_tui.dossier.stage import Stage
from telestage_tui.screens.evaluation.comparison import (
    CriterionKey,
    EvaluationsScreen,
    FormKey,
    comparison_rows,
)
from telestage_tui.widgets.row_list import RowList
from telestage_tui.widgets.rows import Row

from .driving import LARGE, dossier, on_disk, opened
from .evaluation_driving import CONTENT, CRITERIA, READ, evaluation, full_evaluation

COMPLETE = full_evaluation("midpoint", completed_on=date(2027, 2, 9))


def rows(text: str, words: str) -> str:
    """The line that holds these words, its spaces made single."""
    line = next(line for line in text.splitlines() if words in line)
    return " ".join(line.split())


async def test_an_empty_dossier_says_what_is_to_do_and_when(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "dossier", lea) as pilot:
        await pilot.press("v")
        await pilot.comes("chaque critère se compare ici")
        text = pilot.seen
        assert "○ Évaluation de mi-stage à faire échéance lun. 22 févr." in rows(text, "mi-stage")
        assert rows(text, "Autoévaluation de fin").endswith("à faire facultative")


async def test_states_are_told_in_words(tmp_path: Path) -> None:
    late = Stage(start=date(2026, 11, 9), end=date(2027, 2, 5))
    lea = dossier(stage=late, evaluations=(COMPLETE, evaluation("final", 3, 2, None)))
    async with opened(tmp_path, "evaluations", lea) as pilot:
        text = pilot.seen
        assert rows(text, "✓ Évaluation de mi") == (
            "✓ Évaluation de mi-stage complète le 9 février 2027"
        )
        assert rows(text, "Évaluation de fin") == (
            "! Évaluation de fin de stage brouillon 3/23 retard, mer. 3 févr."
        )


def line(table: list[Row], key: CriterionKey) -> Row:
    """The row of a criterion."""
    return next(row for row in table if row.key == key)


@pytest.mark.parametrize(
    ("forms", "signs"),
    [
        ([evaluation("midpoint", 2)], "●○○○"),  # the form in hand is that of mid-stage
        ([evaluation("midpoint", 2), evaluation("final", 3)], "●●●●"),
        ([], "····"),
        ([evaluation("midpoint", 2), evaluation("final", overall=3)], "····"),
    ],
)
def test_the_own_view_compared_goes_with_the_form_in_hand(
    forms: list[Evaluation], signs: str
) -> None:
    own = [evaluation("self_midpoint", 1), evaluation("self_final", 4)]
    table = comparison_rows(dossier(evaluations=(*forms, *own)), CONTENT)
    assert line(table, CriterionKey(CRITERIA[0])).cells[-1].text == signs


async def test_no_level_of_another_form_is_seen_before_ones_own(tmp_path: Path) -> None:
    own = full_evaluation("self_final").evolve(completed_on=date(2027, 2, 8))
    lea = dossier(evaluations=(COMPLETE, evaluation("final", 4), own))
    async with opened(tmp_path, "evaluations", lea, size=LARGE) as pilot:
        text = pilot.seen
        assert rows(text, "Organise") == "Organise son travail ●●●○ ●●●● ↑ hausse ●●●○"
        assert "●" not in rows(text, "Comprend vite")
        assert "Auto : autoévaluation de fin de stage, complète le 8 février 2027." in text
        assert "Les autres formulaires se montrent critère par critère, le vôtre répondu." in text
        await pilot.press("home", *["down"] * 5)
        await pilot.reads("Comprend vite les consignes Sans réponse.")


async def test_each_group_has_its_means_and_no_form_has_one(tmp_path: Path) -> None:
    before, after = evaluation("midpoint", 2, None, 3, 3), evaluation("final", 3, 4, 3, None)
    lea = dossier(evaluations=(before, after))
    async with opened(tmp_path, "evaluations", lea, size=LARGE) as pilot:
        assert rows(pilot.seen, "Productivité") == "Productivité ██▋ 2,7 ███▍ 3,3 ↑ 0,5"
        assert pilot.seen.count("2,7") == 1


async def test_every_criterion_is_compared_and_opens_the_form_in_hand(tmp_path: Path) -> None:
    lea = dossier(evaluations=(COMPLETE, evaluation("final", 4, 2), evaluation("self_final", 4, 4)))
    async with opened(tmp_path, "evaluations", lea) as pilot:
        text = pilot.seen
        assert rows(text, "Organise") == "Organise son travail ●●●○ ●●●● ↑ hausse ●●●●"
        assert "●●●○ ●●○○ ↓ baisse" in rows(text, "Comprend vite")
        await pilot.press("home", *["down"] * 5)
        await pilot.reads("Mi-stage : conforme · Finale : en dessous")
        await pilot.press("enter")
        await pilot.comes("Évaluation de fin de stage")
        await pilot.press("1", "escape")
        await pilot.arrives(EvaluationsScreen)
        assert on_disk(tmp_path, lea).evaluation("final").rating(CRITERIA[1]).level == 1
        assert "●●●○ ●○○○ ↓ baisse" in rows(pilot.seen, "Comprend vite")


async def test_the_page_opens_on_the_form_one_comes_for(tmp_path: Path) -> None:
    answered = COMPLETE.evolve(intern_word=READ)
    expected: list[tuple[tuple[Evaluation, ...], EvaluationKind]] = [
        ((), "midpoint"),
        ((COMPLETE,), "midpoint"),
        ((answered,), "final"),
        ((evaluation("final", 3),), "final"),
    ]
    for number, (evaluations, kind) in enumerate(expected):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with opened(folder, "evaluations", dossier(evaluations=evaluations)) as pilot:
            assert pilot.app.screen.query_one(RowList).key == FormKey(kind)


async def test_each_form_opens_with_enter_and_escape_comes_back(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluations", lea) as pilot:
        await pilot.press("down", "down", "enter")
        await pilot.comes("0/23 critères · Autoévaluation de mi-stage")
        await pilot.press("escape")
        await pilot.comes("Formulaires")


# --- the intern's word ----------------------------------------------------------------------------


async def test_the_word_of_the_intern_is_asked_kept_said_and_undone(tmp_path: Path) -> None:
    lea = dossier(evaluations=(COMPLETE,))
    async with opened(tmp_path, "evaluations", lea) as pilot:
        await pilot.reads("Léa n’a pas encore dit son mot : p pour le noter.")
        await pilot.press("p")
        await pilot.comes("Le mot de Léa")
        await pilot.write("10 février")
        await pilot.press("f2")
        await pilot.reads("Ce champ est obligatoire.")  # no agreement is supposed
        assert on_disk(tmp_path, lea).evaluation("midpoint").intern_word is None
        await pilot.press("p", "tab", "f2")
        await pilot.reads("Dites sur quoi porte le désaccord.")
        await pilot.write("Les délais.\nEt [la] suite.")
        await pilot.press("f2")
        await pilot.reads("Léa l’a lue le 10 février 2027, pas d’accord. « Les délais. Et [la] su")
        word = on_disk(tmp_path, lea).evaluation("midpoint").intern_word
        assert word == InternWord(
            read_on=date(2027, 2, 10), agrees=False, comment="Les délais.\nEt [la] suite."
        )
        label = on_disk(tmp_path, lea).history[-1].sentence.replace("\u00a0", " ")
        assert label == "Évaluation de mi-stage : lue le 10 février 2027, pas d’accord"
        await pilot.press("u")
        await pilot.reads("Léa n’a pas encore dit son mot")
        assert on_disk(tmp_path, lea).evaluation("midpoint").intern_word is None


async def test_a_word_needs_its_day_and_a_self_evaluation_has_none(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluations", lea) as pilot:
        await pilot.press("p", "f2")
        await pilot.comes("Le mot de Léa", "Ce champ est obligatoire.")
        assert "illisible" not in pilot.seen
        assert on_disk(tmp_path, lea).evaluations == ()
        await pilot.press("escape", "down", "down", "p")
        await pilot.comes("Une autoévaluation est déjà")


# --- to the form of OFQJ --------------------------------------------------------------------------


async def test_the_answers_are_copied_one_by_one_in_order(tmp_path: Path) -> None:
    commented = Rating(criterion=CRITERIA[1], level=4, comment="Reformule.\nPuis [avance].")
    midpoint = evaluation("midpoint", 3, goals_reached="en partie")
    midpoint = midpoint.evolve(ratings=(*midpoint.ratings, commented))
    lea = dossier(evaluations=(midpoint,))
    async with opened(tmp_path, "evaluations", lea) as pilot:
        await pilot.press("k")
        await pilot.comes("À reporter dans le formulaire de l’OFQJ")
        await pilot.reads("Évaluation de mi-stage. Collez chaque réponse")
        copied = []
        for key in ("enter", "c", "enter", "c"):
            await pilot.press(key)
            copied.append(pilot.app.clipboard)
        assert copied == [
            "Conforme aux attentes",
            "Au-dessus des attentes",
            commented.comment,
            "en partie",
        ]
        await pilot.reads("✓ Copié (la dernière) : Les objectifs ont-ils été atteints?")
        await pilot.press("escape", "down", "k")
        await pilot.comes("Ce formulaire n’a")
        await pilot.press("down", "down", "k")
        await pilot.comes("Une autoévaluation ne se")
