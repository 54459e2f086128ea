"""The effect of a change of gap on the usual meeting of two people, else on their shared hours."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import clock_time, day_number, long_date, short_day
from .shared_hours import DayOverlap, Pair, shared_intervals
from .weeks import ONE_WEEK, days_of
from .zones import GapChange, beside, gap_text, local, next_change, wall_instant, zone_place

_FEW_WEEKS = 8 * ONE_WEEK
_ANNOUNCED = 6 * ONE_WEEK
"""How long before a change of gap the two clocks show it: earlier, nobody has to do with it."""


class UsualSlot(NamedTuple):
    """The hour at which two people mostly meet."""

    at: time
    """Wall time that stays fixed over the changes of clock."""
    zone: str
    """IANA name."""
    until: date
    """Last day of the stage: they do not meet after it."""


def usual_slot(dossier: Dossier) -> UsualSlot | None:
    """The hour of most of the check-ins still planned, else the one chosen; None without either."""
    hours = Counter(
        (meeting.slot.at, meeting.slot.zone)
        for meeting in dossier.meetings
        if meeting.kind == "checkin" and meeting.status == "planned"
    )
    if hours:
        return UsualSlot(*hours.most_common(1)[0][0], dossier.stage.end)
    rule = dossier.meeting_rule
    zone_name = dossier.host.zone if rule.reference == "structure" else dossier.intern.zone
    return UsualSlot(rule.at, zone_name, dossier.stage.end) if rule.at else None


def near_change(overlap: DayOverlap, until: date | None) -> GapChange | None:
    """The next change of gap, when it is near and does not come after the last day of the stage.

    Args:
        overlap: What the day in view has.
        until: That last day, when it is known.
    """
    change = overlap.next_change
    if change is None or change.date - overlap.day > _ANNOUNCED:
        return None
    return None if until and change.date > until else change


def change_sentence(change: GapChange, pair: Pair, usual: UsualSlot | None = None) -> str:
    """A change of gap with its date and its effect, in French.

    « À partir du dimanche 14 mars 2027, le décalage passe de 6 h à 5 h : la rencontre de 9 h 30 au
    Québec sera à 14 h 30 en France au lieu de 15 h 30. »

    Args:
        change: The change.
        pair: The two sides.
        usual: When they mostly meet; without it, the shared hours are given.
    """
    change_text = (
        f"À partir du {long_date(change.date)}, le décalage passe de "
        f"{gap_text(change.gap_before)} à {gap_text(change.gap_after)}"
    )
    after = _first_day_at_work(change.date, pair)
    if after is None:
        return f"{change_text}."
    before = after - ONE_WEEK
    effect = _on_meeting(before, after, pair, usual) if usual else _on_hours(before, after, pair)
    return f"{change_text} : {effect}."


def change_in_short(change: GapChange, pair: Pair, usual: UsualSlot) -> str:
    """A change of gap in a line.

    « 5 h du 14 au 27 mars : 9 h 30 / 14 h 30 au lieu de 9 h 30 / 15 h 30 ».

    Args:
        change: The change.
        pair: The two sides, in the order of their hours.
        usual: When they mostly meet.
    """
    change_text = f"{gap_text(change.gap_after)} {change_span(change, pair)}"
    after = _first_day_at_work(change.date, pair)
    if after is None:
        return change_text
    old, new = (_on_both_clocks(day, pair, usual) for day in (after - ONE_WEEK, after))
    return f"{change_text} : {new} au lieu de {old}"


def _on_both_clocks(day: date, pair: Pair, usual: UsualSlot) -> str:
    start = wall_instant(day, usual.at, usual.zone)
    here, there = local(start, pair.host_zone), local(start, pair.intern_zone)
    return f"{clock_time(here.time())} / {clock_time(there.time())}{beside(here, there)}"


def change_span(change: GapChange, pair: Pair) -> str:
    """How long the new gap lasts, when it is for a few weeks: « du 14 au 27 mars »."""
    after = next_change(change.date, pair.host_zone, pair.intern_zone)
    if after is None or after.date - change.date > _FEW_WEEKS:
        return f"dès le {short_day(change.date)}"
    last = after.date - ONE_DAY
    first = day_number(change.date) if last.month == change.date.month else short_day(change.date)
    return f"du {first} au {short_day(last)}"


def _first_day_at_work(day: date, pair: Pair) -> date | None:
    """The first date from that one on with hours on both sides, holidays not counted."""
    for near in days_of(day, day + 6 * ONE_DAY):
        if pair.host_hours.on(near.weekday()) and pair.intern_hours.on(near.weekday()):
            return near
    return None


def _on_meeting(before: date, after: date, pair: Pair, usual: UsualSlot) -> str:
    other = pair.intern_zone if usual.zone == pair.host_zone else pair.host_zone
    moments = [wall_instant(day, usual.at, usual.zone) for day in (before, after)]
    old, new = (
        clock_time(local(moment, other).time())
        + beside(local(moment, usual.zone), local(moment, other))
        for moment in moments
    )
    return (
        f"la rencontre de {clock_time(usual.at)} {zone_place(usual.zone)} sera à {new} "
        f"{zone_place(other)} au lieu de {old}"
    )


def _on_hours(before: date, after: date, pair: Pair) -> str:
    old, new = (
        " et ".join(span.said() for span in shared_intervals(day, pair)) for day in (before, after)
    )
    if not old and not new:
        return "il n’y a d’heures communes ni avant ni après"
    if not new:
        return f"il n’y a plus d’heures communes (avant, {old})"
    if not old:
        return f"il y a désormais des heures communes, {new}"
    return f"les heures communes passent de {old} à {new}"
