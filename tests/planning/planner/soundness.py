"""What every plan must be, whatever the dossier, checked against the oracle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.french import clock_time, long_date
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import Meeting
from telestage_tui.planning.meeting_view import meeting_view
from telestage_tui.planning.planner.planner import Plan
from tests.planning.planner import oracle

OUTSIDE = "Hors des heures de travail"
FAR_AWAY = "Pacific/Noumea"
"""The one zone of the oracle in which a working day is two dates in Québec."""
_ONE_DAY = timedelta(days=1)


def assert_sound(dossier: Dossier, plan: Plan) -> None:
    """Every promise of the planner, on one plan."""
    _assert_one_a_day(dossier, plan)
    for meeting in plan.meetings:
        _assert_meeting(dossier, meeting)
    _assert_constant_hour(dossier, plan)
    _assert_every_week(dossier, plan)
    _assert_length_kept_or_said(dossier, plan)
    _assert_nobody_at_night(dossier, plan)
    _assert_the_welcome_first(plan)
    _assert_final(dossier, plan)
    _assert_midpoint(dossier, plan)
    _assert_no_crowd(dossier, plan)
    _assert_nothing_said_twice(plan)


def utc(meeting: Meeting) -> datetime:
    """Naive UTC start, by the oracle; fails on a wall time that does not exist once."""
    return oracle.to_utc(meeting.slot.day, meeting.slot.at, meeting.slot.zone)


def host_day(dossier: Dossier, meeting: Meeting) -> date:
    """Host-local date, by the oracle."""
    return oracle.to_local(utc(meeting), dossier.host.zone).date()


def closed(dossier: Dossier, day: date) -> bool:
    """Whether one side or the other does not work on that date of its own calendar."""
    return (
        day.isoweekday() > 5
        or day in oracle.quebec_holidays(day.year)
        or day in oracle.holidays(dossier.intern.region, day.year)
        or any(p.covers(day) for p in (*dossier.host.absences, *dossier.intern.absences))
        or not dossier.host.hours.on(day.weekday())
        or not dossier.intern.hours.on(day.weekday())
    )


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _assert_one_a_day(dossier: Dossier, plan: Plan) -> None:
    days = [host_day(dossier, m) for m in plan.meetings]
    assert len(days) == len(set(days)), "two meetings on one day"
    assert len({m.id for m in plan.meetings}) == len(plan.meetings)


def _assert_meeting(dossier: Dossier, meeting: Meeting) -> None:
    start = utc(meeting)
    here = oracle.to_local(start, dossier.host.zone)
    there = oracle.to_local(start, dossier.intern.zone)
    by_host = dossier.meeting_rule.reference == "structure"
    assert meeting.slot.zone == (dossier.host.zone if by_host else dossier.intern.zone)
    for side, hours, local in (
        ("organisation", dossier.host.hours, here),
        ("stagiaire", dossier.intern.hours, there),
    ):
        assert local.isoweekday() < 6, f"{meeting.kind} on a weekend"
        has_note = any(note.startswith(f"{OUTSIDE} côté {side}") for note in meeting.deviations)
        assert _is_inside(hours, local, meeting.duration) != has_note, (local, meeting)
    assert here.date() not in oracle.quebec_holidays(here.year)
    assert there.date() not in oracle.holidays(dossier.intern.region, there.year)
    assert not any(period.covers(here.date()) for period in dossier.host.absences)
    assert not any(period.covers(there.date()) for period in dossier.intern.absences)
    if meeting.kind == "prestart":
        assert here.date() < dossier.stage.start
    else:
        assert dossier.stage.start <= here.date() <= dossier.stage.end
    if meeting.kind == "checkin":
        assert _week(meeting.slot.day) == _week(meeting.rule_day)
    moved = meeting.slot.day != meeting.rule_day
    assert moved == any(
        note.startswith(f"Déplacée du {long_date(meeting.rule_day)}") for note in meeting.deviations
    )
    view = meeting_view(meeting, dossier.host.zone, dossier.intern.zone)
    assert view.start_utc.replace(tzinfo=None) == start
    assert view.host_local.replace(tzinfo=None) == here
    assert view.intern_local.replace(tzinfo=None) == there
    assert timedelta(hours=view.gap_hours) == there - here


def _is_inside(hours: WorkHours, local: datetime, duration: int) -> bool:
    begin = local.hour * 60 + local.minute
    spans = hours.on(local.weekday())
    return any(span.start <= begin and begin + duration <= span.end for span in spans)


def _assert_constant_hour(dossier: Dossier, plan: Plan) -> None:
    """On the reference clock the hour never changes without a word that says which and why."""
    usual = set()
    for meeting in plan.meetings:
        if meeting.kind == "welcome":  # at the first hour of the day
            continue
        notes = [note for note in meeting.deviations if "plutôt qu’à" in note]
        if not notes:
            usual.add(meeting.slot.at)
            continue
        (note,) = notes
        match = re.fullmatch(r"À ([^(]+) plutôt qu’à ([^(]+) \(.+\)\u00a0: .+\.", note)
        assert match, note
        assert match[1] == clock_time(meeting.slot.at) != match[2]
        if dossier.meeting_rule.at:
            assert match[2] == clock_time(dossier.meeting_rule.at)
    assert len(usual) <= 1, f"several hours without a reason: {usual}"
    if dossier.meeting_rule.at:
        assert usual <= {dossier.meeting_rule.at}


def _assert_every_week(dossier: Dossier, plan: Plan) -> None:
    """A week without a meeting is one that a warning names, or the welcome says why it is not."""
    met = {_week(host_day(dossier, m)) for m in plan.meetings if m.kind != "prestart"}
    left_out = [warning for warning in plan.warnings if " non prévue" in warning]
    # In the week the stage begins, the welcome itself says why it is not sooner.
    welcome = any(m.kind == "welcome" for m in plan.meetings)
    first = oracle.monday(dossier.stage.start) + welcome * timedelta(weeks=1)
    for monday in _mondays(dossier.stage.start, dossier.stage.end):
        week = [monday + n * _ONE_DAY for n in range(7)]
        days = [d for d in week if dossier.stage.start <= d <= dossier.stage.end]
        away = all(_away(dossier, day) for day in days)
        if _week(monday) not in met and monday >= first and not away:
            names = [f" du {long_date(day)} non prévue" for day in week]
            assert any(name in sentence for name in names for sentence in left_out), monday


def _mondays(first: date, last: date) -> Iterator[date]:
    day = oracle.monday(first)
    while day <= last:
        yield day
        day += timedelta(weeks=1)


def _away(dossier: Dossier, day: date) -> bool:
    return day.isoweekday() > 5 or any(
        period.covers(day) for period in (*dossier.host.absences, *dossier.intern.absences)
    )


def _assert_final(dossier: Dossier, plan: Plan) -> None:
    """In the last week, unless nobody is there that week; then on no day earlier than it must."""
    end = dossier.stage.end
    last = [day for n in range(7) if (day := end - n * _ONE_DAY).isoweekday() < 6]
    week = [d for d in last if _week(d) == _week(last[0]) and d >= dossier.stage.start]
    finals = [m for m in plan.meetings if m.kind == "final"]
    if not finals or (end - dossier.stage.start).days < 14 or _is_far(dossier):
        return
    day = host_day(dossier, finals[0])
    if day not in week:
        assert all(closed(dossier, each) for each in week), day
        later = [day + n * _ONE_DAY for n in range(1, (week[-1] - day).days)]
        taken = {host_day(dossier, m) for m in plan.meetings}
        free = [each for each in later if not closed(dossier, each) and each not in taken]
        assert len(free) < 5, day  # some weekday of these may have no shared hour
    assert finals[0].rule_day in week


def _assert_midpoint(dossier: Dossier, plan: Plan) -> None:
    """Asked for halfway; out of that week only where none of its days has room for it."""
    for meeting in plan.meetings:
        if meeting.kind == "midpoint":
            stage = dossier.stage
            halfway = stage.start + timedelta(days=(stage.end - stage.start).days // 2)
            assert meeting.rule_day == oracle.next_weekday(halfway)
            if _week(meeting.slot.day) != _week(meeting.rule_day) and not _is_far(dossier):
                monday = oracle.monday(meeting.rule_day)
                week = [monday + n * _ONE_DAY for n in range(5)]
                welcome = [m.slot.day for m in plan.meetings if m.kind == "welcome"]
                taken = {m.slot.day for m in plan.meetings if m.kind != "checkin"}
                assert not [
                    day
                    for day in week
                    if stage.start <= day <= stage.end
                    and not closed(dossier, day)
                    and day not in taken
                    and all(day > first for first in welcome)
                    and datetime.combine(day, time.max) > dossier.created_at.replace(tzinfo=None)
                    and _shared_minutes(dossier, day) >= dossier.meeting_rule.duration
                ]


def _assert_length_kept_or_said(dossier: Dossier, plan: Plan) -> None:
    """A special meeting has its length; where it is shorter, it says so, and there is no room."""
    lengths = {"prestart": 60, "welcome": 45, "midpoint": 60, "final": 60}
    for meeting in plan.meetings:
        asked = max(lengths.get(meeting.kind, 0), dossier.meeting_rule.duration)
        sentence = f"Raccourcie de {asked} à {meeting.duration} min"
        notes = [n for n in meeting.deviations if n.replace("\u00a0", " ").startswith(sentence)]
        assert (meeting.duration < asked) == bool(notes), (asked, meeting)
        if notes and "autre rencontre" not in notes[0] and not _is_far(dossier):
            assert _shared_minutes(dossier, meeting.slot.day) < asked


def _assert_nobody_at_night(dossier: Dossier, plan: Plan) -> None:
    """Between 22 h and 7 h, nobody is met unless both work then."""
    for meeting in plan.meetings:
        start = utc(meeting)
        is_outside = any(note.startswith(OUTSIDE) for note in meeting.deviations)
        for zone_name in (dossier.host.zone, dossier.intern.zone):
            here = oracle.to_local(start, zone_name)
            begin = here.hour * 60 + here.minute
            assert not is_outside or 420 <= begin <= begin + meeting.duration <= 1320, (here, plan)


def _assert_the_welcome_first(plan: Plan) -> None:
    """Nothing of the stage is planned before its welcome."""
    stage = [m for m in plan.meetings if m.kind != "prestart"]
    assert not any(m.kind == "welcome" for m in stage[1:])


def _shared_minutes(dossier: Dossier, day: date) -> int:
    """The most minutes on end, of those that both work, on a date of the host."""
    best = run = 0
    for minute in range(24 * 60):
        moment = datetime.combine(day, time()) + timedelta(minutes=minute)
        moment -= timedelta(
            hours=oracle.offset(dossier.host.zone, moment)
        )  # no clock changes that day
        both = all(
            any(
                span.start <= here.hour * 60 + here.minute < span.end
                for span in side.hours.on(here.weekday())
            )
            for side in (dossier.host, dossier.intern)
            for here in (oracle.to_local(moment, side.zone),)
        )
        run = run + 1 if both else 0
        best = max(best, run)
    return best


def _assert_no_crowd(dossier: Dossier, plan: Plan) -> None:
    """No check-in in the week of the final meeting, nor next to the midpoint one in its week."""
    for special in plan.meetings:
        for meeting in plan.meetings:
            day, other = special.slot.day, meeting.slot.day
            if meeting.kind == "checkin" and _week(day) == _week(other):
                assert special.kind != "final"
                if special.kind == "midpoint" and not _is_far(dossier):
                    first, last = sorted((day, other))
                    between = [first + n * _ONE_DAY for n in range(1, (last - first).days + 1)]
                    assert sum(not closed(dossier, each) for each in between) >= 2


def _assert_nothing_said_twice(plan: Plan) -> None:
    sentences = [*plan.warnings, *(note for m in plan.meetings for note in m.deviations)]
    for sentence in sentences:
        _, colon, reasons = sentence.rstrip(".").partition("\u00a0: ")
        if colon:
            listed = reasons.split(", ")
            assert len(listed) == len(set(listed)), sentence
    assert len(plan.warnings) == len(set(plan.warnings))


def _is_far(dossier: Dossier) -> bool:
    return dossier.intern.zone == FAR_AWAY
