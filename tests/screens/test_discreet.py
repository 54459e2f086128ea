"""A discreet session: no page shows who or what was written, and the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.demo import build_demo
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.changes import add_note
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Tutor, Workplace
from telestage_tui.screens.dossier_screen import DossierScreen
from telestage_tui.screens.navigation import Place
from telestage_tui.screens.places import PLACES
from telestage_tui.workspace import Workspace
from telestage_tui.workspace.discreet import write_discreet

from .driving import LARGE, NOW, SMALL, Person, opened

PROSE = ("text", "note", "notes", "mandate", "comment", "strengths", "to_improve", "overall_why",
         "tasks", "expectations", "training", "next_steps", "reason", "value", "account", "phone",
         "added_value", "feasibility", "objective", "where")  # fmt: skip
"""The fields that are written by hand."""
OF_THE_PROGRAM = frozenset({"Québec", "Rimouski"})
"""Cities of hosts that the program itself names: on a clock, in the guide."""
SEEN = 24
"""Letters of a text that are enough to know it."""


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    """The file of a tutor: dossiers of every phase, and what is said of the organisation."""
    path = tmp_path / "telestage.json"
    clock = FrozenClock(NOW)
    build_demo(path, clock)
    workspace = Workspace(path, clock)
    someone = workspace.repository.dossiers()[0]
    note = add_note(uuid4(), on=clock.today(), text="Zéphyrin a des ennuis de santé.")
    workspace.repository.change(someone.id, note)
    organisation = Organisation(
        host=Workplace(name="Coopérative du Ruisseau", city="Sainte-Flavie"),
        tutor=Tutor(first_name="Zéphyrin", last_name="Bouchardeau", email="z@ruisseau.example"),
        contacts=Contacts(it=Contact(name="Maximilienne Ouellet", phone="418 555-0199")),
    )
    workspace.repository.keep_organisation(organisation, Organisation())
    return workspace


@pytest.fixture
def discreet(own: Workspace, tmp_path: Path) -> Workspace:
    """The same, masked."""
    path = tmp_path / "masque" / "dossiers.json"
    path.parent.mkdir()
    write_discreet(own, path)
    return Workspace(path, own.clock, discreet=True, account=str)


def told(record: Any, field: str = "") -> Iterator[str]:
    """What must not be seen of a record: names, addresses, the beginning of what was written."""
    match record:
        case Dossier() | Organisation():
            host, tutor = record.host, record.tutor
            yield from (host.name, host.city, tutor.first_name, tutor.last_name, tutor.email)
            if isinstance(record, Dossier):
                intern = record.intern
                yield from (intern.first_name, intern.last_name, intern.email)
                yield from (each.name for each in record.candidates)
                yield from (each.manager for each in record.accesses)
                yield from (each.assignee for each in record.tasks)
                yield from (each.to for each in record.transfers)
            yield from (contact.name for _, contact in record.contacts)
            yield from (email for _, contact in record.contacts for email in contact.emails)
            for name, each in record:
                if name != "history":
                    yield from told(each, name)
        case Frozen():
            for name, each in record:
                yield from told(each, name)
        case tuple():
            for each in record:
                yield from told(each, field)
        case str() if field in PROSE:
            yield record


def secrets(own: Workspace) -> frozenset[str]:
    """What must not be seen, as `Person.words` would show it."""
    records = (*own.repository.dossiers(), own.repository.organisation())
    texts = (" ".join(text.split()) for record in records for text in told(record))
    return frozenset(text[:SEEN] for text in texts if len(text) > 2) - OF_THE_PROGRAM


def check(pilot: Person, hidden: frozenset[str], where: str) -> None:
    """Check that nothing of it is on the screen."""
    words = pilot.words
    shown = [text for text in hidden if text in words]
    assert not shown, f"{where}: {shown}\n{pilot.seen}"


def items(dossier: Dossier, place: Place) -> list[str | None]:
    """What a page is opened on."""
    if place == "meeting":
        return [str(each.id) for each in dossier.meetings[:2]]
    if place == "evaluation":
        return ["midpoint", "final"]
    return [None]


@pytest.mark.parametrize(
    ("rank", "size"), [*((rank, SMALL) for rank in range(5)), (3, LARGE), (4, LARGE)]
)
async def test_no_page_of_a_dossier_shows_anybody(
    own: Workspace, discreet: Workspace, rank: int, size: tuple[int, int]
) -> None:
    hidden, before = secrets(own), own.path.read_bytes()
    assert len(hidden) > 30
    dossier = discreet.repository.dossiers()[rank]
    async with opened(discreet, size=size) as pilot:
        check(pilot, hidden, "today")
        for place in PLACES:
            for item in items(dossier, place):
                await pilot.open(place, dossier, item)
                check(pilot, hidden, place)
                assert "MODE DISCRET" in pilot.seen
                assert "F10 quitte" in pilot.seen
    assert own.path.read_bytes() == before


async def test_the_search_finds_nobody(own: Workspace, discreet: Workspace) -> None:
    hidden = secrets(own)
    async with opened(discreet) as pilot:
        for words in ("note", "Zéphyrin", "Stagiaire", "acc"):
            await pilot.press("slash")
            await pilot.write(words)
            check(pilot, hidden - {words}, words)
            await pilot.press("escape")


async def test_every_change_is_refused_in_french(own: Workspace, discreet: Workspace) -> None:
    before = discreet.path.read_bytes()
    dossier = discreet.repository.dossiers()[0]
    async with opened(discreet, "history", dossier) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, DossierScreen)
        screen.save(add_note(uuid4(), on=discreet.today(), text="Vu."))
        await pilot.reads("Mode discret : rien ne s’enregistre")
        await pilot.press("u")
    assert discreet.path.read_bytes() == before


async def test_no_file_of_anybody_else_is_read(discreet: Workspace) -> None:
    async with opened(discreet) as pilot:
        await pilot.press("I")
        await pilot.reads("Mode discret : rien ne s’enregistre")
        assert pilot.app.screen is pilot.app.screen_stack[0]


async def test_no_key_ends_it_but_leaving(own: Workspace, discreet: Workspace) -> None:
    hidden = secrets(own)
    async with opened(discreet) as pilot:
        await pilot.press("slash")
        await pilot.write("discret")
        assert "Rien ne correspond" in pilot.seen
        await pilot.press("escape", "t", "h", "escape", "f5")
        check(pilot, hidden, "today")
        await pilot.press("f10")
        await pilot.ends()
