"""Dossiers to plan: Léa's, with other dates, clocks and hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from telestage_tui.dossier.changes import plan_meetings
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import MeetingRule
from telestage_tui.dossier.people import ClosedPeriod, Host, Intern
from telestage_tui.dossier.stage import Stage
from telestage_tui.planning.planner.planner import Plan, plan
from telestage_tui.programme.loader import load_programme
from tests.factories import make_dossier

PROGRAMME = load_programme()


def dossier_of(
    start: date,
    end: date,
    *,
    host: dict[str, Any] | None = None,
    intern: dict[str, Any] | None = None,
    rule: dict[str, Any] | None = None,
    **fields: Any,
) -> Dossier:
    """A dossier without meetings; hours are written as text."""
    blank: dict[str, Any] = {"meetings": (), "tasks": (), "evaluations": (), "history": ()}
    opened = datetime.combine(start, time(14), UTC) - timedelta(days=60)
    return make_dossier(
        stage=Stage(start=start, end=end),
        host=Host(name="Atelier Boréal", **_read(host)),
        intern=Intern(first_name="Léa", last_name="Nguyễn", **_read(intern)),
        meeting_rule=MeetingRule(**(rule or {})),
        **(blank | {"created_at": opened} | fields),
    )


def plan_of(dossier: Dossier, **given: Any) -> Plan:
    """Its plan by the present programme."""
    return plan(dossier, PROGRAMME, **given)


def planned(dossier: Dossier) -> Dossier:
    """The dossier with its meetings planned."""
    return plan_meetings(plan_of(dossier).meetings).apply(dossier)


def winter(**fields: Any) -> Dossier:
    """11 January to 9 April 2027, Tuesday 9 h 30, over both changes of clock of spring."""
    rule = {"weekday": "mardi", "at": time(9, 30)} | fields.pop("rule", {})
    return dossier_of(date(2027, 1, 11), date(2027, 4, 9), rule=rule, **fields)


def autumn(**fields: Any) -> Dossier:
    """The dossier of the fiche over the two changes of clock of autumn 2026."""
    return dossier_of(
        date(2026, 9, 21),
        date(2026, 12, 18),
        host={"hours": "08:30-16:30"} | fields.pop("host", {}),
        intern={"hours": "10:00-18:30"} | fields.pop("intern", {}),
        rule={"weekday": "mercredi", "at": time(15, 30), "reference": "stagiaire"},
        **fields,
    )


def closed(first: date, last: date | None = None, label: str = "") -> tuple[ClosedPeriod, ...]:
    """One absence."""
    return (ClosedPeriod(first=first, last=last or first, label=label),)


def _read(side: dict[str, Any] | None) -> dict[str, Any]:
    fields = dict(side or {})
    if isinstance(fields.get("hours"), str):
        fields["hours"] = WorkHours.parse(fields["hours"])
    return fields
