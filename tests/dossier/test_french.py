"""Dates and quantities as a French or Québec reader writes them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import french
from telestage_tui.dossier.parsing import parse_date, parse_number, parse_time
from tests.strategies import days, wall_times

NBSP = "\u00a0"


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def test_dates() -> None:
    day = date(2027, 3, 2)
    assert spaced(french.long_date(day)) == "mardi 2 mars 2027"
    assert spaced(french.weekday_date(day)) == "mardi 2 mars"
    assert spaced(french.plain_date(date(2027, 8, 1))) == "1er août 2027"
    assert spaced(french.short_date(date(2027, 7, 1))) == "jeu. 1er juill."
    assert spaced(french.long_moment(day, time(9, 30))) == "mardi 2 mars 2027, 9 h 30"


def test_a_span_repeats_the_year_only_when_it_changes() -> None:
    assert spaced(french.date_span(date(2027, 1, 11), date(2027, 4, 9))) == (
        "11 janv. – 9 avr. 2027"
    )
    assert spaced(french.date_span(date(2026, 12, 1), date(2027, 2, 1))) == (
        "1er déc. 2026 – 1er févr. 2027"
    )


@pytest.mark.parametrize(
    ("at", "shown"), [(time(9), "9 h"), (time(9, 5), "9 h 05"), (time(0), "0 h")]
)
def test_clock_times(at: time, shown: str) -> None:
    assert spaced(french.clock_time(at)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (35.0, "35"), (32.5, "32,5"), (1250.5, "1 250,5"), (1_000_000, "1 000 000")],
)
def test_numbers(value: float, shown: str) -> None:
    assert spaced(french.number(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(300, "300 $"), (610.5, "610,50 $"), (1250.05, "1 250,05 $"), (0.1, "0,10 $"),
     (99.999, "100 $"), (-3.5, "-3,50 $")],
)  # fmt: skip
def test_an_amount_has_its_cents_or_none(value: float, shown: str) -> None:
    assert spaced(french.dollars(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5, "5 h"), (5.5, "5 h 30"), (1.999, "2 h"), (-0.5, "-0 h 30"), (-6, "-6 h"), (-0.001, "0 h")],
)
def test_hours(value: float, shown: str) -> None:
    assert spaced(french.hours(value)) == shown


def test_zero_and_one_are_singular() -> None:
    assert [spaced(french.count(n, "dossier")) for n in (0, 1, 2)] == [
        "0 dossier", "1 dossier", "2 dossiers",
    ]  # fmt: skip
    assert spaced(french.count(3, "journal", "journaux")) == "3 journaux"


@given(days, wall_times)
def test_what_is_shown_can_be_typed_back(day: date, at: time) -> None:
    assert parse_date(french.long_date(day)) == parse_date(french.plain_date(day)) == day
    assert parse_time(french.clock_time(at)) == at


@given(st.integers(0, 10**9).map(lambda cents: cents / 100))
def test_a_number_shown_can_be_typed_back(value: float) -> None:
    assert parse_number(french.number(value)) == value
    assert parse_number(french.dollars(value)) == value


@given(wall_times, st.integers(0, 10**6))
def test_no_quantity_can_be_broken_over_two_lines(at: time, quantity: int) -> None:
    shown = french.clock_time(at), french.dollars(quantity), french.count(quantity, "dossier")
    assert not any(" " in text for text in shown)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Léa", "de Léa"),
        ("Inès", "d’Inès"),
        ("Éloïse", "d’Éloïse"),
        ("Œdipe", "d’Œdipe"),
        ("", "de "),
        ("Hélène", "d’Hélène"),
        ("Hugo Martin", "d’Hugo Martin"),
        ("Henri", "d’Henri"),
        ("Hamza", "de Hamza"),
        ("Houda", "de Houda"),
        ("Heidi", "de Heidi"),
        ("Yves", "d’Yves"),
        ("Yvette", "d’Yvette"),
        ("Ynès", "d’Ynès"),
        ("Yann", "de Yann"),
        ("Yaëlle", "de Yaëlle"),
        ("Y", "de Y"),
    ],
)
def test_a_name_that_begins_with_a_sounded_vowel_is_elided(name: str, said: str) -> None:
    assert french.de(name) == said
    assert french.que(name) == said.replace("d’", "qu’").replace("de ", "que ", 1)


def test_several_things_are_listed_as_in_a_sentence() -> None:
    assert french.listing(["a"]) == "a"
    assert french.listing(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("typed", "ends", "within"),
    [
        ("Maladie", "Maladie.", "Maladie"),
        ("Maladie.", "Maladie.", "Maladie"),
        ("Fièvre, toux, etc.", "Fièvre, toux, etc.", "Fièvre, toux, etc."),
        ("Chez Acme inc.", "Chez Acme inc.", "Chez Acme inc."),
        ("À suivre…", "À suivre…", "À suivre…"),
        ("À suivre...", "À suivre...", "À suivre..."),
        ("Vraiment?", "Vraiment?", "Vraiment?"),
        ("", ".", ""),
    ],
)
def test_a_full_stop_that_was_typed_is_neither_doubled_nor_kept_within_a_sentence(
    typed: str, ends: str, within: str
) -> None:
    assert french.sentence(typed) == ends
    assert french.clause(typed) == within
