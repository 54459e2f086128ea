"""Aujourd'hui with three interns, one of them neglected: what matters is in view at 80 by 24."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Intern
from telestage_tui.dossier.stage import Stage
from telestage_tui.widgets.row_list import RowList
from tests.factories import make_access

from .driving import Person, dossier, opened, workspace_in

NEGLECTED = "Karim Benali : "
ACCESS = "Accès « Figma » à retirer"


def intern(first_name: str, last_name: str, start: date, end: date, **fields: object) -> Dossier:
    blank: dict[str, object] = {"meetings": (), "accesses": (), "evaluations": ()}
    return dossier(
        **blank
        | {
            "intern": Intern(first_name=first_name, last_name=last_name),
            "stage": Stage(start=start, end=end),
            "started_on": start,
        }
        | fields
    )


def three() -> list[Dossier]:
    figma = make_access("Figma", given_on=date(2026, 10, 5), withdraw_by=date(2027, 1, 8))
    return [
        intern("Karim", "Benali", date(2026, 10, 5), date(2026, 12, 30), accesses=(figma,)),
        intern("Élodie", "Marchand", date(2027, 2, 10), date(2027, 4, 30)),
        intern("Maëlle", "Petit", date(2027, 5, 10), date(2027, 7, 30), started_on=None),
    ]


async def choose(pilot: Person, text: str) -> None:
    """Put the cursor on the first line with that text, from the top."""
    await pilot.press("home")
    rows = pilot.app.screen.query_one(RowList)
    index = next(n for n, row in enumerate(rows.rows) if any(text in c.text for c in row.cells))
    rows.cursor = index
    await pilot.until(lambda: rows.cursor == index)


async def test_what_matters_is_first_and_one_intern_is_one_line(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, *three())) as pilot:
        await pilot.comes("D’abord", ACCESS, NEGLECTED, "étapes en retard")
        seen = pilot.seen
        places = [seen.index(each) for each in (ACCESS, "Remettre les ressources", NEGLECTED)]
        assert places == sorted(places)
        assert seen.count("Publier l’offre sur Chronos") <= 1
        assert seen.count("Karim Benali") == 5, "clocks, access, names, what is owed, dossier"


async def test_a_bundle_stays_open_when_one_comes_back(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, *three()), size=(120, 60)) as pilot:
        await choose(pilot, NEGLECTED)
        await pilot.press("enter")
        await pilot.comes("Remettre une lettre")
        await pilot.press("g")
        await pilot.vanishes("Remettre une lettre")
        await pilot.press("escape")
        await pilot.comes("Remettre une lettre")
        await pilot.press("enter")
        await pilot.vanishes("Remettre une lettre")


async def test_one_intern_alone_until_escape(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, *three())) as pilot:
        await choose(pilot, "Élodie Marchand")
        await pilot.press("l")
        await pilot.comes("Élodie Marchand seulement")
        assert "Karim" not in pilot.seen
        await pilot.press("escape")
        await pilot.comes("Karim Benali", "Maëlle Petit")
        assert "seulement" not in pilot.seen
        await pilot.press("l")
        await pilot.comes("seulement")
        await pilot.press("l")
        await pilot.comes("Karim Benali", "Maëlle Petit")


async def test_the_filter_is_not_offered_for_one_dossier(tmp_path: Path) -> None:
    async with opened(workspace_in(tmp_path, three()[0])) as pilot:
        await pilot.comes("Nouveau")
        assert "Filtrer" not in pilot.seen


async def test_what_comes_next_is_said_and_leads_there(tmp_path: Path) -> None:
    far = intern("Maëlle", "Petit", date(2027, 9, 6), date(2027, 11, 26), started_on=None)
    async with opened(workspace_in(tmp_path, far)) as pilot:
        await pilot.comes("Rien à faire", "Ensuite", "Publier l’offre sur Chronos", "8 juill.")
        await choose(pilot, "Publier l’offre")
        await pilot.press("enter")
        await pilot.comes("Sélection et convention")
