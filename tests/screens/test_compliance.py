"""Écarts: seen whole, accepted with a reason, taken back; then the stage begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.stage import Convention, Waiver
from telestage_tui.screens.compliance.screen import DeparturesScreen
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen

from .driving import (
    LARGE,
    SMALL,
    dossier,
    in_view,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)

UNSIGNED = Convention(ofqj=None, intern=date(2026, 12, 10), host=date(2026, 12, 11))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_departure_is_accepted_explained_and_taken_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    subject = dossier(convention=UNSIGNED, started_on=None, waivers=())
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=size) as pilot:
        await open_at(pilot, "dossier", subject)
        await pilot.press("d")
        await settle(pilot)
        assert in_view(pilot, DeparturesScreen)
        assert "1 écart au programme, sans décision à ce jour" in seen(pilot)

        await pilot.press("enter", "2")
        await settle(pilot)
        await write(pilot, "Signature annoncée pour lundi, accord de l’OFQJ")
        await pilot.press("enter")
        await settle(pilot)
        [waiver] = on_disk(workspace, subject).waivers
        assert waiver.reason == "Signature annoncée pour lundi, accord de l’OFQJ"
        assert "Acceptés par dérogation (1)" in seen(pilot)
        assert "Signature annoncée pour lundi" in seen(pilot)

        await pilot.press("home", "enter", "3")
        await settle(pilot)
        assert on_disk(workspace, subject).waivers == ()
        assert "À corriger, ou à accepter (1)" in seen(pilot)

        await pilot.press("u")
        await settle(pilot)
        assert on_disk(workspace, subject).waivers == (waiver,)

        await pilot.press("d")
        await settle(pilot)
        assert on_disk(workspace, subject).started_on == workspace.today()
        assert in_view(pilot, PhasesScreen)

        await pilot.press("d")
        await settle(pilot)
        assert "Stage marqué commencé le" in seen(pilot)


async def test_a_blank_reason_is_refused_and_a_departure_leads_to_its_field(tmp_path: Path) -> None:
    subject = dossier(convention=UNSIGNED, started_on=None, waivers=())
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "departures", subject)
        await pilot.press("enter", "2", "enter")
        await settle(pilot)
        assert "Une dérogation se motive" in seen(pilot)
        assert on_disk(workspace, subject).waivers == ()
        await pilot.press("escape", "d")
        await settle(pilot)
        assert on_disk(workspace, subject).started_on is None

        await pilot.press("enter", "1")
        await settle(pilot)
        assert in_view(pilot, DetailsScreen)
        focused = pilot.app.screen.focused
        assert focused is not None
        assert focused.id == "field-convention-ofqj"


async def test_before_the_first_day_nothing_offers_to_begin(tmp_path: Path) -> None:
    subject = dossier(started_on=None)
    later = subject.stage.evolve(start=date(2027, 3, 1), end=date(2027, 5, 21))
    subject = subject.evolve(stage=later)
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "departures", subject)
        assert "le stage se marquera commencé le lundi 1er mars 2027" in seen(pilot)
        assert "Marquer le stage commencé" not in seen(pilot)


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
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await open_at(pilot, "departures", subject)
        assert "1 écart au programme, sans décision à ce jour" in seen(pilot)
        assert "La dérogation du 4 janvier 2027 portait sur 36 : la valeur a changé" in seen(pilot)
        await pilot.press("enter", "2", "enter")
        await settle(pilot)
    [waiver] = on_disk(workspace, subject).waivers
    assert (waiver.accepted, waiver.reason) == ("40", "Accord de l’OFQJ")
