"""The phases of a dossier: what the panel says of the selected task."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.onsite import Decision, Onsite
from telestage_tui.dossier.stage import Stage
from tests.factories import titled

from .driving import NOW, dossier, opened


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("dur-growth", "échéance proposée : lundi 1er février"),
        ("dur-conversion", "échéance : lundi 8 février"),
        ("bef-team", "échéance : mardi 12 janvier"),
    ],
    ids=["ours", "of a source", "the tutor’s"],
)
async def test_a_due_date_that_is_ours_is_said_to_be(tmp_path: Path, task: str, text: str) -> None:
    lea = changes.edit_task(titled("bef-team"), due=date(2027, 1, 12)).apply(dossier())
    async with opened(tmp_path, "dossier", lea, task) as pilot:
        await pilot.comes(text)


async def test_the_day_a_task_was_ticked_is_said(tmp_path: Path) -> None:
    lea = changes.tick(titled("dur-growth"), on=date(2027, 2, 8)).apply(dossier())
    async with opened(tmp_path, "dossier", lea, "dur-growth") as pilot:
        await pilot.comes("faite le lundi 8 février")


def _with_late_task() -> Dossier:
    """A stage under way, a required task of an earlier phase of which was put back to do."""
    return changes.untick(titled("sel-convention"), on=NOW.date()).apply(dossier())


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_a_phase_left_with_a_late_task_is_seen_from_the_one_in_view(
    tmp_path: Path, width: int
) -> None:
    lea = _with_late_task()
    async with opened(tmp_path, "dossier", lea, size=(width, 24)) as pilot:
        stepper = pilot.seen.splitlines()[2]
        assert "Pendant 0/6]" in stepper, "it opens where the stage is"
        assert stepper.strip().startswith("! Sélection" if width >= 80 else "! ")
        assert "Fin" not in stepper or width >= 80
        await pilot.press("left", "left")
        await pilot.comes("[! Sélection", "! Faire signer")


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_six_phases_are_seen_at_once(tmp_path: Path, width: int) -> None:
    agrees = Decision(agrees=True, on=NOW.date())
    lea = dossier(onsite=Onsite(host=agrees, intern=agrees))
    async with opened(tmp_path, "dossier", lea, "ons-reach", size=(width, 24)) as pilot:
        line = next(each for each in pilot.seen.splitlines() if "Sélection" in each or "[" in each)
        assert "Québec 0/8]" in line
        assert ("Mi-stage" in line) == (width >= 80)


async def test_nothing_is_late_any_more_in_a_closed_stage(tmp_path: Path) -> None:
    lea = _with_late_task().evolve(closed_on=NOW.date())
    async with opened(tmp_path, "dossier", lea, "sel-convention") as pilot:
        assert "!" not in pilot.seen


async def test_the_phases_follow_the_size_of_the_terminal(tmp_path: Path) -> None:
    lea = _with_late_task()
    async with opened(tmp_path, "dossier", lea) as pilot:
        await pilot.comes("○ Fin 0/8")
        await pilot.resize_terminal(40, 12)
        await pilot.comes("Pendant 0/6]")
        await pilot.vanishes("Fin 0/8")


@pytest.mark.parametrize("width", [80, 120])
async def test_a_task_whose_day_has_come_says_what_it_comes_after(
    tmp_path: Path, width: int
) -> None:
    lea = dossier(stage=Stage(start=date(2026, 12, 14), end=date(2027, 3, 12)), meetings=())
    size = (width, 36)
    async with opened(tmp_path, "dossier", lea, "mid-send", size=size) as pilot:
        await pilot.comes("! Présenter l’évaluation", "○ Envoyer le formulaire", "○ Ajuster")
        (row,) = (line for line in pilot.seen.splitlines() if "○ Envoyer" in line)
        assert "après : Remplir" in row
        assert "Après : Remplir l’évaluation de mi-stage; Présenter" in pilot.words
        assert "· échéance" not in pilot.words
