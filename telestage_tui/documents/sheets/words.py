"""The words of the workbook: written in one language, read back in either."""

from __future__ import annotations

import re
from datetime import date, time

from ...dossier.french import MONTHS, de
from ...dossier.parsing import parse_date
from ...dossier.text import fold, quoted
from ...programme.errors import ContentError, problem
from ...programme.language import Language
from ...programme.papers import with_values
from ...programme.programme import Programme
from ..papers.language import ENGLISH_MONTHS, Speech

FILE = "sheets.toml"
"""The file of the words, in the content of a programme."""
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3,})\.?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_WORDED = (
    re.compile(rf"{_WEEKDAY}{_DAY}(?: of)? {_MONTH}{_YEAR}"),
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY}{_YEAR}"),
)
"""`9 February 2027`, `Tuesday, Feb. 9th, 2027`, once folded."""
_NUMERIC = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})(?P<year>[/.-]\d{4})?")
_MONTHS_IN_A_YEAR = 12


class SheetWords:
    """The words of a programme's workbook, in a language.

    Args:
        programme: The programme.
        language: The language they are written in.
    """

    def __init__(self, programme: Programme, language: Language = "fr") -> None:
        self.language: Language = language
        self._content = programme.sheets
        self._words = self._content.words.in_language(language)
        self._speech = Speech(language, self._words)

    def __getitem__(self, key: str) -> str:
        """The words of that key.

        Raises:
            ContentError: when the programme has none.
        """
        if key not in self._words:
            raise ContentError([problem(FILE, f"words.fr.{key}", "ce mot manque.")])
        return self._words[key]

    def say(self, key: str, **values: str) -> str:
        """The words of that key, with the values they quote; see `__getitem__`."""
        return with_values(self[key], **values)

    def heading(self, part: str, intern: str, form: str = "") -> str:
        """The heading of a sheet.

        Args:
            part: The key of the part.
            intern: Whose dossier it is.
            form: The title of the form, in French.
        """
        return self.say(f"heading-{part}", intern=intern, whose=de(intern), form=form)

    def time(self, at: time) -> str:
        """`9 h 30`, `9:30 a.m.`."""
        return self._speech.time(at)

    def decimal(self, text: str) -> str:
        """A number as it is typed in French, `3,5`, with the sign of the language."""
        return text if self.language == "fr" else text.replace(",", ".")

    def choices(self, family: str) -> tuple[str, ...]:
        """The words of a family, to choose from."""
        return tuple(self[f"{family}-{code}"] for code in self._content.codes(family))

    # --- read back -------------------------------------------------------------------------------

    def code(self, family: str, text: str) -> str | None:
        """The code whose word a text is, in either language; None when it is none."""
        folded = fold(text)
        codes = self._content.codes(family)
        return next((each for each in codes if folded in self._content.names(family, each)), None)

    def is_tick(self, text: str) -> bool:
        """Whether a text ticks: `x`, « oui », `done`."""
        return fold(text) in map(fold, self._content.also.get("tick", ()))

    def in_french(self, family: str, text: str) -> str | None:
        """The French word of a family that a text means; None when it means none."""
        code = self.code(family, text)
        return None if code is None else self._content.words.fr[f"{family}-{code}"]

    def day(self, text: str, today: date) -> date:
        """The day that a text says, in French or in English.

        In an English workbook, `2/9/2027` is refused: it is February to some, September to others.

        Args:
            text: Never blank.
            today: The local date, for a day written without its year.

        Raises:
            ValueError: with a French sentence.
        """
        numeric = _NUMERIC.fullmatch(text.strip())
        if numeric and self.language == "en":
            return self._numeric_day(text, numeric, today)
        try:
            return parse_date(text, today)
        except ValueError:
            french = self.in_french("day", text) or _in_french(text)
            if french is None:
                raise
            return parse_date(french, today)

    @staticmethod
    def _numeric_day(text: str, numeric: re.Match[str], today: date) -> date:
        first, second = int(numeric["first"]), int(numeric["second"])
        if first != second and max(first, second) <= _MONTHS_IN_A_YEAR:
            raise ValueError(
                f"Date {quoted(text)} ambigüe : le mois y est-il avant le jour, ou après? Écrivez "
                "par exemple 2027-01-11."
            )
        day, month = (second, first) if second > _MONTHS_IN_A_YEAR else (first, second)
        return parse_date(f"{day}/{month}{numeric['year'] or ''}", today)


def _in_french(text: str) -> str | None:
    """A day written in English, as it is in French: `9 février 2027`; None when it is not one."""
    folded = fold(text)
    for pattern in _WORDED:
        if match := pattern.fullmatch(folded):
            names = [fold(name) for name in ENGLISH_MONTHS]
            month = next((n for n, name in enumerate(names) if name.startswith(match["month"])), -1)
            if month >= 0:
                return f"{match['day']} {MONTHS[month]} {match['year'] or ''}".strip()
    return None
