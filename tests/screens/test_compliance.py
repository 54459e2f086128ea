"""Écarts: seen whole, accepted with a reason, taken back; then the stage begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.stage import Convention, Waiver
from telestage_tui.screens.compliance.screen import DeparturesScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen

from .driving import LARGE, SMALL, dossier, on_disk, opened, workspace_in

UNSIGNED = Convention(ofqj=None, intern=date(2026, 12, 10), host=date(2026, 12, 11))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_departure_is_accepted_explained_and_taken_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    subject = dossier(convention=UNSIGNED, started_on=None, waivers=())
    workspace = workspace_in(tmp_path, subject)
    async with opened(workspace, "dossier", subject, size=size) as pilot:
        await pilot.press("d")
        await pilot.arrives(DeparturesScreen)
        await pilot.comes("1 écart au programme, sans décision à ce jour")

        await pilot.press("enter", "2")
        await pilot.write("Signature annoncée pour lundi, accord de l’OFQJ")
        await pilot.press("enter")
        [waiver] = on_disk(tmp_path, subject).waivers
        assert waiver.reason == "Signature annoncée pour lundi, accord de l’OFQJ"
        await pilot.comes("Acceptés par dérogation (1)", "Signature annoncée pour lundi")

        await pilot.press("home", "enter", "3")
        await pilot.comes("À corriger, ou à accepter (1)")
        assert on_disk(tmp_path, subject).waivers == ()

        await pilot.press("u")
        assert on_disk(tmp_path, subject).waivers == (waiver,)

        await pilot.press("d")
        await pilot.arrives(PhasesScreen)
        assert on_disk(tmp_path, subject).started_on == workspace.today()

        await pilot.press("d")
        await pilot.comes("Stage déclaré commencé le")


async def test_a_blank_reason_is_refused_and_a_departure_leads_to_its_field(tmp_path: Path) -> None:
    subject = dossier(convention=UNSIGNED, started_on=None, waivers=())
    async with opened(tmp_path, "departures", subject) as pilot:
        await pilot.press("enter", "2", "enter")
        await pilot.comes("Une dérogation se motive")
        assert on_disk(tmp_path, subject).waivers == ()
        await pilot.press("escape", "d")
        assert on_disk(tmp_path, subject).started_on is None

        await pilot.press("enter", "1")
        await pilot.arrives(DetailsScreen)
        focused = pilot.app.screen.focused
        assert focused is not None
        assert focused.id == "field-convention-ofqj"


async def test_before_the_first_day_nothing_offers_to_begin(tmp_path: Path) -> None:
    subject = dossier(started_on=None)
    later = subject.stage.evolve(start=date(2027, 3, 1), end=date(2027, 5, 21))
    subject = subject.evolve(stage=later)
    async with opened(tmp_path, "departures", subject) as pilot:
        await pilot.comes("stage à déclarer commencé dès le lundi 1er mars 2027")
        assert "Déclarer le stage commencé" not in pilot.seen


async def test_another_value_is_to_be_accepted_again(tmp_path: Path) -> None:
    subject = dossier(started_on=None)
    hours = Waiver(
        rule="weekly-hours",
        field="stage.heures_par_semaine",
        reason="Accord de l’OFQJ",
        on=date(2027, 1, 4),
        accepted="36",
    )
    subject = subject.evolve(waivers=(hours,), stage=subject.stage.evolve(weekly_hours=40))
    async with opened(tmp_path, "departures", subject, size=LARGE) as pilot:
        await pilot.comes(
            "1 écart au programme, sans décision à ce jour",
            "La dérogation du 4 janvier 2027 portait sur 36 : la valeur a changé",
        )
        await pilot.press("enter", "2", "enter")
    [waiver] = on_disk(tmp_path, subject).waivers
    assert (waiver.accepted, waiver.reason) == ("40", "Accord de l’OFQJ")
