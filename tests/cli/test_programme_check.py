"""`telestage programme check`: an organisation's content, tried before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.programme.facts import every_fact
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.sources import PROPOSED
from tests.cli.conftest import Telestage


def own(folder: Path, name: str, source: str) -> str:
    """The content of an organisation with one template of its own."""
    (folder / name).parent.mkdir(parents=True)
    (folder / "programme.toml").write_text("extends = true\n")
    (folder / name).write_text(source)
    return str(folder)


def test_our_own_content_is_in_order(telestage: Telestage) -> None:
    assert "✓ Tout est en ordre." in telestage.ok("programme", "check")


def test_facts_read_long_ago_are_named_and_are_no_problem(telestage: Telestage) -> None:
    assert "À relire" not in telestage.ok("programme", "check")
    text = telestage.ok("--today", "2027-11-28T09:00", "programme", "check")
    programme = load_programme()
    read = [fact for fact in every_fact(programme) if fact.source != PROPOSED]
    assert f"À relire à la source : {len(read)} faits, lus il y a plus de 12 mois." in text
    assert "Nom du programme à l’OFQJ (lu le 28 novembre 2026)" in text
    assert text.endswith("✓ Tout est en ordre.\n")


def test_the_facts_are_told_with_their_origin(telestage: Telestage) -> None:
    text = telestage.ok("programme", "facts")
    assert "? Gratification du stage sur place : 800 $ canadiens par mois au moins" in text
    assert "OFQJ, Pages publiques du site. Depuis 2025; lu le 28 novembre 2026; à vérifier." in text
    assert "○ De 30 à 35 heures par semaine" in text


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("papers/attestation.typ", "Bonjour\n#oups()", "ligne 2, colonne 2"),
        ("papers/attestation.typ", '#import "@preview/cetz:0.1.0": *', "paquet"),
        ("papers/attestation.typ", '#read("../programme.toml")', "ligne 1"),
        ("messages/thanks.fr.txt", "Merci\n\n{{ oups }}", "ligne 3"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_with_its_place(
    telestage: Telestage, tmp_path: Path, name: str, source: str, words: str
) -> None:
    result = telestage.run("programme", "check", own(tmp_path / "contenu", name, source))
    assert result.exit_code == 1
    (problem,) = [line for line in result.stdout.splitlines() if line.startswith("! ")]
    assert name in problem
    assert words in problem


def test_a_folder_that_is_not_there_is_refused_in_french(
    telestage: Telestage, tmp_path: Path
) -> None:
    result = telestage.run("programme", "check", str(tmp_path / "ailleurs"))
    assert result.exit_code == 1
    assert "introuvable" in result.stdout
