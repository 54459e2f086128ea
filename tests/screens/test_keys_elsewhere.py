"""A key that means something on another page says so; where it is text, it says nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from telestage_tui.screens.elsewhere import functions
from telestage_tui.screens.help.screen import HelpScreen
from telestage_tui.screens.navigation import Place
from telestage_tui.widgets.dialogs import Confirm
from telestage_tui.widgets.form_dialog import FormDialog

from .driving import LARGE, Person, dossier, opened
from .evaluation_driving import evaluation


def answers(pilot: Person) -> list[str]:
    """The messages in view, whole, with plain spaces."""
    return [each.message.replace("\u00a0", " ") for each in pilot.app._notifications]


@pytest.mark.parametrize(
    ("place", "key", "said"),
    [
        (
            "accesses",
            "f7",
            ("F7 ne sert pas ici, mais dans", "Rencontres"),
        ),
        ("accesses", "f4", ("F4 ne sert pas ici", "déplacer une rencontre (Rencontres")),
        ("history", "m", ("m ne sert pas ici, mais dans", "Calendrier")),
        ("today", "f9", ("F9 ne sert pas ici", "abandonner la saisie")),
        ("backups", "r", ("r ne sert pas ici", "ouvrir Rencontres", "les pages d’un dossier")),
        ("today", "delete", ("Suppr ne sert pas ici",)),
        ("backups", "ctrl+s", ("Ctrl+S ne sert pas ici",)),
        ("evaluations", "n", ("n ne sert pas ici, mais dans Aujourd’hui, Dossier, Sélection",)),
        ("guide", "p", ("p ne sert pas ici. Ailleurs : replanifier les rencontres (Rencontres)",)),
        ("closing", "o", ("o (rouvrir) ne peut rien faire ici en ce moment.",)),
    ],
)
async def test_a_key_of_another_page_says_where_it_works(
    tmp_path: Path, place: Place, key: str, said: tuple[str, ...]
) -> None:
    async with opened(tmp_path, place, dossier(), size=LARGE) as pilot:
        await pilot.press(key, key, key)
        [answer] = answers(pilot)
        assert all(text in answer for text in said), answer


@pytest.mark.parametrize("key", ["Z", "f11", "left", "right", "tab", "shift+tab", "home"])
async def test_a_key_that_means_nothing_or_moves_about_says_nothing(
    tmp_path: Path, key: str
) -> None:
    async with opened(tmp_path, "accesses", dossier(), size=LARGE) as pilot:
        await pilot.press(key)
        assert not answers(pilot)


async def test_where_a_key_is_text_it_says_nothing(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789/?[ "
    async with opened(tmp_path, "details", dossier(), size=LARGE) as pilot:
        for field in ("stagiaire.prenom", "stage.mandat", "stagiaire.fuseau", "stage.financement"):
            await pilot.to_field(field)
            await pilot.burst(letters)
            assert not answers(pilot)


async def test_on_a_row_answered_in_words_it_says_nothing(tmp_path: Path) -> None:
    lea = dossier(evaluations=(evaluation("midpoint", 3),))
    async with opened(tmp_path, "evaluation", lea, "midpoint:strengths", size=LARGE) as pilot:
        await pilot.burst("npmlsw")
        await pilot.arrives(FormDialog)
        await pilot.comes("npmlsw")
        assert not answers(pilot)


async def test_over_a_page_it_says_that_a_window_is_open(tmp_path: Path) -> None:
    async with opened(tmp_path, "closing", dossier(), size=LARGE) as pilot:
        await pilot.press("f1")
        await pilot.arrives(HelpScreen)
        await pilot.press("r")
        await pilot.reads("r ne sert pas dans cette fenêtre; Échap la ferme.")
        await pilot.press("escape", "delete")
        await pilot.arrives(Confirm)
        await pilot.press("c")
        await pilot.reads("c ne sert pas dans cette fenêtre; Échap la ferme.")


async def test_in_the_text_of_a_window_only_what_is_no_text_answers(tmp_path: Path) -> None:
    async with opened(tmp_path, "history", dossier(), size=LARGE) as pilot:
        await pilot.press("n")
        await pilot.arrives(FormDialog)
        await pilot.burst("npcr")
        assert not answers(pilot)
        await pilot.press("f5")
        await pilot.reads("F5 ne sert pas dans cette fenêtre; Échap la ferme.")
        await pilot.comes("npcr")


async def test_the_answer_is_not_kept_among_the_messages(tmp_path: Path) -> None:
    async with opened(tmp_path, "accesses", dossier()) as pilot:
        await pilot.press("f7", "f12")
        await pilot.reads("Aucun message")


def test_every_function_says_what_it_does_on_a_page_with_a_name() -> None:
    assert all(each.words and each.heading and each.shown for each in functions())
    shown = {each.key: each.shown for each in functions()}
    assert (shown["f2"], shown["ctrl+s"], shown["space"]) == ("F2", "Ctrl+S", "Espace")
    assert (shown["left_square_bracket"], shown["U"], shown["ctrl+z"]) == ("[", "U", "Ctrl+Z")


def test_the_other_pages_are_not_loaded_before_such_a_key() -> None:
    code = "import sys, telestage_tui.app; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "telestage_tui.screens.elsewhere" not in modules
    assert "telestage_tui.screens.closing.screen" not in modules
