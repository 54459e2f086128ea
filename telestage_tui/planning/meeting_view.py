"""A meeting as two people see it: both local times, the gap, and what departs from the rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from ..clocks.meeting_times import end_of, host_day, start_of
from ..clocks.zones import (
    beside,
    gap,
    gap_hours,
    gap_spans,
    gap_text,
    local,
    usual_gap,
    zone_label,
    zone_place,
)
from ..dossier.clock_readings import clock_move
from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, SHORT_WEEKDAYS, clock_time, long_moment, sentence, short_date
from ..dossier.labels import meeting_name
from ..dossier.meetings import Meeting, MeetingStatus
from ..dossier.zone_names import tzdata_version
from ..programme.programme import Programme
from ..wording import LATE_SIGN, MEETING_WORDS, MOVED_SIGN, TO_RECORD
from .planner.sentences import OUTSIDE, objections


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
        problems: Those of the notes that ask for an action; the others are plain facts.
    """

    meeting: Meeting
    start_utc: datetime
    end_utc: datetime
    host_local: datetime
    intern_local: datetime
    gap_hours: int | float
    notes: tuple[str, ...]
    problems: tuple[str, ...] = ()

    @property
    def marked_notes(self) -> tuple[tuple[str, str], ...]:
        """Each note after its sign: `!` for a problem, `→` for a plain fact."""
        return tuple(
            (LATE_SIGN if note in self.problems else MOVED_SIGN, note) for note in self.notes
        )

    @property
    def note_sign(self) -> str:
        """The sign of the notes together; empty when there is none."""
        return min((sign for sign, _ in self.marked_notes), default="")


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
        departure_notes(meeting),
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
    """« 9 h 30 / 15 h 30 »; the intern's day is named when it is another: « 19 h / 1 h (sam.) ».

    On one clock, that of a stage on site, the time is said once.
    """
    host, intern = view.host_local, view.intern_local
    if host.tzinfo == intern.tzinfo:
        return clock_time(host.time())
    times = NBSP.join((clock_time(host.time()), "/", clock_time(intern.time())))
    if host.date() == intern.date():
        return times
    return f"{times} ({SHORT_WEEKDAYS[intern.weekday()]})"


def day_and_times(view: OnTwoClocks) -> str:
    """« mar. 9 févr. 9 h 30 / 15 h 30 », the day being that of the host."""
    return f"{short_date(view.host_local.date())} {both_times(view)}"


def times_in_words(moment: datetime, host_zone: str, intern_zone: str) -> str:
    """« 9 h 30 au Québec · 15 h 30 en France » for a UTC instant.

    The intern's day is said when it is another: « 17 h au Québec · 9 h à Nouméa (le lendemain) ».
    On one clock, that of a stage on site, the time is said once.
    """
    if host_zone == intern_zone:
        return f"{clock_time(local(moment, host_zone).time())} {zone_place(host_zone)}"
    here, there = local(moment, host_zone), local(moment, intern_zone)
    return (
        f"{clock_time(here.time())} {zone_place(host_zone)} · "
        f"{clock_time(there.time())} {zone_place(intern_zone)}{beside(here, there)}"
    )


def outcome(view: MeetingView, now: datetime) -> str:
    """The outcome of a meeting at that UTC instant, in a word: « prévue », « à consigner »…"""
    return outcome_of(view.meeting.status, view.end_utc, now)


def outcome_of(status: MeetingStatus, end: datetime, now: datetime) -> str:
    """The outcome of a meeting, from its status, its end and the present (UTC instants)."""
    return TO_RECORD if status == "planned" and end <= now else MEETING_WORDS[status]


def view_in(dossier: Dossier, meeting: Meeting, now: datetime) -> MeetingView:
    """A meeting of a dossier on both clocks, with the present objections to its place.

    The notes of the planner may be out of date: hours or absences have changed, or the meeting was
    moved by hand. Closed days and hours are therefore checked again for a meeting that is still to
    come, or was moved by hand; only the reason of the move stays.

    Args:
        dossier: The dossier.
        meeting: One of its meetings.
        now: UTC instant.
    """
    view = meeting_view(meeting, dossier.host.zone, dossier.intern.zone)
    is_coming = meeting.status == "planned" and view.end_utc > now
    move = clock_move_note(dossier, meeting) if is_coming else ""
    if not is_coming and meeting.moved_from is None:
        return view
    notes = (note for note in view.notes if not note.startswith(OUTSIDE))
    reasons = objections(dossier, view.start_utc, meeting.duration)
    moves = (move,) if move else ()
    problems = (*moves, *reasons) if is_coming else ()
    return view._replace(notes=(*moves, *notes, *reasons), problems=problems)


def departure_notes(meeting: Meeting) -> tuple[str, ...]:
    """What was written of its place when it was planned, or moved by hand: French sentences."""
    origin = meeting.moved_from
    if origin is None:
        return meeting.deviations
    why = f" : {meeting.why_moved}" if meeting.why_moved else ""
    return (sentence(f"Déplacée à la main du {long_moment(origin.day, origin.at)}{why}"),)


def clock_move_note(dossier: Dossier, meeting: Meeting) -> str:
    """What a later edition of the time zones changes for a meeting; empty when nothing.

    « Les règles de l’heure ont changé (édition 2027a) : 14 h 30 en France au lieu de 15 h 30.
    Exportez de nouveau la rencontre : les agendas ont peut-être l’ancienne heure. »
    """
    hours = hours_of_clock_move(dossier, meeting)
    if not hours:
        return ""
    return (
        f"Les règles de l’heure ont changé (édition {tzdata_version()}) : {hours}. Exportez de "
        "nouveau la rencontre : les agendas ont peut-être l’ancienne heure."
    )


def hours_of_clock_move(dossier: Dossier, meeting: Meeting) -> str:
    """« 14 h 30 en France au lieu de 15 h 30 », with the dates when they differ; or nothing."""
    move = clock_move(meeting, dossier)
    if move is None:
        return ""
    old, new = move.before.other, move.after.other
    if old == new:
        return f"{clock_time(new.at)} {zone_place(new.zone)} comme avant, mais à un autre instant"
    if old.day == new.day:
        return f"{clock_time(new.at)} {zone_place(new.zone)} au lieu de {clock_time(old.at)}"
    return (
        f"le {long_moment(new.day, new.at)} {zone_place(new.zone)} au lieu du "
        f"{long_moment(old.day, old.at)}"
    )


def titled(title: str, meeting: Meeting) -> str:
    """The title of its kind, and what it is for when that was said: « Appel : panne de VPN »."""
    return f"{title} : {meeting.objective}" if meeting.objective else title


def name_of(dossier: Dossier, meeting: Meeting, programme: Programme) -> str:
    """« Rencontre de suivi du mar. 2 mars », the day being that of the host."""
    title = programme.meeting_rules.title(meeting.kind)
    return meeting_name(title, host_day(meeting, dossier.host.zone))


def shift_note(dossier: Dossier, meeting: Meeting) -> str:
    """The effect of an unusual gap on the clock that is not the reference; empty when usual.

    « Décalage de 5 h au lieu de 6 h : 14 h 30 en France. » is no departure from the rule, so it
    is not one of the notes.
    """
    host, intern = dossier.host.zone, dossier.intern.zone
    usual = usual_gap(gap_spans(dossier.stage.start, dossier.stage.end, host, intern))
    start = start_of(meeting)
    present = gap(start, host, intern)
    if present == usual:
        return ""
    by_host = meeting.slot.zone == host
    zone_name = intern if by_host else host
    earlier = timedelta(minutes=usual - present) if by_host else timedelta(minutes=present - usual)
    there = local(start, zone_name)
    return (
        f"Décalage de {gap_text(present)} au lieu de {gap_text(usual)} : "
        f"{clock_time(there.time())} ({zone_label(zone_name)}) au lieu de "
        f"{clock_time((there.replace(tzinfo=None) + earlier).time())}."
    )
