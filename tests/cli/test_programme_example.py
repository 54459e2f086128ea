"""The example of docs/programme.md: one of each thing, on the screens, in commands, on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import ProgrammeRef
from telestage_tui.workspace import Workspace

from ..factories import make_access, make_meeting
from ..screens.driving import dossier, opened, workspace_in
from .conftest import Telestage, plain

EXAMPLE = Path(__file__).parents[2] / "docs" / "programme-example"
NOW = datetime(2027, 1, 5, 15, tzinfo=UTC)


@pytest.fixture
def boreal(telestage: Telestage) -> Telestage:
    """The command, with the example in use."""
    telestage.ok("programme", "use", str(EXAMPLE))
    return telestage


def test_the_commands_have_one_of_each(boreal: Telestage, tmp_path: Path) -> None:
    lea = boreal.new()
    tasks = boreal.ok("tasks", lea)
    for words in ("Après le stage 0/1", "Présenter trois collègues", "Prendre des nouvelles"):
        assert words in tasks
    assert "35 heures par semaine; Boréal en demande 33 au plus." in boreal.ok("show", lea)
    message = boreal.ok("message", lea, "sponsor")
    assert "Qui veut parrainer Léa?" in message
    assert "Parrainage chez Boréal : offert à chaque stagiaire" in boreal.ok("programme", "facts")
    shown = boreal.ok("programme", "show")
    for name in (
        "phases.alumni", "tasks.bor-news", "rules.boreal-hours", "kinds.badge", "checks.card",
        "topics.parrainage", "questions.network", "groups.attitude.criteria.safety",
        "messages.sponsor", "facts.boreal-sponsor", "fields.boreal-file",
    ):  # fmt: skip
        assert f"+ {name}" in shown
    out = tmp_path / "papiers"
    out.mkdir()
    boreal.ok("export", lea, "pdf", "--only", "attestation", "-o", str(out))
    assert list(out.glob("*.pdf"))


def test_the_own_template_is_the_one_that_is_laid_out(boreal: Telestage, tmp_path: Path) -> None:
    show = plain(boreal.ok("programme", "show"))
    assert "papers/attestation.typ : le vôtre, à la place du nôtre" in show
    assert "messages/sponsor.fr.txt : le vôtre, en plus des nôtres" in show


async def test_the_screens_have_one_of_each(tmp_path: Path) -> None:
    meeting, card = make_meeting(6), make_access("Carte", kind="badge")
    theirs = ProgrammeRef(id="telestage", version="2026.1-boreal")
    lea = dossier(meetings=(meeting,), accesses=(card,), evaluations=(), programme=theirs)
    workspace_in(tmp_path, lea)
    workspace = Workspace(tmp_path / "telestage.json", FrozenClock(NOW), EXAMPLE)
    async with opened(workspace, "dossier", lea, "bor-sponsor", size=(120, 60)) as pilot:
        await pilot.comes("Après 0/1")
        await pilot.comes("Présenter trois collègues")
        await pilot.press("ctrl+g")  # a letter would begin the note that this task asks for
        await pilot.reads("Le parrainage chez Boréal", "collègue volontaire répond")
        await pilot.press("escape")
        await pilot.open("departures", lea)
        await pilot.reads("Boréal en demande 33 au plus")
        await pilot.open("accesses", lea, str(card.id))
        await pilot.comes("Carte d’accès")
        await pilot.open("meeting", lea, str(meeting.id))
        await pilot.comes("Santé au travail", "Assiduité")
        await pilot.open("evaluation", lea, "final")
        await pilot.reads("Respect des consignes de santé")
        await pilot.open("messages", lea)
        await pilot.reads("Demande de parrainage")
        await pilot.open("facts", lea)
        await pilot.reads("Parrainage chez Boréal")
        await pilot.open("papers", lea)
        await pilot.reads("Attestation de télé-stage chez Boréal")


async def test_a_field_of_the_portal_is_on_the_sheet_and_on_its_paper(
    boreal: Telestage, tmp_path: Path
) -> None:
    lea = boreal.new()
    for side in ("host", "intern"):
        boreal.ok("onsite", "decide", lea, side, "oui")
    boreal.ok("onsite", "set", lea, "boreal-file", "B-2027-14")
    out = tmp_path / "papiers"
    out.mkdir()
    boreal.ok("export", lea, "pdf", "--only", "portal-sheet", "-o", str(out))
    (sheet,) = out.glob("*.pdf")
    pages = " ".join(page.extract_text() for page in PdfReader(sheet).pages)
    assert "Numéro de dossier chez Boréal" in pages
    assert "B-2027-14" in pages
    workspace = Workspace(boreal.db, FrozenClock(NOW), EXAMPLE)
    kept = workspace.repository.find(lea)
    async with opened(workspace, "portal-sheet", kept, size=(120, 60)) as pilot:
        await pilot.press("n")
        await pilot.press("n")
        await pilot.press("end")
        await pilot.reads("Numéro de dossier chez Boréal", "B-2027-14")
