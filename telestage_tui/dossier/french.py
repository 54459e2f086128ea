"""Dates, times and quantities as a Québec or French reader writes them.

Every space inside a quantity is a no-break space, so that a line never ends on « 9 ».
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from .hours import WEEKDAYS
from .text import fold

NBSP = "\u00a0"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juill.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
SHORT_WEEKDAYS = tuple(f"{name[:3]}." for name in WEEKDAYS)


def day_number(day: date) -> str:
    """`1er` for the first of the month, the number for the others."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """`mardi 2 mars 2027`."""
    return f"{weekday_date(day)} {day.year}"


def weekday_date(day: date) -> str:
    """`mardi 2 mars`."""
    return f"{WEEKDAYS[day.weekday()]} {month_date(day)}"


def month_date(day: date) -> str:
    """`2 mars`, `1er janvier`, in a sentence where the year is clear."""
    return f"{day_number(day)}{NBSP}{MONTHS[day.month - 1]}"


def plain_date(day: date) -> str:
    """`2 mars 2027`."""
    return f"{month_date(day)} {day.year}"


def short_date(day: date) -> str:
    """`mar. 2 mars`, for narrow columns."""
    return (
        f"{SHORT_WEEKDAYS[day.weekday()]}{NBSP}{day_number(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}"
    )


def short_day(day: date) -> str:
    """`2 mars`, `14 janv.`, where the weekday and the year are clear from the context."""
    return f"{day_number(day)}{NBSP}{SHORT_MONTHS[day.month - 1]}"


def date_span(first: date, last: date) -> str:
    """`11 janv. – 9 avr. 2027`; of a single day, `11 janv. 2027`."""
    if first == last:
        return f"{short_day(last)}{NBSP}{last.year}"
    start = short_day(first)
    if first.year != last.year:
        start += f"{NBSP}{first.year}"
    return f"{start} – {short_day(last)}{NBSP}{last.year}"


def from_to(first: date, last: date) -> str:
    """`du lundi 15 mars au vendredi 26 mars 2027`; of a single day, `le lundi 15 mars 2027`."""
    if first == last:
        return f"le {long_date(last)}"
    start = weekday_date(first) if first.year == last.year else long_date(first)
    return f"du {start} au {long_date(last)}"


def clock_time(at: time) -> str:
    """`9 h 30`, `9 h`."""
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02d}" if at.minute else "")


def long_moment(day: date, at: time) -> str:
    """`mardi 2 mars 2027, 9 h 30`."""
    return f"{long_date(day)}, {clock_time(at)}"


def number(value: float) -> str:
    """A number with a decimal comma and thousands separated: `1 250,5`."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", NBSP).replace(".", ",")


def tenths(value: float) -> str:
    """A number to the nearest tenth, always written: `2,8`, `3,0`."""
    return f"{value:.1f}".replace(".", ",")


_NUMBERS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip


def in_words(value: float) -> str:
    """A small number in words: `deux`, `vingt`; in figures from 21 on, or when it is not whole."""
    return _NUMBERS[int(value)] if value in range(len(_NUMBERS)) else number(value)


def dollars(value: float) -> str:
    """An amount in Canadian dollars: `300 $`, `610,50 $`."""
    figures = number(value)
    _, _, cents = figures.partition(",")
    return f"{figures}{'0' if len(cents) == 1 else ''}{NBSP}$"


def hours(value: float) -> str:
    """A number of hours: `5 h`, `5 h 30`, `-0 h 30`."""
    whole, minutes = divmod(abs(round(value * 60)), 60)
    sign = "-" if value < 0 and (whole or minutes) else ""
    return f"{sign}{whole}{NBSP}h" + (f"{NBSP}{minutes:02d}" if minutes else "")


_VOWELS = "aeiouy"
_ASPIRATED = ("ha", "hei", "hib", "hic", "hin", "hoa", "hoc", "hou", "how", "huo", "hus")
"""Beginnings of first names whose h allows no elision: Hamza, Heidi, Hicham, Hind, Houda…"""


def de(name: str) -> str:
    """`de Léa`, `d’Inès`, `d’Hélène`, `de Hamza`, `d’Yves`, `de Yann`."""
    return f"d’{name}" if _elides(name) else f"de {name}"


def que(name: str) -> str:
    """`que Léa`, `qu’Inès`, as `de` does."""
    return f"qu’{name}" if _elides(name) else f"que {name}"


def _elides(name: str) -> bool:
    start = fold(name[:4])
    mute = start[:1] == "h" and start[1:2] in _VOWELS and not start.startswith(_ASPIRATED)
    if start[:1] == "y":
        mute = start[1:2].isalpha() and start[1:2] not in _VOWELS
    return bool(start) and (mute or (start[:1] in _VOWELS and start[:1] != "y"))


def upper_first(text: str) -> str:
    """The text with a capital, the rest as it is: `capitalize` would lower names."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text without its first capital, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def with_unit(quantity: float | str, unit: str) -> str:
    """A quantity and its unit, which a line break never parts: `30 min`, `1,5 Mo`."""
    return f"{quantity if isinstance(quantity, str) else number(quantity)}{NBSP}{unit}"


def count(quantity: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: `1 dossier`, `3 dossiers`; zero is singular in French."""
    return f"{number(quantity)}{NBSP}{_agreeing(quantity, singular, plural)}"


def count_or_none(
    quantity: int, singular: str, plural: str | None = None, *, feminine: bool = False
) -> str:
    """A count in figures, where nothing is said in words: `3 notes`, `aucune note`."""
    if quantity == 0:
        return f"{'aucune' if feminine else 'aucun'}{NBSP}{singular}"
    return count(quantity, singular, plural)


_MOST_IN_LETTERS = 10
"""Above it, a number is written in figures even inside a sentence."""


def in_letters(quantity: int, *, feminine: bool = False) -> str:
    """A number inside a sentence: in letters up to ten (`une`, `dix`), else in figures (`11`)."""
    if quantity == 1:
        return "une" if feminine else "un"
    return in_words(quantity) if quantity <= _MOST_IN_LETTERS else number(quantity)


def count_in_letters(
    quantity: int, singular: str, plural: str | None = None, *, feminine: bool = False
) -> str:
    """A count with its noun inside a sentence: `deux dossiers`, `une étape`, `aucune étape`.

    Args:
        quantity: How many.
        singular: The noun, and what agrees with it.
        plural: The same for several; the singular and an s by default.
        feminine: The gender of the noun.
    """
    if quantity == 0 or quantity > _MOST_IN_LETTERS:
        return count_or_none(quantity, singular, plural, feminine=feminine)
    noun = _agreeing(quantity, singular, plural)
    return f"{in_letters(quantity, feminine=feminine)}{NBSP}{noun}"


def leading_count(
    quantity: int, singular: str, plural: str | None = None, *, feminine: bool = False
) -> str:
    """A count at the head of a sentence, which no figure up to ten begins: `Deux dossiers`."""
    return upper_first(count_in_letters(quantity, singular, plural, feminine=feminine))


def _agreeing(quantity: int, singular: str, plural: str | None) -> str:
    return singular if abs(quantity) < 2 else plural or f"{singular}s"


_ABBREVIATIONS = frozenset(("etc.", "inc.", "enr.", "ltd.", "corp.", "m.", "dr.", "jr."))
"""Words whose full stop is theirs, and not that of a sentence."""


def sentence(text: str) -> str:
    """A text that ends a sentence: what ends it already, as « inc. » or « ? », is not doubled."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


def clause(text: str) -> str:
    """A text within a sentence: without the full stop that whoever typed it ended it with."""
    bare = text.rstrip()
    *_, last = bare.split() or [""]
    is_stop = bare.endswith(".") and not bare.endswith("..") and last.lower() not in _ABBREVIATIONS
    return bare[:-1] if is_stop else bare


def listing(items: Sequence[str]) -> str:
    """Several things in a sentence: « a, b et c »."""
    *before, last = items
    return f"{', '.join(before)} et {last}" if before else last
