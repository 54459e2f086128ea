"""What people type in a field, and how it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.french import MONTHS
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.parsing import (
    parse_choice,
    parse_date,
    parse_flag,
    parse_hours,
    parse_minutes,
    parse_number,
    parse_period,
    parse_time,
)
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.dossier.text import clean_line, fold
from tests.strategies import work_hours

NBSP = "\u00a0"
NARROW = "\u202f"
TODAY = date(2027, 2, 10)
"""A Wednesday."""


@pytest.mark.parametrize(
    "text",
    ["2027-01-11", "2027-1-11", "11/01/2027", "11-01-2027", "11.1.2027", "11 janvier 2027",
     "11 JANV. 2027", "lundi 11 janvier 2027", "Lun. 11 janv. 2027", " 11  janvier  2027 ",
     f"11{NBSP}janvier{NBSP}2027"],
)  # fmt: skip
def test_a_date_in_all_its_writings(text: str) -> None:
    assert parse_date(text) == date(2027, 1, 11)


def test_months_with_accents() -> None:
    assert parse_date("1er août 2027") == parse_date("1 AOUT 2027") == date(2027, 8, 1)
    assert parse_date("29 fevr. 2028") == date(2028, 2, 29)
    assert parse_date("3 juil. 2027") == date(2027, 7, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "illisible"),
        ("demain", "illisible"),
        ("28 février", "aussi l’année"),
        ("28/02", "aussi l’année"),
        ("31/02/2027", "n’existe pas"),
        ("01/13/2027", "n’existe pas"),
        ("11/01/9999", "trop loin; de 1900 à 2199"),
        ("31 décembre 1899", "trop loin"),
        ("11/01/27", "quatre chiffres"),
        ("11 jui 2027", "Mois inconnu"),
        ("11 brumaire 2027", "Mois inconnu"),
        ("mardi 11 janvier 2027", "est un lundi"),
        ("2027-01-11T09:00", "illisible"),
    ],
)
def test_a_date_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "near", "coming"),
    [
        ("aujourd’hui", date(2027, 2, 10), date(2027, 2, 10)),
        ("Aujourd'hui", date(2027, 2, 10), date(2027, 2, 10)),
        ("hier", date(2027, 2, 9), date(2027, 2, 9)),
        ("demain", date(2027, 2, 11), date(2027, 2, 11)),
        ("après-demain", date(2027, 2, 12), date(2027, 2, 12)),
        ("28 février", date(2027, 2, 28), date(2027, 2, 28)),
        ("dimanche 28 février", date(2027, 2, 28), date(2027, 2, 28)),
        ("28/02", date(2027, 2, 28), date(2027, 2, 28)),
        ("10 février", date(2027, 2, 10), date(2027, 2, 10)),
        ("9 févr.", date(2027, 2, 9), date(2028, 2, 9)),
        ("12 décembre", date(2026, 12, 12), date(2027, 12, 12)),
        ("29 février", date(2028, 2, 29), date(2028, 2, 29)),
        ("mercredi", date(2027, 2, 10), date(2027, 2, 17)),
        ("mardi", date(2027, 2, 9), date(2027, 2, 16)),
        ("vendredi", date(2027, 2, 12), date(2027, 2, 12)),
        ("Lundi prochain", date(2027, 2, 15), date(2027, 2, 15)),
        ("lundi dernier", date(2027, 2, 8), date(2027, 2, 8)),
        ("28 février 2029", date(2029, 2, 28), date(2029, 2, 28)),
    ],
)
def test_a_date_is_counted_from_today(text: str, near: date, coming: date) -> None:
    assert parse_date(text, TODAY) == near
    assert parse_date(text, TODAY, ahead=True) == coming


@pytest.mark.parametrize(
    ("text", "reason"),
    [("31 février", "n’existe pas"), ("lundi 28 février", "est un dimanche"), ("28", "illisible"),
     ("bientôt", "illisible"), ("11/01/27", "quatre chiffres"), ("noël prochain", "illisible")],
)  # fmt: skip
def test_a_date_counted_from_today_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text, TODAY)


@given(st.dates(date(1980, 1, 1), date(2100, 1, 1)), st.dates(date(1980, 1, 1), date(2100, 1, 1)))
def test_the_year_left_out_is_the_nearest_or_the_next(today: date, day: date) -> None:
    text = f"{day.day} {MONTHS[day.month - 1]}"
    near, coming = parse_date(text, today), parse_date(text, today, ahead=True)
    assert near.month == coming.month == day.month
    assert near.day == coming.day == day.day
    leap = (day.month, day.day) == (2, 29)
    assert abs(near - today) <= timedelta(days=8 * 366 if leap else 183)
    assert timedelta(0) <= coming - today < timedelta(days=8 * 366 if leap else 366)


@pytest.mark.parametrize(
    "text", ["9 h 30", "9h30", "09:30", "9:30", f"9{NBSP}h{NBSP}30", "9 H 30", "9 heures 30"]
)
def test_a_time_in_all_its_writings(text: str) -> None:
    assert parse_time(text) == time(9, 30)


def test_whole_hours_and_noon() -> None:
    assert [parse_time(text) for text in ("9 h", "midi", "Minuit")] == [time(9), time(12), time(0)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("24 h", "n’existe pas"), ("9:60", "n’existe pas"), ("9:", "illisible"), ("930", "illisible"),
     ("9h5", "illisible"), ("tôt", "illisible")],
)  # fmt: skip
def test_a_time_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("32", 32), ("32,5", 32.5), ("32.5", 32.5), ("1 250,50 $", 1250.5), ("300$", 300),
     (f"1{NBSP}250", 1250), ("-3", -3), ("35 h", 35), ("1250", 1250), ("3,50 $", 3.5),
     ("1 200,50", 1200.5), (f"1{NARROW}200,50{NBSP}$", 1200.5), ("$ 300", 300), ("$300.25", 300.25),
     ("300 $ par mois", 300), ("300 $/mois", 300), ("300 $ CA", 300), ("300 dollars", 300)],
)  # fmt: skip
def test_a_number_in_all_its_writings(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "illisible"), ("beaucoup", "illisible"), ("1e5", "illisible"), ("nan", "illisible"),
     ("1,250", "deux façons"), ("1,250.5", "illisible"),
     ("$", "illisible"), ("30 min", "illisible"), ("9" * 400, "trop grand")],
)  # fmt: skip
def test_a_number_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30", 30), ("30 min", 30), (f"30{NBSP}minutes", 30), ("1 h", 60), ("1h30", 90),
     ("1 h 30 min", 90), ("2 heures", 120), ("0 h 45", 45)],
)  # fmt: skip
def test_a_length_in_all_its_writings(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "30,5", "une heure", "min", "-5", "1:30", "30 $"])
def test_a_length_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"illisible; écrivez des minutes, par exemple 30"):
        parse_minutes(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("9h-17h", "09:00-17:00"),
        ("9 h à 17 h", "09:00-17:00"),
        ("de 9 h à 17 h 30", "09:00-17:30"),
        ("9 heures à 17 heures", "09:00-17:00"),
        ("9h30 – 17h15", "09:30-17:15"),
        ("9 h à midi", "09:00-12:00"),
        ("9h-12h et 13h-17h", "09:00-12:00, 13:00-17:00"),
        ("9h-12h, 13h-17h", "09:00-12:00, 13:00-17:00"),
        ("9 h à 12 h puis de 13 h à 17 h", "09:00-12:00, 13:00-17:00"),
        ("9h-17h; vendredi 9h-12h", "09:00-17:00; vendredi 09:00-12:00"),
        ("09:00-17:00; lundi-mardi fermé", "09:00-17:00; lundi-mardi fermé"),
    ],
)
def test_hours_as_people_say_them(text: str, canonical: str) -> None:
    assert str(parse_hours(text)) == canonical


@given(work_hours())
def test_hours_of_a_file_are_read_the_same(hours: WorkHours) -> None:
    assert parse_hours(str(hours)) == hours


def test_yes_and_no() -> None:
    assert [parse_flag(text) for text in ("Oui", "o", "vrai", "NON", "n", "false")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="oui ou non"):
        parse_flag("peut-être")


def test_a_choice_whatever_its_case_and_accents() -> None:
    assert parse_choice(" RFPE DEMANDEE", ("ARE", "RFPE demandée")) == "RFPE demandée"
    with pytest.raises(ValueError, match="ARE, aucun"):
        parse_choice("CAF", ("ARE", "aucun"))


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2027-03-05", date(2027, 3, 5), date(2027, 3, 5), ""),
        ("5 mars 2027 : Formation", date(2027, 3, 5), date(2027, 3, 5), "Formation"),
        ("du 1er mars 2027 au 5 mars 2027", date(2027, 3, 1), date(2027, 3, 5), ""),
        ("01/03/2027 à 05/03/2027 : Congé", date(2027, 3, 1), date(2027, 3, 5), "Congé"),
        ("1 août 2027 – 15 août 2027", date(2027, 8, 1), date(2027, 8, 15), ""),
        ("du 10 au 12 mars 2027", date(2027, 3, 10), date(2027, 3, 12), ""),
        ("Du 1er au 5 mars 2027 : congé", date(2027, 3, 1), date(2027, 3, 5), "congé"),
        ("lundi 1er au ven. 5 mars 2027", date(2027, 3, 1), date(2027, 3, 5), ""),
        ("du 28 févr. au 3 mars 2027", date(2027, 2, 28), date(2027, 3, 3), ""),
        ("24 décembre au 3 janvier 2028", date(2027, 12, 24), date(2028, 1, 3), ""),
        ("10 – 12/03/2027", date(2027, 3, 10), date(2027, 3, 12), ""),
    ],
)
def test_a_period_in_all_its_writings(text: str, first: date, last: date, label: str) -> None:
    assert parse_period(text) == ClosedPeriod(first=first, last=last, label=label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5 mars 2027 au 1 mars 2027",
        "1 mars 2027 au 2 au 3",
        "5 au 1 mars 2027",
        "10 mars 2027 au 12",
    ],
)
def test_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"illisible|précède"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5 mars", date(2027, 3, 5), date(2027, 3, 5)),
        ("du 1er au 5 mars : congé", date(2027, 3, 1), date(2027, 3, 5)),
        ("du 24 décembre au 3 janvier", date(2026, 12, 24), date(2027, 1, 3)),
        ("01/03 au 05/03", date(2027, 3, 1), date(2027, 3, 5)),
        ("24/12 au 03/01/2028", date(2027, 12, 24), date(2028, 1, 3)),
        ("demain au 15 février", date(2027, 2, 11), date(2027, 2, 15)),
        ("aujourd’hui à vendredi", date(2027, 2, 10), date(2027, 2, 12)),
        ("hier", date(2027, 2, 9), date(2027, 2, 9)),
    ],
)
def test_a_period_is_counted_from_today(text: str, first: date, last: date) -> None:
    period = parse_period(text, TODAY)
    assert (period.first, period.last) == (first, last)


def test_the_first_day_of_a_period_is_checked_too() -> None:
    with pytest.raises(ValueError, match="n’existe pas"):
        parse_period("du 31 au 2 février 2027")
    with pytest.raises(ValueError, match="est un lundi"):
        parse_period("mardi 1er au 5 mars 2027")


@pytest.mark.parametrize(
    "parse",
    [
        parse_date,
        partial(parse_date, today=TODAY),
        partial(parse_date, today=TODAY, ahead=True),
        parse_time,
        parse_number,
        parse_minutes,
        parse_hours,
        parse_period,
        partial(parse_period, today=TODAY),
    ],
)
@given(text=st.text(max_size=30))
def test_anything_typed_is_read_or_refused_safely(
    parse: Callable[[str], object], text: str
) -> None:
    refusal = _refusal(parse, text)
    assert refusal is None or (
        refusal.endswith(".")
        and refusal[0] == refusal[0].upper()
        and clean_line(refusal) == refusal
    )


def _refusal(parse: Callable[[str], object], text: str) -> str | None:
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return None


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
