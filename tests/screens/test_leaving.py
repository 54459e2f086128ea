"""However one leaves, what was typed and not saved waits for the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.screens.navigation import Place
from telestage_tui.widgets.dialogs import Confirm
from telestage_tui.widgets.form import FieldForm
from telestage_tui.widgets.form_dialog import FormDialog
from telestage_tui.workspace import Workspace
from tests.factories import titled

from ..store.failing import fill_disk
from .driving import Person, dossier, on_disk, opened, workspace_in

WORDS = "Des mots qu’on ne retape pas"

ASKED: dict[str, tuple[Place, str | None, str]] = {
    "note of a task": ("dossier", "dur-growth", "enter"),
    "reason of a task": ("dossier", "bef-workplan", "s"),
    "who and when": ("dossier", "bef-workplan", "w"),
    "note": ("history", None, "n"),
    "access": ("accesses", None, "n"),
    "transfer": ("transfers", None, "n"),
    "deliverable": ("work-plan", None, "n"),
    "mandate": ("work-plan", "mandate", "e"),
    "next steps": ("work-plan", "next_steps", "e"),
    "period": ("work-plan", "production", "e"),
    "comment": ("evaluation", "midpoint", "e"),
    "retention": ("closing", None, "k"),
}
"""Each dialog in which one writes: the screen, what to begin on, the key."""


def leave_by_key(pilot: Person) -> None:
    pilot.app.simulate_key("f10")


def leave_by_signal(pilot: Person) -> None:
    pilot.app._end()


@pytest.mark.parametrize("leave", [leave_by_key, leave_by_signal])
@pytest.mark.parametrize("asked", ASKED)
async def test_what_is_typed_in_a_dialog_is_kept(
    tmp_path: Path, asked: str, leave: Callable[[Person], None]
) -> None:
    place, item, key = ASKED[asked]
    subject = dossier(evaluations=())
    async with opened(tmp_path, place, subject, item) as pilot:
        await pilot.press(key)
        await pilot.arrives(FormDialog)
        await pilot.write(WORDS)
        leave(pilot)
        await pilot.ends()
    async with opened(workspace_in(tmp_path), place, subject, item) as pilot:
        await pilot.press(key)
        dialog = await pilot.arrives(FormDialog)
        assert any(WORDS in text for text in dialog.query_one(FieldForm).values().values())


async def test_a_draft_meets_what_was_saved_since(tmp_path: Path) -> None:
    """Written over an old note, kept, and taken up again when the note is another."""
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with opened(workspace, "dossier", subject, "dur-growth") as pilot:
        await pilot.press("enter")
        await pilot.write("Mon brouillon.")
        await pilot.press("escape")
        write_note(workspace, subject, "Écrit depuis.")
        await pilot.press("enter")
        await pilot.comes("Écrit depuis.", "Mon brouillon.")
        await pilot.press("f2")
        await pilot.comes("● Les deux, l’un sous l’autre")
        await pilot.press("f2")
    note = on_disk(tmp_path, subject).task("dur-growth").note
    assert note == "Écrit depuis.\n\nMon brouillon."


async def test_an_old_value_does_not_come_back_with_a_draft(tmp_path: Path) -> None:
    """Only what was typed is a draft: the other fields are the file's."""
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with opened(workspace, "details", subject) as pilot:
        await pilot.write("-Anne")
        await pilot.press("escape")
        workspace.repository.change(
            subject.id, Change(said("Ville"), lambda d: d.evolve(host=d.host.evolve(city="Matane")))
        )
        await pilot.open("details", subject)
        values = pilot.app.screen.query_one(FieldForm).values()
    assert values["structure.ville"] == "Matane"
    assert values["stagiaire.prenom"].endswith("-Anne")


def write_note(workspace: Workspace, subject: Dossier, note: str) -> None:
    workspace.repository.change(
        subject.id, Change(said("Note"), changes.edit_task(titled("dur-growth"), note=note).apply)
    )


async def test_one_decides_when_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    async with opened(tmp_path, "history", subject) as pilot:
        await pilot.press("n")
        await pilot.write(WORDS)
        fill_disk(monkeypatch)
        await pilot.press("f10")
        await pilot.arrives(Confirm)
        await pilot.press("escape")
        await pilot.comes(WORDS)
        await pilot.press("f10", "o")
        await pilot.ends()
    monkeypatch.undo()


async def test_pages_of_a_dossier_do_not_pile_up(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject) as pilot:
        await pilot.press(*"rarvfjrac", *"gbcgb")
        depth = len(pilot.app.screen_stack)
        await pilot.press("h")
        assert len(pilot.app.screen_stack) == 1
    assert depth <= 6
