"""Écarts: seen whole, accepted with a reason, taken back; then the stage begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.stage import Convention, Terms, Waiver
from telestage_tui.screens.compliance.screen import DeparturesScreen
from telestage_tui.screens.convention.screen import ConventionScreen
from telestage_tui.screens.dossier.screen import PhasesScreen

from .driving import LARGE, NOW, SMALL, dossier, on_disk, opened, workspace_in

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
        await pilot.comes("Un écart au programme, sans décision à ce jour")

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
        await pilot.arrives(ConventionScreen)
        await pilot.press("space")
        assert on_disk(tmp_path, subject).convention.ofqj == NOW.date()


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
            "Un écart au programme, sans décision à ce jour",
            "La dérogation du 4 janvier 2027 portait sur 36 : la valeur a changé",
        )
        await pilot.press("enter", "2", "enter")
    [waiver] = on_disk(tmp_path, subject).waivers
    assert (waiver.accepted, waiver.reason) == ("40", "Accord de l’OFQJ")


UNKNOWN = {"born": None, "jobseeker": None, "equipped": None}


async def test_what_is_not_known_is_listed_from_the_opening_then_stops_the_start(
    tmp_path: Path,
) -> None:
    subject = dossier(started_on=None, meetings=())
    stage = subject.stage.evolve(monthly_pay=None, start=date(2027, 3, 1), end=date(2027, 5, 21))
    subject = subject.evolve(stage=stage, intern=subject.intern.evolve(**UNKNOWN))
    workspace = workspace_in(tmp_path, subject)
    async with opened(workspace, size=LARGE) as pilot:
        await pilot.comes(
            "? À savoir (1)", "Quatre éléments à savoir avant le premier jour", "1er mars"
        )
    async with opened(workspace, "dossier", subject, size=LARGE) as pilot:
        await pilot.comes("○ À compléter avant le début : 4 éléments à savoir (touche d)")
        await pilot.press("d")
        await pilot.comes(
            "À savoir avant le premier jour (4)",
            "À savoir : la date de naissance",
            "À savoir : l’inscription à France Travail",
            "À savoir : l’équipement",
            "À savoir : la gratification",
        )


async def test_on_the_first_day_what_is_not_known_is_a_departure(tmp_path: Path) -> None:
    subject = dossier(started_on=None)
    subject = subject.evolve(intern=subject.intern.evolve(equipped=None))
    async with opened(tmp_path, "departures", subject, size=LARGE) as pilot:
        await pilot.comes("À corriger, ou à accepter (1)")
        await pilot.press("d")
        await pilot.comes("Il reste 1 écart")
        assert on_disk(tmp_path, subject).started_on is None
        await pilot.press("enter", "2")
        await pilot.write("Ordinateur prêté, promis pour lundi")
        await pilot.press("enter")
        await pilot.comes("Acceptés par dérogation (1)")
        await pilot.press("d")
    assert on_disk(tmp_path, subject).started_on is not None


async def test_a_signature_to_come_is_awaited_and_said(tmp_path: Path) -> None:
    subject = dossier(started_on=None)
    subject = subject.evolve(
        stage=subject.stage.evolve(start=date(2027, 3, 1), end=date(2027, 5, 21)),
        convention=subject.convention.evolve(ofqj=date(2027, 2, 26)),
    )
    async with opened(tmp_path, "departures", subject, size=LARGE) as pilot:
        await pilot.comes(
            "Attendus avant le premier jour (1)", "la date notée, le 26 février 2027, est à venir"
        )
        assert "Aucun écart" not in pilot.seen


async def test_what_is_awaited_is_not_counted_among_the_departures(tmp_path: Path) -> None:
    subject = dossier(started_on=None, waivers=())
    subject = subject.evolve(
        stage=subject.stage.evolve(
            start=date(2027, 3, 1), end=date(2027, 5, 21), title="Refonte du site"
        ),
        convention=Convention(),
    )
    async with opened(tmp_path, "dossier", subject, size=LARGE) as pilot:
        await pilot.comes("! Non conforme : 1 écart, 3 signatures (touche d)")
        await pilot.press("d")
        await pilot.comes(
            "Un écart au programme, sans décision à ce jour. Trois points à compléter",
            "À corriger, ou à accepter (1)",
        )


async def test_a_change_after_the_first_signature_waits_for_an_agreement(tmp_path: Path) -> None:
    subject = dossier()
    stage = subject.stage
    subject = subject.evolve(
        agreed=Terms.of(stage), stage=stage.evolve(weekly_hours=32), waivers=()
    )
    async with opened(tmp_path, "dossier", subject, size=LARGE) as pilot:
        await pilot.comes("! Non conforme : 1 écart au programme (touche d)")
        await pilot.press("d")
        await pilot.comes("Heures changées depuis la première signature, 32 h par semaine")
        await pilot.press("enter")
        await pilot.comes("Dire que ce changement est convenu…")
        await pilot.press("2", "enter")
        await pilot.comes("Dites qui en a convenu")
        await pilot.write("Avenant signé par les trois parties")
        await pilot.press("enter")
        await pilot.comes("Changements convenus (1)", "Convenu le")
    [waiver] = on_disk(tmp_path, subject).waivers
    assert (waiver.rule, waiver.accepted) == ("changed-hours", "32")
