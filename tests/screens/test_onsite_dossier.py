"""The dossier of a stage on site on the screens: shown first, opened once, and the way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.screens.history.screen import HistoryScreen
from telestage_tui.screens.onsite.opening import OpeningDialog
from telestage_tui.screens.onsite.rows import FOLLOWER, FORMER, FORMER_HISTORY
from telestage_tui.screens.onsite.screen import OnsiteScreen
from telestage_tui.widgets.dialog import Dialog
from telestage_tui.widgets.row_list import RowList
from telestage_tui.workspace.onsite import opening_onsite

from .driving import LARGE, SMALL, Person, another_program, opened
from .test_onsite import agreed, chosen

PLANNED = changes.plan_onsite(start=date(2027, 9, 6), end=date(2027, 12, 17), monthly_pay=850.0)


def follower_of(folder: Path, former: Dossier) -> Dossier | None:
    """The dossier that the file has of the stage on site."""
    every = another_program(folder).dossiers()
    return next((each for each in every if each.former == former.id), None)


async def open_it(person: Person) -> None:
    """Open the dossier of the stage on site, once it was shown."""
    await chosen(person, FOLLOWER)
    await person.arrives(OpeningDialog)
    await person.press("enter")
    await person.arrives(PhasesScreen)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_it_is_shown_then_opened_and_leads_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = agreed(PLANNED)
    async with opened(tmp_path, "onsite", lea, size=size) as person:
        await chosen(person, FOLLOWER)
        await person.arrives(OpeningDialog)
        await person.reads("Gratification : 850 $ par mois", "Personnes, contacts, papeterie")
        await person.press("enter")
        await person.arrives(PhasesScreen)
        new = follower_of(tmp_path, lea)
        assert new is not None
        await person.reads("6 sept. – 17 déc. 2027")
        await person.open("onsite", new)
        await person.reads("Le télé-stage d’avant", "Son historique")
        assert "Qui le souhaite" not in person.words
        await chosen(person, FORMER_HISTORY)
        await person.arrives(HistoryScreen)
        await person.reads("Rencontre n° 59 consignée")
        await person.open("onsite", new)
        await chosen(person, FORMER)
        await person.arrives(PhasesScreen)
        await person.open("onsite", lea)
        await chosen(person, FOLLOWER)  # open already: it leads there, and asks nothing
        await person.arrives(PhasesScreen)
        await person.reads("6 sept. – 17 déc. 2027")


async def test_leaving_the_preview_keeps_nothing(tmp_path: Path) -> None:
    lea = agreed(PLANNED)
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, FOLLOWER)
        await person.arrives(OpeningDialog)
        await person.press("escape")
        await person.arrives(OnsiteScreen)
    assert follower_of(tmp_path, lea) is None


async def test_it_is_refused_without_its_days(tmp_path: Path) -> None:
    async with opened(tmp_path, "onsite", agreed()) as person:
        await chosen(person, FOLLOWER)
        await person.reads("Notez d’abord les dates visées")


async def test_one_that_another_program_opened_meanwhile_is_said(tmp_path: Path) -> None:
    lea = agreed(PLANNED)
    async with opened(tmp_path, "onsite", lea) as person:
        await chosen(person, FOLLOWER)
        await person.arrives(OpeningDialog)
        opening = opening_onsite(person.app.workspace, lea)
        another_program(tmp_path).add(opening.dossier, changes.opened_onsite(lea.stage))
        await person.press("enter")
        await person.reads("déjà ouvert")
    assert len(list(another_program(tmp_path).dossiers())) == 2


async def test_undo_takes_it_away(tmp_path: Path) -> None:
    lea = agreed(PLANNED)
    async with opened(tmp_path, "onsite", lea) as person:
        await open_it(person)
        await person.press("u")
        await person.arrives(Dialog)
        await person.press("o")
        await person.until(lambda: follower_of(tmp_path, lea) is None)


async def test_a_former_dossier_that_is_gone_is_said(tmp_path: Path) -> None:
    lea = agreed(PLANNED)
    async with opened(tmp_path, "onsite", lea) as person:
        await open_it(person)
        new = follower_of(tmp_path, lea)
        assert new is not None
        person.app.workspace.repository.remove(lea.id)
        await person.open("onsite", new)
        await person.reads("Son dossier n’est plus dans ce fichier")
        assert person.app.screen.query_one(RowList).key is None
