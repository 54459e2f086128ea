"""What is typed ahead, in one burst, goes where it would have gone had one waited."""

from __future__ import annotations

from pathlib import Path

from telestage_tui.app import TelestageApp
from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.widgets.form import FieldForm

from .driving import (
    SMALL,
    burst,
    dossier,
    in_view,
    on_disk,
    open_at,
    workspace_in,
)


async def test_a_function_key_does_not_overtake_the_letters(tmp_path: Path) -> None:
    subject = dossier(notes=())
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "history", subject)
        await burst(pilot, "n", "Bonjour, tout va bien.", "f2")
    [note] = on_disk(workspace, subject).notes
    assert note.text == "Bonjour, tout va bien."


async def test_each_field_has_its_own_letters(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await burst(pilot, "Zoe", "enter", "Roy", "enter", "Orme", "f6", "Titre", "f6", "z")
        values = pilot.app.screen.query_one(FieldForm).values()
    typed = {
        name: text for name, text in values.items() if text in ("Zoe", "Roy", "Orme", "Titre", "z")
    }
    assert typed == {
        "stagiaire.prenom": "Zoe",
        "stagiaire.nom": "Roy",
        "structure.nom": "Orme",
        "stage.titre": "Titre",
        "stagiaire.courriel": "z",
    }


async def test_enter_pressed_too_often_closes_only_the_dialog(tmp_path: Path) -> None:
    subject = dossier()
    workspace = workspace_in(tmp_path, subject)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", subject, "dur-growth")
        await burst(pilot, "s", "Hors du mandat", "enter")
        assert in_view(pilot, PhasesScreen)
        assert len(pilot.app.screen_stack) == 2
        await burst(pilot, "s", "enter", "enter", "enter")
        await burst(pilot, "escape")
        assert in_view(pilot, PhasesScreen)
    assert on_disk(workspace, subject).task("dur-growth").reason == "Hors du mandat"


async def test_leaving_in_the_same_burst_keeps_the_whole_text(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with TelestageApp(workspace).run_test(size=SMALL) as pilot:
        await open_at(pilot, "new")
        await burst(pilot, "Zoé-Anne", "f10")
    assert workspace.drafts.of("new.dossier").typed == {"stagiaire.prenom": "Zoé-Anne"}
