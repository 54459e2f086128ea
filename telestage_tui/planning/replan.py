"""Re-planning after a change: what moves, what stays, what is new; shown before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ..clocks.meeting_times import start_of
from ..dossier.changes import REPLANNED, Change, plan_meetings
from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..dossier.meetings import Meeting, Slot
from ..programme.programme import Programme
from .busy import engagements
from .planner.planner import plan
from .planner.sentences import objections

DROPPED = "Retirée par la replanification"
"""The reason written on a meeting that the rule no longer asks for."""


class PlanChanged(TelestageError):
    """The plan is no longer the one that was shown and agreed to; nothing moved."""

    def __init__(self) -> None:
        super().__init__("Le plan a changé entre-temps; relisez-le avant de l’appliquer.")


class Replan(NamedTuple):
    """The difference between the meetings of a dossier and what they should now be.

    Attributes:
        stays: Unchanged, or fixed: recorded, moved by hand, outside the plan, or past.
        moves: Pairs (as it is, as it would be), the second with its SEQUENCE raised.
        new: Not in the dossier yet, or dropped before and asked for again.
        dropped: In the dossier, no longer asked for: they stay in it, cancelled.
        objections: Those of `stays` whose place, chosen by hand, is open to objection, each with
            the French sentences that say why.
        warnings: French sentences about the new plan.
    """

    stays: tuple[Meeting, ...]
    moves: tuple[tuple[Meeting, Meeting], ...]
    new: tuple[Meeting, ...]
    dropped: tuple[Meeting, ...]
    objections: tuple[tuple[Meeting, tuple[str, ...]], ...]
    warnings: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave every meeting where it is."""
        return not (self.moves or self.new or self.dropped)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting once it is applied, in no particular order."""
        return (
            *self.stays,
            *(after for _, after in self.moves),
            *self.new,
            # Cancelled, not removed: calendars that have them learn of it, and their notes stay.
            *(meeting.dropped(DROPPED) for meeting in self.dropped),
        )

    def does_as(self, other: Replan) -> bool:
        """Whether both move, add and cancel the same meetings, to the same places."""
        return self._changes == other._changes

    @property
    def _changes(self) -> set[tuple[UUID, Slot | None, Slot | None, int]]:
        moves = {
            (after.id, before.slot, after.slot, after.duration) for before, after in self.moves
        }
        additions = {(meeting.id, None, meeting.slot, meeting.duration) for meeting in self.new}
        drops = {(meeting.id, meeting.slot, None, meeting.duration) for meeting in self.dropped}
        return moves | additions | drops


def replan(
    dossier: Dossier,
    programme: Programme,
    now: datetime,
    others: Iterable[Dossier] = (),
) -> Replan:
    """Compare the meetings of a changed dossier with a fresh plan.

    Meetings held, missed or cancelled by the tutor, moved by hand, added outside the plan, or past
    never move, nor does anything move into the past.

    Args:
        dossier: The dossier after the change, with the meetings it had before.
        programme: The programme it follows.
        now: UTC instant.
        others: The other dossiers, of which those of the same tutor count.
    """
    fixed = [meeting for meeting in dossier.meetings if is_fixed(meeting, now)]
    busy = engagements(dossier, others)
    fresh = plan(dossier, programme, since=now, fixed=fixed, busy=busy)
    free = {m.id: m for m in dossier.meetings if not is_fixed(m, now)}
    stays, moves, new = list(fixed), [], []
    for meeting in fresh.meetings:
        before = free.pop(meeting.id, None)
        if before is None:
            new.append(meeting)
        elif before.is_dropped:
            new.append(_updated(before, meeting))
        else:
            after = _updated(before, meeting)
            if after.sequence == before.sequence:
                stays.append(after)
            else:
                moves.append((before, after))
    stays += [meeting for meeting in free.values() if meeting.is_dropped]
    return Replan(
        tuple(sorted(stays, key=start_of)),
        tuple(moves),
        tuple(new),
        tuple(meeting for meeting in free.values() if not meeting.is_dropped),
        tuple(_objections_to(fixed, dossier, now)),
        fresh.warnings,
    )


def is_fixed(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting stays where it is: recorded, moved by hand, under way or past.

    So does one outside the plan. One that re-planning dropped is free to come back.
    """
    if meeting.is_added:
        return True
    if meeting.is_dropped:
        return False
    return meeting.is_recorded or meeting.moved_from is not None or start_of(meeting) <= now


def carry_out(
    agreed: Replan,
    programme: Programme,
    now: Callable[[], datetime],
    others: Callable[[], Iterable[Dossier]] = tuple,
) -> Change:
    """Re-plan the meetings of a dossier, as was shown and agreed to.

    The dossier is re-planned as it is by then, so that what another program wrote in between is
    kept.

    Args:
        agreed: The change that was shown.
        programme: The programme it follows.
        now: Gives the UTC instant.
        others: Gives the other dossiers, of which those of the same tutor count.

    Raises:
        PlanChanged: when the change would be another than the one agreed to.
    """

    def apply(dossier: Dossier) -> Dossier:
        change = replan(dossier, programme, now(), others=others())
        if not change.does_as(agreed):
            raise PlanChanged
        return plan_meetings(change.meetings).apply(dossier)

    return Change(REPLANNED, apply)


def _objections_to(
    fixed: Iterable[Meeting], dossier: Dossier, now: datetime
) -> Iterable[tuple[Meeting, tuple[str, ...]]]:
    for meeting in fixed:
        start = start_of(meeting)
        if meeting.status != "planned" or start <= now:
            continue
        if reasons := objections(dossier, start, meeting.duration):
            yield meeting, reasons


def _updated(before: Meeting, planned: Meeting) -> Meeting:
    """A meeting at its place in the new plan, with what was written about it."""
    is_moved = (before.slot, before.duration) != (planned.slot, planned.duration)
    return before.evolve(
        kind=planned.kind,
        slot=planned.slot,
        duration=planned.duration,
        status="planned",
        cancelled_by=None,
        reason="",
        rule_day=planned.rule_day,
        deviations=planned.deviations,
        sequence=before.sequence + (is_moved or before.is_dropped),
    )
