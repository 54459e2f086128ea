"""Where a fact of a programme comes from, of when it is, and how sure it is."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from ..dossier.base import Frozen
from ..dossier.french import MONTHS, plain_date
from ..dossier.text import Line, Name

Confidence = Literal["confirmed", "old", "to-check"]
"""`confirmed`: read on a page of the day it was seen; `old`: in a document that has since been
outdated, perhaps; `to-check`: read in an excerpt, or said by others."""

_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _as_text(value: object) -> object:
    """TOML gives a whole date as a date, and a year alone as a number."""
    return str(value) if isinstance(value, date | int) else value


def _check_moment(value: str) -> str:
    parts = _MOMENT.fullmatch(value)
    if value and parts is None:
        raise ValueError("écrivez une année, un mois ou un jour : 2024, 2024-01, 2024-01-31.")
    if parts:
        try:
            _first_day(value)
        except ValueError:
            raise ValueError(f"« {value} » n’existe pas au calendrier.") from None
    return value


Moment = Annotated[Line, BeforeValidator(_as_text), AfterValidator(_check_moment)]
"""A year, a month or a day, as precise as it is known: `2024`, `2024-01`, `2024-01-31`."""


ReadingDay = date | None
"""The day a fact was last read at its source; None when nobody knows."""


def moment_words(moment: str) -> str:
    """A moment in French: « 2024 », « janvier 2024 », « 31 janvier 2024 »."""
    match moment.split("-"):
        case [year, month]:
            return f"{MONTHS[int(month) - 1]} {year}"
        case [_, _, _]:
            return plain_date(date.fromisoformat(moment))
        case _:
            return moment


def since_words(moment: str) -> str:
    """From when: « depuis 2024 », « depuis le 31 janvier 2024 »."""
    return f"depuis {'le ' if moment.count('-') > 1 else ''}{moment_words(moment)}"


def until_words(moment: str) -> str:
    """Until when: « jusqu’en 2024 », « jusqu’au 31 janvier 2024 »."""
    return f"jusqu’{'au' if moment.count('-') > 1 else 'en'} {moment_words(moment)}"


def _first_day(moment: str) -> date:
    """The first day of a moment.

    Raises:
        ValueError: when there is no such day.
    """
    year, month, day = (*moment.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


class Provenance(Frozen):
    """What is known of a fact besides its value; a blank is that of its source."""

    source: Name
    """Tag of the programme's sources."""
    valid_from: Moment = ""
    valid_until: Moment = ""
    """Since when, and until when, it holds; empty when that is not known."""
    seen_on: ReadingDay = None
    confidence: Confidence | None = None
