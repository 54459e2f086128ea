"""The usual hour of the meetings of a dossier: chosen by the tutor, else found for them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from ...clocks.closures import ClosedDays
from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.french import weekday_date
from .reference import Reference
from .sentences import at_night, why_not

_FALLBACK = time(9)
"""For a stage in which the two never work on the same day."""


class Unsuited(NamedTuple):
    """Why the hour the tutor chose suits no day of the stage, in French."""

    verdict: str
    """« n’est jamais commune »"""
    reason: str
    """« il serait 20 h en France, hors des heures de travail (stagiaire) »"""
    instead: str
    """Sentence on where the meetings are instead."""


class UsualHour:
    """The usual hour, on the reference clock.

    It is found for the stage as a whole: neither what is past nor what keeps the tutor busy counts.

    Args:
        dossier: The dossier; its meetings are not read.
        closed: The closed days of the two sides.
        reference: The clock.
    """

    def __init__(self, dossier: Dossier, closed: ClosedDays, reference: Reference) -> None:
        self._rule = dossier.meeting_rule
        self._stage = dossier.stage
        self._closed = closed
        self._reference = reference

    @property
    def chosen(self) -> time | None:
        """Wall time the tutor asks for, if any."""
        return self._rule.at

    @cached_property
    def at(self) -> time:
        """Wall time at which the meetings are meant to be."""
        return self._rule.at or self.steady

    def start(self, day: date) -> datetime:
        """The UTC instant of the usual hour of a day."""
        return self._reference.start(day, self.at)

    @cached_property
    def steady(self) -> time:
        """The earliest wall time shared on the most days of the stage, else the least bad one."""
        duration = self._rule.duration
        kinds = Counter(spans for day in self._days if (spans := self._wall_spans(day)))
        if not kinds:
            return self._least_bad()

        def days_held(start: int) -> int:
            return sum(
                number
                for spans, number in kinds.items()
                if any(begin <= start and start + duration <= end for begin, end in spans)
            )

        starts = sorted({begin for spans in kinds for begin, _ in spans})
        hour, minute = divmod(max(starts, key=days_held), 60)
        return time(hour, minute)

    def _least_bad(self) -> time:
        slots = (self._reference.open_slots(day, self._rule.duration) for day in self._days)
        hours = Counter(
            local(slot.start, self._reference.zone).time()
            for slot in (next(best, None) for best in slots)
            if slot and not slot.at_night
        )
        return hours.most_common(1)[0][0] if hours else _FALLBACK

    def _wall_spans(self, day: date) -> tuple[tuple[int, int], ...]:
        return tuple((span.host_start, span.host_end) for span in self._reference.shared(day))

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(self._closed.common_days(self._stage.start, self._stage.end))

    # --- an hour that suits no day --------------------------------------------------------------

    @cached_property
    def unsuited(self) -> Unsuited | None:
        """Why the hour chosen by the tutor suits no day of the stage; None when it suits one."""
        if self._rule.at is None:
            return None
        duration = self._rule.duration
        shared = [day for day in self._days if self._reference.is_shared(day, duration)]
        if any(self._is_held(day) for day in shared):
            return None
        fault = why_not if shared else at_night
        starts = map(self.start, shared or self._days)
        reasons = [fault(start, duration, self._reference.pair) for start in starts]
        if not reasons or reasons[0] is None or None in reasons:
            return None
        if shared:
            verdict, where = "n’est jamais commune", "à l’heure commune la plus proche"
        else:
            verdict, where = "tombe la nuit pour l’un des deux", "aux heures les moins mauvaises"
        return Unsuited(verdict, reasons[0], f"Les rencontres sont placées {where}.")

    def _is_held(self, day: date) -> bool:
        start = self.start(day)
        return any(span.holds(start, self._rule.duration) for span in self._reference.shared(day))

    # --- the dates of the two sides when they meet ----------------------------------------------

    def host_day(self, day: date) -> date:
        """The date of the host when the two meet on a day of the reference."""
        return local(self._likely_start(day), self._reference.pair.host_zone).date()

    def closed_reasons(self, day: date) -> tuple[str, ...]:
        """Why one side or the other does not work on that day, in French; empty when both do."""
        theirs = self._their_day(day)
        if theirs == day:
            return self._closed.reasons(day)
        reason = self._reference.here.reason(day) or self._reference.there.reason(theirs)
        return (reason,) if reason else ()

    def why_closed(self, day: date) -> str:
        """The same in one text, with the date of the other side where it is another; or empty."""
        theirs, reasons = self._their_day(day), ", ".join(self.closed_reasons(day))
        if not reasons or theirs == day or self._reference.here.reason(day):
            return reasons
        return f"{weekday_date(theirs)} côté {self._reference.there.side}, {reasons}"

    def _their_day(self, day: date) -> date:
        return local(self._likely_start(day), self._reference.other_zone).date()

    def _likely_start(self, day: date) -> datetime:
        """About when they meet on a day: not at an hour chosen in vain, perhaps of another date."""
        return self._reference.start(day, self.steady if self.unsuited else self.at)
