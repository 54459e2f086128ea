"""The days on which one side, or the other, does not work, and why; the midpoint of a stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..dossier.base import LATEST
from ..dossier.dossier import Dossier
from ..dossier.french import clause
from ..dossier.hours import WorkHours
from ..dossier.people import ClosedPeriod, EasterChoice, Side
from ..wording import SIDE_WORDS
from .holidays import by_custom, public_holidays, region_label, whit_monday
from .meeting_times import day_of
from .weeks import days_of, is_weekend, nearest_weeks, on_from_weekend

INTERRUPTION = "stage interrompu"
"""Why neither side meets while the stage stops."""


class SideCalendar(NamedTuple):
    """The days one side does not work.

    Attributes:
        side: Which side.
        region: Whose public holidays (`CA-QC`, `FR-974`).
        easter: Easter day given by a Québec employer.
        keeps_holidays: Whether public holidays are avoided.
        hours: Hours of each weekday; a weekday without hours is not worked.
        absences: Extra closed days.
    """

    side: Side
    region: str
    easter: EasterChoice
    keeps_holidays: bool
    hours: WorkHours
    absences: tuple[ClosedPeriod, ...]

    def reason(self, day: date) -> str | None:
        """Why that local date is closed, in French, or None when it is worked."""
        if is_weekend(day):
            return "fin de semaine"
        if self.keeps_holidays and (name := self.holiday(day)):
            return f"{name} ({by_custom(self.region, name) or region_label(self.region)})"
        for period in self.absences:
            if period.covers(day):
                return f"{clause(period.label) or 'absence'} ({SIDE_WORDS[self.side]})"
        if not self.hours.on(day.weekday()):
            return f"jour non travaillé ({SIDE_WORDS[self.side]})"
        return None

    def holiday(self, day: date) -> str | None:
        """The public holiday of that date, kept or not; Whit Monday is not one here."""
        return public_holidays(self.region, day.year, self.easter).get(day)

    def is_whit_monday(self, day: date) -> bool:
        """Whether that date is Whit Monday where it is a holiday: often worked, only mentioned."""
        return (
            day.weekday() == 0 and day.month in (5, 6) and day == whit_monday(self.region, day.year)
        )


def interruptions(dossier: Dossier) -> tuple[ClosedPeriod, ...]:
    """The days on which the stage stops; to the last day there is, without one to take it up."""
    return tuple(
        ClosedPeriod(first=each.first, last=each.last or LATEST, label=INTERRUPTION)
        for each in dossier.interruptions
    )


class ClosedDays(NamedTuple):
    """The closed days of the two sides of a dossier; each side has its own local date."""

    host: SideCalendar
    intern: SideCalendar

    @classmethod
    def of(cls, dossier: Dossier) -> ClosedDays:
        """The closed days that follow from the dossier."""
        host, intern = dossier.host, dossier.intern
        stops = interruptions(dossier)
        return cls(
            SideCalendar(
                "structure",
                host.holiday_region,
                host.easter,
                host.keeps_holidays,
                host.hours,
                (*host.absences, *stops),
            ),
            SideCalendar(
                "stagiaire",
                intern.holiday_region,
                host.easter,
                intern.keeps_holidays,
                intern.hours,
                (*intern.absences, *stops),
            ),
        )

    def host_reason(self, day: date) -> str | None:
        """Why the host does not work on that host-local date, or None."""
        return self.host.reason(day)

    def intern_reason(self, day: date) -> str | None:
        """Why the intern does not work on that intern-local date, or None."""
        return self.intern.reason(day)

    def reasons(self, day: date) -> tuple[str, ...]:
        """Why the two do not both work on that date, once each; empty when they do."""
        reasons = (self.host_reason(day), self.intern_reason(day))
        return tuple(dict.fromkeys(reason for reason in reasons if reason))

    def both_work(self, day: date) -> bool:
        """Whether both sides work on that date, each on its own calendar."""
        return self.host_reason(day) is None and self.intern_reason(day) is None

    def common_days(self, first: date, last: date) -> Iterator[date]:
        """The dates of a period on which both work, in order."""
        return (day for day in days_of(first, last) if self.both_work(day))


def midpoint(dossier: Dossier) -> date:
    """The middle of a stage (host-local), whatever the tutor moved: where its meeting was planned.

    Without one asked for at the present halfway, that day, else the first other of its week on
    which both sides work, else that of the nearest week: the public holidays have to be loaded.
    """
    stage = dossier.stage
    halfway = on_from_weekend(stage.halfway)
    for meeting in dossier.meetings:
        if meeting.kind == "midpoint" and meeting.rule_day == halfway:
            return day_of(meeting.moved_from or meeting.slot, dossier.host.zone)
    closed = ClosedDays.of(dossier)
    weeks = nearest_weeks(halfway, stage.start, stage.end)
    return next((day for week in weeks for day in week if closed.both_work(day)), halfway)
