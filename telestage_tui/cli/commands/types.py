"""The types of options: dates, hours, zones and clocks, written and refused in French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...clocks.clock import clock_from
from ...dossier.errors import TelestageError
from ...dossier.zone_names import zone
from ..session import Session

if TYPE_CHECKING:
    from ...dossier.hours import WorkHours

_T = TypeVar("_T")


class ParsedType(click.ParamType[_T]):
    """A type read by one of the package's own parsers.

    Args:
        name: Its metavar in the help.
        read: From the text and the local date (None when there is no session yet) to the value;
            raises `ValueError` or `TelestageError` in French.
    """

    def __init__(self, name: str, read: Callable[[str, date | None], _T]) -> None:
        self.name = name
        self._read = read

    def get_metavar(self, *_args: Any, **_kwargs: Any) -> str:
        return self.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _T:
        if not isinstance(value, str):  # a default
            return value  # type: ignore[no-any-return]
        session = ctx.find_object(Session) if ctx else None
        try:
            return self._read(value, session.clock.today() if session else None)
        except (ValueError, TelestageError) as error:
            self.fail(str(error), param, ctx)


def _day(text: str, today: date | None) -> date:
    from ...dossier.parsing import parse_date  # the screens start without it

    return parse_date(text, today)


def _coming_day(text: str, today: date | None) -> date:
    from ...dossier.parsing import parse_date

    return parse_date(text, today, ahead=True)


def _hours(text: str, _today: date | None) -> WorkHours:
    from ...dossier.parsing import parse_hours

    return parse_hours(text)


def _zone_name(text: str, _today: date | None) -> str:
    zone(text)
    return text


DAY = ParsedType("DATE", _day)
COMING_DAY = ParsedType("DATE", _coming_day)
"""A day still to come: « 22 janvier » is the next one."""


def _time(text: str, _today: date | None) -> time:
    from ...dossier.parsing import parse_time

    return parse_time(text)


def _minutes(text: str, _today: date | None) -> int:
    from ...dossier.parsing import parse_minutes

    return parse_minutes(text)


ZONE = ParsedType("FUSEAU", _zone_name)
TIME = ParsedType("HEURE", _time)
MINUTES = ParsedType("DURÉE", _minutes)
HOURS = ParsedType("HORAIRES", _hours)
CLOCK = ParsedType("AAAA-MM-JJ[THH:MM]", lambda text, _today: clock_from(text))
