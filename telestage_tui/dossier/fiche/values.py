"""How one value is written: in a fiche file, strictly, or by a person, as people write.

Only what TOML has no type for is converted here; the types and limits are the models' to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any

from ..parsing import (
    parse_choice,
    parse_date,
    parse_flag,
    parse_hours,
    parse_minutes,
    parse_number,
    parse_period,
    parse_time,
)
from ..people import ClosedPeriod
from ..regions import parse_host_region, parse_intern_region
from ..secrets import REASON, looks_secret
from ..text import clean_prose, fold, quoted
from .fields import (
    FicheField,
    FicheSection,
    Kind,
    choices_of,
)

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Writing:
    """A way of writing values.

    Attributes:
        readers: By kind, how a text is read; a kind that is absent is left to the models.
        items: Splits a list into its items.
    """

    readers: Mapping[Kind, Callable[[str], Any]]
    items: Callable[[Any], list[Any]]

    def read(self, section: FicheSection, field: FicheField, raw: Any) -> Any:
        """The value of a field that is not a list.

        Raises:
            ValueError: with a French sentence.
        """
        if not isinstance(raw, str):
            return raw
        if field.kind == "choice":
            return parse_choice(raw, choices_of(section, field))
        if field.kind == "public" and looks_secret(clean_prose(raw)):
            raise ValueError(REASON)
        reader = self.readers.get(field.kind)
        return reader(raw) if reader else raw

    def read_day(self, raw: Any) -> Any:
        """A closed day, as the period it is."""
        if isinstance(raw, str):
            raw = self.readers["days"](raw)
        if isinstance(raw, ClosedPeriod):
            return raw
        return ClosedPeriod.model_validate({"first": raw, "last": raw}, strict=True)


def _iso_date(text: str) -> date:
    if not _ISO_DATE.fullmatch(text.strip()):
        raise ValueError(f"Date {quoted(text)} illisible ; écrivez par exemple 2027-01-11.")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"La date {quoted(text)} n’existe pas.") from None


def _clock(text: str) -> time:
    if not _CLOCK.fullmatch(text.strip()):
        raise ValueError(f'heure {quoted(text)} illisible ; écrivez par exemple "09:30".')
    return parse_time(text)


def _toml_items(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise ValueError("Une liste est attendue, entre crochets.")  # noqa: TRY004 (said in French)
    return raw


def typed_items(raw: str) -> list[str]:
    """The items of a list as a person types it: one a line."""
    return [item.strip() for item in raw.split("\n") if item.strip()]


_CODES: Mapping[Kind, Callable[[str], Any]] = {
    "access_kind": fold,
    "host_region": parse_host_region,
    "intern_region": parse_intern_region,
}
FROM_FILE = Writing(
    {**_CODES, **dict.fromkeys(("date", "planned", "birth", "days"), _iso_date), "time": _clock},
    _toml_items,
)
"""As in a fiche file: `2027-01-11`, `"09:30"`, `["…", "…"]`."""


def from_person(today: date) -> Writing:
    """As a person types that day: `11 janvier`, `9 h 30`, `32,5`, one item a line."""
    return Writing(
        {
            **_CODES,
            "date": partial(parse_date, today=today),
            "planned": partial(parse_date, today=today, ahead=True),
            "birth": parse_date,
            "time": parse_time,
            "number": parse_number,
            "minutes": parse_minutes,
            "hours": parse_hours,
            "flag": parse_flag,
            "days": partial(parse_period, today=today),
        },
        typed_items,
    )
