"""Plan de travail, driven as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.work_plan import Deliverable, WorkPlan
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.navigation import DOSSIER_PAGES, PAGES
from telestage_tui.screens.papers.screen import PapersScreen
from telestage_tui.screens.work_plan.screen import WorkPlanScreen
from telestage_tui.widgets.row_list import RowList

from .driving import LARGE, SMALL, dossier, on_disk, opened

TODAY = date(2027, 2, 10)
LATE = Deliverable(name="Maquettes validées", due=date(2027, 2, 5))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_blank_plan_says_what_to_write(tmp_path: Path, size: tuple[int, int]) -> None:
    lea = dossier()
    lea = lea.evolve(stage=lea.stage.evolve(mandate="", deliverables=()))
    async with opened(tmp_path, "work-plan", lea, size=size) as pilot:
        await pilot.comes("Appuyez sur n pour noter le premier", "à écrire")
        await pilot.comes("Accueil et objectifs", "Livrables, bilan et suite", "Suite du projet")
        await pilot.press("space", "delete")
        await pilot.comes("Choisissez d’abord un livrable")


@pytest.mark.parametrize("place", sorted(DOSSIER_PAGES - {"details", "work-plan"}))
async def test_y_opens_it_from_every_page_of_a_dossier(tmp_path: Path, place: str) -> None:
    page = next(name for _, name, _ in PAGES if name == place)
    async with opened(tmp_path, page, dossier()) as pilot:
        await pilot.press("P")
        await pilot.arrives(WorkPlanScreen)


async def test_the_task_leads_to_it_and_the_plan_proves_the_task(tmp_path: Path) -> None:
    async with opened(tmp_path, "dossier", dossier(), "bef-workplan") as pilot:
        await pilot.press("enter")
        await pilot.arrives(WorkPlanScreen)
        await pilot.press("down", "e", "tab")  # the first deliverable
        await pilot.write("12 mars")
        await pilot.press("f2")
        await pilot.comes("pour ven. 12 mars")
        await pilot.press("end", "enter")
        await pilot.comes("ce qui pourra être confié ensuite")
        await pilot.write("Ouvrir aux succursales.")
        await pilot.press("f2")
        await pilot.comes("Ouvrir aux succursales.")
        await pilot.press("escape")
        await pilot.arrives(PhasesScreen)
        await pilot.comes("d’après le dossier")


async def test_space_says_it_delivered_then_accepted_and_no_more(tmp_path: Path) -> None:
    lea = dossier(work_plan=WorkPlan(deliverables=(LATE,)))
    async with opened(tmp_path, "work-plan", lea, LATE.name) as pilot:
        await pilot.comes("! Maquettes validées", "livrables acceptés : 0 sur 3")
        await pilot.press("space")
        await pilot.comes("livré mer. 10 févr.")
        assert on_disk(tmp_path, lea).deliverables[0].delivered_on == TODAY
        await pilot.press("space")
        await pilot.comes("accepté mer. 10 févr.", "livrables acceptés : 1 sur 3")
        await pilot.press("space")
        await pilot.comes("e corrige ses dates")
        await pilot.press("u", "u")
        await pilot.comes("! Maquettes validées")
        assert on_disk(tmp_path, lea).deliverables[0] == LATE


async def test_a_new_one_is_named_in_informations_too(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "work-plan", lea) as pilot:
        await pilot.press("n")
        await pilot.write("Guide d’entretien")
        await pilot.press("tab")
        await pilot.write("2 avril")
        await pilot.press("f2")
        await pilot.comes("Guide d’entretien", "Échéance le 2 avril 2027 · à faire")
        kept = on_disk(tmp_path, lea)
        assert kept.stage.deliverables[-1] == "Guide d’entretien"
        assert kept.deliverables[-1].due == date(2027, 4, 2)


async def test_what_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(
    tmp_path: Path,
) -> None:
    lea = dossier()
    async with opened(tmp_path, "work-plan", lea, size=LARGE) as pilot:
        await pilot.press("n")
        await pilot.write("Tableau de bord")
        await pilot.press("tab")
        await pilot.write("2028-02-11")
        await pilot.press("tab")
        await pilot.write("2027-02-11")
        await pilot.press("f2")
        await pilot.comes("Un autre livrable porte ce nom", "tombe hors du stage", "est à venir")
        await pilot.press("escape", "n")
        await pilot.comes("2028-02-11", "Tableau de bord")
        assert on_disk(tmp_path, lea).deliverables == lea.deliverables


async def test_a_name_is_required(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "work-plan", lea, size=LARGE) as pilot:
        await pilot.press("n", "f2")
        await pilot.comes("Ce champ est obligatoire.")
        assert on_disk(tmp_path, lea).deliverables == lea.deliverables


async def test_one_leaves_the_plan_and_u_brings_it_back(tmp_path: Path) -> None:
    lea = dossier(work_plan=WorkPlan(deliverables=(LATE,)))
    async with opened(tmp_path, "work-plan", lea, LATE.name) as pilot:
        await pilot.press("delete")
        await pilot.comes("Livrables (2)")
        await pilot.press("u")
        await pilot.comes("Livrables (3)")
        assert on_disk(tmp_path, lea).work_plan == lea.work_plan


async def test_a_period_is_written_and_its_tasks_read_whole(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "work-plan", lea, "production", size=LARGE) as pilot:
        await pilot.comes("sem. 3 à 9")
        await pilot.press("enter")
        await pilot.write("Les maquettes.")
        await pilot.press("tab")
        await pilot.write("Une démonstration par semaine.")
        await pilot.press("f2")
        await pilot.comes("Tâches : Les maquettes.", "Attentes : Une démonstration par semaine.")
        plan = on_disk(tmp_path, lea).work_plan.period("production")
        assert plan.expectations == "Une démonstration par semaine."


async def test_f5_leads_to_its_paper(tmp_path: Path) -> None:
    async with opened(tmp_path, "work-plan", dossier()) as pilot:
        await pilot.press("D")
        await pilot.arrives(PapersScreen)
        await pilot.comes("Demandé par l’étape « Rédiger un plan de travail détaillé »")


async def test_a_closed_stage_keeps_its_plan(tmp_path: Path) -> None:
    lea = dossier(closed_on=date(2027, 2, 9))
    async with opened(tmp_path, "work-plan", lea) as pilot:
        for key in ("n", "e"):
            await pilot.press(key)
            await pilot.comes("Ce stage est clos")
        await pilot.press("down", "space")
        assert on_disk(tmp_path, lea).work_plan == lea.work_plan


async def test_today_says_what_is_late_and_leads_to_it(tmp_path: Path) -> None:
    lea = dossier(work_plan=WorkPlan(deliverables=(LATE,)), accesses=(), meetings=())
    for task in load_programme().tasks:
        lea = changes.tick(task, on=TODAY).apply(lea)
    async with opened(tmp_path, "today", lea) as pilot:
        rows = pilot.app.screen.query_one(RowList)
        line = next(row.key for row in rows.rows if any("attendu" in c.text for c in row.cells))
        rows.select(line)
        await pilot.comes("Livrable attendu : « Maquettes validées »", "depuis 5 jours")
        await pilot.press("enter")
        screen = await pilot.arrives(WorkPlanScreen)
        await pilot.comes("Échéance le 5 février 2027 · à faire")
        assert screen.query_one(RowList).key == ("deliverable", LATE.name)


async def test_the_frise_says_when_they_are_due(tmp_path: Path) -> None:
    lea = dossier(work_plan=WorkPlan(deliverables=(LATE,)))
    async with opened(tmp_path, "timeline", lea) as pilot:
        await pilot.press("up")
        await pilot.comes("! En retard : Maquettes validées")
