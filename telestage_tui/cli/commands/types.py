"""What people type after an option, read as French readers write it, and refused in French."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...clocks.clock import clock_from
from ...dossier.errors import TelestageError
from ...dossier.zone_names import zone
from ..session import Session

if TYPE_CHECKING:
    from ...dossier.hours import WorkHours

_T = TypeVar("_T")


class Typed(click.ParamType[_T]):
    """A value that one of the package's own readers understands.

    Args:
        name: What it is called in the help.
        read: From the text and the local date, None when there is no session yet, to the value;
            raises `ValueError` or `TelestageError` in French.
    """

    def __init__(self, name: str, read: Callable[[str, date | None], _T]) -> None:
        self.name = name
        self._read = read

    def get_metavar(self, *_args: Any, **_kwargs: Any) -> str:
        """What stands for the value in the help."""
        return self.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _T:
        """The value; a default is one already."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]
        session = ctx.find_object(Session) if ctx else None
        try:
            return self._read(value, session.clock.today() if session else None)
        except (ValueError, TelestageError) as error:
            self.fail(str(error), param, ctx)


def _day(text: str, today: date | None) -> date:
    from ...dossier.parsing import parse_date  # the screens start without it

    return parse_date(text, today)


def _hours(text: str, _today: date | None) -> WorkHours:
    from ...dossier.parsing import parse_hours

    return parse_hours(text)


def _zone_name(text: str, _today: date | None) -> str:
    zone(text)
    return text


DAY = Typed("DATE", _day)
ZONE = Typed("FUSEAU", _zone_name)
HOURS = Typed("HORAIRES", _hours)
CLOCK = Typed("AAAA-MM-JJ[THH:MM]", lambda text, _today: clock_from(text))
