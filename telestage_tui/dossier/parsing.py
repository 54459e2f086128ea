"""Readers of what people type: dates, times, numbers and hours, as they are written in French.

A text is read when it has one meaning only, and refused with a French sentence otherwise. These
readers are for the fields of a screen; files keep the strict forms (`2027-01-11`, `09:30`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from .base import EARLIEST, LATEST
from .french import MONTHS, number, plain_date
from .hours import WEEKDAYS, WorkHours
from .people import ClosedPeriod
from .text import clean_line, fold, quoted

_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2,}))?")
_WORDED_DATE = re.compile(r"(?:([a-z]+)\.? )?(\d{1,2})(?:er)? ([a-z]+)\.?(?: (\d{2,}))?")
_DAYS_AWAY = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2}
_WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)})(?: (prochain|dernier))?")
_PART_OF_DATE = re.compile(r"(?:([a-z]+)\.? )?(\d{1,2})(?:er)?(?: ([a-z]+)\.?)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?")
_TIME_INSIDE = re.compile(r"(?<![\d:])(\d{1,2}) ?(?:heures?\b|h(?![a-z])|:)(?: ?(\d{2}))?(?![\d:])")
_BETWEEN_TIMES = re.compile(r"(?<=\d) ?(?:-|–|—|\bjusqu'a\b|\ba\b) ?(?=\d)")
_LEADING_DE = re.compile(r"\bde (?=\d)")
_BETWEEN_RANGES = re.compile(r"(?<=\d),? (?:et|puis) (?=\d)")
_NUMBER = re.compile(r"(-?)(\d+(?: \d{3})*)(?:[.,](\d+))?")
_UNIT_BEFORE = re.compile(r"^\$ ?")
_UNIT_AFTER = re.compile(
    r"(?<=\d) ?(?:%|h(?:eures?)?|(?:\$|dollars?)(?: ?cad?)?|cad)(?: ?(?:/|par) ?(?:mois|semaine))?$"
)
_MINUTES = re.compile(r"(?:(\d{1,2}) ?(?:h|heures?))?(?: ?(\d{1,4}))? ?(?:min|minutes?)?\.?")
_PERIOD_JOIN = re.compile(r" (?:au|a|–|—) ", re.IGNORECASE)
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "1"})
_NO = frozenset({"non", "n", "faux", "false", "no", "0"})


def parse_date(text: str, today: date | None = None, *, ahead: bool = False) -> date:
    """Read `2027-01-11`, `11/01/2027`, `11 janvier 2027` or `lundi 11 janvier 2027`.

    With a `today`, also `28 février` and `28/02`, whose year is the one nearest to it; `lundi`,
    which is the nearest one, `lundi prochain` and `lundi dernier`; `aujourd’hui`, `hier`, `demain`.

    Args:
        text: The text typed.
        today: The local date; None where the date must be written whole, as a date of birth.
        ahead: Whether the date is in the future: a day without its year is then the first from
            today on, and a weekday the first after today.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    if today is not None and (relative := _relative_date(today, folded, ahead=ahead)):
        return relative
    weekday = ""
    if match := _ISO_DATE.fullmatch(folded):
        year, month, day = match.groups()
    elif match := _NUMERIC_DATE.fullmatch(folded):
        day, month, year = match.groups(default="")
    elif match := _WORDED_DATE.fullmatch(folded):
        weekday, day, month_name, year = match.groups(default="")
        month = str(_month(month_name, text))
    else:
        raise ValueError(
            f"Date {quoted(text)} illisible; écrivez par exemple 11 janvier 2027, 2027-01-11 "
            "ou 11/01/2027 (jour/mois/année)."
        )
    if today is None and not year:
        raise ValueError("Écrivez aussi l’année, par exemple 11 janvier 2027.")
    if len(year) not in (0, 4):
        raise ValueError("Écrivez l’année en quatre chiffres, par exemple 2027.")
    if today is None or year:
        result = _date_or_none(int(year), int(month), int(day))
    else:
        result = _without_year(int(month), int(day), today, ahead=ahead)
    if result is None:
        raise ValueError(f"La date {quoted(text)} n’existe pas.")
    if not EARLIEST <= result <= LATEST:
        raise ValueError(
            f"La date {quoted(text)} est trop loin; de {EARLIEST.year} à {LATEST.year}."
        )
    if weekday and not (len(weekday) >= 3 and WEEKDAYS[result.weekday()].startswith(weekday)):
        raise ValueError(f"Le {plain_date(result)} est un {WEEKDAYS[result.weekday()]}.")
    return result


def _relative_date(today: date, folded: str, *, ahead: bool) -> date | None:
    """`hier`, `demain`, `lundi`, `lundi prochain`; None when it is none of these."""
    if folded in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[folded])
    match = _WEEKDAY.fullmatch(folded)
    if match is None:
        return None
    days = (WEEKDAYS.index(match[1]) - today.weekday()) % 7
    if match[2] == "dernier":
        return today + timedelta(days=days - 7)
    if match[2] == "prochain" or ahead:
        return today + timedelta(days=days or 7)
    return today + timedelta(days=days - 7 if days > 3 else days)


def _without_year(month: int, day: int, today: date, *, ahead: bool) -> date | None:
    """The day of that month nearest to today, or the first from today on."""
    years = range(today.year - 8, today.year + 9)  # a 29 February may be eight years away
    days = (_date_or_none(year, month, day) for year in years)
    candidates = [each for each in days if each and (each >= today or not ahead)]
    return min(candidates, key=lambda each: abs(each - today), default=None)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str, text: str) -> int:
    # A beginning of three letters or more, as « juil. » is written as often as « juill. ».
    months = [n for n, name in enumerate(MONTHS, 1) if fold(name).startswith(word)]
    if len(word) < 3 or len(months) != 1:
        raise ValueError(f"Mois inconnu dans {quoted(text)}.")
    return months[0]


def parse_time(text: str) -> time:
    """Read `9 h 30`, `9h30`, `9 h` or `09:30`, to the minute.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    match = _TIME.fullmatch({"midi": "12 h", "minuit": "0 h"}.get(folded, folded))
    if not match or (":" in folded and not match[2]):
        raise ValueError(f"Heure {quoted(text)} illisible; écrivez par exemple 9 h 30 ou 09:30.")
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"L’heure {quoted(text)} n’existe pas.")
    return time(hour, minute)


def parse_number(text: str) -> float:
    """Read a number with a decimal comma or point, its thousands separated or not: `1 250,50`.

    A unit is accepted and ignored: `1 250,50 $`, `$ 300`, `300 $ par mois`, `35 h`.

    Raises:
        ValueError: with a French sentence; `1,250` is refused, as it has two meanings.
    """
    match = _NUMBER.fullmatch(_UNIT_BEFORE.sub("", _UNIT_AFTER.sub("", fold(text))))
    if not match:
        raise ValueError(f"Nombre {quoted(text)} illisible; écrivez par exemple 32 ou 32,5.")
    sign, whole, decimals = match.groups(default="")
    if len(decimals) == 3:
        raise ValueError(f"{quoted(text)} peut se lire de deux façons; écrivez 1250 ou 1,25.")
    if len(whole) > 15:
        raise ValueError("Nombre trop grand.")
    return float(f"{sign}{whole.replace(' ', '')}.{decimals or 0}")


def number_text(value: float) -> str:
    """A number as a person writes it; `parse_number` reads the exact value back."""
    text = number(value)
    if parse_number(text) == value:
        return text
    whole, _, decimals = f"{Decimal(repr(value)):f}".partition(".")
    return f"{whole},{decimals:0<4}"  # three decimals could be read as thousands


def parse_minutes(text: str) -> int:
    """Read a length in minutes: `30`, `30 min`, `1 h`, `1 h 30`.

    Raises:
        ValueError: with a French sentence.
    """
    match = _MINUTES.fullmatch(fold(text))
    hours, minutes = match.groups() if match else (None, None)
    if hours is None and minutes is None:
        raise ValueError(
            f"Durée {quoted(text)} illisible; écrivez des minutes, par exemple 30, ou 1 h 30."
        )
    return int(hours or 0) * 60 + int(minutes or 0)


def parse_hours(text: str) -> WorkHours:
    """Read working hours such as `9 h à 17 h`, `9h-12h et 13h-17h`, or as `WorkHours.parse` does.

    Raises:
        ValueError: with a French sentence.
    """
    hours = fold(text).replace("midi", "12 h").replace("minuit", "24 h")
    clocks = _TIME_INSIDE.sub(lambda m: f"{int(m[1]):02d}:{m[2] or '00'}", hours)
    ranges = _BETWEEN_TIMES.sub("-", clocks)
    return WorkHours.parse(_BETWEEN_RANGES.sub(", ", _LEADING_DE.sub("", ranges)))


def parse_flag(text: str) -> bool:
    """Read `oui` or `non`.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    if folded not in _YES | _NO:
        raise ValueError("Répondez oui ou non.")
    return folded in _YES


def parse_choice(text: str, choices: Sequence[str]) -> str:
    """The choice of that name, whatever its case and accents.

    Raises:
        ValueError: with a French sentence that lists the choices.
    """
    folded = fold(text)
    for choice in choices:
        if fold(choice) == folded:
            return choice
    raise ValueError(f"Valeur {quoted(text)} inconnue; choix possibles : {', '.join(choices)}.")


def parse_period(text: str, today: date | None = None) -> ClosedPeriod:
    """Read one closed day or several, with a reason or not: `du 1er au 5 mars 2027 : congé`.

    Args:
        text: The text typed.
        today: The local date, from which days without their year are read; see `parse_date`.

    Raises:
        ValueError: with a French sentence.
    """
    days, _, label = text.partition(":")
    bare = re.sub(r"(?i)^\s*du\s+", "", clean_line(days)).replace("à", "a")
    first, *rest = _PERIOD_JOIN.split(bare)
    if len(rest) > 1:
        raise ValueError(
            f"Période {quoted(text)} illisible; écrivez par exemple du 1er au 5 mars 2027."
        )
    end = parse_date(rest[0] if rest else first, today)
    start = _first_day(first, end, today) if rest else end
    if end < start:
        raise ValueError("La dernière journée précède la première.")
    return ClosedPeriod(first=start, last=end, label=label)


def _first_day(text: str, last: date, today: date | None) -> date:
    """The first day of a period, whose month and year default to those of the last."""
    folded = fold(text)
    match = _PART_OF_DATE.fullmatch(folded)
    if not match:
        numeric = _NUMERIC_DATE.fullmatch(folded)
        return parse_date(text, last if numeric and not numeric[3] else today)
    weekday, day, month_name = match.groups(default="")
    month = _month(month_name, text) if month_name else last.month
    year = last.year - ((month, int(day)) > (last.month, last.day) and month_name != "")
    return parse_date(f"{weekday} {day} {MONTHS[month - 1]} {year}".strip())
