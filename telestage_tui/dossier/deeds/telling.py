"""Tells a deed in French: its sentence, with its values written as the sentence asks."""

from collections.abc import Callable
from datetime import date
from string import Formatter
from typing import Any

from ...wording import MEETING_KINDS
from ..french import (
    clause,
    count,
    leading_count,
    listing,
    lower_first,
    plain_date,
    short_date,
    weekday_date,
)
from ..labels import because, listed, named
from .deed import Deed
from .sentences import SENTENCES


def tell(deed: Deed) -> str:
    """The sentence of a deed, then what follows from it; with plain spaces.

    One that this version does not know, since a later one wrote it, is named by its code.
    """
    template = SENTENCES.get(deed.code)
    if template is None:
        return f"Modification « {deed.code} »"
    parts = tuple(map(tell, deed.parts)) or _former_names(deed)
    return "; ".join([_TELLER.vformat(template, (), {**deed.values, "parts": parts}),
                      *map(tell, deed.also)])  # fmt: skip


def _former_names(deed: Deed) -> tuple[str, ...]:
    """The meetings of a deed that an older version kept, as texts and not as deeds of their own."""
    return _several(deed.values.get("meetings") or deed.values.get("meeting") or ())


class _Teller(Formatter):
    """Writes values as the sentences ask; one that a deed does not have is left out."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002
        return kwargs.get(key, "")

    def format_field(self, value: Any, format_spec: str) -> str:
        way, _, nouns = format_spec.partition(" ")
        if nouns:
            singular, _, plural = nouns.partition("|")
            return COUNTS[way](_quantity(value), singular, plural or None)
        return WAYS[way](value)


def _quantity(value: Any) -> int:
    if isinstance(value, tuple):
        return len(value)
    return value if isinstance(value, int) else 0


def _named(value: Any) -> str:
    return named(str(value))


def _because(value: Any) -> str:
    return because(str(value))


def _clause(value: Any) -> str:
    return clause(str(value))


def _several(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _listed(value: Any) -> str:
    return listed(_several(value))


def _and(value: Any) -> str:
    return listing(_several(value))


def _lower(value: Any) -> str:
    return lower_first("; ".join(_several(value)))


def _meeting(value: Any) -> str:
    return MEETING_KINDS.get(str(value), str(value))


def _day(write: Callable[[date], str]) -> Callable[[Any], str]:
    def written(value: Any) -> str:
        try:
            return write(date.fromisoformat(value))
        except (TypeError, ValueError):
            return str(value)

    return written


def _leading_f(quantity: int, singular: str, plural: str | None) -> str:
    return leading_count(quantity, singular, plural, feminine=True)


WAYS: dict[str, Callable[[Any], str]] = {
    "": str,
    "named": _named,
    "because": _because,
    "clause": _clause,
    "listed": _listed,
    "and": _and,
    "lower": _lower,
    "day": _day(plain_date),
    "weekday": _day(weekday_date),
    "short": _day(short_date),
    "meeting": _meeting,
}
COUNTS: dict[str, Callable[[int, str, str | None], str]] = {
    "count": count,
    "leading": leading_count,
    "leading_f": _leading_f,
}
_TELLER = _Teller()
