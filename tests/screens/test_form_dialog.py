"""A form over a screen: values are read once, and a refusal is said where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.widgets.fields import FormField
from telestage_tui.widgets.form_dialog import FormDialog

from .driving import SMALL, comes, dossier, in_view, open_at, settle, workspace_in, write

FIELDS = (
    FormField("item", "Fichier"),
    FormField("due", "Au plus tard", "planned"),
    FormField("cost", "Coût", "number"),
)
SAVED = {"item": "Maquettes", "due": date(2027, 4, 9), "cost": 12.5}


@pytest.mark.parametrize("is_saved", [True, False])
async def test_values_are_handed_over_and_it_closes_once_they_are_saved(
    tmp_path: Path, *, is_saved: bool
) -> None:
    received: list[object] = []

    def submit(values: Mapping[str, object]) -> bool:
        received.append(values)
        return is_saved

    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "transfers", lea)
        pilot.app.push_screen(FormDialog("Essai", FIELDS, lambda: SAVED, submit, date.today))
        await comes(pilot, "12,5")
        await comes(pilot, "2027-04-09")
        await pilot.press("f2")
        await settle(pilot)
        assert received == [SAVED]
        assert in_view(pilot, FormDialog) != is_saved


async def test_what_cannot_be_read_is_refused_at_its_field_and_handed_to_nobody(
    tmp_path: Path,
) -> None:
    received: list[object] = []
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "transfers", lea)
        pilot.app.push_screen(FormDialog("Essai", FIELDS, dict, received.append, date.today))
        await comes(pilot, "Au plus tard")
        await pilot.press("tab")
        await write(pilot, "bientôt")
        await pilot.press("f2")
        await comes(pilot, "Date « bientôt » illisible")
        assert received == []


async def test_a_refusal_raised_is_shown_at_the_field_it_names(tmp_path: Path) -> None:
    def submit(values: Mapping[str, object]) -> object:
        assert values == {"item": "", "due": None, "cost": None}
        raise InvalidInput.at("cost", "ce coût est à dire.")

    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "transfers", lea)
        pilot.app.push_screen(FormDialog("Essai", FIELDS, dict, submit, date.today))
        await comes(pilot, "Au plus tard")
        await pilot.press("f2")
        await comes(pilot, "! Ce coût est à dire.")
        assert in_view(pilot, FormDialog)
