"""The kinds of values people write: how each is read, written back and edited.

A person may write a value in any unambiguous way; a file uses the strict form, as a text where TOML
has no type for it. The models check the limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any, Literal

from .french import long_date
from .parsing import (
    number_text,
    parse_date,
    parse_flag,
    parse_hours,
    parse_minutes,
    parse_number,
    parse_period,
    parse_time,
)
from .people import ClosedPeriod
from .regions import (
    DEFAULT_HOST_REGION,
    DEFAULT_INTERN_REGION,
    canonical_region,
    parse_host_region,
    parse_intern_region,
)
from .secrets import REASON, looks_secret
from .text import clean_prose, fold, quoted

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAMED_ADDRESS = re.compile(r"[^<>]*<([^<>]+)>")
_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)

KindName = Literal[
    "text",
    "prose",
    "hidden",
    "public",
    "names",
    "emails",
    "date",
    "planned",
    "birth",
    "time",
    "number",
    "minutes",
    "hours",
    "flag",
    "choice",
    "weekday",
    "access_kind",
    "host_zone",
    "intern_zone",
    "host_region",
    "intern_region",
    "days",
    "periods",
]
"""`hidden` belongs to a form but is not shown; `public` is a text in which a secret is refused.
`date` may be past or future; `planned` is in the future, which settles the year when it is left
out; `birth` must have its year. `weekday` is a choice in the order of the days. The programme
checks the values of `access_kind`, see `planning.open_dossier`. `days` and `periods` both add to
the closed periods of a side."""

Editor = Literal["line", "prose", "choice", "hidden"]
"""The input for a value: one line, several lines, a choice, or none (`hidden`)."""


def typed_text(value: Any) -> str:
    """A value as a person would have typed it; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float():
            return number_text(value)
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case ClosedPeriod(first=first, last=last, label=label):
            days = f"{first}" if first == last else f"{first} au {last}"
            return f"{days} : {label}" if label else days
        case _:
            return str(value)


def typed_items(text: str) -> list[str]:
    """The items of a list as a person types them: one a line."""
    return [item.strip() for item in text.split("\n") if item.strip()]


def typed_addresses(text: str) -> list[str]:
    """The e-mail addresses of a list as people type or paste it: one a line, or « a, b; c »."""
    return [item.strip() for item in re.split(r"[\n,;]", text) if item.strip()]


def _bare_address(text: str, _today: date | None = None) -> str:
    """An address without the name before it: `Marie Roy <marie@exemple.org>`."""
    match = _NAMED_ADDRESS.fullmatch(text.strip())
    return match[1] if match else text


def _unchanged_text(text: str, _today: date | None = None) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Kind:
    """How the values of a field are written.

    Attributes:
        parse: Reads a text typed by a person, never blank, given the local date; raises
            `ValueError` with a French sentence.
        parse_file: Reads a text of a file; raises `ValueError` as well.
        say: Writes a value as a person would have typed it.
        words: Writes a value in words, to confirm it to the person who typed it; None where there
            is nothing to confirm.
        editor: The input for it.
        is_list: Whether there are several values.
        items: Cuts the text of a list into those of its values: one a line, mostly.
        one_is_a_list: Whether a file may have one text in place of a list.
        blank: The value of a blank text.
    """

    parse: Callable[[str, date], Any] = _unchanged_text
    parse_file: Callable[[str], Any] = _unchanged_text
    say: Callable[[Any], str] = typed_text
    words: Callable[[Any], str] | None = None
    editor: Editor = "line"
    is_list: bool = False
    items: Callable[[str], list[str]] = typed_items
    one_is_a_list: bool = False
    blank: str | None = None

    def read(self, text: str, today: date | None) -> Any:
        """Read one value.

        Args:
            text: The text of the value.
            today: The local date on which a person typed it; None for the text of a file.

        Raises:
            ValueError: with a French sentence.
        """
        return self.parse_file(text) if today is None else self.parse(text, today)

    def read_typed(self, text: str, today: date) -> Any:
        """Read what a person typed in a whole field: one value, or the values of a list.

        Raises:
            ValueError: with a French sentence.
        """
        if not self.is_list:
            return self.parse(text, today)
        return tuple(self.parse(item, today) for item in self.items(text))

    def text(self, value: Any) -> str:
        """The text of a whole field that has that value."""
        return "\n".join(map(self.say, value)) if self.is_list else self.say(value)

    def in_words(self, value: Any) -> str:
        """The value of a whole field in words; empty where there is nothing to confirm."""
        if self.words is None:
            return ""
        return " · ".join(map(self.words, value)) if self.is_list else self.words(value)


# --- reading ------------------------------------------------------------------------------------


def _iso_date(text: str) -> date:
    if not _ISO_DATE.fullmatch(text.strip()):
        raise ValueError(f"Date {quoted(text)} illisible; écrivez par exemple 2027-01-11.")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"La date {quoted(text)} n’existe pas.") from None


def _clock(text: str) -> time:
    if not _CLOCK.fullmatch(text.strip()):
        raise ValueError(f'heure {quoted(text)} illisible; écrivez par exemple "09:30".')
    return parse_time(text)


def _not_secret(text: str, _today: date | None = None) -> str:
    if looks_secret(clean_prose(text)):
        raise ValueError(REASON)
    return text


def _fold_text(text: str, _today: date | None = None) -> str:
    return fold(text)


def _on_any_day(parse: Callable[[str], Any]) -> Callable[[str, date], Any]:
    return lambda text, _today: parse(text)


def _period_words(period: ClosedPeriod) -> str:
    if period.first == period.last:
        return long_date(period.first)
    return f"{long_date(period.first)} – {long_date(period.last)}"


def _region(parse: Callable[[str], str], default: str) -> Kind:
    """A choice among the lists of holidays: a region is shown as the list it follows."""
    say = partial(canonical_region, default=default)
    return Kind(_on_any_day(parse), parse, say, editor="choice")


KINDS: Mapping[KindName, Kind] = {
    "text": Kind(blank=""),
    "prose": Kind(editor="prose", blank=""),
    "hidden": Kind(editor="hidden", blank=""),
    "public": Kind(_not_secret, _not_secret, blank=""),
    "names": Kind(editor="prose", is_list=True),
    "emails": Kind(
        _bare_address,
        _bare_address,
        editor="prose",
        is_list=True,
        items=typed_addresses,
        one_is_a_list=True,
    ),
    "date": Kind(parse_date, _iso_date, words=long_date),
    "planned": Kind(partial(parse_date, ahead=True), _iso_date, words=long_date),
    "birth": Kind(_on_any_day(parse_date), _iso_date, words=long_date),
    "time": Kind(_on_any_day(parse_time), _clock),
    "number": Kind(_on_any_day(parse_number)),
    "minutes": Kind(_on_any_day(parse_minutes)),
    "hours": Kind(_on_any_day(parse_hours)),
    "flag": Kind(_on_any_day(parse_flag), editor="choice"),
    "choice": Kind(editor="choice"),
    "weekday": Kind(editor="choice"),
    "access_kind": Kind(_fold_text, _fold_text),
    "host_zone": Kind(editor="choice", blank=""),
    "intern_zone": Kind(editor="choice", blank=""),
    "host_region": _region(parse_host_region, DEFAULT_HOST_REGION),
    "intern_region": _region(parse_intern_region, DEFAULT_INTERN_REGION),
    "days": Kind(parse_period, _iso_date, words=_period_words, editor="prose", is_list=True),
    "periods": Kind(parse_period, _iso_date, words=_period_words, editor="prose", is_list=True),
}
