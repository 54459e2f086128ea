"""Mon organisation on screen, and what a new dossier begins with."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Tutor, Workplace
from telestage_tui.dossier.stationery import OwnStationery
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.screens.fiche.paged import steps_line
from telestage_tui.screens.new_dossier.screen import NewDossierScreen
from telestage_tui.screens.organisation.screen import OrganisationScreen
from telestage_tui.screens.today.screen import TodayScreen
from telestage_tui.widgets.form import FieldForm

from .driving import LARGE, Person, another_program, dossier, on_disk, opened, workspace_in

SAID = Organisation(
    host=Workplace(name="Atelier Boréal", city="Rimouski"), tutor=Tutor(first_name="Inès")
)
TITLES = ["Essentiel", "Stage", "Stagiaire", "Organisation", "Rencontres", "Contacts"]
PNG = b"\x89PNG\r\n\x1a\n"
"""What a picture begins with."""


def kept(folder: Path) -> Organisation:
    """The organisation as a program that starts now reads it."""
    return another_program(folder).organisation()


def texts(pilot: Person) -> dict[str, str]:
    return pilot.app.screen.query_one(FieldForm).values()


# --- the page -------------------------------------------------------------------------------------


async def test_one_key_opens_it_from_home_and_from_a_dossier(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "today", lea) as pilot:
        await pilot.press("O")
        await pilot.arrives(OrganisationScreen)
        await pilot.press("escape")
        await pilot.open("dossier", lea)
        await pilot.press("O")
        await pilot.arrives(OrganisationScreen)


async def test_it_is_found_by_its_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("slash")
        await pilot.write("mon organisation")
        await pilot.press("enter")
        await pilot.arrives(OrganisationScreen)


async def test_what_is_typed_is_saved_and_said(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)
    async with opened(tmp_path, "organisation") as pilot:
        for name, text in [
            ("structure.nom", "Atelier Boréal"),
            ("tuteur.telephone", "418 555-0123"),
            ("rencontres.lien", "https://visio.example.com/boreal"),
            ("equipe.courriel", "ines@example.com\nmarc@example.com"),
            ("documents.logo", str(logo)),
        ]:
            await pilot.to_field(name)
            await pilot.write(text)
        await pilot.to_field("documents.papier")
        await pilot.press("right", "f2")
        await pilot.arrives(TodayScreen)
        await pilot.comes("✓ Mon organisation est enregistrée")
    organisation = kept(tmp_path)
    assert organisation.host.name == "Atelier Boréal"
    assert organisation.tutor.phone == "418 555-0123"
    assert organisation.room.link == "https://visio.example.com/boreal"
    assert organisation.contacts.team.emails == ("ines@example.com", "marc@example.com")
    assert (organisation.stationery.logo, organisation.stationery.paper) == (str(logo), "A4")


async def test_what_was_saved_is_undone_once_asked_and_is_a_draft_again(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "organisation", lea) as pilot:
        await pilot.write("Atelier Boréal")
        await pilot.press("f2")
        await pilot.comes("✓ Mon organisation est enregistrée")
        await pilot.press("u")
        await pilot.reads("Défaire?", "Mon organisation : modifié.")
        await pilot.press("o")
        await pilot.reads("Défait : mon organisation", "texte repris en brouillon")
        assert kept(tmp_path).is_blank
        await pilot.open("organisation")
        assert texts(pilot)["structure.nom"] == "Atelier Boréal"


async def test_what_is_typed_and_not_saved_is_taken_up_again(tmp_path: Path) -> None:
    async with opened(tmp_path, "organisation") as pilot:
        await pilot.write("Atelier")
        await pilot.press("escape")
    async with opened(tmp_path, "organisation") as pilot:
        await pilot.comes("a été repris")
        assert texts(pilot)["structure.nom"] == "Atelier"
        await pilot.press("f9", "o")
        await pilot.until(lambda: texts(pilot)["structure.nom"] == "")
    assert kept(tmp_path) == Organisation()


async def test_a_logo_is_refused_at_its_field_unless_it_was_kept_already(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)
    async with opened(tmp_path, "organisation") as pilot:
        await pilot.to_field("documents.logo")
        await pilot.write(f"{logo}x")
        await pilot.press("f2")
        await pilot.comes("Un champ à corriger", "! Ce logo n’existe pas.")
        await pilot.press("backspace", "f2")
        await pilot.comes("✓ Mon organisation est enregistrée")
        logo.unlink()
        await pilot.open("organisation")
        await pilot.arrives(OrganisationScreen)
        await pilot.to_field("structure.ville")
        await pilot.write("Rimouski")
        await pilot.press("f2")
        await pilot.until(lambda: kept(tmp_path).host.city == "Rimouski")
    assert kept(tmp_path).stationery.logo == str(logo)


async def test_the_logo_of_a_dossier_is_checked_when_it_changes(tmp_path: Path) -> None:
    lea = dossier(stationery=OwnStationery(logo="~/parti.png"))
    async with opened(tmp_path, "details", lea, "documents.logo", size=LARGE) as pilot:
        await pilot.press("ctrl+u")
        await pilot.write(str(tmp_path))
        await pilot.press("f2")
        await pilot.comes("Un champ à corriger", "! Ce logo est un répertoire.")
        await pilot.press("ctrl+u")
        await pilot.write("~/parti.png")
        await pilot.to_field("stage.titre")
        await pilot.press("ctrl+u")
        await pilot.write("TELESTAGE – Autre titre")
        await pilot.press("f2")
        await pilot.until(lambda: on_disk(tmp_path, lea).stage.title == "TELESTAGE – Autre titre")


async def test_an_address_that_cannot_be_read_is_refused_at_its_field(tmp_path: Path) -> None:
    async with opened(tmp_path, "organisation") as pilot:
        form = await pilot.to_field("rh.courriel")
        await pilot.write("rh@example.com\noups")
        await pilot.to_field("structure.nom")
        await pilot.press("f2")
        await pilot.comes("Un champ à corriger", "! Adresse « oups » illisible")
        assert form.field_in_view
        assert form.field_in_view.name == "rh.courriel"
    assert kept(tmp_path) == Organisation()


async def test_what_another_program_saves_meanwhile_stays(tmp_path: Path) -> None:
    async with opened(tmp_path, "organisation") as pilot:
        await pilot.to_field("structure.ville")
        await pilot.write("Gaspé")
        another_program(tmp_path).keep_organisation(
            Organisation(tutor=Tutor(first_name="Inès")), Organisation()
        )
        await pilot.press("f2")
        await pilot.comes("✓ Mon organisation est enregistrée")
    assert (kept(tmp_path).host.city, kept(tmp_path).tutor.first_name) == ("Gaspé", "Inès")


async def test_nothing_to_save_is_said(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    workspace.repository.keep_organisation(SAID, Organisation())
    async with opened(workspace, "organisation") as pilot:
        await pilot.press("f2")
        await pilot.comes("Rien n’a changé")
    assert kept(tmp_path).version == 1


# --- a new dossier --------------------------------------------------------------------------------


async def test_a_new_dossier_begins_with_the_organisation(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    workspace.repository.keep_organisation(SAID, Organisation())
    async with opened(workspace, "new") as pilot:
        await pilot.reads("Repris de Mon organisation et du dernier dossier")
        assert texts(pilot)["structure.nom"] == "Atelier Boréal"
        assert texts(pilot)["tuteur.prenom"] == "Inès"
        assert texts(pilot)["tuteur.courriel"] == ""


async def test_the_second_dossier_begins_with_what_the_first_had(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "new", lea) as pilot:
        await pilot.reads("Repris du dernier dossier (Léa Nguyễn-Œuvrard); tout peut être changé.")
        for name, text in [
            ("stagiaire.prenom", "Tom"),
            ("stagiaire.nom", "Roy"),
            ("stage.debut", "2027-05-03"),
            ("stage.fin", "2027-07-16"),
        ]:
            await pilot.to_field(name)
            await pilot.write(text)
        await pilot.press("f2")
        await pilot.comes("✓ Dossier ouvert")
    tom = next(d for d in another_program(tmp_path).dossiers() if d.id != lea.id)
    assert tom.host == lea.host.evolve(absences=())
    assert tom.tutor == lea.tutor
    assert tom.meeting_rule.link == lea.meeting_rule.link


async def test_what_is_proposed_is_no_draft(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, dossier())
    async with opened(workspace, "new") as pilot:
        await pilot.press("escape")
    workspace = workspace_in(tmp_path)
    workspace.repository.keep_organisation(SAID, Organisation())
    async with opened(workspace, "new") as pilot:
        assert "a été repris. F9" not in pilot.words
        assert texts(pilot)["structure.nom"] == "Atelier Boréal"


async def test_the_first_dossier_begins_blank(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        screen = await pilot.arrives(NewDossierScreen)
        assert "Repris" not in pilot.words
        assert not screen.query("#origin")


async def test_a_fiche_read_on_screen_is_completed(tmp_path: Path) -> None:
    fiche = tmp_path / "tom.toml"
    fiche.write_text('[stagiaire]\nprenom = "Tom"\nnom = "Roy"\n[stage]\n'
                     "debut = 2027-05-03\nfin = 2027-07-16\n", encoding="utf-8")  # fmt: skip
    workspace = workspace_in(tmp_path)
    workspace.repository.keep_organisation(SAID, Organisation())
    async with opened(workspace, "new") as pilot:
        await pilot.press("f7")
        await pilot.write(str(fiche))
        await pilot.press("enter")
        await pilot.reads("Ce qu’elle laisse vide est repris de Mon organisation.")
        assert texts(pilot)["structure.ville"] == "Rimouski"
        assert texts(pilot)["stagiaire.prenom"] == "Tom"


async def test_a_dossier_has_contacts_of_its_own(tmp_path: Path) -> None:
    lea = dossier()
    async with opened(tmp_path, "details", lea) as pilot:
        await pilot.arrives(DetailsScreen)
        await pilot.to_field("informatique.courriel")
        await pilot.reads("Vide : comme dans Mon organisation.")
        await pilot.write("soutien@example.com")
        await pilot.press("f2")
    assert on_disk(tmp_path, lea).contacts.it.emails == ("soutien@example.com",)


# --- the line of the parts ------------------------------------------------------------------------


def test_every_part_is_named_where_there_is_room() -> None:
    assert steps_line(TITLES, 1, 78).plain == (
        " Essentiel [Stage] Stagiaire  Organisation  Rencontres  Contacts "
    )


@pytest.mark.parametrize("width", range(20, 78))
def test_the_part_in_view_is_always_named(width: int) -> None:
    for rank, title in enumerate(TITLES):
        line = steps_line(TITLES, rank, width)
        assert line.cell_length <= width
        assert f"[{title}]" in line.plain
        assert line.plain.startswith("‹") is (TITLES[0] not in line.plain)
        assert line.plain.endswith("›") is (TITLES[-1] not in line.plain)
