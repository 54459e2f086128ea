"""A disk that fails, another program that writes: what is shown is what is kept."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.widgets.form_dialog import FormDialog
from tests.factories import titled

from .driving import NOW, another_program, dossier, on_disk, opened, workspace_in


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rename succeeds any more: the last step of every durable write."""

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)


async def test_a_tick_that_cannot_be_saved_is_not_shown_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth") as pilot:
        fill_the_disk(monkeypatch)
        await pilot.press("space")
        await pilot.comes("Rien n’a été enregistré")
        assert "✓ Élargir" not in pilot.seen
        monkeypatch.undo()
        assert on_disk(tmp_path, subject).task("dur-growth").choice is None
        await pilot.press("space")
        assert on_disk(tmp_path, subject).task("dur-growth").choice == "done"


async def test_a_note_that_cannot_be_saved_waits_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth") as pilot:
        await pilot.press("enter")
        await pilot.write("Prend la main sur les maquettes")
        fill_the_disk(monkeypatch)
        await pilot.press("f2")
        await pilot.comes("Rien n’a été enregistré", "Prend la main sur les maquettes")
        monkeypatch.undo()
        await pilot.arrives(FormDialog)
        assert on_disk(tmp_path, subject).task("dur-growth").note == ""
        await pilot.press("f2")
        assert on_disk(tmp_path, subject).task("dur-growth").note == (
            "Prend la main sur les maquettes"
        )


async def test_what_another_program_writes_comes_to_the_screen(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "dur-growth") as pilot:
        assert "✓ Élargir" not in pilot.seen
        other = another_program(tmp_path)
        tick = changes.tick(titled("dur-growth"), on=NOW.date()).apply
        other.change(subject.id, Change(said("Ailleurs"), tick))
        await pilot.comes("✓ Élargir")


async def test_ctrl_c_neither_quits_nor_loses_what_is_typed(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with opened(workspace) as pilot:
        await pilot.press("n", *"Zoé", "ctrl+c")
        assert pilot.app.is_running
        await pilot.comes("Zoé")
        await pilot.press("f10")
    assert workspace.drafts.form("new.dossier")["stagiaire.prenom"] == "Zoé"


async def test_an_error_nothing_expected_keeps_what_was_typed_and_shows_no_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)

    def broken(_self: object) -> None:
        raise RuntimeError("inattendu")

    monkeypatch.setattr(DetailsScreen, "action_save", broken)

    async def visit() -> None:
        async with opened(workspace, "details", subject) as pilot:
            await pilot.press("end")
            await pilot.write("-Anne")
            await pilot.press("f2")

    with pytest.raises(RuntimeError, match="inattendu"):
        await visit()
    assert workspace.drafts.of(f"details.{subject.id}").typed == {
        "stagiaire.prenom": f"{subject.intern.first_name}-Anne"
    }
    trace = tmp_path / "telestage.erreur.txt"
    text = trace.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "in broken" in text
    assert subject.intern.last_name not in text
    assert trace.stat().st_mode & 0o777 == 0o600
