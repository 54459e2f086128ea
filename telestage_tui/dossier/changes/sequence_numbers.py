"""The SEQUENCE of meetings: what calendars go by, and so what may only grow.

Moving, cancelling and re-planning raise it one meeting at a time. Here is what touches them all: a
change of what every event says, and an earlier state put back.
"""

from __future__ import annotations

from ..dossier import Dossier
from ..meetings import Meeting, Slot
from .change import Change

UNDONE = "Ajoutée par un changement défait depuis"
"""Why a meeting is cancelled that an undone change had brought."""


def retold(dossier: Dossier, *, before: Dossier) -> Dossier:
    """The dossier, the SEQUENCE of its planned meetings raised if calendars now say else of them.

    Args:
        dossier: After a change.
        before: As it was, with the same meetings.
    """
    if _told(dossier) == _told(before):
        return dossier
    return dossier.evolve(
        meetings=[
            meeting.evolve(sequence=meeting.sequence + (meeting.status == "planned"))
            for meeting in dossier.meetings
        ]
    )


def restore_over(latest: Dossier) -> Change:
    """Have calendars learn of a dossier that a backup brought back.

    Args:
        latest: As it was before, and as calendars may have it.
    """
    label = "Sauvegarde restaurée : rencontres à exporter de nouveau"
    return Change(label, lambda before: succeeding(before, latest))


def succeeding(before: Dossier, latest: Dossier) -> Dossier:
    """An earlier state of a dossier, put back after a later one: no SEQUENCE goes down.

    A calendar takes nothing older than what it has. A meeting that is not as in the latest state
    gets a SEQUENCE above it. One that was not there yet stays, cancelled: the calendars that have
    it learn of it, and its number is not given again.
    """
    told_anew = _told(before) != _told(latest)
    later = {meeting.id: meeting for meeting in latest.meetings}
    back = [
        _succeeding(meeting, later.pop(meeting.id, None), told_anew) for meeting in before.meetings
    ]
    back += [
        meeting if meeting.status == "cancelled" else meeting.dropped(UNDONE)
        for meeting in later.values()
    ]
    ordered = sorted(back, key=lambda m: (m.slot.day, m.slot.at, m.id))
    return before.evolve(meetings=tuple(ordered))


def _succeeding(meeting: Meeting, latest: Meeting | None, told_anew: bool) -> Meeting:
    if latest is None:  # a calendar may have been told that it is gone
        return meeting.evolve(sequence=meeting.sequence + 1)
    changed = told_anew or _place(meeting) != _place(latest)
    return meeting.evolve(sequence=max(meeting.sequence, latest.sequence) + changed)


def _place(meeting: Meeting) -> tuple[Slot, int, bool]:
    return meeting.slot, meeting.duration, meeting.status == "cancelled"


def _told(dossier: Dossier) -> tuple[object, ...]:
    """What a calendar says of every meeting, besides its place."""
    stage, host, intern, tutor = dossier.stage, dossier.host, dossier.intern, dossier.tutor
    return (
        dossier.meeting_rule.link,
        (host.name, host.zone),
        (intern.full_name, intern.email, intern.zone),
        (tutor.full_name, tutor.email),
        (stage.title, stage.start, stage.end),  # the usual gap is that of its dates
    )
