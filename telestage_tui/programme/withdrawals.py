"""The withdrawal of an access that was given: the hour it is due, its deadline, the checks to make.

Each instant is in UTC: 24 hours are 24 hours, even in the night in which the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ..clocks.closures import INTERRUPTION, ClosedDays, interruptions
from ..clocks.zones import wall_instant
from ..dossier.accesses import VERIFICATION, Access
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import lower_first, month_date
from ..dossier.hours import DAY_MINUTES, WorkHours
from ..dossier.people import ClosedPeriod
from ..dossier.text import fold
from .programme import Programme
from .progress import anchored

if TYPE_CHECKING:
    from .access_kinds import WithdrawalCheck

MOST_CLOSED_DAYS = 366
"""Days among which a working one is looked for: a host that never works has no more deadline."""


class LeftToCheck(NamedTuple):
    """A withdrawal with checks still to make.

    Attributes:
        access: The access, withdrawn.
        checks: Those still to make, in the order of the programme.
    """

    access: Access
    checks: tuple[WithdrawalCheck, ...]


class Term(NamedTuple):
    """When an access is to be withdrawn.

    Attributes:
        day: The last day it is of use, on the intern's calendar.
        hour: The UTC instant at which that day of work ends: from then on, it is to be withdrawn.
        deadline: The UTC instant after which it is overdue.
        is_critical: Whether it lets somebody in, and is counted in hours.
    """

    day: date
    hour: datetime
    deadline: datetime
    is_critical: bool

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be withdrawn by now."""
        return now >= self.hour

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been withdrawn before."""
        return now >= self.deadline


# --- when -----------------------------------------------------------------------------------------


def withdrawal_day(dossier: Dossier, programme: Programme, access: Access) -> date:
    """The last day to withdraw an access (host-local date): its own, else the programme's."""
    return access.withdraw_by or anchored(dossier, programme.withdrawal)


def term(dossier: Dossier, programme: Programme, access: Access) -> Term:
    """When an access is to be withdrawn: at the end of the intern's last day, then by a deadline.

    A critical one has some hours from then on. Another one has until the end of a working day of
    the host, so many working days later.
    """
    rule = programme.withdrawal
    day = withdrawal_day(dossier, programme, access)
    hour = _end_of_work(day, dossier.intern.hours, dossier.intern.zone)
    if access.kind in rule.critical_kinds:
        return Term(day, hour, hour + timedelta(hours=rule.critical_hours), is_critical=True)
    last = _working_day_after(day, rule.working_days, dossier)
    deadline = _end_of_work(last, dossier.host.hours, dossier.host.zone)
    return Term(day, hour, max(hour, deadline), is_critical=False)


def _end_of_work(day: date, hours: WorkHours, zone_name: str) -> datetime:
    """The UTC instant at which work ends on a day; on a day off, at its latest end of a day."""
    ranges = hours.on(day.weekday()) or [each for ranges in hours.week for each in ranges]
    minutes = max(each.end for each in ranges)
    days, minutes = divmod(minutes, DAY_MINUTES)
    return wall_instant(day + days * ONE_DAY, time(*divmod(minutes, 60)), zone_name)


def _working_day_after(day: date, number: int, dossier: Dossier) -> date:
    """The day that is so many working days of the host after that one."""
    closed = ClosedDays.of(dossier)
    for _ in range(MOST_CLOSED_DAYS + number):
        if not number:
            break
        day += ONE_DAY
        number -= closed.host_reason(day) is None
    return day


# --- what remains ---------------------------------------------------------------------------------


def checks_of(programme: Programme, access: Access) -> tuple[WithdrawalCheck, ...]:
    """The checks to make of an access, those of its kind, in the order of the programme."""
    return programme.accesses.checks_of(access.kind)


def unmade_checks(programme: Programme, access: Access) -> tuple[WithdrawalCheck, ...]:
    """The checks of an access still to make, whether it is withdrawn or not."""
    settled = {*access.checks, *access.moot}
    return tuple(each for each in checks_of(programme, access) if each.id not in settled)


def checks_left(programme: Programme, access: Access) -> tuple[WithdrawalCheck, ...]:
    """The checks of a withdrawal that were not made; none before it is withdrawn."""
    return unmade_checks(programme, access) if access.withdrawn_on else ()


def checks_in_words(checks: Iterable[WithdrawalCheck]) -> str:
    """The checks in a sentence: « documents transférés; mots de passe partagés changés »."""
    return "; ".join(lower_first(each.label) for each in checks)


def left_to_check(dossier: Dossier, programme: Programme) -> tuple[LeftToCheck, ...]:
    """Every withdrawal of a dossier that is still to be checked.

    They do not stop a dossier from closing, since a check may no longer be possible.
    """
    withdrawals = ((access, checks_left(programme, access)) for access in dossier.accesses)
    return tuple(LeftToCheck(access, checks) for access, checks in withdrawals if checks)


def left_to_verify(programme: Programme, access: Access) -> str:
    """What is still to be seen of a withdrawn access: « la connexion échoue »; else empty."""
    if access.state != "withdrawn" or VERIFICATION in access.moot:
        return ""
    return programme.accesses.verification(access.kind)


def monthly_saving(accesses: Iterable[Access]) -> float:
    """What withdrawing the open ones among them saves, in CAD a month."""
    return sum(each.monthly_cost or 0 for each in accesses if each.is_open)


# --- who ------------------------------------------------------------------------------------------


class Managed(NamedTuple):
    """What one person manages.

    Attributes:
        manager: As it is written on the first of them; empty where nobody is named.
        accesses: In the order of the dossier.
    """

    manager: str
    accesses: tuple[Access, ...]


def by_manager(accesses: Iterable[Access]) -> tuple[Managed, ...]:
    """Accesses grouped by the person who manages them, each of them once.

    Names are compared whatever their case and accents. The groups are in the order of the names;
    that of the accesses that nobody manages comes last.
    """
    groups: dict[str, list[Access]] = {}
    for access in accesses:
        groups.setdefault(fold(access.manager), []).append(access)
    names = sorted(groups, key=lambda name: (not name, name))
    return tuple(Managed(groups[name][0].manager, tuple(groups[name])) for name in names)


# --- suspending -----------------------------------------------------------------------------------


class Absence(NamedTuple):
    """A time in which accesses are to be suspended (local dates).

    Attributes:
        first: Its first day.
        last: Its last one; None while nobody knows when the stage is taken up again.
        stops_stage: Whether it is an interruption of the stage.
    """

    first: date
    last: date | None
    stops_stage: bool

    @property
    def words(self) -> str:
        """« absence jusqu’au 8 mars », « stage interrompu »."""
        name = INTERRUPTION if self.stops_stage else "absence"
        return f"{name} jusqu’au {month_date(self.last)}" if self.last else name


def long_absences(dossier: Dossier, programme: Programme) -> Iterator[ClosedPeriod]:
    """The absences of the intern, and interruptions of the stage, in which accesses are to be cut.

    An interruption is long as long as nobody knows when the stage is taken up again.
    """
    for absence in (*dossier.intern.absences, *interruptions(dossier)):
        if is_long(absence.first, absence.last, programme):
            yield absence


def is_long(first: date, last: date | None, programme: Programme) -> bool:
    """Whether accesses are to be suspended on these days; without a last one, they are."""
    return last is None or (last - first).days + 1 >= programme.withdrawal.suspended_days


def to_suspend(
    dossier: Dossier, programme: Programme, today: date
) -> tuple[Absence | None, tuple[Access, ...]]:
    """The absence that it is, and the open accesses that are not suspended in it.

    It is a long one, or an interruption in which the tutor chose to suspend them. None after the
    last day of the stage: they are to be withdrawn.
    """
    absence = absence_on(dossier, programme, today)
    is_proposed = absence is not None and (
        is_long(absence.first, absence.last, programme)
        or any(gap.suspends and gap.covers(today) for gap in dossier.interruptions)
    )
    if not is_proposed or today > dossier.stage.end:
        return None, ()
    return absence, tuple(each for each in dossier.open_accesses if not each.is_suspended)


def absence_on(dossier: Dossier, programme: Programme, today: date) -> Absence | None:
    """Why an access is suspended that day: the stage stops, or the intern is away for long."""

    def is_long_one(absence: Absence) -> bool:
        return is_long(absence.first, absence.last, programme)

    stops = (Absence(each.first, each.last, True) for each in dossier.interruptions)
    away = (Absence(each.first, each.last, False) for each in dossier.intern.absences)
    those = [
        each
        for each in (*stops, *filter(is_long_one, away))
        if each.first <= today and (each.last is None or today <= each.last)
    ]
    return max(those, key=lambda each: (is_long_one(each), each.stops_stage), default=None)


def to_resume(dossier: Dossier, programme: Programme, today: date) -> tuple[Access, ...]:
    """The accesses still suspended once the absence, or the interruption, is over."""
    absences = tuple(long_absences(dossier, programme))
    if dossier.is_stopped_on(today) or any(absence.covers(today) for absence in absences):
        return ()
    return tuple(
        access
        for access in dossier.open_accesses
        if access.is_suspended
        and (
            access.is_cut_with_stage
            or any(
                each.last >= access.suspensions[-1].since for each in absences if each.last < today
            )
        )
    )
