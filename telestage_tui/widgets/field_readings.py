"""What a typed text means, in the words shown under its field; a wrong one is refused there.

Each takes the text, never blank, and the local date; raises `ValueError` with a French sentence.
"""

from __future__ import annotations

from datetime import date

from ..dossier.fiche.values import typed_items
from ..dossier.french import long_date
from ..dossier.parsing import (
    parse_date,
    parse_minutes,
    parse_number,
    parse_period,
    parse_time,
)
from ..dossier.people import ClosedPeriod


def near_date(text: str, today: date) -> str:
    """A day that may be past or to come; without its year, the nearest one."""
    return long_date(parse_date(text, today))


def coming_date(text: str, today: date) -> str:
    """A day that is planned; without its year, the first from today on."""
    return long_date(parse_date(text, today, ahead=True))


def whole_date(text: str, _today: date) -> str:
    """A day far from today, that of a birth: its year is written."""
    return long_date(parse_date(text))


def closed_days(text: str, today: date) -> str:
    """Closed days, one or several a line."""
    return " · ".join(_span(parse_period(item, today)) for item in typed_items(text))


def _span(period: ClosedPeriod) -> str:
    if period.first == period.last:
        return long_date(period.first)
    return f"{long_date(period.first)} – {long_date(period.last)}"


def clock_hour(text: str, _today: date) -> str:
    """A time, which needs no words."""
    parse_time(text)
    return ""


def amount(text: str, _today: date) -> str:
    """A number, which needs no words."""
    parse_number(text)
    return ""


def length(text: str, _today: date) -> str:
    """A length in minutes, which needs no words."""
    parse_minutes(text)
    return ""
