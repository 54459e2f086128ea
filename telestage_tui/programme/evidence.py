"""Evidence: pure functions that tell, from the dossier itself, whether a task is done.

The home screen asks it of every task of every dossier, so what several pieces of evidence need is
computed once, in `Facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from ..clocks.meeting_times import weeks_without_meeting
from ..clocks.weeks import monday_of
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.meetings import MeetingKind
from .programme import Programme
from .rule import Rule
from .rules import is_satisfied

_TO_MONDAY = timedelta(days=6)
"""Added to a date, leads into the week of the first Monday on or after it."""
_TO_FRIDAY = timedelta(days=4)
"""Taken from a date, leads into the week of the last Friday on or before it."""

INTERVIEWS = "interviews"
"""Name of the amount that says how many candidates are interviewed at least."""


class Facts:
    """What the pieces of evidence read of a dossier on one day (the tutor's local date)."""

    __slots__ = ("dossier", "forms_completed", "kinds_held", "programme", "today")

    def __init__(self, dossier: Dossier, programme: Programme, today: date) -> None:
        self.dossier = dossier
        self.programme = programme
        self.today = today
        tomorrow = today + ONE_DAY  # a meeting is dated by its own clock, maybe the other side's
        self.kinds_held = {
            m.kind for m in dossier.meetings if m.status == "held" and m.slot.day <= tomorrow
        }
        self.forms_completed = {
            e.kind for e in dossier.evaluations if self.happened(e.completed_on)
        }

    def happened(self, day: date | None) -> bool:
        """Whether that day is known and not in the future: the tutor dates by their own clock."""
        return day is not None and day <= self.today


Evidence = Callable[[Facts], bool]


def two_interviews(facts: Facts) -> bool:
    """At least that many candidates were interviewed, each on a known day [000].

    They are to keep a way out should the first choice withdraw: once everybody has, none is left.
    """
    if facts.dossier.candidates and all(each.gave_up_on for each in facts.dossier.candidates):
        return False
    interviewed = sum(facts.happened(each.interviewed_on) for each in facts.dossier.candidates)
    return interviewed >= float(facts.programme.amounts[INTERVIEWS])


def eligible(facts: Facts) -> bool:
    """Every rule about the intern is known to hold, or covered by a dérogation."""
    return _all_satisfied(facts, facts.programme.intern_rules)


def pay_agreed(facts: Facts) -> bool:
    """The gratification is known, and what the rules ask for or covered by a dérogation."""
    return facts.dossier.stage.monthly_pay is not None and all(
        is_satisfied(facts.dossier, rule, facts.today) for rule in facts.programme.pay_rules
    )


def convention_signed(facts: Facts) -> bool:
    """The signatures are made by today and what the rules ask for, or are waived."""
    return _all_satisfied(facts, facts.programme.convention_rules)


def _all_satisfied(facts: Facts, rules: Sequence[Rule]) -> bool:
    """Whether there is at least one such rule, and all are respected."""
    return bool(rules) and all(is_satisfied(facts.dossier, rule, facts.today) for rule in rules)


def checkins_held(facts: Facts) -> bool:
    """The check-ins are over, each has an outcome, and no week was without a meeting [000].

    At least one meeting a week is asked for: in every full week of the stage for which one was
    planned, one was held, of any kind. Otherwise the tutor ticks the task, and notes how they kept
    in touch.
    """
    if "checkin" not in facts.kinds_held:
        return False
    for meeting in reversed(facts.dossier.meetings):  # those to come are last
        is_open = meeting.status == "planned" or meeting.slot.day > facts.today
        if is_open and meeting.kind == "checkin" and not meeting.is_dropped:
            return False
    stage = facts.dossier.stage
    first = monday_of(stage.start + _TO_MONDAY)
    last = monday_of(min(stage.end, facts.today) - _TO_FRIDAY)
    return not any(first <= week <= last for week in weeks_without_meeting(facts.dossier))


def accesses_given(facts: Facts) -> bool:
    """Every access planned was given, and there is at least one."""
    accesses = facts.dossier.accesses
    return bool(accesses) and all(facts.happened(access.given_on) for access in accesses)


def accesses_explained(facts: Facts) -> bool:
    """Every access planned was given and explained, and there is at least one."""
    accesses = facts.dossier.accesses
    return bool(accesses) and all(facts.happened(access.explained_on) for access in accesses)


def accesses_withdrawn(facts: Facts) -> bool:
    """The stage has begun, accesses were given, and each of them was withdrawn."""
    dossier = facts.dossier
    accesses = [access for access in dossier.accesses if access.given_on]
    return (
        dossier.started_on is not None
        and bool(accesses)
        and all(facts.happened(access.withdrawn_on) for access in accesses)
    )


def transfers_done(facts: Facts) -> bool:
    """Every file was passed on, and there is at least one."""
    transfers = facts.dossier.transfers
    return bool(transfers) and all(facts.happened(transfer.done_on) for transfer in transfers)


def work_plan_written(facts: Facts) -> bool:
    """The plan has a mandate, next steps, and a deliverable with its due date [000]."""
    dossier = facts.dossier
    return bool(
        dossier.stage.mandate
        and dossier.work_plan.next_steps
        and any(each.due for each in dossier.work_plan.deliverables)
    )


EVIDENCE: dict[str, Evidence] = {
    "two_interviews": two_interviews,
    "eligible": eligible,
    "financing_known": lambda facts: facts.dossier.stage.financing != "inconnu",
    "pay_agreed": pay_agreed,
    "convention_signed": convention_signed,
    "work_plan_written": work_plan_written,
    "prestart_held": lambda facts: "prestart" in facts.kinds_held,
    "welcome_held": lambda facts: "welcome" in facts.kinds_held,
    "midpoint_held": lambda facts: "midpoint" in facts.kinds_held,
    "final_held": lambda facts: "final" in facts.kinds_held,
    "checkins_held": checkins_held,
    "accesses_given": accesses_given,
    "accesses_explained": accesses_explained,
    "accesses_withdrawn": accesses_withdrawn,
    "midpoint_evaluated": lambda facts: "midpoint" in facts.forms_completed,
    "final_evaluated": lambda facts: "final" in facts.forms_completed,
    "attestation_given": lambda facts: any(
        each.kind == "final" and each.attestation_given for each in facts.dossier.evaluations
    ),
    "transfers_done": transfers_done,
    "closed": lambda facts: facts.dossier.closed_on is not None,
}
"""Every evidence a task can name."""
HELD_ONCE: dict[str, MeetingKind] = {
    "prestart_held": "prestart",
    "welcome_held": "welcome",
    "midpoint_held": "midpoint",
    "final_held": "final",
}
"""The evidence that a meeting of a kind was held, of the kinds held once: its task is the same fact
as its outcome."""
KINDS_HELD: dict[str, MeetingKind] = {**HELD_ONCE, "checkins_held": "checkin"}
"""The kind of meeting that each evidence about meetings is about."""
