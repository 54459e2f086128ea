"""A disk that fails, another program that writes: what is shown is what is kept."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import changes
from telestage_tui.dossier.changes import Change
from telestage_tui.screens.details.screen import DetailsScreen
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.widgets.form_dialog import FormDialog
from tests.factories import titled

from .driving import (
    NOW,
    SMALL,
    dossier,
    on_disk,
    open_at,
    seen,
    settle,
    workspace_in,
    write,
)


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rename succeeds any more: the last step of every durable write."""

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)


async def test_a_tick_that_cannot_be_saved_is_not_shown_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await open_at(pilot, "dossier", subject, "dur-growth")
        fill_the_disk(monkeypatch)
        await pilot.press("space")
        await settle(pilot)
        assert "Rien n’a été enregistré" in seen(pilot)
        assert "✓ Élargir" not in seen(pilot)
        monkeypatch.undo()
        assert on_disk(workspace, subject).task("dur-growth").choice is None
        await pilot.press("space")
        await settle(pilot)
        assert on_disk(workspace, subject).task("dur-growth").choice == "done"


async def test_a_note_that_cannot_be_saved_waits_for_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "dossier", subject, "dur-growth")
        await pilot.press("n")
        await write(pilot, "Prend la main sur les maquettes")
        fill_the_disk(monkeypatch)
        await pilot.press("f2")
        await settle(pilot)
        monkeypatch.undo()
        assert on_disk(workspace, subject).task("dur-growth").note == ""
        assert isinstance(pilot.app.screen, FormDialog)
        assert "Prend la main sur les maquettes" in seen(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert on_disk(workspace, subject).task("dur-growth").note == (
            "Prend la main sur les maquettes"
        )


async def test_what_another_program_writes_comes_to_the_screen(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await settle(pilot)
        await open_at(pilot, "dossier", subject, "dur-growth")
        assert "✓ Élargir" not in seen(pilot)
        other = TinyRepository(workspace.path, workspace.clock.now)
        tick = changes.tick(titled("dur-growth"), on=NOW.date()).apply
        other.change(subject.id, Change("Ailleurs", tick))
        for _ in range(400):
            await pilot.pause(0.02)
            if "✓ Élargir" in seen(pilot):
                break
        assert "✓ Élargir" in seen(pilot)


async def test_ctrl_c_neither_quits_nor_loses_what_is_typed(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    app = TelestageApp(workspace)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("n", *"Zoé", "ctrl+c")
        await settle(pilot)
        assert app.is_running
        assert "Zoé" in seen(pilot)
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
        async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
            await open_at(pilot, "details", subject)
            await pilot.press("end")
            await write(pilot, "-Anne")
            await pilot.press("f2")
            await settle(pilot)

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
