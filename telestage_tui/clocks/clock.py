"""The clock: the one place of the package that reads the time, and its stand-ins."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from ..dossier.errors import TelestageError
from ..dossier.text import quoted
from ..dossier.zone_names import DEFAULT_HOST_ZONE, zone

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_YEARS = range(1970, 2191)
"""Before, the zones of the IANA are not sure; after, what is counted from a day passes the last
day that a dossier may hold."""


class UnreadableMoment(TelestageError):
    """The text given for *today* is not a date, or not a time that exists."""


class Clock(Protocol):
    """Tells the time to everything that needs it."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def today(self, zone_name: str = DEFAULT_HOST_ZONE) -> date:
        """The local date in that IANA zone."""
        ...


class _LocalDate:
    """`today` for every clock that has a `now`."""

    def now(self) -> datetime:
        raise NotImplementedError

    def today(self, zone_name: str = DEFAULT_HOST_ZONE) -> date:
        return self.now().astimezone(zone(zone_name)).date()


class SystemClock(_LocalDate):
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock(_LocalDate):
    """The real time of day, on another day; it goes on ticking, over midnight too.

    Args:
        day: The local date it is when the clock is made.
        zone_name: The IANA zone of that date.
    """

    def __init__(self, day: date, zone_name: str = DEFAULT_HOST_ZONE) -> None:
        real = SystemClock().now()
        here = zone(zone_name)
        shifted = datetime.combine(day, real.astimezone(here).time(), tzinfo=here)
        self._shift = shifted.astimezone(UTC) - real

    def now(self) -> datetime:
        return SystemClock().now() + self._shift


class FrozenClock(_LocalDate):
    """A clock that always shows the same instant.

    Args:
        instant: An aware datetime.
    """

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant


class MovableClock(_LocalDate):
    """A clock that can be moved, for a demonstration: it goes on from there as it did before.

    Args:
        clock: The clock it shows until it is moved.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shift = timedelta()

    def now(self) -> datetime:
        return self._clock.now() + self._shift

    def move_to(self, instant: datetime) -> None:
        """Show another instant from now on, later or earlier.

        Args:
            instant: An aware datetime.

        Raises:
            UnreadableMoment: when it is too far away; the clock then stays where it is.
        """
        if instant.year not in _YEARS:
            raise UnreadableMoment(
                f"L’horloge va de {_YEARS[0]} à {_YEARS[-1]} : elle reste où elle est."
            )
        self._shift += instant.astimezone(UTC) - self.now()

    def at_same_hour(self, day: date, zone_name: str = DEFAULT_HOST_ZONE) -> datetime:
        """The instant of another day at which the wall clock of that zone shows its present time.

        Args:
            day: A local date.
            zone_name: Its IANA zone.
        """
        at: time = self.now().astimezone(zone(zone_name)).time()
        return datetime.combine(day, at, tzinfo=zone(zone_name)).astimezone(UTC)


def clock_from(text: str | None, zone_name: str = DEFAULT_HOST_ZONE) -> Clock:
    """The clock asked for on the command line.

    Args:
        text: `AAAA-MM-JJ` for the real time of day on that date, `AAAA-MM-JJTHH:MM` for a clock
            stopped at that local time, None or an empty text for the system clock.
        zone_name: The IANA zone in which the text is read.

    Raises:
        UnreadableMoment: when the text is neither, or too far away.
    """
    if not text:
        return SystemClock()
    if _DAY.match(text) and int(text[:4]) not in _YEARS:
        raise UnreadableMoment(
            f"La date {quoted(text)} est hors de portée; de {_YEARS[0]} à {_YEARS[-1]}."
        )
    try:
        if _DAY.fullmatch(text):
            return ShiftedClock(date.fromisoformat(text), zone_name)
        if _MOMENT.fullmatch(text):
            local = datetime.fromisoformat(text).replace(tzinfo=zone(zone_name))
            return FrozenClock(local)
    except (ValueError, OverflowError):
        pass  # a date that no calendar has: same answer as a text that is no date
    raise UnreadableMoment(
        f"Date {quoted(text)} illisible; écrivez par exemple 2027-02-10, ou 2027-02-10T09:30."
    )
