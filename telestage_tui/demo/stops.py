"""The days of a stage to which the clock of a demonstration can go at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from ..clocks.clock import MovableClock
from ..clocks.closures import midpoint
from ..clocks.zones import local, next_change
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import clock_time, short_date
from ..dossier.zone_names import DEFAULT_HOST_ZONE
from ..programme.checks import last_day
from ..programme.programme import Programme
from ..programme.withdrawals import term


class Stop(NamedTuple):
    """A day to go to.

    Attributes:
        title: French.
        instant: UTC.
    """

    title: str
    instant: datetime

    def words(self, now: datetime) -> str:
        """« Mi-stage : jeu. 25 févr. 2027, 10 h 42 », and whether the clock would go back."""
        there = local(self.instant, DEFAULT_HOST_ZONE)
        day, back = there.date(), " (recule)" if self.instant < now else ""
        return f"{self.title} : {short_date(day)} {day.year}, {clock_time(there.time())}{back}"

    def words_in_short(self, now: datetime) -> str:
        """« Mi-stage : jeu. 25 févr. 2027 ← », for a narrow terminal; the hour is the present one.

        The arrow says that the clock would go back.
        """
        day, back = local(self.instant, DEFAULT_HOST_ZONE).date(), self.instant < now
        return f"{self.title} : {short_date(day)} {day.year}{' ←' if back else ''}"


def stops(
    dossier: Dossier | None, programme: Programme, clock: MovableClock, opened: datetime
) -> tuple[Stop, ...]:
    """The days to go to, in the order of the stage; each at the present hour, but the overdue one.

    Args:
        dossier: The dossier of which the stage is; None where there is none.
        programme: The programme it follows.
        clock: The clock of the demonstration.
        opened: UTC instant at which the demonstration was opened, the last of them.
    """
    days = tuple(_days(dossier, programme, clock)) if dossier else ()
    return (*days, Stop("Jour de l’ouverture", opened))


def _days(dossier: Dossier, programme: Programme, clock: MovableClock) -> Iterator[Stop]:
    stage = dossier.stage

    def at(title: str, day: date) -> Stop:
        return Stop(title, clock.at_same_hour(day))

    middle = midpoint(dossier)
    days = [at("Premier jour", stage.start), at("Mi-stage", middle)]
    change = next_change(stage.start, dossier.host.zone, dossier.intern.zone)
    if change is not None and change.date <= stage.end:
        days.append(at("Changement d’heure", change.date))
    days.append(at("Dernier jour", stage.end))
    yield from sorted(days, key=lambda each: each.instant)
    yield _day_after(dossier, programme, clock)
    yield at("Un mois après", last_day(stage.end, 1) + ONE_DAY)


def _day_after(dossier: Dossier, programme: Programme, clock: MovableClock) -> Stop:
    """The day after the last one, once the first of the open accesses is overdue."""
    morrow = clock.at_same_hour(dossier.stage.end + ONE_DAY)
    deadlines = [term(dossier, programme, each).deadline for each in dossier.open_accesses]
    if not deadlines:
        return Stop("Lendemain du dernier jour", morrow)
    return Stop("Lendemain, accès en retard", max(morrow, min(deadlines)))
