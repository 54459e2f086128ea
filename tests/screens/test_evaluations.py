"""The four evaluations side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.stage import Stage
from telestage_tui.screens.evaluation.comparison import CriterionKey, comparison_rows

from .driving import (
    SMALL,
    dossier,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
)
from .evaluation_driving import (
    CONTENT,
    CRITERIA,
    answered,
    evaluation,
)

COMPLETE = answered("midpoint", completed_on=date(2027, 2, 9))


def rows(text: str, words: str) -> str:
    """The line that holds these words, its spaces made single."""
    line = next(line for line in text.splitlines() if words in line)
    return " ".join(line.split())


async def test_an_empty_dossier_says_what_is_to_do_and_when(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea)
        await pilot.press("v")
        await settle(pilot)
        shown = seen(pilot)
        assert "○ Évaluation de mi-stage à faire échéance lun. 22 févr." in rows(shown, "mi-stage")
        assert rows(shown, "Autoévaluation de fin").endswith("à faire facultative")
        assert "chaque critère se compare ici" in shown


async def test_states_are_told_in_words(tmp_path: Path) -> None:
    late = Stage(start=date(2026, 11, 9), end=date(2027, 2, 5))
    lea = dossier(stage=late, evaluations=(COMPLETE, evaluation("final", 3, 2, None)))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "evaluations", lea)
        shown = seen(pilot)
        assert rows(shown, "✓ Évaluation de mi") == (
            "✓ Évaluation de mi-stage complète le 9 février 2027"
        )
        assert rows(shown, "Évaluation de fin") == (
            "! Évaluation de fin de stage brouillon 3/23 retard, mer. 3 févr."
        )


def test_the_own_view_compared_is_the_final_one_once_it_has_levels() -> None:
    own = (evaluation("self_midpoint", 1), evaluation("self_final", 4))
    for views, signs in ((own[:1], "●○○○"), (own, "●●●●")):
        table = comparison_rows(dossier(evaluations=views), CONTENT)
        first = next(row for row in table if row.key == CriterionKey(CRITERIA[0]))
        assert first.cells[-1].text == signs


async def test_every_criterion_is_compared_and_opens_the_form_in_hand(tmp_path: Path) -> None:
    lea = dossier(evaluations=(COMPLETE, evaluation("final", 4, 2), evaluation("self_final", 4, 4)))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "evaluations", lea)
        shown = seen(pilot)
        assert rows(shown, "Organise") == "Organise son travail ●●●○ ●●●● ↑ hausse ●●●●"
        assert "●●●○ ●●○○ ↓ baisse" in rows(shown, "Comprend vite")
        await pilot.press(*["down"] * 5)
        await settle(pilot)
        assert "Mi-stage : conforme · Finale : en dessous" in rows(seen(pilot), "Mi-stage :")
        await pilot.press("enter")
        await settle(pilot)
        assert "Évaluation de fin de stage" in seen(pilot)
        await pilot.press("1", "escape")
        await settle(pilot)
        assert on_disk(workspace, lea).evaluation("final").rating(CRITERIA[1]).level == 1
        assert "●●●○ ●○○○ ↓ baisse" in rows(seen(pilot), "Comprend vite")


async def test_each_form_opens_with_enter_and_escape_comes_back(tmp_path: Path) -> None:
    lea = dossier(evaluations=())
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "evaluations", lea)
        await pilot.press("down", "down", "enter")
        await settle(pilot)
        assert "0/23 critères · Autoévaluation de mi-stage" in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert "Formulaires" in seen(pilot)
