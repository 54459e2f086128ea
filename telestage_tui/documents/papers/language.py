"""The two languages papers are written in: their words, dates, times and quantities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ...clocks.zones import zone_place
from ...dossier.french import (
    NBSP,
    clock_time,
    dollars,
    hours,
    long_date,
    number,
    plain_date,
    sentence,
    short_day,
    tenths,
)
from ...dossier.hours import WEEKDAYS
from ...dossier.records import Reopening
from ...dossier.text import typeset
from ...programme.language import Language
from ...programme.papers import PaperContent, with_values

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Speech(NamedTuple):
    """A language, with the words a programme prints in it.

    Attributes:
        language: Its code.
        words: The words, by key.
    """

    language: Language
    words: Mapping[str, str]

    @classmethod
    def of(cls, content: PaperContent, language: Language) -> Speech:
        """The speech of a programme in a language, French typography included."""
        words = content.words.in_language(language)
        if language == "fr":
            words = {key: typeset(text) for key, text in words.items()}
        return cls(language, words)

    def say(self, key: str, **values: str) -> str:
        """The words of that key, with the values they quote."""
        return with_values(self.words[key], **values)

    def noun(self, key: str) -> str:
        """A noun as it is for one: « tenue »; the words have it as « tenue, tenues »."""
        return self.words[key].partition(", ")[0]

    def counted(self, key: str, quantity: int) -> str:
        """A count with its noun: `3 réponses`; the words have it as « réponse, réponses »."""
        one, _, many = self.words[key].partition(", ")
        is_one = abs(quantity) < 2 if self.language == "fr" else quantity == 1
        return f"{quantity}{NBSP}{one if is_one else many}"

    def reopened(self, key: str, reopenings: Iterable[Reopening]) -> Iterator[str]:
        """A sentence for each time a form or a stage was opened again, with its reason."""
        for each in reopenings:
            yield sentence(self.say(key, day=self.date(each.on), reason=each.reason))

    def date(self, day: dt.date | None) -> str:
        """`2 mars 2027`, `2 March 2027`; empty when it is not known."""
        if day is None:
            return ""
        if self.language == "fr":
            return plain_date(day)
        return f"{day.day}{NBSP}{ENGLISH_MONTHS[day.month - 1]} {day.year}"

    def short_date(self, day: dt.date) -> str:
        """`2 mars`, `2 Mar`, where the year is clear."""
        return (
            short_day(day)
            if self.language == "fr"
            else f"{day.day}{NBSP}{ENGLISH_MONTHS[day.month - 1][:3]}"
        )

    def long_date(self, day: dt.date) -> str:
        """`mardi 2 mars 2027`, `Tuesday 2 March 2027`."""
        if self.language == "fr":
            return long_date(day)
        return f"{self.weekday(day.weekday())} {self.date(day)}"

    def moment(self, day: dt.date, at: dt.time) -> str:
        """`mardi 2 mars 2027, 9 h 30`, `Tuesday 2 March 2027, 9:30 a.m.`."""
        return f"{self.long_date(day)}, {self.time(at)}"

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return WEEKDAYS[number] if self.language == "fr" else _WEEKDAYS[number]

    def time(self, at: dt.time) -> str:
        """`9 h 30`, `9:30 a.m.`."""
        if self.language == "fr":
            return clock_time(at)
        half = "a.m." if at.hour < 12 else "p.m."
        return f"{at.hour % 12 or 12}:{at.minute:02d}{NBSP}{half}"

    def place(self, zone: str) -> str:
        """Where a time is read, after it: « au Québec », `Toronto time`."""
        if self.language == "fr":
            return zone_place(zone)
        return f"{zone.rpartition('/')[2].replace('_', ' ')} time"

    def number(self, value: float) -> str:
        """`3,5`, `3.5`."""
        return number(value) if self.language == "fr" else f"{value:,.2f}".rstrip("0").rstrip(".")

    def tenths(self, value: float) -> str:
        """A number to the nearest tenth: `3,0`, `3.0`."""
        return tenths(value) if self.language == "fr" else f"{value:.1f}"

    def hours(self, value: float) -> str:
        """A number of hours: `35 h`, `35 hours`."""
        return hours(value) if self.language == "fr" else f"{self.number(value)}{NBSP}hours"

    def dollars(self, value: float) -> str:
        """An amount in Canadian dollars: `300 $`, `$300`."""
        return dollars(value) if self.language == "fr" else f"${self.number(value)}"
