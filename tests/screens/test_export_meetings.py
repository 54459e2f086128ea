"""Exporting the meetings of a dossier from its list."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from telestage_tui.dossier.changes import record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Tutor
from telestage_tui.screens.written import WrittenDialog
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.paragraph import Paragraph
from telestage_tui.workspace import Workspace

from .driving import NOW, Person, dossier, on_disk, opened, workspace_in

TITLE = "Exporter vers un agenda"


@asynccontextmanager
async def export_dialog(on: Path | Workspace, subject: Dossier) -> AsyncIterator[Person]:
    """The dialog, opened from the list of meetings."""
    async with opened(on, "meetings", subject) as pilot:
        await pilot.press("f7")
        await pilot.comes(TITLE)
        yield pilot


async def send(pilot: Person, folder: Path, **values: str) -> None:
    """Fill the form and send it."""
    pilot.app.screen.query_one(FieldForm).fill({"folder": str(folder), **values})
    await pilot.press("f2")


def calendars(folder: Path) -> list[Any]:
    """The calendars in a folder, in the order of the names of the files."""
    return [Calendar.from_ical(path.read_bytes()) for path in sorted(folder.iterdir())]


async def test_a_file_is_written_where_it_was_asked(tmp_path: Path) -> None:
    subject = dossier()
    async with export_dialog(tmp_path, subject) as pilot:
        await send(pilot, tmp_path / "agenda")
        await pilot.vanishes(TITLE)
    (calendar,) = calendars(tmp_path / "agenda")
    assert len(calendar.walk("VEVENT")) == len(subject.meetings)


async def test_the_whole_path_is_read_and_what_to_do_with_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "un-nom-plus-long-que-la-largeur" / "d-un-terminal-etroit"
    async with export_dialog(tmp_path, dossier()) as pilot:
        await send(pilot, folder)
        await pilot.arrives(WrittenDialog)
        (path,) = folder.iterdir()
        letters = "".join(c for line in pilot.seen.splitlines() for c in line.split("│")[1:2])
        assert str(path) in letters.replace(" ", "")
        await pilot.reads("Fichier > Ouvrir et exporter > Importer/Exporter")
        await pilot.press("enter")
        await pilot.vanishes("Ouvrir et exporter")


async def test_everything_is_in_view_on_a_small_terminal(tmp_path: Path) -> None:
    subject = dossier()
    async with export_dialog(tmp_path, subject) as pilot:
        await pilot.comes(
            "Rencontres", "toutes celles du dossier", "Pour", "mettre dans votre agenda", "Suivis",
            "une entrée par rencontre", "Étapes", "non", "Répertoire", "F2", "Échap",
        )  # fmt: skip


async def test_the_meeting_under_the_cursor_is_exported_alone(tmp_path: Path) -> None:
    subject = dossier()
    first_to_come = next(m for m in subject.meetings if m.status == "planned")
    async with export_dialog(tmp_path, subject) as pilot:
        await pilot.press("right")
        await pilot.comes("celle du mar. 16 févr.")
        await send(pilot, tmp_path / "agenda", scope="one", purpose="invite")
    (calendar,) = calendars(tmp_path / "agenda")
    assert calendar["METHOD"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == f"{first_to_come.id}@telestage"
    assert event["ATTENDEE"] == "mailto:lea@example.org"


async def test_all_the_dossiers_of_the_tutor_go_in_one_file(tmp_path: Path) -> None:
    subject, other = dossier(), dossier()
    closed = dossier(closed_on=NOW.date())
    stranger = dossier(tutor=Tutor(first_name="Inès", email="ines@example.com"))
    workspace = workspace_in(tmp_path, subject, other, closed, stranger)
    async with export_dialog(workspace, subject) as pilot:
        await send(pilot, tmp_path / "agenda", scope="tutor")
    (calendar,) = calendars(tmp_path / "agenda")
    assert calendar["X-WR-CALNAME"] == "Télé-stages"
    assert len(calendar.walk("VEVENT")) == len(subject.meetings + other.meetings)


async def test_invitations_are_counted_and_what_to_do_is_said(tmp_path: Path) -> None:
    subject = dossier()
    async with export_dialog(tmp_path, subject) as pilot:
        await send(pilot, tmp_path / "agenda", purpose="invite")
        await pilot.vanishes(TITLE)
        dialog = await pilot.arrives(WrittenDialog)
        said = [str(each.visual).replace("\u00a0", " ") for each in dialog.query(Paragraph)]
    coming = [m for m in subject.meetings if m.status == "planned"]
    assert said[:2] == [f"{len(coming)} fichiers dans :", str(tmp_path / "agenda")]
    assert said[2].startswith(
        f"{len(coming)} invitations : joignez chaque fichier à un courriel à lea@example.org."
    )
    assert len(calendars(tmp_path / "agenda")) == len(coming)


@pytest.mark.parametrize("purpose", ["withdraw", "uninvite"])
async def test_taking_meetings_off_is_kept_and_can_be_undone(tmp_path: Path, purpose: str) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with export_dialog(workspace, subject) as pilot:
        await send(pilot, tmp_path / "agenda", purpose=purpose)
        await pilot.comes("Rencontres retirées de l’agenda")
        undo = workspace.repository.next_undo
        assert undo is not None
        assert undo.label == "Rencontres retirées de l’agenda"
    current = on_disk(tmp_path, subject)
    last = max(current.meetings, key=lambda m: m.slot.day)
    assert last.sequence == 1
    for calendar in calendars(tmp_path / "agenda"):
        assert calendar["METHOD"] == "CANCEL"
        assert {event["SEQUENCE"] for event in calendar.walk("VEVENT")} == {1}


async def test_a_missing_address_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    subject = dossier(tutor=Tutor(first_name="Maxime"))
    async with export_dialog(tmp_path, subject) as pilot:
        await send(pilot, tmp_path / "agenda", purpose="invite")
        await pilot.comes("Une invitation a besoin d’une", TITLE)
    assert not (tmp_path / "agenda").exists()


@pytest.mark.parametrize("folder", ["file/agenda", "~personne-de-ce-nom"])
async def test_an_impossible_folder_is_said_and_the_form_stays(tmp_path: Path, folder: str) -> None:
    subject = dossier()
    (tmp_path / "file").write_text("a file, not a folder")
    text = folder if folder.startswith("~") else str(tmp_path / folder)
    async with export_dialog(tmp_path, subject) as pilot:
        await pilot.press("tab", "tab", "tab", "tab", "backspace")
        await pilot.write(text)
        await pilot.press("f2")
        await pilot.comes(TITLE, "!")


async def test_a_plan_that_changed_since_the_last_export_is_said(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    coming = next(m for m in subject.meetings if m.status == "planned")
    async with export_dialog(workspace, subject) as pilot:
        assert "Le plan a changé" not in pilot.words
        await send(pilot, tmp_path / "agenda")
        await pilot.vanishes(TITLE)
        await pilot.arrives(WrittenDialog)
        await pilot.press("escape", "f7")
        await pilot.comes(TITLE)
        assert "Le plan a changé" not in pilot.words
        await pilot.press("escape")
        workspace.repository.change(
            subject.id,
            record_meeting(coming.id, "Rencontre", status="cancelled", on=coming.slot.day),
        )
        await pilot.press("f7")
        await pilot.comes("Le plan a changé depuis l’exportation du", "agenda n’est plus à jour")


async def test_an_address_that_invitations_carry_is_not_changed_unasked(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with export_dialog(workspace, subject) as pilot:
        await send(pilot, tmp_path / "agenda", purpose="invite")
        await pilot.vanishes(TITLE)
    async with opened(workspace, "details", subject) as pilot:
        pilot.app.screen.query_one(FieldForm).fill({"tuteur.courriel": "autre@example.com"})
        await pilot.press("f2")
        await pilot.comes("Annulez-les d’abord")
        await pilot.press("n")
        assert on_disk(tmp_path, subject).tutor.email == "maxime@example.com"
        await pilot.press("f2")
        await pilot.comes("Annulez-les d’abord")
        await pilot.press("o")
        await pilot.vanishes("Annulez-les d’abord")
        assert on_disk(tmp_path, subject).tutor.email == "autre@example.com"
