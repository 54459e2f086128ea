"""Evidence: what shows, from the dossier itself, that a task is done. Pure, and cheap.

The home screen asks for every task of every dossier, so what several pieces of evidence need is
gathered once in `Facts`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ..dossier.dossier import Dossier
from .rules import is_satisfied

if TYPE_CHECKING:
    from .loader import Programme


class Facts:
    """A dossier as evidence looks at it on one day (the tutor's local date)."""

    __slots__ = ("dossier", "evaluated", "held", "programme", "today")

    def __init__(self, dossier: Dossier, programme: Programme, today: date) -> None:
        self.dossier = dossier
        self.programme = programme
        self.today = today
        self.held = {m.kind for m in dossier.meetings if m.status == "held"}
        self.evaluated = {e.kind for e in dossier.evaluations if e.completed_on}


Evidence = Callable[[Facts], bool]


def two_interviews(facts: Facts) -> bool:
    """At least two candidates were interviewed, each on a known day [000]."""
    return sum(c.interviewed_on is not None for c in facts.dossier.candidates) >= 2


def eligible(facts: Facts) -> bool:
    """Every rule about the intern is known to hold, or covered by a dérogation."""
    return all(is_satisfied(facts.dossier, rule) for rule in facts.programme.intern_rules)


def pay_agreed(facts: Facts) -> bool:
    """The gratification is known, and what the rules ask for or covered by a dérogation."""
    return facts.dossier.stage.monthly_pay is not None and all(
        is_satisfied(facts.dossier, rule) for rule in facts.programme.pay_rules
    )


def convention_signed(facts: Facts) -> bool:
    """Three signatures, all before the first day [000]."""
    convention, start = facts.dossier.convention, facts.dossier.stage.start
    return (
        convention.ofqj is not None
        and convention.intern is not None
        and convention.host is not None
        and max(convention.ofqj, convention.intern, convention.host) < start
    )


def checkins_held(facts: Facts) -> bool:
    """The last check-in is past, what became of each is known, and one at least was held."""
    if "checkin" not in facts.held:
        return False
    for meeting in facts.dossier.meetings:
        if meeting.kind == "checkin" and (
            meeting.status == "planned" or meeting.slot.day > facts.today
        ):
            return False
    return True


def accesses_given(facts: Facts) -> bool:
    """Every access planned was given, and there is at least one."""
    accesses = facts.dossier.accesses
    return bool(accesses) and all(access.given_on for access in accesses)


def accesses_explained(facts: Facts) -> bool:
    """Every access planned was given and explained, and there is at least one."""
    accesses = facts.dossier.accesses
    return bool(accesses) and all(access.explained_on for access in accesses)


def accesses_withdrawn(facts: Facts) -> bool:
    """The stage has begun, accesses were given, and none is open any more."""
    dossier = facts.dossier
    return (
        dossier.started_on is not None
        and any(access.given_on for access in dossier.accesses)
        and not any(access.is_open for access in dossier.accesses)
    )


def transfers_done(facts: Facts) -> bool:
    """Every file was passed on, and there is at least one."""
    transfers = facts.dossier.transfers
    return bool(transfers) and all(transfer.done_on for transfer in transfers)


EVIDENCE: dict[str, Evidence] = {
    "two_interviews": two_interviews,
    "eligible": eligible,
    "financing_known": lambda facts: facts.dossier.stage.financing != "inconnu",
    "pay_agreed": pay_agreed,
    "convention_signed": convention_signed,
    "prestart_held": lambda facts: "prestart" in facts.held,
    "welcome_held": lambda facts: "welcome" in facts.held,
    "midpoint_held": lambda facts: "midpoint" in facts.held,
    "final_held": lambda facts: "final" in facts.held,
    "checkins_held": checkins_held,
    "accesses_given": accesses_given,
    "accesses_explained": accesses_explained,
    "accesses_withdrawn": accesses_withdrawn,
    "midpoint_evaluated": lambda facts: "midpoint" in facts.evaluated,
    "final_evaluated": lambda facts: "final" in facts.evaluated,
    "attestation_given": lambda facts: any(
        each.kind == "final" and each.attestation_given for each in facts.dossier.evaluations
    ),
    "transfers_done": transfers_done,
    "closed": lambda facts: facts.dossier.closed_on is not None,
}
"""Every evidence a task can name."""
