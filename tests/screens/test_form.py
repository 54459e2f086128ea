"""The form of a dossier: what is typed stays in it, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.new_dossier.screen import NewDossierScreen
from tests.factories import titled

from .driving import LARGE, SMALL, Person, another_program, dossier, on_disk, opened, workspace_in

FICHE = Path(__file__).parent.parent / "fiches" / "complete.toml"
"""It has accesses."""


async def test_letters_typed_on_a_choice_choose_and_never_leave_the_form(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    workspace.repository.change(
        subject.id,
        Change(said("Une note"), changes.edit_task(titled("dur-growth"), note="Gardée").apply),
    )
    async with opened(workspace, "details", subject, size=LARGE) as pilot:
        form = await pilot.to_field("stagiaire.equipement_fiable")
        await pilot.press("n")
        assert form.values()["stagiaire.equipement_fiable"] == "non"
        await pilot.press("o", "u", "i")
        assert form.values()["stagiaire.equipement_fiable"] == "oui"
        await pilot.press(*"abcghrxj")
        await pilot.arrives(DetailsScreen)
        await pilot.press("escape")
    assert on_disk(tmp_path, subject).task("dur-growth").note == "Gardée"


async def read_fiche(pilot: Person) -> None:
    await pilot.press("f7")
    await pilot.write(str(FICHE))
    await pilot.press("enter")


async def test_the_directory_of_nobody_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        await pilot.press("f7")
        await pilot.write("~personne-de-ce-nom/lea.toml")
        await pilot.press("enter")
        await pilot.comes("! Le chemin « ~personne-de-ce-nom/lea.toml » ne convient pas")


def all_dossiers(folder: Path) -> int:
    return len(another_program(folder).dossiers())


async def test_the_accesses_of_a_fiche_wait_with_the_draft(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        await read_fiche(pilot)
        await pilot.comes("fiche : 3 accès")
        await pilot.press("escape")
    async with opened(tmp_path, "new") as pilot:
        await pilot.press("f2")
    [lea] = another_program(tmp_path).dossiers()
    assert lea.accesses

    async with opened(tmp_path, "new") as pilot:
        screen = await pilot.arrives(NewDossierScreen)
        assert "fiche" not in screen.title_text()


async def test_the_work_plan_of_a_fiche_is_that_of_the_dossier(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        await pilot.press("f7")
        await pilot.write(str(FICHE.with_name("plan.toml")))
        await pilot.press("enter")
        await pilot.comes("plan de travail")
        await pilot.press("escape")
    async with opened(tmp_path, "new") as pilot:
        await pilot.press("f2")
    [lea] = another_program(tmp_path).dossiers()
    assert [each.name for each in lea.work_plan.deliverables] == [
        "Maquettes validées",
        "Guide de mise à jour",
    ]
    assert [each.period for each in lea.work_plan.periods] == ["onboarding"]


async def test_a_second_dossier_like_the_first_is_asked_about(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        for answer in ("n", "o"):
            await pilot.open("new")
            await read_fiche(pilot)
            await pilot.press("f2")
            if answer == "n":
                await pilot.comes("✓ Dossier ouvert")
                assert all_dossiers(tmp_path) == 1
                await pilot.open("new")
                await read_fiche(pilot)
                await pilot.press("f2")
            await pilot.comes("commence déjà ce jour-là")
            await pilot.press(answer)
            assert all_dossiers(tmp_path) == (1 if answer == "n" else 2)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_move_that_is_left_is_found_again(tmp_path: Path, size: tuple[int, int]) -> None:
    subject = dossier()
    meeting = next(m for m in reversed(subject.meetings) if m.status == "planned")
    async with opened(tmp_path, "meeting", subject, str(meeting.id), size=size) as pilot:
        await pilot.press("f4")
        await pilot.to_field("reason")
        await pilot.write("Salle prise")
        await pilot.press("escape", "f4")
        await pilot.comes("Salle prise")
    assert on_disk(tmp_path, subject).meeting(meeting.id) == meeting


@pytest.mark.parametrize(
    ("code", "expected"), [("FR-988", "FR-988"), ("FR-67", "FR-57"), ("FR-13", "FR"), ("?", "FR")]
)
async def test_saving_the_form_keeps_the_holidays_of_the_region(
    tmp_path: Path, code: str, expected: str
) -> None:
    lea = dossier()
    lea = lea.evolve(intern=lea.intern.evolve(region=code))
    async with opened(tmp_path, "details", lea, size=LARGE) as pilot:
        await pilot.to_field("stagiaire.region")
        await pilot.press("f2")
    assert on_disk(tmp_path, lea).intern.region == expected


async def test_a_date_is_said_in_words_as_it_was_understood(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        await pilot.to_field("stage.debut")
        await pilot.write("1er mars")
        await pilot.comes("→ lundi 1er mars 2027")
        await pilot.write(" 2O27")
        await pilot.vanishes("→")
        await pilot.press("tab")
        await pilot.comes("! Date « 1er mars 2O27 » illisible")
        await pilot.to_field("structure.absences")
        await pilot.write("demain\ndu 1er au 5 mars : Salon")
        await pilot.reads("→ jeudi 11 février 2027 · lundi 1er mars 2027 – vendredi 5 mars 2027")


async def test_typing_replaces_what_was_proposed_and_never_what_was_typed(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "details", lea) as pilot:
        form = await pilot.to_field("stagiaire.nom")
        await pilot.press("shift+tab", *"Anne")
        assert form.values()["stagiaire.prenom"] == "Anne"
        await pilot.press("tab", "shift+tab", *"-Marie")
        assert form.values()["stagiaire.prenom"] == "Anne-Marie"
        await pilot.press("f1", "escape", "s")
        assert form.values()["stagiaire.prenom"] == "Anne-Maries"
        await pilot.press("escape")
        await pilot.open("details", lea)
        form = await pilot.to_field("stagiaire.prenom")
        await pilot.press("!")
        assert form.values()["stagiaire.prenom"] == "Anne-Maries!"


async def test_a_day_too_far_is_refused_on_the_spot_and_the_preview_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("n")
        form = await pilot.to_field("stage.debut")
        await pilot.write("3 mai 9999")
        await pilot.press("enter")
        await pilot.comes("est trop loin; de 1900 à 2199", "h Québec")
        assert form.values()["stage.debut"] == "3 mai 9999"


async def test_what_is_typed_is_readable_while_the_form_is_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("n")
        form = await pilot.to_field("stagiaire.nom")
        await pilot.write("Odile")
        for row in form.query("FieldRow").results():
            await row.query("*").remove()  # as a screen being left loses its parts
        assert form.values()["stagiaire.nom"] == "Odile"
