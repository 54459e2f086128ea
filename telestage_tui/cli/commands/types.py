"""What people type after an option, read as French readers write it, and refused in French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...dossier.errors import TelestageError
from ...dossier.text import quoted
from ...dossier.zones import zone
from ...planning.clock import clock_from

if TYPE_CHECKING:
    from ...dossier.hours import WorkHours

_T = TypeVar("_T")


class Typed(click.ParamType[_T]):
    """A value that one of the package's own readers understands.

    Args:
        name: What it is called in the help.
        read: From the text to the value; raises `ValueError` or `TelestageError` in French.
    """

    def __init__(self, name: str, read: Callable[[str], _T]) -> None:
        self.name = name
        self._read = read

    def get_metavar(self, *_args: Any, **_kwargs: Any) -> str:
        """What stands for the value in the help."""
        return self.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _T:
        """The value; a default is one already."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]
        try:
            return self._read(value)
        except (ValueError, TelestageError) as error:
            self.fail(str(error), param, ctx)


def _day(text: str) -> date:
    from ...dossier.typed import parse_date  # the screens start without it

    day = parse_date(text)
    if not 1900 <= day.year <= 2199:
        raise ValueError(f"la date {quoted(text)} est trop loin ; de 1900 à 2199.")
    return day


def _hours(text: str) -> WorkHours:
    from ...dossier.typed import parse_hours

    return parse_hours(text)


def _zone_name(text: str) -> str:
    zone(text)
    return text


DAY = Typed("DATE", _day)
ZONE = Typed("FUSEAU", _zone_name)
HOURS = Typed("HORAIRES", _hours)
CLOCK = Typed("AAAA-MM-JJ[THH:MM]", clock_from)
