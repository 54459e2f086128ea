"""The words that may be broken: those that a template may print, and no others."""

from __future__ import annotations

import pytest

from telestage_tui.documents.pdf import _unprinted, long_words
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.papers import TemplateFile

ADDRESS = "prenom.nom.compose@organisation.example.org"
DATA = {"intern": {"name": "Léa", "email": ADDRESS}, "notes": ["a" * 24, "court"]}


def test_the_longest_comes_first() -> None:
    assert long_words(DATA) == [ADDRESS, "a" * 24]


def test_what_is_not_printed_is_not_looked_for() -> None:
    assert long_words(DATA, without=_unprinted(load_programme().templates())) == ["a" * 24]


@pytest.mark.parametrize(
    "source", ["#data.intern.email", '#data.intern.at("email")', "#data.intern.values().join()"]
)
def test_what_a_template_of_an_organisation_may_print_is_looked_for(source: str) -> None:
    templates = load_programme().templates() | {"own.typ": TemplateFile(source.encode(), True)}
    assert long_words(DATA, without=_unprinted(templates)) == [ADDRESS, "a" * 24]
