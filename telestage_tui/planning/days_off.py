"""The holidays and absences of both sides, day by day, as a calendar names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..clocks.holidays import WHIT_MONDAY, by_custom, public_holidays, region_label, whit_monday
from ..clocks.weeks import days_of
from ..dossier.regions import canonical_region
from .calendar import DossierCalendar, present


class DayOff(NamedTuple):
    """Why a local date is not worked by one side, or by both.

    Attributes:
        name: Of the holiday, or of the absence.
        whose: The regions, or the people; « chômé par coutume en Guadeloupe » where no law makes
            it a public holiday.
        sign: `Q` for Québec, `F` for France and its territories, `QF` for both, `A` for an absence.
        often_worked: Whether many work on it all the same: it is named, not avoided.
    """

    name: str
    whose: tuple[str, ...]
    sign: str
    often_worked: bool = False

    def __str__(self) -> str:
        """« Lundi de Pâques (Québec et France) »."""
        *others, last = self.whose
        whose = f"{', '.join(others)} et {last}" if others else last
        text = f"{self.name} ({whose})"
        return f"{text}, souvent travaillé" if self.often_worked else text


def days_off(
    calendars: Sequence[DossierCalendar], first: date, last: date
) -> dict[date, tuple[DayOff, ...]]:
    """The holidays and absences of both sides on each local date of a period; weekends apart.

    Holidays are listed whether the side keeps them or not.
    """
    by_day: dict[date, dict[str, DayOff]] = {}
    here = present(calendars, first, last)
    for day, name, region, often_worked in _holidays(here, first, last):
        sign = "Q" if region == "CA-QC" else "F"
        whose = by_custom(region, name) or region_label(region)
        _add(by_day, day, DayOff(name, (whose,), sign, often_worked))
    for calendar in here:
        sides = ((calendar.days.host, calendar.host), (calendar.days.intern, calendar.intern))
        for side, whose in sides:
            for period in side.absences:
                for day in days_of(max(first, period.first), min(last, period.last)):
                    _add(by_day, day, DayOff(period.label or "Absence", (whose,), "A"))
    return {day: tuple(by_name.values()) for day, by_name in by_day.items()}


def _holidays(
    calendars: Iterable[DossierCalendar], first: date, last: date
) -> Iterator[tuple[date, str, str, bool]]:
    lists = dict.fromkeys(
        (canonical_region(side.region), side.easter)
        for calendar in calendars
        for side in (calendar.days.host, calendar.days.intern)
    )
    for region, easter in sorted(lists):  # Québec first
        for year in range(first.year, last.year + 1):
            for day, name in public_holidays(region, year, easter).items():
                if first <= day <= last:
                    yield day, name, region, False
            whit = whit_monday(region, year)
            if whit and first <= whit <= last:
                yield whit, WHIT_MONDAY, region, True


def _add(by_day: dict[date, dict[str, DayOff]], day: date, new: DayOff) -> None:
    """Add a day off, merged with the one of that name on that day, if any."""
    previous = by_day.setdefault(day, {}).get(new.name)
    if previous is not None:
        whose = tuple(dict.fromkeys((*previous.whose, *new.whose)))
        sign = "".join(dict.fromkeys(previous.sign + new.sign))
        new = DayOff(new.name, whose, sign, previous.often_worked)
    by_day[day][new.name] = new
