"""The form of a dossier says all of it: saving what nobody touched changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.fiche.model import Fiche, coerce_fiche
from telestage_tui.dossier.fiche.pages import DETAILS
from telestage_tui.dossier.fiche.write import form_texts, to_fiche
from telestage_tui.dossier.people import Candidate, ClosedPeriod
from telestage_tui.dossier.stage import Convention
from telestage_tui.programme.content_files import PACKAGED
from telestage_tui.programme.rules import departures
from telestage_tui.screens.fiche.screen import FicheScreen
from telestage_tui.widgets.form import FieldForm

from ..strategies import dossiers
from .driving import SMALL, dossier, on_disk, opened, workspace_in

TODAY = date(2027, 2, 10)
SIX = tuple(Candidate(name=f"Personne {rank}", chosen=rank == 6) for rank in range(1, 7))


def fiche_of(dossier: Dossier) -> Fiche:
    """What the form is about; a region is known by its list of holidays."""
    described = Fiche.of(dossier)
    fiche = Fiche(**described.details)
    return fiche.evolve(
        intern=fiche.intern.evolve(region=fiche.intern.holiday_region),
        host=fiche.host.evolve(region=fiche.host.holiday_region),
    )


@given(dossiers())
def test_what_the_form_shows_reads_back_as_it_was(dossier: Dossier) -> None:
    fiche = fiche_of(dossier)
    assert coerce_fiche(form_texts(fiche, DETAILS), TODAY) == fiche


@given(st.floats(0, 80, exclude_min=True), st.floats(0, 1e9))
def test_an_amount_is_not_rounded(hours: float, pay: float) -> None:
    fiche = fiche_of(dossier())
    fiche = fiche.evolve(stage=fiche.stage.evolve(weekly_hours=hours, monthly_pay=pay))
    assert coerce_fiche(form_texts(fiche, DETAILS), TODAY) == fiche


async def test_no_candidate_and_no_semicolon_is_lost_when_something_else_is_saved(
    tmp_path: Path,
) -> None:
    lea = dossier()
    away = ClosedPeriod(first=date(2027, 3, 4), last=date(2027, 3, 5), label="Congé; famille")
    lea = lea.evolve(
        candidates=SIX,
        stage=lea.stage.evolve(deliverables=("API; documentation", "Guide"), monthly_pay=333.335),
        intern=lea.intern.evolve(absences=(away,)),
    )
    async with opened(tmp_path, "details", lea, "stage.titre") as pilot:
        await pilot.press("ctrl+u")
        await pilot.write("TELESTAGE – Autre titre")
        await pilot.press("f2")
        after = on_disk(tmp_path, lea)
        assert after.stage.title == "TELESTAGE – Autre titre"
        assert fiche_of(after) == fiche_of(
            lea.evolve(stage=lea.stage.evolve(title="TELESTAGE – Autre titre"))
        )
        assert (after.candidates, after.convention) == (SIX, lea.convention)


async def test_the_candidates_and_signatures_of_a_fiche_open_the_dossier_with_it(
    tmp_path: Path,
) -> None:
    lea = dossier(candidates=SIX)
    file = tmp_path / "lea.toml"
    file.write_text(to_fiche(lea), encoding="utf-8")
    workspace = workspace_in(tmp_path)
    async with opened(workspace, "new", size=(120, 36)) as pilot:
        await pilot.press("f7")
        await pilot.write(str(file))
        await pilot.press("f2")
        await pilot.comes("6 candidatures · 3 signatures")
        await pilot.press("f2")
        (opened_one,) = workspace.repository.dossiers()
        assert opened_one.candidates == SIX
        assert opened_one.convention == lea.convention


async def test_the_form_says_where_the_signatures_it_does_not_ask_are_noted(
    tmp_path: Path,
) -> None:
    planned = Convention(ofqj=date(2027, 3, 1), host=date(2027, 2, 9))
    lea = dossier(started_on=None, convention=planned, candidates=())
    stage = lea.stage.evolve(start=date(2027, 3, 8), end=date(2027, 5, 28))
    lea = lea.evolve(stage=stage, meetings=())
    async with opened(tmp_path, "details", lea) as pilot:
        await pilot.comes("○ Deux signatures à obtenir : page Convention (K) du dossier.")
        await pilot.to_field("stage.gratification_mensuelle")
        await pilot.press("ctrl+u")
        await pilot.comes("○ Trois points à compléter, dont : À savoir")


@pytest.mark.parametrize("size", [SMALL, (60, 18)])
async def test_what_the_rules_say_is_whole_under_the_form(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lea = dossier()
    async with opened(tmp_path, "details", lea, "stage.heures_par_semaine", size=size) as pilot:
        await pilot.press("ctrl+u")
        await pilot.write("30")
        await pilot.comes("! Heures changées depuis la première signature", "conviennent.")


async def test_the_form_of_a_dossier_checks_the_rules_it_was_opened_with(tmp_path: Path) -> None:
    organisation = tmp_path / "programme"
    packaged = (PACKAGED / "telestage/2026.1/programme.toml").read_text(encoding="utf-8")
    for version, most in (("2026.1", "35"), ("2027.1", "20")):
        folder = organisation / "telestage" / version
        folder.mkdir(parents=True)
        before, rule, after = packaged.partition('id = "weekly-hours"')
        before = before.replace('version = "2026.1"', f'version = "{version}"')
        after = after.replace("minimum = 30", "minimum = 10", 1)
        after = after.replace("maximum = 35", f"maximum = {most}", 1)
        (folder / "programme.toml").write_text(before + rule + after, encoding="utf-8")
    lea = dossier()
    workspace = replace(workspace_in(tmp_path, lea), programme_folder=organisation)
    assert workspace.programme().ref.version == "2027.1"
    assert {each.rule for each in departures(lea, workspace.programme(), workspace.today())} == {
        "weekly-hours"
    }
    async with opened(workspace, "details", lea) as pilot:
        await pilot.comes("Aucun écart")


async def test_shift_tab_on_the_first_field_of_a_part_lands_on_the_last_of_the_part_before(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "details", dossier()) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FicheScreen)
        form = screen.form
        for rank in range(1, len(form._sections)):
            first, before = form._sections[rank].fields[0], form._sections[rank - 1]
            shown = [field for field in before.fields if field.editor != "hidden"]
            await pilot.to_field(first.name)
            await pilot.press("shift+tab")
            assert form.field_in_view == shown[-1]


@pytest.mark.parametrize("name", ["rencontres.lien", "stagiaire.absences", "tuteur.telephone"])
async def test_a_field_low_in_a_page_is_in_view_when_the_form_opens_on_it(
    tmp_path: Path, name: str
) -> None:
    async with opened(tmp_path, "details", dossier(), name, size=SMALL) as pilot:
        form = pilot.app.screen.query_one(FieldForm)

        def in_view() -> bool:
            focused, field = pilot.app.focused, form.field_in_view
            if focused is None or field is None or field.name != name:
                return False
            return form.content_region.contains_region(focused.region)

        await pilot.until(in_view)
