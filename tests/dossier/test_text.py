"""What people type is kept, and nothing in it can command a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from telestage_tui.dossier.errors import problems_of
from telestage_tui.dossier.french import number
from telestage_tui.dossier.text import (
    LINE_MAX,
    QUOTE_MAX,
    Email,
    Line,
    Link,
    Name,
    Prose,
    clean_line,
    clean_prose,
    merged,
    quoted,
    typeset,
)

NBSP = "\u00a0"
KEPT = (
    "Léa Nguyễn-Œuvrard",
    "e\u0301le\u0300ve",
    "👩🏽\u200d💻 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 🇫🇷",
    "שלום עולם, مرحبا بالعالم",
    "[/b] [TTC] [red]rouge[/red] \\[x]",
    f"30{NBSP}$ «{NBSP}net{NBSP}»",
    "名前",
)
HOSTILE = {
    "colour": "\x1b[31m",
    "cursor": "\x1b[2J\x1b[1;1H",
    "8-bit CSI": "\x9b31m",
    "title": "\x1b]0;piraté\x07",
    "clipboard": "\x1b]52;c;cm0gLXJm\x1b\\",
    "8-bit OSC": "\x9d8;;https://exemple.org\x9c",
    "DCS": "\x1bPq#0;2;0;0;0\x1b\\",
    "APC": "\x1b_Gf=100;AAAA\x1b\\",
    "PM": "\x1b^secret\x1b\\",
    "charset": "\x1b(0",
    "reset": "\x1bc",
    "override": "\u202e",
    "isolate": "\u2066\u2069",
    "byte order mark": "\ufeff",
    "delete": "\x7f",
    "null": "\x00",
    "surrogate": "\ud83d",
}

hostile = st.lists(
    st.sampled_from([*HOSTILE.values(), "\x1b", "\x1b]", "\x9d", "\n", "\r\n", "\t", " "])
    | st.text(max_size=6)
    | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=6),
    max_size=12,
).map("".join)


@given(hostile)
def test_no_control_survives(text: str) -> None:
    prose = clean_prose(text)
    assert {c for c in prose if unicodedata.category(c) in ("Cc", "Cs")} <= {"\n", "\t"}
    assert not {c for c in clean_line(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert not set(prose) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")


@given(hostile)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_prose(clean_prose(text)) == clean_prose(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_line(clean_prose(text)) == clean_line(text)


@given(hostile)
def test_a_model_field_keeps_what_the_function_gives(text: str) -> None:
    assert TypeAdapter(Line).validate_python(text) == clean_line(text)
    assert TypeAdapter(Prose).validate_python(text) == clean_prose(text)


@pytest.mark.parametrize("text", KEPT)
def test_accents_emoji_scripts_and_markup_are_kept(text: str) -> None:
    assert clean_line(text) == text
    assert clean_prose(f"{text}\n{text}") == f"{text}\n{text}"


@pytest.mark.parametrize("sequence", HOSTILE.values(), ids=HOSTILE)
def test_a_sequence_vanishes_whole_and_its_neighbours_stay(sequence: str) -> None:
    assert clean_line(f"avant{sequence}après") == "avantaprès"
    assert clean_prose(f"avant{sequence}\naprès") == "avant\naprès"


@pytest.mark.parametrize("opening", ["\x1b]0;", "\x9d", "\x1bP", "\x9f"])
def test_a_sequence_never_closed_takes_no_other_line(opening: str) -> None:
    assert clean_prose(f"début\n{opening}perdu\nfin") == "début\n\nfin"


def test_line_ends_become_new_lines_then_spaces() -> None:
    assert clean_prose("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"
    assert clean_line("a\r\n\tb") == "a b"


def test_ten_thousand_characters_are_kept() -> None:
    assert clean_prose("é" * 10_000) == "é" * 10_000
    assert len(clean_line("mot " * 2_500)) == 9_999


@pytest.mark.parametrize("starter", ["\x9d\n", "\x1b]", "\x1bP\n", "\x9f", "\x1b[", "\x1b"])
def test_a_flood_of_openings_is_cleaned_in_linear_time(starter: str) -> None:
    assert clean_prose(starter * 50_000 + "\nfin") == "fin"


@pytest.mark.parametrize("blank", ["", "   ", "\x1b[31m", "\u202e \x00", "\n\t"])
def test_a_name_cannot_be_blank_once_cleaned(blank: str) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Name).validate_python(blank)
    assert problems_of(error.value)[0].message == "Ce champ ne peut pas être vide."


def test_nonsense_lengths_are_refused_in_french() -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Line).validate_python("x" * (LINE_MAX + 1))
    assert problems_of(error.value)[0].message == (
        f"Texte trop long{NBSP}: {number(LINE_MAX)} caractères au plus."
    )


@pytest.mark.parametrize("address", ["", "lea@example.org", "m.t+x@a-b.qc.ca", "zoé@exemple.fr"])
def test_an_address_is_accepted(address: str) -> None:
    assert TypeAdapter(Email).validate_python(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    ["zoe.example.org", "a@b", "a@b.", "a b@c.ca", "a@@b.ca", "<a@b.ca>", "a@b.ca,c@d.ca",
     "a@b.ca\r\nBcc: x@y.ca", "@b.ca", "a@.ca"],
)  # fmt: skip
def test_an_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="nom@exemple"):
        TypeAdapter(Email).validate_python(address)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://", "https://a b", "visio.ca"])
def test_a_link_is_http_without_spaces(link: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        TypeAdapter(Link).validate_python(link)
    assert TypeAdapter(Link).validate_python("https://visio.ca/é?a=1") == "https://visio.ca/é?a=1"


@given(st.text(max_size=200))
def test_a_quote_is_short_and_safe(text: str) -> None:
    quote = quoted(text)
    assert len(quote) <= QUOTE_MAX + 4
    assert clean_line(quote) == quote


def test_french_punctuation_is_held_by_no_break_spaces() -> None:
    assert typeset("Où? « Là »; « ici » : 9:30; fin!") == (
        f"Où? «{NBSP}Là{NBSP}»; «{NBSP}ici{NBSP}»{NBSP}: 9:30; fin!"
    )


@given(st.text(), st.text(), st.text())
def test_nothing_of_two_changes_is_lost(before: str, mine: str, theirs: str) -> None:
    both = merged(before, mine, theirs)
    assert theirs in both or theirs == before
    if mine.strip() not in (before.strip(), theirs.strip()):
        added = mine[len(before) :] if before and mine.startswith(before) else mine
        assert added in both


def test_what_was_added_at_the_end_follows_theirs() -> None:
    assert merged("Vu.", "Vu. À 9 h.", "Vu avec l’équipe.") == "Vu avec l’équipe. À 9 h."
    assert merged("", "Ici.", "") == "Ici."
    assert merged("Vu.", "Vu.", "") == ""
