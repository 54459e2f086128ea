"""The whole journey as a tutor lives it: from an empty file to a closed stage, by keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.widgets.row_list import RowList
from telestage_tui.workspace import Workspace

from .driving import Person, opened


class MovableClock(FrozenClock):
    """A clock the test sets, as days go by."""

    def set(self, day: date) -> None:
        """Noon in Québec, that day."""
        self.__init__(datetime(day.year, day.month, day.day, 17, tzinfo=UTC))  # type: ignore[misc]


def only_dossier(workspace: Workspace) -> Dossier:
    """What a program that starts now reads on disk."""
    (dossier,) = TinyRepository(workspace.path, workspace.clock.now).dossiers()
    return dossier


async def fill(pilot: Person, **fields: str) -> None:
    """Fill the form in view, going from field to field by name."""
    for name, text in fields.items():
        await pilot.to_field(name.replace("__", "."))
        await pilot.write(text)


async def tick_phase(pilot: Person, count: int, proof: str) -> None:
    """Tick every task of the phase in view that is left to do, giving a proof when asked."""
    await pilot.press("home")
    for _ in range(count):
        row = pilot.app.screen.query_one("#tasks", RowList)
        if row.rows[row.cursor].cells[0].text in "○!":
            await pilot.press("space")
            if isinstance(pilot.app.screen, FormDialog):
                await pilot.write(proof)
                await pilot.press("enter")
        await pilot.press("down")


async def test_from_an_empty_file_to_a_closed_stage(tmp_path: Path) -> None:
    path = tmp_path / "telestage.json"
    clock = MovableClock(datetime(2026, 11, 2, 17, tzinfo=UTC))
    workspace = Workspace(path, clock, backup_time=clock.now)
    async with opened(workspace) as pilot:
        await pilot.comes("Bienvenue", "telestage demo --visite")

        # A dossier, typed by hand.
        await pilot.press("n")
        for text in ("Léa", "Nguyễn", "Atelier Boréal", "11 janvier 2027", "9 avril 2027"):
            await pilot.write(text)
            await pilot.press("enter")
        await fill(
            pilot,
            stage__titre="TELESTAGE – Refonte",
            stage__gratification_mensuelle="300",
            stagiaire__naissance="17/05/1999",
        )
        for question in ("inscrit_france_travail", "equipement_fiable"):
            await pilot.to_field(f"stagiaire.{question}")
            await pilot.press("o")
        await pilot.to_field("stage.financement")
        await pilot.press("a", "r", "e")
        await pilot.comes("Trois signatures à obtenir : page Convention (K)")
        await pilot.press("f2")
        dossier = only_dossier(workspace)
        assert dossier.intern.full_name == "Léa Nguyễn"
        await pilot.comes("Léa Nguyễn · Atelier Boréal")
        await pilot.reads(f"✓ Dossier ouvert : {len(dossier.meetings)} rencontres prévues")
        assert {m.kind for m in dossier.meetings} == {
            "prestart", "welcome", "checkin", "midpoint", "final",
        }  # fmt: skip

        # Selection and preparation, ticked with their proofs.
        await tick_phase(pilot, 8, "Dossier RH, entrevues des 17 et 18 novembre")
        await pilot.press("right")
        await tick_phase(pilot, 8, "Plan du 4 janvier, dans le partage")

        # An access is given, and explained.
        await pilot.press("a", "n")
        await pilot.write("VPN de la maison")
        await pilot.press("f2", "space", "space", "escape")
        assert [a.state for a in only_dossier(workspace).accesses] == ["explained"]

        # The convention is signed by the three.
        clock.set(date(2026, 12, 14))
        await pilot.press("K", "space", "down", "space", "down", "space", "escape")
        assert set(dict(only_dossier(workspace).convention).values()) == {date(2026, 12, 14)}

        # The stage begins.
        clock.set(date(2027, 1, 11))
        await pilot.press("d")
        assert only_dossier(workspace).started_on == date(2027, 1, 11)

        # Every meeting is held, with a word on the first one.
        clock.set(date(2027, 4, 9))
        await pilot.press("r", "home", "enter")
        await pilot.write("Mandat compris")
        await pilot.press("f2", "enter")
        await pilot.comes("✓ Rencontre tenue")
        first = only_dossier(workspace).meetings[0]
        assert first.status == "held"
        assert first.record.minutes[0].text == "Mandat compris"
        while any(m.status == "planned" for m in only_dossier(workspace).meetings):
            await pilot.press("down", "enter", "f2", "enter")
        assert {m.status for m in only_dossier(workspace).meetings} == {"held"}
        await pilot.press("escape")

        # What is left of the phases.
        for _ in range(3):
            await pilot.press("right")
            await tick_phase(pilot, 8, "Fait, document au dossier partagé")

        # Closing is refused while an access is open, and the line leads there.
        await pilot.press("x")
        await pilot.comes("VPN de la maison")
        assert only_dossier(workspace).closed_on is None
        await pilot.press("enter")
        await pilot.comes("Accès")
        await pilot.press("space", "f2", "escape")
        assert only_dossier(workspace).open_accesses == ()

        # And then it closes, leaving meetings never recorded.
        await pilot.press("f2", "o")
        closed = only_dossier(workspace)
        assert closed.closed_on == date(2027, 4, 9)
        assert closed.retention_until is None, "it follows from the programme"
        await pilot.press("h")
        await pilot.comes("Clos")
