"""Alerts about the meetings: to record, missing for a week, missed twice, moved by the zones.

The programme asks for one video check-in a week at least [000].
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.meeting_times import end_of, host_day, weeks_without_meeting
from ..clocks.weeks import monday_of
from ..clocks.zones import local
from ..dossier.clock_readings import moved_by_edition
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import leading_count, long_date
from ..dossier.meetings import Meeting

AlertKind = Literal["unrecorded", "week_without_meeting", "missed_twice", "clocks_moved"]


class Alert(NamedTuple):
    """Something wrong about the meetings.

    Attributes:
        kind: What is wrong.
        text: French sentence.
        day: Host-local date it dates from; the Monday, for a week; today, when nobody knows.
        meeting_id: The meeting to open, when there is one.
    """

    kind: AlertKind
    text: str
    day: date
    meeting_id: UUID | None = None


def alerts(dossier: Dossier, now: datetime) -> tuple[Alert, ...]:
    """What is wrong about the meetings; nothing once the dossier is closed.

    Args:
        dossier: The dossier.
        now: UTC instant.
    """
    if dossier.closed_on or not dossier.meetings:
        return ()
    unrecorded = unrecorded_meetings(dossier, now)
    candidates = (
        _unrecorded(dossier, unrecorded),
        _weeks_without(dossier, unrecorded, now),
        _missed_twice(dossier),
        _clocks_moved(dossier, now),
    )
    return tuple(alert for alert in candidates if alert)


def meetings_moved_by_clocks(dossier: Dossier, now: datetime) -> list[Meeting]:
    """The meetings to come that a later edition of the time zones has moved, the earliest first."""
    if dossier.closed_on:
        return []
    return [meeting for meeting in moved_by_edition(dossier) if end_of(meeting) > now]


def clocks_moved_sentence(dossier: Dossier, meetings: Sequence[Meeting]) -> str:
    """What the calendars that have these meetings are to be given, without a full stop."""
    day = long_date(host_day(meetings[0], dossier.host.zone))
    if len(meetings) == 1:
        which, again = f"la rencontre du {day}", "exportez-la"
    else:
        which = f"{len(meetings)} rencontres, dès le {day}"
        again = "exportez-les"
    return f"Nouvelles règles de l’heure pour {which} : {again} de nouveau vers les agendas"


def unrecorded_meetings(dossier: Dossier, now: datetime) -> list[Meeting]:
    """The meetings that are over and still to be recorded, the oldest first."""
    meetings = []
    tomorrow = now.date() + ONE_DAY  # no local date is later than that
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.slot.day > tomorrow:
            break
        if meeting.status == "planned" and end_of(meeting) <= now:
            meetings.append(meeting)
    return meetings


def _empty_weeks(dossier: Dossier, unrecorded: list[Meeting], now: datetime) -> list[date]:
    """The Mondays of the past weeks of the stage in which no meeting was held, in order.

    A week whose meeting may have been held but is not recorded yet does not count. A week is past
    once it is over for the host.
    """
    zone_name = dossier.host.zone
    first, present = monday_of(dossier.stage.start), monday_of(local(now, zone_name).date())
    unrecorded_weeks = {monday_of(host_day(meeting, zone_name)) for meeting in unrecorded}
    weeks = weeks_without_meeting(dossier)
    return [week for week in weeks if first <= week < present and week not in unrecorded_weeks]


def _unrecorded(dossier: Dossier, meetings: list[Meeting]) -> Alert | None:
    if not meetings:
        return None
    oldest = meetings[0]
    day = host_day(oldest, dossier.host.zone)
    if len(meetings) == 1:
        text = f"Rencontre du {long_date(day)} à consigner."
    else:
        number = leading_count(len(meetings), "rencontre")
        text = f"{number} à consigner, depuis celle du {long_date(day)}."
    return Alert("unrecorded", text, day, oldest.id)


def _weeks_without(dossier: Dossier, unrecorded: list[Meeting], now: datetime) -> Alert | None:
    weeks = _empty_weeks(dossier, unrecorded, now)
    if not weeks:
        return None
    last = long_date(weeks[-1])
    if len(weeks) == 1:
        text = f"Aucune rencontre tenue la semaine du {last}."
    else:
        number = leading_count(len(weeks), "semaine")
        text = f"{number} sans rencontre tenue, dont celle du {last}."
    return Alert("week_without_meeting", text, weeks[-1])


def _clocks_moved(dossier: Dossier, now: datetime) -> Alert | None:
    meetings = meetings_moved_by_clocks(dossier, now)
    if not meetings:
        return None
    text = f"{clocks_moved_sentence(dossier, meetings)}."
    today = local(now, dossier.host.zone).date()
    return Alert("clocks_moved", text, today, meetings[0].id)


def _missed_twice(dossier: Dossier) -> Alert | None:
    recorded = [meeting for meeting in dossier.meetings if meeting.status in ("held", "missed")]
    missed = list(takewhile(lambda meeting: meeting.status == "missed", reversed(recorded)))
    if len(missed) < 2:
        return None
    last = missed[0]
    day = host_day(last, dossier.host.zone)
    text = (
        f"{leading_count(len(missed), 'rencontre')} manquées de suite, la dernière le "
        f"{long_date(day)} : reprenez contact."
    )
    return Alert("missed_twice", text, day, last.id)
