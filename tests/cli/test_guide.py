"""`guide`: good practice and how to use telestage, by name or by words."""

from __future__ import annotations

from tests.cli.conftest import Telestage


def test_the_command_lists_and_prints_them(telestage: Telestage) -> None:
    listed = telestage.ok("guide")
    assert "les-sauvegardes" in listed
    assert telestage.ok("guide", "les-sauvegardes").startswith("Les sauvegardes\n")
    assert telestage.ok("guide", "Les sauvegardes").startswith("Les sauvegardes\n")


def test_words_are_sought_in_both(telestage: Telestage) -> None:
    assert "Les sauvegardes" in telestage.ok("guide", "sauvegarde fichier")
    assert "ne parle de" in telestage.refusal("guide", "zzzz")


def test_a_topic_of_good_practice_has_its_sources(telestage: Telestage) -> None:
    assert "\nSources\n" in telestage.ok("guide", "journal")
