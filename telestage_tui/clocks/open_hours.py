"""The shared hours of a date without those of closed days, and the reason."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..dossier.french import upper_first
from .closures import ClosedDays
from .shared_hours import DayOverlap, Pair, day_overlap


class OpenHours(NamedTuple):
    """What two people share on a host-local date, closed days taken into account.

    Attributes:
        overlap: The gap, and the hours left.
        why: What takes hours away, a French sentence; empty when nothing does.
    """

    overlap: DayOverlap
    why: str


def open_hours(day: date, pair: Pair, closed: ClosedDays) -> OpenHours:
    """The shared hours of a host-local date on which either side may be closed.

    « Armistice (France) : pas d’heures communes. » Working weeks that never overlap are
    not reported as a closed day.

    Args:
        day: Host-local date.
        pair: The two sides.
        closed: Their closed days.
    """
    whole = day_overlap(day, pair)
    here = closed.host_reason(day)
    # The intern's date may be the neighbour of the host's: each stretch has its own.
    days = dict.fromkeys(span.intern_day for span in whole.shared) or {day: None}
    there = {their_day: closed.intern_reason(their_day) for their_day in days}
    shared = () if here else tuple(span for span in whole.shared if not there[span.intern_day])
    reasons = dict.fromkeys(reason for reason in (here, *there.values()) if reason)
    why = ""
    if reasons:
        less = "moins d’heures communes" if shared else "pas d’heures communes"
        why = f"{upper_first(', '.join(reasons))} : {less}."
    return OpenHours(whole._replace(shared=shared), why)
