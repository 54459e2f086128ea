"""Each value that the portal accepts or refuses: valid, invalid, and right at the limit."""

from __future__ import annotations

from datetime import date

import pytest

from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.portal_formats import (
    Reading,
    Typed,
    check_user_name,
    offer_number,
    read,
)

CONTENT = load_programme().onsite
FORMATS = CONTENT.formats
TODAY = date(2027, 2, 10)


def reading(field: str, text: str, on: date = TODAY, *, is_french: bool = True) -> Reading:
    return read(Typed(text, on, FORMATS, CONTENT.field(field), is_french))


@pytest.mark.parametrize(
    ("field", "text", "value", "note"),
    [
        ("business-number", "123456789", "123456789", ""),
        ("business-number", "123 456 789", "123456789", ""),
        ("business-number", "123456789RP0001", "123456789",
         "les neuf premiers chiffres du compte 123456789RP0001"),
        ("business-number", "123456789 rt 0002", "123456789",
         "les neuf premiers chiffres du compte 123456789RT0002"),
        ("business-number", "1143920115", "114392011",
         "les neuf premiers chiffres du NEQ 1143920115"),
        ("business-number", "88 1234 5678", "881234567",
         "les neuf premiers chiffres du NEQ 8812345678"),
        ("company-postal-code", "G5L 1A1", "G5L 1A1", ""),
        ("company-postal-code", "g5l1a1", "G5L 1A1", ""),
        ("company-postal-code", "G5L-1A1", "G5L 1A1", ""),
        ("user-phone", "418 555-0123", "418-555-0123", ""),
        ("user-phone", "+1 (418) 555-0123", "418-555-0123", ""),
        ("user-phone", "+33 6 12 34 56 78", "+33612345678", ""),
        ("user-phone", "+4712345678", "+4712345678", ""),
        ("user-email", "marie@exemple.ca", "marie@exemple.ca", ""),
        ("created-on", "1998-04-01", "1998-04-01", ""),
        ("created-on", "1er avril 1998", "1998-04-01", ""),
        ("noc", "21234", "21234", ""),
        ("noc", "75999", "75999", ""),
        ("noc", "21 234", "21234", ""),
        ("passport-number", "12AB34567", "12AB34567", ""),
        ("passport-number", "12 ab 34567", "12AB34567", ""),
        ("employees", "12", "12", ""),
        ("employees", "0", "0", ""),
        ("revenue", "1 250 000 $", "1250000", ""),
        ("website", "www.boreal.example", "www.boreal.example", ""),
        ("website", "https://boreal.example/fr", "https://boreal.example/fr", ""),
        ("canadian", "oui", "Oui", ""),
        ("mailing-differs", "NON", "Non", ""),
        ("sex", "femme", "Femme", ""),
    ],
)  # fmt: skip
def test_what_is_accepted(field: str, text: str, value: str, note: str) -> None:
    assert reading(field, text) == Reading(value, note)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("business-number", "12345678", "a 8 chiffres"),
        ("business-number", "12345678901", "a 11 chiffres"),
        ("business-number", "9912345678", "un NEQ commence par 11, 22, 33, 88"),
        ("business-number", "12345678X", "rien que des chiffres"),
        ("business-number", "1143920115RP0001", "rien que des chiffres"),
        ("company-postal-code", "G5L 1A", "G5L 1A1"),
        ("company-postal-code", "G5L 1O1", "sans les lettres D, F, I, O"),
        ("company-postal-code", "W5L 1A1", "G5L 1A1"),
        ("company-postal-code", "75001", "G5L 1A1"),
        ("user-phone", "418 555-012", "dix chiffres"),
        ("user-phone", "118 555-0123", "dix chiffres"),
        ("user-phone", "+33 6", "dix chiffres"),
        ("user-phone", "418 555-0123 poste 4", "le poste a son champ"),
        ("user-email", "marie@exemple", "nom@exemple.org"),
        ("created-on", "31 février 1998", "février"),
        ("noc", "2123", "de l’ancienne édition"),
        ("noc", "212345", "5 chiffres"),
        ("noc", "26234", "de 0 à 5"),
        ("noc", "2123A", "que des chiffres"),
        ("passport-number", "12AB3456", "deux lettres et cinq chiffres"),
        ("passport-number", "12AB345678", "deux lettres et cinq chiffres"),
        ("passport-number", "1OAB34567", "vérifiez les O et les 0"),
        ("employees", "douze", "illisible"),
        ("employees", "-1", "négatif"),
        ("website", "boreal", "www.exemple.ca"),
        ("website", "www.boreal.example page", "www.exemple.ca"),
        ("canadian", "peut-être", "oui ou non"),
        ("sex", "F", "choix possibles"),
    ],
)  # fmt: skip
def test_what_is_refused(field: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        reading(field, text)


@pytest.mark.parametrize(
    ("text", "on", "is_accepted"),
    [
        ("2123", date(2022, 11, 15), True),
        ("2123", date(2022, 11, 16), False),
        ("21234", date(2022, 11, 15), False),
        ("21234", date(2022, 11, 16), True),
    ],
)
def test_a_code_is_of_the_edition_of_its_day(text: str, on: date, is_accepted: bool) -> None:
    if is_accepted:
        assert reading("noc", text, on).value == text
    else:
        with pytest.raises(ValueError, match="16\u00a0novembre 2022"):
            reading("noc", text, on)


def test_a_passport_of_another_country_has_another_form() -> None:
    assert reading("passport-number", "X1234567", is_french=False).note
    with pytest.raises(ValueError, match="6 à 12"):
        reading("passport-number", "X12", is_french=False)


@pytest.mark.parametrize("text", ["A1234567", "a1234567", "A 123 4567"])
def test_an_offer_number(text: str) -> None:
    assert offer_number(text, FORMATS) == "A1234567"


@pytest.mark.parametrize("text", ["A123456", "A12345678", "B1234567", "1234567", "", "A123456O"])
def test_what_is_no_offer_number(text: str) -> None:
    with pytest.raises(ValueError, match="A suivi de 7 chiffres"):
        offer_number(text, FORMATS)


@pytest.mark.parametrize("name", ["abcdefgh", "a1234567", "abcdefghijklmnop", "Boreal2027"])
def test_a_user_name(name: str) -> None:
    check_user_name(name, FORMATS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("abcdefg", "de 8 à 16"),
        ("abcdefghijklmnopq", "celui-ci en a 17"),
        ("12345678", "7 chiffres au plus"),
        ("a12345678", "celui-ci en a 8"),
        ("boreal-27", "que des lettres"),
        ("boréal2027", "sans accent"),
        ("", "celui-ci en a 0"),
    ],
)
def test_what_is_no_user_name(name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_user_name(name, FORMATS)
