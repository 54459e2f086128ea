"""The absences of a calendar put in a dossier, and its meetings moved around them.

The command line and the screens do the same: read, show what would change, then save what was shown
as one change, with its backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ...dossier import changes
from ...dossier.changes import Change
from ...dossier.dossier import Dossier
from ...dossier.french import count, leading_count, long_date, plain_date
from ...dossier.people import ClosedPeriod, Host, Intern, Side
from ...dossier.text import quoted
from ...planning.planner.meeting_days import PRESTART_REACH
from ...planning.replan import Replan, carry_out, replan
from ...programme.programme import Programme
from ...wording import SIDE_WORDS
from .absences import CalendarAbsences, Question, Verdict, new_absences
from .event_reading import Skipped

LONG_TO_READ = 100_000
"""Bytes from which a calendar may take a second or more to read: that it is being read is said."""
READING = "Lecture de l’agenda…"
_REASONS = {
    Verdict.PARTIAL: ("sur une partie de la journée", "sur une partie de la journée"),
    Verdict.FREE: ("qui laisse disponible", "qui laissent disponible"),
    Verdict.DECLINED: ("décliné", "déclinés"),
    Verdict.ANSWER: ("en réponse à une invitation", "en réponse à une invitation"),
    Verdict.CANCELLED: ("annulé", "annulés"),
    Verdict.REPLACED: ("remplacé par une version plus récente",
                       "remplacés par une version plus récente"),
    Verdict.OUTSIDE: ("hors de cette période", "hors de cette période"),
}  # fmt: skip
"""Why an event closes no day, for one and for several."""
_NAMED_ZONES = 3
"""How many unknown zones are named; there are seldom two."""
_NAMED_EVENTS = 5
"""How many of the events that were skipped are named."""


class AbsenceImport(NamedTuple):
    """What a calendar would change in a dossier.

    Attributes:
        side: Whose absences they are.
        calendar: What the calendar says.
        periods: Its days that are not closed yet on that side, in order; empty when there is none.
        dossier: The dossier with these days, its meetings where they were.
        proposal: Where the meetings would be.
    """

    side: Side
    calendar: CalendarAbsences
    periods: tuple[ClosedPeriod, ...]
    dossier: Dossier
    proposal: Replan

    @property
    def heading(self) -> str:
        """« 2 absences du 27 février au 7 mars 2027 », or that there is none in the period."""
        if not self.periods:
            return f"Aucune nouvelle absence dans cet agenda {_days_of(*window(self.dossier))}."
        first, last = self.periods[0].first, max(period.last for period in self.periods)
        return f"{count(len(self.periods), 'absence')} {_days_of(first, last)} :"

    def lines(self) -> Iterator[str]:
        """Each absence, with its days."""
        for period in self.periods:
            days = long_date(period.first)
            if period.last != period.first:
                days += f" – {long_date(period.last)}"
            free = "(marqué « disponible »)" if self.calendar.is_free(period) else ""
            yield "  ".join(filter(None, (days, period.label, free)))

    def notes(self, leave_free_out: str) -> Iterator[str]:
        """French sentences on which events of the calendar count, and which do not.

        Args:
            leave_free_out: What leaves out the days marked as free: « --busy-only ».
        """
        calendar = self.calendar
        yield from calendar.remarks
        yield from _skipped(calendar.skipped)
        yield (
            "Seules comptent les journées entières, en un événement ou en plusieurs; ce qui "
            "n’occupe qu’une partie de la journée n’empêche aucune rencontre."
        )
        if calendar.free_days:
            yield (
                "Celles que l’agenda marque « disponible » comptent aussi; "
                f"{leave_free_out} les ignore."
            )
        if calendar.ignored:
            reasons = (self._reason(why, number) for why, number in calendar.ignored.items())
            yield f"Événements ignorés : {', '.join(reasons)}."
        if calendar.unknown_zones:
            yield _unknown_zones(calendar.unknown_zones, SIDE_WORDS[self.side])

    def _reason(self, why: Verdict, number: int) -> str:
        said = count(number, *_REASONS[why])
        names = self.calendar.names.get(why, ())
        more = ["…"] if names and number > len(names) else []
        return f"{said} ({', '.join([*map(quoted, names), *more])})" if names else said

    def change(
        self,
        programme: Programme,
        now: Callable[[], datetime],
        others: Callable[[], Iterable[Dossier]],
    ) -> Change:
        """Add the days to the dossier, and move its meetings as was shown.

        Args:
            programme: The programme it follows.
            now: Gives the UTC instant.
            others: Gives the other dossiers, of which those of the same tutor count.
        """
        moves = carry_out(self.proposal, programme, now, others)

        def apply(current: Dossier) -> Dossier:
            missing = new_absences(self.calendar.periods, person(current, self.side).absences)
            return moves.apply(changes.add_absences(self.side, missing).apply(current))

        return changes.add_absences(self.side, self.periods)._replace(apply=apply)


def question_about(dossier: Dossier, side: Side, *, busy_only: bool = False) -> Question:
    """What a calendar is asked: the days on which a meeting of that dossier may be planned."""
    first, last = window(dossier)
    someone = person(dossier, side)
    address = dossier.intern.email if side == "stagiaire" else dossier.tutor.email
    return Question(
        zone=someone.zone,
        since=first,
        until=last,
        hours=someone.hours,
        busy_only=busy_only,
        addresses=(address,) if address else (),
    )


def absence_import(
    dossier: Dossier,
    side: Side,
    calendar: CalendarAbsences,
    programme: Programme,
    now: datetime,
    others: Iterable[Dossier],
) -> AbsenceImport:
    """What a calendar would change in a dossier.

    Args:
        dossier: The dossier.
        side: Whose absences they are.
        calendar: What the calendar says, asked `question_about` that dossier and that side.
        programme: The programme it follows.
        now: UTC instant.
        others: The other dossiers, of which those of the same tutor count.

    Raises:
        Refused: when the dossier is closed.
    """
    periods = new_absences(calendar.periods, person(dossier, side).absences)
    changed = changes.add_absences(side, periods).apply(dossier) if periods else dossier
    return AbsenceImport(
        side, calendar, periods, changed, replan(changed, programme, now, others=others)
    )


def person(dossier: Dossier, side: Side) -> Intern | Host:
    """Whose absences are those of that side."""
    return dossier.intern if side == "stagiaire" else dossier.host


def window(dossier: Dossier) -> tuple[date, date]:
    """The days on which a meeting may be planned."""
    stage = dossier.stage
    return stage.start - timedelta(days=PRESTART_REACH), stage.end


def _days_of(first: date, last: date) -> str:
    if first == last:
        return f"le {plain_date(first)}"
    return f"du {plain_date(first)} au {plain_date(last)}"


def _skipped(events: Iterable[Skipped]) -> Iterator[str]:
    damaged = [event for event in events if event.is_damaged]
    others = [event for event in events if not event.is_damaged]
    if damaged:
        unread = leading_count(len(damaged), "événement n’a pas pu être lu",
                       "événements n’ont pas pu être lus")  # fmt: skip
        yield f"{unread} : {_named(damaged)}."
    if others:
        lost = leading_count(len(others), "événement se répète", "événements se répètent")
        yield (
            f"{lost} d’une façon que telestage ne suit pas : {_named(others)}. "
            "S’il le faut, notez ces jours dans le dossier."
        )


def _unknown_zones(zones: Sequence[str], side: str) -> str:
    named = [*map(quoted, zones[:_NAMED_ZONES]), *(["…"] if len(zones) > _NAMED_ZONES else [])]
    many = len(zones) > 1
    which = "Fuseaux inconnus, lus" if many else "Fuseau inconnu, lu"
    return f"{which} à l’heure du côté {side} : {', '.join(named)}."


def _named(events: list[Skipped]) -> str:
    names = [
        (quoted(event.title) if event.title else "sans nom")
        + (f" ({plain_date(event.day)})" if event.day else "")
        for event in events[:_NAMED_EVENTS]
    ]
    more = len(events) - len(names)
    return ", ".join(names) + (f" et {count(more, 'autre')}" if more else "")
