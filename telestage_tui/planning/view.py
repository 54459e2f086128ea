"""A meeting as two people see it: both local times, the gap, and what departs from the rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, SHORT_WEEKDAYS, clock_time, long_moment, upper_first
from ..dossier.meetings import Meeting, MeetingStatus, Slot
from ..dossier.people import Tutor
from .closed import ClosedDays
from .overlap import Pair
from .sentences import STATUS_NAMES, TO_RECORD, outside_hours
from .zones import (
    ImpossibleTime,
    gap,
    gap_hours,
    gap_spans,
    gap_text,
    instant,
    local,
    usual_gap,
    wall_instant,
    zone_label,
)

_MINUTE = timedelta(minutes=1)


class MeetingView(NamedTuple):
    """A meeting on both clocks.

    Attributes:
        meeting: The meeting.
        start_utc: UTC instant.
        end_utc: UTC instant.
        host_local: Aware, in the host's zone.
        intern_local: Aware, in the intern's zone.
        gap_hours: Hours by which the intern is ahead; whole whenever it is.
        notes: French sentences, one for each departure from the rule; empty when there is none.
    """

    meeting: Meeting
    start_utc: datetime
    end_utc: datetime
    host_local: datetime
    intern_local: datetime
    gap_hours: int | float
    notes: tuple[str, ...]


def meeting_view(meeting: Meeting, host_zone: str, intern_zone: str) -> MeetingView:
    """A meeting on both clocks; a repeated wall time is taken the first time.

    Args:
        meeting: The meeting.
        host_zone: IANA name.
        intern_zone: IANA name.
    """
    start = start_of(meeting)
    return MeetingView(
        meeting,
        start,
        end_of(meeting),
        local(start, host_zone),
        local(start, intern_zone),
        gap_hours(gap(start, host_zone, intern_zone)),
        _notes(meeting),
    )


class OnTwoClocks(Protocol):
    """Anything that has its place on both clocks."""

    @property
    def host_local(self) -> datetime:
        """Aware, in the host's zone."""
        ...

    @property
    def intern_local(self) -> datetime:
        """Aware, in the intern's zone."""
        ...


def both_times(view: OnTwoClocks) -> str:
    """« 9 h 30 / 15 h 30 »; the intern's day is named when it is another: « 19 h / 1 h (sam.) »."""
    host, intern = view.host_local, view.intern_local
    times = f"{clock_time(host.time())}{NBSP}/{NBSP}{clock_time(intern.time())}"
    if host.date() == intern.date():
        return times
    return f"{times} ({SHORT_WEEKDAYS[intern.weekday()]})"


def outcome(view: MeetingView, now: datetime) -> str:
    """What became of a meeting at that UTC instant, in a word: « prévue », « à consigner »…"""
    return outcome_of(view.meeting.status, view.end_utc, now)


def outcome_of(status: MeetingStatus, end: datetime, now: datetime) -> str:
    """The same, of a meeting of which only the status and the end are at hand (UTC instants)."""
    return TO_RECORD if status == "planned" and end <= now else STATUS_NAMES[status]


def start_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting starts."""
    slot = meeting.slot
    return wall_instant(slot.day, slot.at, slot.zone)


def end_of(meeting: Meeting) -> datetime:
    """The UTC instant at which a meeting ends."""
    return start_of(meeting) + meeting.duration * _MINUTE


def host_day(meeting: Meeting, host_zone: str) -> date:
    """The host-local date of a meeting."""
    slot = meeting.slot
    return slot.day if slot.zone == host_zone else local(start_of(meeting), host_zone).date()


def view_in(dossier: Dossier, meeting: Meeting, closed: ClosedDays | None = None) -> MeetingView:
    """A meeting of a dossier on both clocks.

    What the planner said of a place no longer holds once the meeting was moved by hand: its notes
    are then made anew from the hours and closed days of the two sides.

    Args:
        dossier: The dossier.
        meeting: One of its meetings.
        closed: The closed days of the dossier, when already at hand.
    """
    seen = meeting_view(meeting, dossier.host.zone, dossier.intern.zone)
    if meeting.moved_from is None:
        return seen
    speaks_against = _objections(
        dossier, seen.start_utc, meeting.duration, closed or ClosedDays.of(dossier)
    )
    return seen._replace(notes=(*seen.notes, *speaks_against))


def _notes(meeting: Meeting) -> tuple[str, ...]:
    origin = meeting.moved_from
    if origin is None:
        return meeting.deviations
    why = f"{NBSP}: {meeting.reason.rstrip('.')}" if meeting.reason else ""
    return (f"Déplacée à la main du {long_moment(origin.day, origin.at)}{why}.",)


def shift_note(dossier: Dossier, meeting: Meeting) -> str:
    """What the gap of that day does to the side that is not the reference; empty when usual.

    « Décalage de 5 h au lieu de 6 h : 14 h 30 en France. » is no departure from the rule, and so
    stands apart from the notes.
    """
    host, intern = dossier.host.zone, dossier.intern.zone
    usual = usual_gap(gap_spans(dossier.stage.start, dossier.stage.end, host, intern))
    start = start_of(meeting)
    now = gap(start, host, intern)
    if now == usual:
        return ""
    by_host = meeting.slot.zone == host
    zone_name = intern if by_host else host
    earlier = timedelta(minutes=usual - now) if by_host else timedelta(minutes=now - usual)
    there = local(start, zone_name)
    return (
        f"Décalage de {gap_text(now)} au lieu de {gap_text(usual)}{NBSP}: "
        f"{clock_time(there.time())} ({zone_label(zone_name)}) au lieu de "
        f"{clock_time((there.replace(tzinfo=None) + earlier).time())}."
    )


# --- moving by hand -------------------------------------------------------------------------------


def conflicts(
    dossier: Dossier,
    slot: Slot,
    duration: int,
    others: Iterable[Dossier] = (),
    *,
    moving: UUID | None = None,
    closed: ClosedDays | None = None,
) -> tuple[str, ...]:
    """What speaks against a slot chosen by hand, in French; it stays allowed.

    Args:
        dossier: The dossier of the meeting.
        slot: Where it would go.
        duration: Minutes.
        others: The other dossiers, of which those of the same tutor count.
        moving: The meeting being moved, which does not conflict with itself.
        closed: The closed days of the dossier, when already at hand.
    """
    try:
        start = instant(slot)
    except ImpossibleTime as impossible:
        return (str(impossible),)
    closed = closed or ClosedDays.of(dossier)
    said = list(_objections(dossier, start, duration, closed))
    here, there = local(start, dossier.host.zone), local(start, dossier.intern.zone)
    if closed.intern.is_whit_monday(there.date()):
        said.append(
            f"Lundi de Pentecôte, férié mais souvent travaillé en France{NBSP}: à confirmer."
        )
    kind = next((m.kind for m in dossier.meetings if m.id == moving), None)
    if kind == "prestart" and here.date() >= dossier.stage.start:
        said.append("Le stage sera commencé ce jour-là.")
    elif kind not in (None, "prestart") and here.date() < dossier.stage.start:
        said.append("Avant le premier jour du stage.")
    if here.date() > dossier.stage.end:
        said.append("Après le dernier jour du stage.")
    said += _clashes(dossier, start, duration, others, moving)
    return tuple(said)


def _objections(
    dossier: Dossier, start: datetime, duration: int, closed: ClosedDays
) -> tuple[str, ...]:
    """Closed days, else hours that are not worked, at that UTC instant."""
    host = closed.host_reason(local(start, dossier.host.zone).date())
    intern = closed.intern_reason(local(start, dossier.intern.zone).date())
    if host == intern:
        reasons = [host] if host else []
    else:  # the date may be another over there: a weekend is then theirs alone
        said = ((host, closed.host.side), (intern, closed.intern.side))
        reasons = [r if "(" in r else f"{r} ({side})" for r, side in said if r]
    if reasons:
        return tuple(f"{upper_first(reason)}." for reason in reasons)
    return outside_hours(start, duration, Pair.of(dossier))


def _clashes(
    dossier: Dossier,
    start: datetime,
    duration: int,
    others: Iterable[Dossier],
    moving: UUID | None,
) -> Iterator[str]:
    end = start + duration * _MINUTE
    theirs = (
        other
        for other in others
        if other.id != dossier.id and same_tutor(other.tutor, dossier.tutor)
    )
    for each in (dossier, *theirs):
        for meeting in each.meetings:
            if meeting.status != "planned" or meeting.id == moving:
                continue
            if start_of(meeting) < end and start < end_of(meeting):
                at = local(start_of(meeting), dossier.host.zone).time()
                yield (
                    f"Une autre rencontre est prévue à {clock_time(at)} "
                    f"({zone_label(dossier.host.zone)}) avec {each.intern.full_name}."
                )


def same_tutor(one: Tutor, other: Tutor) -> bool:
    """Whether two dossiers have the same tutor; a tutor without a name is the user."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.full_name.casefold() == other.full_name.casefold()
