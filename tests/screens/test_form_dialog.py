"""A form over a screen: values are read once, and a refusal is said where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.widgets.fields import FormField
from telestage_tui.widgets.form_dialog import FormDialog

from .driving import dossier, opened

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
    async with opened(tmp_path, "transfers", lea) as pilot:
        pilot.app.push_screen(FormDialog("Essai", FIELDS, lambda: SAVED, submit, date.today))
        await pilot.comes("12,5")
        await pilot.comes("2027-04-09")
        await pilot.press("f2")
        assert received == [SAVED]
        assert isinstance(pilot.app.screen, FormDialog) != is_saved


async def test_what_cannot_be_read_is_refused_at_its_field_and_handed_to_nobody(
    tmp_path: Path,
) -> None:
    received: list[object] = []
    lea = dossier()
    async with opened(tmp_path, "transfers", lea) as pilot:
        pilot.app.push_screen(FormDialog("Essai", FIELDS, dict, received.append, date.today))
        await pilot.comes("Au plus tard")
        await pilot.press("tab")
        await pilot.write("bientôt")
        await pilot.press("f2")
        await pilot.comes("Date « bientôt » illisible")
        assert received == []


async def test_a_refusal_raised_is_shown_at_the_field_it_names(tmp_path: Path) -> None:
    def submit(values: Mapping[str, object]) -> object:
        assert values == {"item": "", "due": None, "cost": None}
        raise InvalidInput.at("cost", "ce coût est à dire.")

    lea = dossier()
    async with opened(tmp_path, "transfers", lea) as pilot:
        pilot.app.push_screen(FormDialog("Essai", FIELDS, dict, submit, date.today))
        await pilot.comes("Au plus tard")
        await pilot.press("f2")
        await pilot.comes("! Ce coût est à dire.")
        assert isinstance(pilot.app.screen, FormDialog)
