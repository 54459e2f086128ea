"""An evaluation declared complete, set beside others, and what must not go wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.evaluations import Evaluation, Rating
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.progress import task_states
from telestage_tui.screens.at_once import ChooseVersion
from telestage_tui.screens.evaluation.screen import EvaluationScreen

from .driving import LARGE, SMALL, another_program, dossier, on_disk, opened, workspace_in
from .evaluation_driving import CRITERIA, READ, TODAY, evaluation, full_evaluation, line_of


async def test_f2_lists_what_is_missing_and_leads_there(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", *[3] * (len(CRITERIA) - 2)),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("f2")
        await pilot.comes("Il manque 3 réponses", "Appréciation générale")
        await pilot.press("2", "1")  # the second missing one; its level
        midpoint = on_disk(tmp_path, lea).evaluation("midpoint")
        assert midpoint.completed_on is None
        assert midpoint.rating(CRITERIA[-1]).level == 1


async def test_m_goes_round_the_criteria_without_an_answer(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", *[3] * (len(CRITERIA) - 1)),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("home", "f6", "2", "f6", "5", "f6")
        midpoint = on_disk(tmp_path, lea).evaluation("midpoint")
        assert midpoint.rating(CRITERIA[-1]).level == 2
        assert midpoint.overall == 5
        await pilot.comes("Tout ce qui est exigé a sa réponse.")


async def test_complete_then_locked_then_opened_again(tmp_path: Path) -> None:
    lea = dossier(evaluations=(full_evaluation("midpoint"),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.comes("F2 pour la déclarer complète")
        await pilot.press("f2")
        complete = on_disk(tmp_path, lea)
        assert complete.evaluation("midpoint").completed_on == TODAY
        states = task_states(complete, load_programme(complete.programme), TODAY)
        assert next(state for state in states if state.task.id == "mid-form").proven
        await pilot.comes("complète depuis le 10 février 2027 · Ctrl+O pour la rouvrir")
        footer = pilot.seen.splitlines()[-1]
        assert "Ctrl+O Rouvrir" in footer
        assert "F2" not in footer

        for key in ("1", "space", "delete", "e", "f2"):
            await pilot.press(key)
            assert on_disk(tmp_path, lea) == complete
        await pilot.comes("rouvrez-le : Ctrl+O")

        await pilot.press("ctrl+o", "enter")
        await pilot.comes("Dites pourquoi")
        assert on_disk(tmp_path, lea) == complete
        await pilot.write("Erreur de niveau")
        await pilot.press("enter", "1")
        midpoint = on_disk(tmp_path, lea).evaluation("midpoint")
        assert midpoint.completed_on is None
        assert midpoint.rating(CRITERIA[0]).level == 1


async def test_what_comes_after_completion_is_still_noted(tmp_path: Path) -> None:
    complete = full_evaluation("final", completed_on=TODAY, intern_word=READ)
    lea = dossier(evaluations=(complete,))
    async with opened(tmp_path, "evaluation", lea, "final:discussed_on") as pilot:
        await pilot.press("enter")
        await pilot.write("10/02/2027")
        await pilot.press("enter")
        await pilot.press("down", "1")  # attestation given
        final = on_disk(tmp_path, lea).evaluation("final")
        assert (final.discussed_on, final.attestation_given) == (TODAY, True)
        assert final.completed_on == TODAY


async def test_a_final_form_asks_for_the_word_of_the_intern_then_for_the_day(
    tmp_path: Path,
) -> None:
    lea = dossier(evaluations=(full_evaluation("final"),))
    async with opened(tmp_path, "evaluation", lea, "final:discussed_on") as pilot:
        await pilot.reads("D’abord le mot de Léa")
        await pilot.press("enter")
        await pilot.reads("Le mot de Léa", "Elle n’est présentée qu’avec ce mot")
        await pilot.write("10/02/2027")
        await pilot.press("tab", "d", "f2")
        await pilot.comes("Présentée le")
        await pilot.reads("Une date, par exemple 24 février")
        assert on_disk(tmp_path, lea).evaluation("final").intern_word == READ
        await pilot.write("10/02/2027")
        await pilot.press("enter")
        await pilot.until(lambda: on_disk(tmp_path, lea).evaluation("final").discussed_on == TODAY)


async def test_the_word_given_up_presents_nothing(tmp_path: Path) -> None:
    lea = dossier(evaluations=(full_evaluation("final"),))
    async with opened(tmp_path, "evaluation", lea, "final:discussed_on") as pilot:
        await pilot.press("enter")
        await pilot.comes("Le mot de Léa")
        await pilot.press("escape")
        await pilot.arrives(EvaluationScreen)
        assert on_disk(tmp_path, lea).evaluations == lea.evaluations


async def test_a_form_is_not_presented_on_a_day_to_come(tmp_path: Path) -> None:
    lea = dossier(evaluations=(full_evaluation("final", intern_word=READ),))
    async with opened(tmp_path, "evaluation", lea, "final:discussed_on") as pilot:
        await pilot.press("enter")
        await pilot.write("11/02/2027")
        await pilot.press("enter")
        await pilot.reads("Le 11 février 2027 n’est pas encore arrivé")
        assert on_disk(tmp_path, lea).evaluation("final").discussed_on is None


async def test_u_undoes_the_last_answer_and_shows_where(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        await pilot.press("4", "3", "end", "ctrl+z", "1")
        ratings = on_disk(tmp_path, lea).evaluation("midpoint").ratings
        assert [(r.criterion, r.level) for r in ratings] == [(CRITERIA[0], 4), (CRITERIA[1], 1)]


@pytest.mark.parametrize("size", [SMALL, (100, 30)])
async def test_the_final_form_shows_mid_stage_the_change_and_the_own_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = dossier(
        evaluations=(
            evaluation("midpoint", 2, 4, 3, 3),
            evaluation("final", 3, 3, 3),
            evaluation("self_final", 1, 2, 3, 4),
        )
    )
    async with opened(tmp_path, "evaluation", lea, f"final:{CRITERIA[0]}", size=size) as pilot:
        for title, signs in (
            ("Organise son travail", "●●○○ ↑   ●○○○"),
            ("Comprend vite", "●●●● ↓   ●●○○"),
            ("Sait fixer", "●●●○ =   ●●●○"),
        ):
            assert signs in line_of(pilot, title)
        assert "●" not in line_of(pilot, "Tient les éch")  # no level there yet
        panel = " ".join(line.rpartition("│")[2].strip() for line in pilot.seen.splitlines())
        assert "Mi-stage ●●○○ En dessous des attentes · ↑ hausse" in panel
        assert "Autoévaluation ●○○○ Problématique" in panel


async def test_the_own_view_is_filled_without_seeing_the_tutors(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 1, 1, 1), evaluation("final", 2, 2)))
    async with opened(tmp_path, "evaluation", lea, "self_midpoint") as pilot:
        assert "●○○○" not in line_of(pilot, "Organise son travail")
        await pilot.press("3")
        current = on_disk(tmp_path, lea)
        assert current.evaluation("self_midpoint").rating(CRITERIA[0]).level == 3
        assert current.evaluation("midpoint").rating(CRITERIA[0]).level == 1


async def test_what_another_program_answered_meanwhile_stays(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        other = another_program(tmp_path)
        other.change(
            lea.id,
            Change(
                said("Ailleurs"),
                changes.put_evaluation(
                    evaluation("midpoint", 1, 2, overall=5), said("Évaluation")
                ).apply,
            ),
        )
        await pilot.press("4")  # the other program gave that criterion another level
        await pilot.arrives(ChooseVersion)
        assert on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).level == 1
        await pilot.press("2")

        def midpoint() -> Evaluation:
            return on_disk(tmp_path, lea).evaluation("midpoint")

        await pilot.until(lambda: midpoint().rating(CRITERIA[0]).level == 4)
        assert midpoint().rating(CRITERIA[1]).level == 2
        assert midpoint().overall == 5


async def test_a_form_completed_elsewhere_meanwhile_is_not_changed(tmp_path: Path) -> None:
    lea = dossier(evaluations=(full_evaluation("midpoint"),))
    async with opened(tmp_path, "evaluation", lea, "midpoint") as pilot:
        other = another_program(tmp_path)
        complete = full_evaluation("midpoint", completed_on=TODAY)
        put = changes.put_evaluation(complete, said("Évaluation"))
        other.change(lea.id, Change(said("Ailleurs"), put.apply))
        await pilot.press("1")
        await pilot.comes("rouvrez-le : Ctrl+O")
        assert on_disk(tmp_path, lea).evaluation("midpoint") == complete


async def test_an_answer_that_cannot_be_written_is_not_shown_and_words_are_kept(
    tmp_path: Path,
) -> None:
    lea = dossier(evaluations=())
    workspace = workspace_in(tmp_path, lea)
    workspace = replace(workspace, lock_timeout=0.05)
    async with opened(workspace, "evaluation", lea, "midpoint") as pilot:
        with FileLock(f"{workspace.path}.lock"):  # another program is writing
            await pilot.press("4")
            await pilot.comes("Rien n’a été enregistré")
            assert "●●●●" not in line_of(pilot, "Organise son travail")
            await pilot.press("enter")
            await pilot.write("Des mots précieux")
            await pilot.press("f2")
        await pilot.comes("Des mots précieux")  # the question waits, with its answer
        await pilot.press("f2")
    comment = on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).comment
    assert comment == "Des mots précieux"


async def test_with_the_mouse_alone(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    workspace = workspace_in(tmp_path, lea)
    first = f"midpoint:{CRITERIA[0]}"
    for size in (SMALL, LARGE):  # the scale on one line, then one under another
        async with opened(workspace, "evaluation", lea, first, size=size) as pilot:
            lines = pilot.seen.splitlines()
            words = "1 Problème" if size == SMALL else "2 ●●○○ En dessous des attentes"
            y = next(rank for rank, line in enumerate(lines) if words in line)
            await pilot.click_at(lines[y].index(words), y)
            level = on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[0]).level
            assert level == (1 if size == SMALL else 2)


async def test_a_tiny_terminal_and_a_resize_lose_nothing(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3, 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint", size=(40, 12)) as pilot:
        await pilot.press("enter")
        await pilot.write("Écrit à l’étroit")
        await pilot.resize_terminal(*LARGE)
        await pilot.comes("Écrit à l’étroit")
        await pilot.resize_terminal(40, 12)
        await pilot.press("f2")
        assert "│" not in pilot.seen  # the panel is below the list again
    assert on_disk(tmp_path, lea).evaluation("midpoint").rating(CRITERIA[2]).comment


async def test_a_long_comment_is_read_to_its_end(tmp_path: Path) -> None:
    words = "\n".join(f"ligne {n}" for n in range(1, 31))
    rating = Rating(criterion=CRITERIA[0], level=3, comment=words)
    lea = dossier(evaluations=(Evaluation(kind="midpoint", ratings=(rating,)),))
    async with opened(tmp_path, "evaluation", lea, f"midpoint:{CRITERIA[0]}") as pilot:
        assert "ligne 30" not in pilot.seen
        await pilot.press(*["right_square_bracket"] * 10)
        await pilot.comes("ligne 30")
        await pilot.press(*["left_square_bracket"] * 10)
        await pilot.comes("ligne 1")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_nothing_of_the_footer_is_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    lea = dossier(evaluations=())
    async with opened(tmp_path, "evaluation", lea, "midpoint", size=size) as pilot:
        footer = pilot.seen.splitlines()[-1]
        assert "F2 Déclarer complète" in footer
        assert "? Aide" in footer
