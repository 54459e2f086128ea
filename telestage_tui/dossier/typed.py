"""What people type: dates, times, numbers and hours as they are written in French.

Forgiving where there is one meaning only, and refused with a French sentence otherwise. Files keep
the strict forms (`2027-01-11`, `09:30`); these readers are for the fields of a screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from .french import MONTHS, plain_date
from .hours import WEEKDAYS, WorkHours
from .people import ClosedPeriod
from .text import clean_line, fold, quoted

_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,})")
_WORDED_DATE = re.compile(r"(?:([a-z]+)\.? )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{2,})")
_PART_OF_DATE = re.compile(r"(?:([a-z]+)\.? )?(\d{1,2})(?:er)?(?: ([a-z]+)\.?)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}) ?(?:h|heures?|:) ?(\d{2})?")
_TIME_INSIDE = re.compile(r"(?<![\d:])(\d{1,2}) ?(?:heures?\b|h(?![a-z])|:)(?: ?(\d{2}))?(?![\d:])")
_BETWEEN_TIMES = re.compile(r"(?<=\d) ?(?:-|–|—|\bjusqu'a\b|\ba\b) ?(?=\d)")
_LEADING_DE = re.compile(r"\bde (?=\d)")
_BETWEEN_RANGES = re.compile(r"(?<=\d),? (?:et|puis) (?=\d)")
_NUMBER = re.compile(r"(-?)(\d+(?: \d{3})*)(?:[.,](\d+))? ?(?:\$|%|h|heures?|min|minutes?|cad)?")
_PERIOD_JOIN = re.compile(r" (?:au|a|–|—) ", re.IGNORECASE)
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "1"})
_NO = frozenset({"non", "n", "faux", "false", "no", "0"})


def parse_date(text: str) -> date:
    """Read `2027-01-11`, `11/01/2027`, `11 janvier 2027` or `lundi 11 janvier 2027`.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    weekday = ""
    if match := _ISO_DATE.fullmatch(folded):
        year, month, day = match.groups()
    elif match := _NUMERIC_DATE.fullmatch(folded):
        day, month, year = match.groups()
    elif match := _WORDED_DATE.fullmatch(folded):
        weekday, day, month_name, year = match.groups(default="")
        month = str(_month(month_name, text))
    else:
        raise ValueError(
            f"date {quoted(text)} illisible ; écrivez par exemple 11 janvier 2027, 2027-01-11 "
            "ou 11/01/2027 (jour/mois/année)."
        )
    if len(year) != 4:
        raise ValueError("écrivez l’année en quatre chiffres, par exemple 2027.")
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"la date {quoted(text)} n’existe pas.") from None
    if weekday and not (len(weekday) >= 3 and WEEKDAYS[read.weekday()].startswith(weekday)):
        raise ValueError(f"le {plain_date(read)} est un {WEEKDAYS[read.weekday()]}.")
    return read


def _month(word: str, text: str) -> int:
    found = [n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and _abbreviates(word, name)]
    if len(found) != 1:
        raise ValueError(f"mois inconnu dans {quoted(text)}.")
    return found[0]


def _abbreviates(word: str, month: str) -> bool:
    # « juil. » is written as often as « juill. »; both begin the name.
    return fold(month).startswith(word)


def parse_time(text: str) -> time:
    """Read `9 h 30`, `9h30`, `9 h` or `09:30`, to the minute.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    match = _TIME.fullmatch({"midi": "12 h", "minuit": "0 h"}.get(folded, folded))
    if not match or (":" in folded and not match[2]):
        raise ValueError(f"heure {quoted(text)} illisible ; écrivez par exemple 9 h 30 ou 09:30.")
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"l’heure {quoted(text)} n’existe pas.")
    return time(hour, minute)


def parse_number(text: str) -> float:
    """Read a number with a decimal comma or point, its thousands apart or not: `1 250,50`.

    A unit after it (`$`, `h`, `min`) is accepted and left out.

    Raises:
        ValueError: with a French sentence; `1,250` is refused, as it has two meanings.
    """
    match = _NUMBER.fullmatch(fold(text))
    if not match:
        raise ValueError(f"nombre {quoted(text)} illisible ; écrivez par exemple 32 ou 32,5.")
    sign, whole, decimals = match.groups(default="")
    if len(decimals) == 3:
        raise ValueError(f"{quoted(text)} peut se lire de deux façons ; écrivez 1250 ou 1,25.")
    if len(whole) > 15:
        raise ValueError("nombre trop grand.")
    return float(f"{sign}{whole.replace(' ', '')}.{decimals or 0}")


def parse_integer(text: str) -> int:
    """Read a whole number, with its unit or not: `30 min`.

    Raises:
        ValueError: with a French sentence.
    """
    number = parse_number(text)
    if not number.is_integer():
        raise ValueError("un nombre entier est attendu.")
    return int(number)


def parse_hours(text: str) -> WorkHours:
    """Read working hours such as `9 h à 17 h`, `9h-12h et 13h-17h`, or as `WorkHours.parse` does.

    Raises:
        ValueError: with a French sentence.
    """
    spaced = fold(text).replace("midi", "12 h").replace("minuit", "24 h")
    clocks = _TIME_INSIDE.sub(lambda m: f"{int(m[1]):02d}:{m[2] or '00'}", spaced)
    ranges = _BETWEEN_TIMES.sub("-", clocks)
    return WorkHours.parse(_BETWEEN_RANGES.sub(", ", _LEADING_DE.sub("", ranges)))


def parse_flag(text: str) -> bool:
    """Read `oui` or `non`.

    Raises:
        ValueError: with a French sentence.
    """
    folded = fold(text)
    if folded not in _YES | _NO:
        raise ValueError("répondez oui ou non.")
    return folded in _YES


def parse_choice(text: str, choices: Sequence[str]) -> str:
    """The choice that was meant, whatever its case and accents.

    Raises:
        ValueError: with a French sentence that lists the choices.
    """
    folded = fold(text)
    for choice in choices:
        if fold(choice) == folded:
            return choice
    raise ValueError(f"valeur {quoted(text)} inconnue ; choix possibles : {', '.join(choices)}.")


def parse_period(text: str) -> ClosedPeriod:
    """Read one closed day or several, with a reason or not: `du 1er au 5 mars 2027 : congé`.

    Raises:
        ValueError: with a French sentence.
    """
    days, _, label = text.partition(":")
    bare = re.sub(r"(?i)^\s*du\s+", "", clean_line(days)).replace("à", "a")
    first, *rest = _PERIOD_JOIN.split(bare)
    if len(rest) > 1:
        raise ValueError(
            f"période {quoted(text)} illisible ; écrivez par exemple du 1er au 5 mars 2027."
        )
    end = parse_date(rest[0] if rest else first)
    start = _first_day(first, end) if rest else end
    if end < start:
        raise ValueError("la dernière journée précède la première.")
    return ClosedPeriod(first=start, last=end, label=label)


def _first_day(text: str, last: date) -> date:
    """The first day of a period; its month and its year are those of the last, if not written."""
    match = _PART_OF_DATE.fullmatch(fold(text))
    if not match:
        return parse_date(text)
    weekday, day, month_name = match.groups(default="")
    month = _month(month_name, text) if month_name else last.month
    year = last.year - ((month, int(day)) > (last.month, last.day) and month_name != "")
    return parse_date(f"{weekday} {day} {MONTHS[month - 1]} {year}".strip())
