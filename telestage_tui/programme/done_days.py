"""The day on which a task was really done, as far as the dossier tells it (host-local dates)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ..clocks.meeting_times import host_day
from ..dossier.evaluations import EvaluationKind
from ..dossier.meetings import MeetingKind
from .evidence import EVIDENCE, INTERVIEWS, Facts
from .progress import TaskState


def done_day(state: TaskState, facts: Facts) -> date | None:
    """The day a task was done, or was said *sans objet*.

    The day the dossier shows comes before that of the tick: a meeting may be recorded days later.

    Returns:
        None when the task is to do, or when nobody knows: done before telestage, or by a value that
        has no date, such as the financing.
    """
    if state.state == "todo":
        return None
    if state.state == "done" and (name := state.task.evidence) and EVIDENCE[name](facts):
        shown = _DAYS[name](facts) if name in _DAYS else None
        if shown is not None:
            return shown
    return state.record.on


def _interviews(facts: Facts) -> date | None:
    """The day of the interview that made their number enough."""
    days = sorted(
        each.interviewed_on
        for each in facts.dossier.candidates
        if each.interviewed_on and facts.happened(each.interviewed_on)
    )
    number = int(facts.programme.amounts[INTERVIEWS])
    return days[number - 1] if 0 < number <= len(days) else None


def _signatures(facts: Facts) -> date | None:
    convention = facts.dossier.convention
    return _last((convention.ofqj, convention.intern, convention.host))


def _held(kind: MeetingKind, choose: Callable[[Iterable[date]], date] = min) -> _Day:
    """The day of the first meeting of that kind that was held, or of another one of them."""

    def day(facts: Facts) -> date | None:
        zone = facts.dossier.host.zone
        held = [
            host_day(meeting, zone)
            for meeting in facts.dossier.meetings
            if meeting.kind == kind and meeting.status == "held"
        ]
        return choose(held) if held else None

    return day


def _completed(kind: EvaluationKind) -> _Day:
    """The day an evaluation was declared complete."""
    return lambda facts: _last(e.completed_on for e in facts.dossier.evaluations if e.kind == kind)


def _last(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day), default=None)


_Day = Callable[[Facts], date | None]
_DAYS: dict[str, _Day] = {
    "two_interviews": _interviews,
    "convention_signed": _signatures,
    "prestart_held": _held("prestart"),
    "welcome_held": _held("welcome"),
    "midpoint_held": _held("midpoint"),
    "final_held": _held("final"),
    "checkins_held": _held("checkin", max),
    "accesses_given": lambda facts: _last(a.given_on for a in facts.dossier.accesses),
    "accesses_explained": lambda facts: _last(a.explained_on for a in facts.dossier.accesses),
    "accesses_withdrawn": lambda facts: _last(a.withdrawn_on for a in facts.dossier.accesses),
    "midpoint_evaluated": _completed("midpoint"),
    "final_evaluated": _completed("final"),
    "transfers_done": lambda facts: _last(t.done_on for t in facts.dossier.transfers),
    "closed": lambda facts: facts.dossier.closed_on,
}
"""The day of each piece of evidence that has one, once it holds."""
