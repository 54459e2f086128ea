"""A file that is no fiche at all is refused clearly, and costs little."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import load_fiche, read_fiche
from telestage_tui.dossier.fiche.toml import LARGEST_FICHE

MINIMAL = (Path(__file__).parents[2] / "fiches" / "minimale.toml").read_bytes()
NBSP = "\u00a0"


def refusal(content: str | bytes) -> str:
    with pytest.raises(InvalidInput) as error:
        read_fiche(content)
    (problem,) = error.value.problems
    assert problem.field == "fiche"
    return problem.message.replace(NBSP, " ")


def test_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    windows = MINIMAL.replace(b"\n", b"\r\n")
    fiche = read_fiche(MINIMAL)
    assert read_fiche(windows) == fiche
    assert read_fiche(b"\xef\xbb\xbf" + windows) == fiche
    assert read_fiche("\ufeff" + MINIMAL.decode()) == fiche


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "[stage]\ndebut 2027-01-11",
            "Ligne 2, colonne 7 : il manque « = » après le nom du champ.",
        ),
        ("[stage\n", "Ligne 1, colonne 7 : il manque un crochet"),
        ("[stage]\n[stage]\n", "Ligne 2, colonne 7 : cette section est déjà écrite plus haut"),
        ("[stage]\ntitre = 'a'\ntitre = 'b'\n", "colonne 12 : ce champ est déjà écrit plus haut"),
        ("stage = { titre = 'a', titre = 'b' }", "ce champ est déjà écrit plus haut"),
        ("stage = { titre = 'a' }\n[stage]\nx = 1", "cette section est déjà écrite plus haut"),
        ("[stage]\ntitre = 'a\n", "il manque le guillemet qui ferme le texte."),
        ('[stage]\ntitre = "a\n', "il manque le guillemet qui ferme le texte."),
        ('[stage]\ntitre = """a', "Fin de la fiche : il manque le guillemet"),
        ('[stage]\ntitre = "C:\\Stages"', "barre oblique inverse"),
        ('[stage]\ntitre = "\\u12"', "caractère est incomplet"),
        ('[stage]\ntitre = "\\ud800"', "ce code ne désigne aucun caractère"),
        ('[stage]\ntitre = "\x00"', "ce caractère invisible"),
        ("[stage]\r\ntitre = 'a'\r", "cette fin de ligne est de trop."),
        ("[stage]\ntitre = Refonte", "un texte s’écrit entre guillemets."),
        ("[stage]\ntitre = « Refonte »", 'entre guillemets droits : "…".'),
        ("[stage]\ntitre = “Refonte”", 'entre guillemets droits : "…".'),
        ("[stagiaire]\nprénom = 'Léa'", "Ligne 2, colonne 3 : les noms de section et de champ"),
        ("[équipe]\n", "s’écrivent sans accent."),
        ("[rencontres]\nheure = 09:30", "une heure s’écrit entre guillemets"),
        ("[rencontres]\nheure = 9 h 30", "une heure s’écrit entre guillemets"),
        ("[stage]\ndebut = 2027-02-30", "cette date ou cette heure n’existe pas."),
        ("[stage]\ndebut = 2027-01-11 fin = 1", "cette fin de ligne est de trop."),
        ("[stage]\nlivrables = ['a'", "il manque le crochet qui ferme la liste."),
        ("stage = { titre = 'a'", "il manque l’accolade qui ferme le groupe."),
        ("= 3", "un nom de champ"),
        ("{", "un nom de champ"),
        ("stage = 1\n[[stage]]", "déjà écrit"),
        (f"[stage]\ngratification_mensuelle = {'9' * 5_000}", "Un nombre est trop long"),
    ],
)
def test_a_mistake_is_said_in_french_with_its_place(text: str, reason: str) -> None:
    message = refusal(text)
    assert reason in message
    assert message.endswith((".", "?"))
    assert ("Ligne " in message) or ("Fin de la fiche" in message) or ("nombre" in message)


def test_not_utf_8_is_said_with_its_line() -> None:
    assert refusal("[stage]\ntitre = 'é'".encode("latin-1")).startswith("Ligne 2 : la fiche n’est")
    assert "UTF-8" in refusal("[stage]".encode("utf-16"))
    assert "UTF-8" in refusal(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    "bomb",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        "x = " + "[" * 5_000 + "]" * 5_000,
        ".".join(["a"] * 200_000) + " = 1",
        "[" + ".".join(["a"] * 200_000) + "]",
        "x = { " + ".".join(["'a'"] * 100_000) + " = 1 }",
        " . ".join(['"a"'] * 100_000) + " = 1",
    ],
    ids=["lists", "groups", "closed lists", "dotted name", "dotted title", "inline", "quoted"],
)
def test_nesting_is_bounded(bomb: str) -> None:
    assert "Trop de niveaux imbriqués." in refusal(bomb)


@pytest.mark.parametrize(
    "line",
    [
        f"x = '{'a' * 50_000}'",
        "é" * 50_000,
        " " * 50_000 + "!",
        "[" * 50_000 + "é",
        "x = " + " " * 50_000 + "!",
        "a b " * 15_000,
    ],
    ids=["word", "accents", "spaces", "brackets", "blank value", "words"],
)
def test_a_long_line_is_read_once(line: str) -> None:
    start = time.process_time()
    with pytest.raises(InvalidInput):
        read_fiche(f"[stage]\n{line}")
    assert (
        time.process_time() - start < 5
    )  # reading it again from each character takes half a minute


def test_size_is_bounded() -> None:
    assert refusal("#" * (LARGEST_FICHE + 1)) == "Fiche trop grande : 1024 Kio au plus."
    filler = b"#" * (LARGEST_FICHE - len(MINIMAL) - 1)
    assert read_fiche(MINIMAL + b"\n" + filler) == read_fiche(MINIMAL)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "absente.toml", "n’existe pas"),
        (tmp_path, "est un répertoire"),
        (Path("fiche\x00.toml"), "ne peut pas être lu"),
        (tmp_path / ("x" * 5_000), "ne peut pas être lu"),
    ):
        with pytest.raises(InvalidInput, match=reason):
            load_fiche(path)


def test_a_device_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(InvalidInput, match="trop grande"):
        load_fiche(Path(os.devnull).with_name("zero"))


def test_a_path_in_a_message_commands_no_terminal(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as error:
        load_fiche(tmp_path / "\x1b]0;piraté\x07.toml")
    assert "\x1b" not in str(error.value)
