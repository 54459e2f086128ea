"""Re-planning after a change: what moves, what stays, what is new; shown before it is applied."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting
from ..dossier.transitions import plan_meetings
from ..programme.loader import Programme
from .closed import ClosedDays
from .planner import plan
from .view import start_of


class Replan(NamedTuple):
    """The difference between the meetings of a dossier and what they should now be.

    Attributes:
        stays: Unchanged, or fixed: recorded, moved by hand, or past.
        moves: Pairs (as it is, as it would be), the second with its SEQUENCE raised.
        new: Not in the dossier yet.
        dropped: In the dossier, no longer asked for.
        warnings: French sentences about the new plan.
    """

    stays: tuple[Meeting, ...]
    moves: tuple[tuple[Meeting, Meeting], ...]
    new: tuple[Meeting, ...]
    dropped: tuple[Meeting, ...]
    warnings: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave every meeting where it is."""
        return not (self.moves or self.new or self.dropped)


def replan(
    dossier: Dossier, programme: Programme, now: datetime, closed: ClosedDays | None = None
) -> Replan:
    """Compare the meetings of a changed dossier with a fresh plan.

    Meetings held, missed or cancelled, moved by hand, or past never move, nor does anything
    move into the past.

    Args:
        dossier: The dossier after the change, with the meetings it had before.
        programme: The programme it follows.
        now: UTC instant.
        closed: Its closed days, when already at hand.
    """
    fixed = [meeting for meeting in dossier.meetings if is_fixed(meeting, now)]
    fresh = plan(dossier, programme, closed, since=now, kept=fixed)
    free = {m.id: m for m in dossier.meetings if not is_fixed(m, now)}
    stays, moves, new = list(fixed), [], []
    for meeting in fresh.meetings:
        before = free.pop(meeting.id, None)
        if before is None:
            new.append(meeting)
            continue
        after = _carried(before, meeting)
        if after.sequence == before.sequence:
            stays.append(after)
        else:
            moves.append((before, after))
    return Replan(
        tuple(sorted(stays, key=start_of)),
        tuple(moves),
        tuple(new),
        tuple(free.values()),
        fresh.warnings,
    )


def is_fixed(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting stays where it is: recorded, moved by hand, under way or past."""
    return meeting.is_recorded or meeting.moved_from is not None or start_of(meeting) <= now


def apply(dossier: Dossier, change: Replan) -> Dossier:
    """The dossier with the meetings of that re-planning."""
    moved = [after for _, after in change.moves]
    return plan_meetings(dossier, [*change.stays, *moved, *change.new])


def _carried(before: Meeting, planned: Meeting) -> Meeting:
    """The meeting at its new place, with what was written about it."""
    moved = (before.slot, before.duration) != (planned.slot, planned.duration)
    return before.evolve(
        kind=planned.kind,
        slot=planned.slot,
        duration=planned.duration,
        rule_day=planned.rule_day,
        deviations=planned.deviations,
        sequence=before.sequence + moved,
    )
