"""What every plan must be, whatever the dossier, checked against the oracle."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import Meeting
from telestage_tui.planning.planner import Plan
from telestage_tui.planning.view import meeting_view
from tests.planning import oracle

OUTSIDE = "Hors des heures de travail"


def assert_sound(dossier: Dossier, plan: Plan) -> None:
    """Every promise of the planner, on one plan."""
    _assert_one_a_day(dossier, plan)
    for meeting in plan.meetings:
        _assert_meeting(dossier, meeting)
    _assert_constant_hour(plan)
    _assert_every_week(dossier, plan)


def utc(meeting: Meeting) -> datetime:
    """Naive UTC start, by the oracle; fails on a wall time that does not exist once."""
    return oracle.to_utc(meeting.slot.day, meeting.slot.at, meeting.slot.zone)


def _assert_one_a_day(dossier: Dossier, plan: Plan) -> None:
    days = [oracle.to_local(utc(m), dossier.host.zone).date() for m in plan.meetings]
    assert len(days) == len(set(days)), "two meetings on one day"
    assert len({m.id for m in plan.meetings}) == len(plan.meetings)


def _assert_meeting(dossier: Dossier, meeting: Meeting) -> None:
    start = utc(meeting)
    here = oracle.to_local(start, dossier.host.zone)
    there = oracle.to_local(start, dossier.intern.zone)
    for side, hours, local in (
        ("structure", dossier.host.hours, here),
        ("stagiaire", dossier.intern.hours, there),
    ):
        assert local.isoweekday() < 6, f"{meeting.kind} on a weekend"
        said = any(note.startswith(f"{OUTSIDE} côté {side}") for note in meeting.deviations)
        assert _is_inside(hours, local, meeting.duration) != said, (local, meeting)
    assert here.date() not in oracle.quebec_holidays(here.year)
    assert there.date() not in oracle.french_holidays(there.year)
    assert not any(period.covers(here.date()) for period in dossier.host.absences)
    assert not any(period.covers(there.date()) for period in dossier.intern.absences)
    if meeting.kind == "prestart":
        assert here.date() < dossier.stage.start
    else:
        assert dossier.stage.start <= here.date() <= dossier.stage.end
    if meeting.kind == "checkin":
        assert here.isocalendar()[:2] == meeting.rule_day.isocalendar()[:2]
    if meeting.kind == "checkin" and here.date() != meeting.rule_day:
        assert any(note.startswith("Déplacée du") for note in meeting.deviations)
    seen = meeting_view(meeting, dossier.host.zone, dossier.intern.zone)
    assert seen.start_utc.replace(tzinfo=None) == start
    assert seen.host_local.replace(tzinfo=None) == here
    assert seen.intern_local.replace(tzinfo=None) == there
    assert timedelta(hours=seen.gap_hours) == there - here


def _is_inside(hours: WorkHours, local: datetime, duration: int) -> bool:
    begin = local.hour * 60 + local.minute
    spans = hours.on(local.weekday())
    return any(span.start <= begin and begin + duration <= span.end for span in spans)


def _assert_constant_hour(plan: Plan) -> None:
    """On the reference clock the hour never changes without a word."""
    free = Counter(m.slot.at for m in plan.meetings if m.kind != "welcome" and not m.deviations)
    assert len(free) <= 1, f"several hours without a reason: {free}"


def _assert_every_week(dossier: Dossier, plan: Plan) -> None:
    met = {
        oracle.to_local(utc(m), dossier.host.zone).isocalendar()[:2]
        for m in plan.meetings
        if m.kind != "prestart"
    }
    day = dossier.stage.start
    while day <= dossier.stage.end:
        if day.isocalendar()[:2] not in met and _worked(dossier, day):
            assert any("laissée de côté" in warning for warning in plan.warnings), day
        day += timedelta(days=1)


def _worked(dossier: Dossier, day: date) -> bool:
    return day.isoweekday() < 6 and not any(
        period.covers(day) for period in (*dossier.host.absences, *dossier.intern.absences)
    )
