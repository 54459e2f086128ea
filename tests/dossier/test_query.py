"""What is looked for: the words, whatever their case and accents, and the text around them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.query import Query
from telestage_tui.dossier.text import fold


@pytest.mark.parametrize(
    ("words", "answers"),
    [("cle", True), ("CLÉ", True), ("clé vpn", True), ("vpn", False), ("clé zoé", False)],
)
def test_every_word_is_there_and_one_in_the_text(words: str, answers: bool) -> None:
    text, around = fold("La clé égarée"), fold("Accès, VPN, note")
    assert Query.of(words).is_in(text, around) is answers


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        ("un", 0, "Un deux trois quatre cinq six sept"),
        ("six", 0, "… trois quatre cinq six sept"),
        ("six", 3, "… trois quatre cinq …"),
        ("un", 2, "Un deux …"),
        ("zéro", 0, "Un deux trois quatre cinq six sept"),
    ],
)
def test_an_excerpt_begins_a_little_before_the_first_word(
    words: str, most: int, shown: str
) -> None:
    assert Query.of(words).excerpt("Un  deux trois\nquatre cinq six sept", most) == shown


@given(st.text())
def test_any_text_is_found_by_itself(text: str) -> None:
    query = Query.of(text)
    assert query.is_in(fold(text)) is bool(query.words)


@given(st.text())
def test_folding_letter_by_letter_is_folding_the_whole(text: str) -> None:
    chars = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(char for char in chars if not unicodedata.combining(char)).casefold()
    assert fold(text) == " ".join(letters.replace("œ", "oe").replace("æ", "ae").split())
