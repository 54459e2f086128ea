"""The day of the withdrawals: what is owed, by the person who can do it, and doing it at once.

Three things are kept apart: an access is withdrawn; what goes with it is checked; and somebody
sees, later, that it works no more. The last line is that nothing else was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.zones import local, zone_place
from ..dossier import changes
from ..dossier.accesses import Access, NothingElse
from ..dossier.changes import Change, Step
from ..dossier.deeds import deed
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_MINUTE
from ..dossier.french import clock_time, count, short_date
from ..dossier.labels import named
from .access_kinds import WithdrawalCheck
from .programme import Programme
from .withdrawals import Term, by_manager, left_to_verify, term, unmade_checks

LineKind = Literal["access", "check", "verify", "nothing_else"]
"""An access to withdraw, a check to make, a withdrawal to see, the last line."""
HOUR_MINUTES, DAY_HOURS = 60, 24


class Line(NamedTuple):
    """One thing to do on that day.

    Attributes:
        kind: What it is.
        access: Of which access; None for the last line.
        check: Identifier of the check.
    """

    kind: LineKind
    access: UUID | None = None
    check: str = ""


NOTHING_ELSE = Line("nothing_else")


class Owed(NamedTuple):
    """An access that is still to be withdrawn, or to be checked.

    Attributes:
        access: The access.
        term: When it is to be withdrawn.
        checks: The checks not made yet.
    """

    access: Access
    term: Term
    checks: tuple[WithdrawalCheck, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """What is to be done about it."""
        if self.access.is_open:
            yield Line("access", self.access.id)
        for check in self.checks:
            yield Line("check", self.access.id, check.id)


class Person(NamedTuple):
    """What one person has to do.

    Attributes:
        manager: Who; empty where nobody is named.
        owed: The critical ones first, then by deadline.
    """

    manager: str
    owed: tuple[Owed, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that person has to do."""
        return tuple(line for owed in self.owed for line in owed.lines)


class WithdrawalDay(NamedTuple):
    """What is owed of a dossier. Each access that was given is in one of the three, once.

    Attributes:
        people: What is to be withdrawn and checked, by the person who can do it; whoever has the
            most pressing access comes first.
        to_verify: The withdrawals, all checked, that nobody has seen yet.
        over: Those of which nothing is owed.
        nothing_else: Who signed that nothing else was found, once it is.
    """

    people: tuple[Person, ...]
    to_verify: tuple[Access, ...]
    over: tuple[Access, ...]
    nothing_else: NothingElse | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that can be done, in the order of the page."""
        return (
            *self.owed_lines,
            *(Line("verify", access.id) for access in self.to_verify),
            *(() if self.nothing_else else (NOTHING_ELSE,)),
        )

    @property
    def owed_lines(self) -> tuple[Line, ...]:
        """What is to be withdrawn or checked, in the order of the page."""
        return tuple(line for person in self.people for line in person.lines)

    def group_of(self, line: Line) -> tuple[Line, ...]:
        """The lines under the same heading as that one."""
        groups = (*(person.lines for person in self.people),
                  tuple(Line("verify", access.id) for access in self.to_verify))  # fmt: skip
        return next((group for group in groups if line in group), ())


def withdrawals_of(dossier: Dossier, programme: Programme) -> WithdrawalDay:
    """What is owed of every access that was given."""
    owed: dict[UUID, Owed] = {}
    to_verify: list[Access] = []
    over: list[Access] = []
    for access in dossier.accesses:
        checks = unmade_checks(programme, access)
        if access.is_open or (access.withdrawn_on and checks):
            owed[access.id] = Owed(access, term(dossier, programme, access), checks)
        elif left_to_verify(programme, access):
            to_verify.append(access)
        elif access.withdrawn_on:
            over.append(access)
    people = [
        Person(
            group.manager, tuple(sorted((owed[each.id] for each in group.accesses), key=_by_term))
        )
        for group in by_manager(each.access for each in owed.values())
    ]
    people.sort(key=lambda person: _urgency(person.owed[0]))  # by name within the same urgency
    return WithdrawalDay(tuple(people), tuple(to_verify), tuple(over), dossier.nothing_else)


def _by_term(owed: Owed) -> tuple[bool, bool, datetime, str]:
    return *_urgency(owed), owed.access.name


def _urgency(owed: Owed) -> tuple[bool, bool, datetime]:
    """What comes first: an access still open, a critical one, then the earliest deadline."""
    return not owed.access.is_open, not owed.term.is_critical, owed.term.deadline


# --- doing it -------------------------------------------------------------------------------------


def settled(
    lines: Collection[Line], dossier: Dossier, programme: Programme, step: Step, today: date
) -> Change:
    """The change that does all these lines, or none of them.

    Args:
        lines: What is done; the last line of the day is not one of them, since it is signed.
        dossier: As the tutor sees it.
        programme: The programme it follows.
        step: When, and by whom; each access by the person who manages it where nobody is named.
        today: The tutor's local date.

    Raises:
        Refused: when one of them is done already.
        InvalidInput: when the day is to come, or the name looks like a secret.
    """
    steps: list[Change] = []
    names: list[str] = []
    done = dict.fromkeys(("access", "check", "verify"), 0)
    for access in dossier.accesses:
        mine = [line for line in lines if line.access == access.id]
        if not mine:
            continue
        names.append(access.name)
        for line in mine:
            done[line.kind] += 1
        steps += _steps(access, mine, programme, step, today)
    parts = [deed(f"access.day_{kind}", number=number) for kind, number in done.items() if number]
    return changes.several(deed("access.day", *parts, names=names), steps)


def _steps(
    access: Access, lines: Sequence[Line], programme: Programme, step: Step, today: date
) -> Iterator[Change]:
    kinds = {line.kind for line in lines}
    made = tuple(line.check for line in lines if line.kind == "check")
    checks = tuple(dict.fromkeys((*access.checks, *made)))
    by = step.by or access.manager
    if "access" in kinds:
        yield changes.withdraw(
            access, on=step.on, today=today, hour=step.hour, by=by, checks=checks
        )
    elif made:
        yield changes.check_withdrawal(access, checks=checks)
    if "verify" in kinds:
        how = programme.accesses.verification(access.kind)
        yield changes.verify_withdrawal(access, on=step.on, today=today, by=step.by, how=how)


def asked(accesses: Sequence[Access], on: date) -> Change:
    """The change that notes that each of them was asked of the person who manages it."""
    steps = [changes.ask_withdrawal(access, on=on) for access in accesses]
    return changes.several(deed("access.all_asked", names=[each.name for each in accesses]), steps)


# --- how long -------------------------------------------------------------------------------------


def host_moment(instant: datetime, dossier: Dossier) -> str:
    """An instant on the clock of the host: « ven. 9 avr., 11 h 30 »."""
    here = local(instant, dossier.host.zone)
    return f"{short_date(here.date())}, {clock_time(here.time())}"


def owed_at_once(before: Dossier, after: Dossier, programme: Programme, now: datetime) -> str:
    """What a change says of the accesses that it opens once their last day has come; else empty.

    Args:
        before: The dossier before the change.
        after: The dossier after it.
        programme: The programme it follows.
        now: UTC instant.
    """
    were_open = {access.id for access in before.open_accesses}
    opened = [access for access in after.open_accesses if access.id not in were_open]
    terms = [(access, term(after, programme, access)) for access in opened]
    today = local(now, after.host.zone).date()
    owed = sorted(
        ((access, found) for access, found in terms if found.day <= today),
        key=lambda each: each[1].deadline,
    )
    if not owed:
        return ""
    access, first = owed[0]
    alone = len(owed) == 1
    since = "depuis" if first.is_due(now) else "dès"
    who = f"{named(access.name)} est" if alone else f"{count(len(owed), 'accès', 'accès')} sont"
    which = "" if alone else f"{named(access.name)} "
    return (
        f"Le dernier jour est atteint : {who} à retirer {since} {host_moment(first.hour, after)}, "
        f"{which}au plus tard {host_moment(first.deadline, after)}, {zone_place(after.host.zone)}."
    )


def time_left_words(found: Term, now: datetime) -> str:
    """How long there is until the deadline: « encore 21 heures », « en retard de 2 jours ».

    Args:
        found: When it is to be withdrawn.
        now: UTC instant.
    """
    late = found.is_overdue(now)
    between = now - found.deadline if late else found.deadline - now
    minutes = between // ONE_MINUTE
    hours = minutes // HOUR_MINUTES
    if hours >= 2 * DAY_HOURS:
        length = count(hours // DAY_HOURS, "jour")
    elif hours:
        length = count(hours, "heure")
    else:
        length = count(max(1, minutes), "minute")
    return f"en retard de {length}" if late else f"encore {length}"
