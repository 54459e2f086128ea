"""A choice on one line: letters choose by the beginning of a label."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from telestage_tui.widgets.choice_input import ChoiceInput

KINDS = ("VPN", "Adresse courriel", "Matériel", "Messagerie", "Autre accès", "Écran")


class Choosing(App[None]):
    """A choice, and another field to go to."""

    def compose(self) -> ComposeResult:
        yield ChoiceInput([(kind, kind) for kind in KINDS], "VPN", id="kind")
        yield ChoiceInput([("oui", "oui"), ("non", "non")], "oui", id="other")


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("mat", "Matériel"),
        ("mes", "Messagerie"),
        ("m", "Matériel"),
        ("mm", "Messagerie"),
        ("mmm", "Matériel"),
        ("au", "Autre accès"),
        ("ec", "Écran"),
        ("mz", "Matériel"),
        ("mza", "Autre accès"),
        ("vmes", "Messagerie"),
        ("adresseautre", "Autre accès"),
        (("m", "right", "a"), "Autre accès"),
        (("m", "tab", "shift+tab", "a"), "Autre accès"),
        ("3", "Matériel"),
    ],
)
async def test_letters_choose_by_the_beginning_of_a_label(keys: str, value: str) -> None:
    app = Choosing()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.query_one("#kind", ChoiceInput).value == value
