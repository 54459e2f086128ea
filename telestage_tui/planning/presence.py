"""The hours of a stage, week by week: those planned, those missed, those done.

The hours planned of a week are those of the convention, for the days of it on which the intern was
to work: neither the holidays kept nor the days off known in advance are among them.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..clocks.closures import ClosedDays
from ..clocks.weeks import days_of, monday_of, sunday_of, weeks_of
from ..dossier.agreement import MissedUnit, WeekPresence
from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput
from ..dossier.french import count, hours, plain_date
from ..dossier.hours import WORKING_WEEK
from ..dossier.terms import terms_on


class WeekHours(NamedTuple):
    """A week of a stage.

    Attributes:
        week: Its Monday.
        planned: Hours.
        record: What was noted of it; None while nothing was.
        missed: Hours, never more than those planned.
    """

    week: date
    planned: float
    record: WeekPresence | None
    missed: float

    @property
    def done(self) -> float:
        """Hours."""
        return self.planned - self.missed


class PresenceTotals(NamedTuple):
    """The hours of several weeks.

    Attributes:
        planned: Hours.
        missed: Hours.
        noted: How many weeks something was noted of.
        weeks: How many weeks there are.
    """

    planned: float
    missed: float
    noted: int
    weeks: int

    @property
    def done(self) -> float:
        """Hours."""
        return self.planned - self.missed


def week_hours(dossier: Dossier, until: date) -> tuple[WeekHours, ...]:
    """The weeks of a stage that have begun by a day (local to the host), in order.

    A week of which nothing was noted has nothing missed; the totals say how many there are.
    """
    end = dossier.ended_early
    if end and end.never_begun:
        return ()
    stage, closed = dossier.stage, ClosedDays.of(dossier).intern
    records = {each.week: each for each in dossier.presence}
    weeks = []
    for week in weeks_of(stage.start, min(stage.end, until)):
        first, last = max(week, stage.start), min(sunday_of(week), stage.end)
        worked = (day for day in days_of(first, last) if closed.reason(day) is None)
        planned, record = sum(day_hours(dossier, day) for day in worked), records.get(week)
        missed = missed_hours(dossier, record) if record else 0
        weeks.append(WeekHours(week, planned, record, min(missed, planned)))
    return tuple(weeks)


def presence_totals(weeks: tuple[WeekHours, ...]) -> PresenceTotals:
    """The sums of these weeks."""
    return PresenceTotals(
        round(sum(each.planned for each in weeks), 2),
        round(sum(each.missed for each in weeks), 2),
        sum(each.record is not None for each in weeks),
        len(weeks),
    )


def unnoted_words(totals: PresenceTotals) -> str:
    """« , 9 semaines à noter, comptées sans manque »; empty when every week was noted.

    The week that has just begun is among them, whole: what is planned of it is not done yet.
    """
    weeks = totals.weeks - totals.noted
    if not weeks:
        return ""
    counted = f", {'comptées' if weeks > 1 else 'comptée'} sans manque" if totals.noted else ""
    return f", {count(weeks, 'semaine')} à noter{counted}"


def day_hours(dossier: Dossier, day: date) -> float:
    """The hours of a day of work, those of the week agreed by then shared out equally."""
    days = sum(bool(dossier.intern.hours.on(weekday)) for weekday in WORKING_WEEK)
    return terms_on(dossier, day).weekly_hours / (days or len(WORKING_WEEK))


def missed_hours(dossier: Dossier, record: WeekPresence) -> float:
    """What was missed, in hours, whether it was noted in hours or in days."""
    if record.unit == "hours":
        return record.missed
    return record.missed * day_hours(dossier, record.week)


def presence_of(
    dossier: Dossier, day: date, missed: float, unit: MissedUnit, note: str, *, today: date
) -> WeekPresence:
    """What was missed of the week of a day.

    Args:
        dossier: The dossier.
        day: Any day of that week.
        missed: How much; 0 when nothing was.
        unit: Of what was missed.
        note: Why, if useful.
        today: The tutor's local date.

    Raises:
        InvalidInput: when the week is not one of the stage, is to come, or has fewer hours.
        pydantic.ValidationError: when no week has as much.
    """
    week, stage = monday_of(day), dossier.stage
    if not monday_of(stage.start) <= week <= stage.end:
        message = (
            f"Cette semaine n’est pas du stage, du {plain_date(stage.start)} "
            f"au {plain_date(stage.end)}."
        )
        raise InvalidInput.at("week", message)
    if week > today:
        raise InvalidInput.at("week", "Cette semaine est à venir : notez-la une fois commencée.")
    presence = WeekPresence(week=week, missed=missed, unit=unit, note=note)
    planned = next((e.planned for e in week_hours(dossier, week) if e.week == week), 0)
    if missed_hours(dossier, presence) > planned + 1e-9:
        message = f"Cette semaine ne compte que {hours(planned)} prévues."
        raise InvalidInput.at("missed", message)
    return presence
