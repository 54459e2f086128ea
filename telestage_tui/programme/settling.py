"""Settling what a closing would leave: each thing done, missed or *sans objet*, several at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.meeting_times import day_reached
from ..dossier import changes
from ..dossier.accesses import VERIFICATION, Access
from ..dossier.changes import Change
from ..dossier.deeds import deed
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.meetings import MeetingStatus
from . import agreement
from .closing import LeftKind, Leftover
from .meeting_names import name_deed
from .programme import Programme
from .progress import note_refusal
from .tasks import Task
from .withdrawals import left_to_verify

Outcome = Literal["done", "missed", "dropped"]
"""Done (a meeting was held), missed (a meeting), or *sans objet* (cancelled, removed)."""
OUTCOMES: dict[Outcome, frozenset[LeftKind]] = {
    "done": frozenset({"task", "record", "transfer", "check", "verify", "nothing_else"}),
    "missed": frozenset({"record"}),
    "dropped": frozenset(
        {"task", "record", "coming", "transfer", "check", "verify", "nothing_else", "access", "pay"}
    ),
}
"""The kinds of things that can have each outcome. The others are settled on their own page."""
_STATUS: dict[Outcome, MeetingStatus] = {
    "done": "held",
    "missed": "missed",
    "dropped": "cancelled",
}


def with_outcome(left: Sequence[Leftover], outcome: Outcome) -> tuple[Leftover, ...]:
    """Those that can have that outcome.

    The last line is signed by somebody, so it is done alone.
    """
    is_alone = len(left) == 1
    return tuple(
        each
        for each in left
        if each.kind in OUTCOMES[outcome]
        and (each.kind != "pay" or each.task is not None)
        and (each.kind != "nothing_else" or outcome != "done" or is_alone)
    )


def needs_reason(left: Sequence[Leftover]) -> bool:
    """Whether one of them is *sans objet* only for a reason."""
    return any(each.task or each.kind in ("check", "verify", "nothing_else") for each in left)


def lacks_taker(dossier: Dossier, left: Sequence[Leftover]) -> bool:
    """Whether one of them is a file that nobody takes over."""
    ids = {each.id for each in left if each.kind == "transfer"}
    return any(each.id in ids and not each.to for each in dossier.transfers)


class Settlement(NamedTuple):
    """What becomes of things that a closing would leave.

    Attributes:
        outcome: What became of them.
        programme: The programme of the dossier.
        on: The tutor's local date.
        now: UTC instant.
        reason: Why they were missed or are *sans objet*.
        taker: Who takes over the files that nobody takes over.
        signer: Who signs the last line of the withdrawals.
    """

    outcome: Outcome
    programme: Programme
    on: date
    now: datetime
    reason: str = ""
    taker: str = ""
    signer: str = ""

    def of(self, left: Sequence[Leftover], dossier: Dossier) -> Change:
        """The change that settles them, all of them or none; see `with_outcome`.

        Args:
            left: What a closing would leave.
            dossier: As the tutor sees it.

        Raises:
            Refused: when one of them is settled already, or its reason may hold a password.
            InvalidInput: when nobody takes over a file that is done.
            pydantic.ValidationError: when a task is *sans objet* without a reason.
        """

        def apply(dossier: Dossier) -> Dossier:
            for each in left:
                dossier = self._change(dossier, each).apply(dossier)
            return dossier

        titles = [each.title for each in left]
        what = deed(f"stage.settled_{self.outcome}", left=titles, reason=self.reason)
        about = {name for each in left for name in (each.id, each.task) if name is not None}
        return agreement.telling(Change(what, apply), dossier, self.programme, about)

    def _change(self, dossier: Dossier, each: Leftover) -> Change:
        if each.task is not None:
            return self._task(dossier, self.programme.task(each.task))
        if each.kind == "nothing_else":
            return self._last_line()
        if each.id is None:
            raise Refused(f"{each.title} : cela se règle sur une autre page.")
        match each.kind:
            case "transfer" if self.outcome == "dropped":
                return changes.remove_transfer(dossier.transfer(each.id))
            case "transfer":
                transfer = dossier.transfer(each.id)
                taker = transfer.to or self.taker
                return changes.finish_transfer(transfer.evolve(to=taker), on=self.on)
            case "check" | "verify":
                return self._withdrawal(dossier.access(each.id), each)
            case "access":
                return changes.remove_access(dossier.access(each.id))
            case _:
                return self._meeting(dossier, each.id)

    def _last_line(self) -> Change:
        if self.outcome == "dropped":
            return changes.set_nothing_else_aside(on=self.on, why=self.reason)
        return changes.note_nothing_else(on=self.on, by=self.signer)

    def _withdrawal(self, access: Access, each: Leftover) -> Change:
        """A check made, or a withdrawal seen; else *sans objet*."""
        if self.outcome == "dropped":
            moot = each.check or VERIFICATION
            return changes.set_checks_aside(access, checks=(moot,), why=self.reason)
        if each.kind == "check":
            return changes.check_withdrawal(access, checks=(*access.checks, each.check))
        how = left_to_verify(self.programme, access)
        return changes.verify_withdrawal(access, on=self.on, today=self.on, how=how)

    def _task(self, dossier: Dossier, task: Task) -> Change:
        if self.outcome == "done":
            return agreement.tick(dossier, task, self.programme, on=self.on, now=self.now)
        if refusal := note_refusal(task, self.reason):
            raise Refused(refusal)
        return agreement.skip(dossier, task, self.programme, why=self.reason, on=self.on)

    def _meeting(self, dossier: Dossier, meeting: UUID) -> Change:
        current = dossier.meeting(meeting)
        day, name = (
            day_reached(current, dossier, self.now),
            name_deed(dossier, current, self.programme),
        )
        change = changes.record_meeting(
            meeting, name, status=_STATUS[self.outcome], on=day, reason=self.reason
        )
        return agreement.agreeing(change, dossier, self.programme)
