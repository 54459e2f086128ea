"""D'où ça vient: one key says where a rule or a figure comes from, and of when it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from telestage_tui.dossier.dossier import ProgrammeRef
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.facts.screen import FactsScreen
from telestage_tui.workspace import Workspace

from .driving import LARGE, SMALL, dossier, opened, workspace_in


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_key_opens_on_the_facts_of_what_is_selected(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, "dossier", dossier(), "sel-financing", size=size) as pilot:
        await pilot.press("V")
        await pilot.arrives(FactsScreen)
        await pilot.reads("Pour ce que vous regardiez (2 faits)", "Depuis 2021; lu le")
        await pilot.press("down")
        await pilot.reads(
            "Avant : RFPE (OFQJ, Guide du télé-stage",
            "Depuis 2024; lu le 28 novembre 2026; confirmé.",
            "Ce qui a changé depuis 2018 et 2021 (14 faits)",
        )
        await pilot.press("escape")
        await pilot.arrives(PhasesScreen)


async def test_in_a_form_it_tells_of_the_field_and_loses_nothing_typed(tmp_path: Path) -> None:
    async with opened(tmp_path, "details", dossier(), "stagiaire.naissance") as pilot:
        await pilot.press("end", "x")
        typed = pilot.app.screen.query_one("Input:focus", Input).value
        await pilot.press("ctrl+t")
        await pilot.arrives(FactsScreen)
        await pilot.reads("De 18 à 35 ans au début du stage", "Depuis 2021; lu le", "ancien.")
        await pilot.press("escape")
        await pilot.arrives(DetailsScreen)
        assert pilot.app.screen.query_one("Input:focus", Input).value == typed


async def test_over_a_dialog_it_opens_and_comes_back_to_it(tmp_path: Path) -> None:
    async with opened(tmp_path, "accesses", dossier()) as pilot:
        await pilot.press("n")
        await pilot.write("Jeton")
        await pilot.press("ctrl+t")
        await pilot.arrives(FactsScreen)
        await pilot.reads("24 h pour un accès critique", "Proposition de telestage")
        await pilot.press("escape")
        await pilot.reads("Jeton")


async def test_a_dossier_of_an_earlier_version_keeps_its_rules_and_says_what_changed(
    tmp_path: Path,
) -> None:
    content = tmp_path / "contenu" / "telestage" / "2099.1"
    content.mkdir(parents=True)
    (content / "programme.toml").write_text(
        'extends = true\nversion = "2099.1"\n[[rules]]\nid = "weekly-hours"\nmaximum = 37\n'
    )
    subject = dossier(programme=ProgrammeRef(id="telestage", version="2026.1"))
    workspace_in(tmp_path, subject)
    workspace = Workspace(
        tmp_path / "telestage.json",
        workspace_in(tmp_path).clock,
        programme_folder=tmp_path / "contenu",
    )
    async with opened(workspace, "facts", subject) as pilot:
        await pilot.reads(
            "Autrement dans la version 2099.1; ce dossier garde la sienne",
            "Dans ce dossier : De 30 à 35 heures par semaine",
            "Dans la dernière version : De 30 à 37 heures par semaine",
        )
