"""What is typed ahead, in one burst, goes where it would have gone had one waited."""

from __future__ import annotations

from pathlib import Path

from telestage_tui.screens.dossier.screen import PhasesScreen
from telestage_tui.widgets.form import FieldForm

from .driving import dossier, on_disk, opened, workspace_in


async def test_a_function_key_does_not_overtake_the_letters(tmp_path: Path) -> None:
    subject = dossier(notes=())
    async with opened(tmp_path, "history", subject) as pilot:
        await pilot.burst("n", "Bonjour, tout va bien.", "f2")
    [note] = on_disk(tmp_path, subject).notes
    assert note.text == "Bonjour, tout va bien."


async def test_each_field_has_its_own_letters(tmp_path: Path) -> None:
    async with opened(tmp_path, "new") as pilot:
        await pilot.burst("Zoe", "enter", "Roy", "enter", "Orme", "f6", "Titre", "f6", "z")
        values = pilot.app.screen.query_one(FieldForm).values()
    texts = {
        name: text for name, text in values.items() if text in ("Zoe", "Roy", "Orme", "Titre", "z")
    }
    assert texts == {
        "stagiaire.prenom": "Zoe",
        "stagiaire.nom": "Roy",
        "structure.nom": "Orme",
        "stage.titre": "Titre",
        "stagiaire.courriel": "z",
    }


async def test_enter_pressed_too_often_closes_only_the_dialog(tmp_path: Path) -> None:
    subject = dossier()
    async with opened(tmp_path, "dossier", subject, "sel-eligibility") as pilot:
        await pilot.burst("s", "Hors du mandat", "enter")
        await pilot.arrives(PhasesScreen)
        assert len(pilot.app.screen_stack) == 2
        await pilot.burst("s", "enter", "enter", "enter")
        await pilot.burst("escape")
        await pilot.arrives(PhasesScreen)
    assert on_disk(tmp_path, subject).task("sel-eligibility").reason == "Hors du mandat"


async def test_leaving_in_the_same_burst_keeps_the_whole_text(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    async with opened(workspace, "new") as pilot:
        await pilot.burst("Zoé-Anne", "f10")
    assert workspace.drafts.of("new.dossier").typed == {"stagiaire.prenom": "Zoé-Anne"}
