"""The form of a dossier: what is typed stays in it, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.new_dossier.screen import NewDossierScreen
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.widgets.form import FieldForm
from telestage_tui.workspace.workspace import Workspace
from tests.factories import titled

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

FICHE = Path(__file__).parent.parent / "fiches" / "complete.toml"
"""It has accesses."""


async def to_field(pilot: Pilot[None], name: str) -> FieldForm:
    form = pilot.app.screen.query_one(FieldForm)
    form.go_to(name)
    await settle(pilot)
    return form


async def test_letters_typed_on_a_choice_choose_and_never_leave_the_form(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    workspace.repository.change(
        subject.id,
        Change("Une note", changes.edit_task(titled("dur-growth"), note="Gardée").apply),
    )
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await open_at(pilot, "details", subject)
        form = await to_field(pilot, "stagiaire.equipement_fiable")
        await pilot.press("n")
        assert form.values()["stagiaire.equipement_fiable"] == "non"
        await pilot.press("o", "u", "i")
        assert form.values()["stagiaire.equipement_fiable"] == "oui"
        await pilot.press(*"abcghrxj")
        await settle(pilot)
        assert in_view(pilot, DetailsScreen)
        await pilot.press("escape")
        await settle(pilot)
    assert on_disk(workspace, subject).task("dur-growth").note == "Gardée"


async def read_fiche(pilot: Pilot[None]) -> None:
    await pilot.press("f7")
    await write(pilot, str(FICHE))
    await pilot.press("enter")
    await settle(pilot)


async def test_the_directory_of_nobody_is_said(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await pilot.press("f7")
        await write(pilot, "~personne-de-ce-nom/lea.toml")
        await pilot.press("enter")
        await settle(pilot)
        assert "! Le chemin « ~personne-de-ce-nom/lea.toml » ne convient pas" in seen(pilot)


def all_dossiers(workspace: Workspace) -> int:
    return len(TinyRepository(workspace.path, workspace.clock.now).dossiers())


async def test_the_accesses_of_a_fiche_wait_with_the_draft(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await read_fiche(pilot)
        assert "3 accès repris de la fiche" in seen(pilot)
        await pilot.press("escape")
        await settle(pilot)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await pilot.press("f2")
        await settle(pilot)
    [opened] = TinyRepository(workspace.path, workspace.clock.now).dossiers()
    assert opened.accesses

    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        assert isinstance(pilot.app.screen, NewDossierScreen)
        assert pilot.app.screen._resources == ()


async def test_a_second_dossier_like_the_first_is_asked_about(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        for answer in ("n", "o"):
            await open_at(pilot, "new")
            await read_fiche(pilot)
            await pilot.press("f2")
            await settle(pilot)
            if answer == "n":
                assert all_dossiers(workspace) == 1
                await open_at(pilot, "new")
                await read_fiche(pilot)
                await pilot.press("f2")
                await settle(pilot)
            assert "commence déjà ce jour-là" in seen(pilot)
            await pilot.press(answer)
            await settle(pilot)
            assert all_dossiers(workspace) == (1 if answer == "n" else 2)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_move_that_is_left_is_found_again(tmp_path: Path, size: tuple[int, int]) -> None:
    subject = dossier()
    meeting = next(m for m in reversed(subject.meetings) if m.status == "planned")
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=size) as pilot:
        await open_at(pilot, "meeting", subject, str(meeting.id))
        await pilot.press("f4")
        await settle(pilot)
        await to_field(pilot, "reason")
        await write(pilot, "Salle prise")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert "Salle prise" in seen(pilot)
    assert on_disk(workspace, subject).meeting(meeting.id) == meeting


@pytest.mark.parametrize(
    ("written", "kept"), [("FR-988", "FR-988"), ("FR-67", "FR-57"), ("FR-13", "FR"), ("?", "FR")]
)
async def test_saving_the_form_keeps_the_holidays_of_the_region(
    tmp_path: Path, written: str, kept: str
) -> None:
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(region=written))
    workspace = workspace_in(tmp_path, lea)
    async with TelestageApp(workspace).run_test(size=LARGE) as pilot:
        await open_at(pilot, "details", lea)
        await to_field(pilot, "stagiaire.region")
        await pilot.press("f2")
        await settle(pilot)
    assert on_disk(workspace, lea).intern.region == kept


async def test_a_date_is_said_in_words_as_it_was_understood(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await to_field(pilot, "stage.debut")
        await write(pilot, "1er mars")
        await settle(pilot)
        assert "→ lundi 1er mars 2027" in seen(pilot)
        await write(pilot, " 2O27")
        await settle(pilot)
        assert "→" not in seen(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert "! Date « 1er mars 2O27 » illisible" in seen(pilot)
        await to_field(pilot, "structure.absences")
        await write(pilot, "demain\ndu 1er au 5 mars : Salon")
        await settle(pilot)
        shown = " ".join(seen(pilot).split())
        assert "→ jeudi 11 février 2027 · lundi 1er mars 2027 – vendredi 5 mars 2027" in shown


async def test_typing_replaces_what_was_proposed_and_never_what_was_typed(tmp_path: Path) -> None:
    lea = dossier()
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "details", lea)
        form = await to_field(pilot, "stagiaire.prenom")
        await pilot.press(*"Anne")
        assert form.values()["stagiaire.prenom"] == "Anne"
        await pilot.press("tab", "shift+tab")
        await pilot.press(*"-Marie")
        assert form.values()["stagiaire.prenom"] == "Anne-Marie"
        await pilot.press("f1", "escape")
        await settle(pilot)
        await pilot.press("s")
        assert form.values()["stagiaire.prenom"] == "Anne-Maries"
        await pilot.press("escape")
        await settle(pilot)
        await open_at(pilot, "details", lea)
        form = await to_field(pilot, "stagiaire.prenom")
        await pilot.press("!")
        assert form.values()["stagiaire.prenom"] == "Anne-Maries!"


async def test_a_day_too_far_is_refused_on_the_spot_and_the_preview_goes_on(tmp_path: Path) -> None:
    async with TelestageApp(workspace_in(tmp_path)).run_test(size=SMALL) as pilot:
        await pilot.press("n")
        await settle(pilot)
        form = await to_field(pilot, "stage.debut")
        await write(pilot, "3 mai 9999")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "est trop loin ; de 1900 à 2199" in seen(pilot)
        assert "h Québec" in seen(pilot)
        assert form.values()["stage.debut"] == "3 mai 9999"


async def test_what_is_typed_is_readable_while_the_form_is_taken_away(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await pilot.press("n")
        await settle(pilot)
        form = await to_field(pilot, "stagiaire.nom")
        await write(pilot, "Odile")
        for row in form.query("FieldRow").results():
            await row.query("*").remove()  # as a screen being left loses its parts
        assert form.values()["stagiaire.nom"] == "Odile"
