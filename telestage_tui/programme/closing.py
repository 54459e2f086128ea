"""Closing a stage: what stops it, what would be left undone, and settling that several at once.

What stops it (`blockers`) must be done first. The rest (`left_at_closing`) may be left, once the
tutor has said how many things that is, and the history keeps the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from ..clocks.meeting_times import end_of, host_day
from ..dossier.changes import Change, mark_closed
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.french import count, long_date, lower_first
from ..dossier.labels import meeting_name
from ..dossier.text import quoted
from ..wording import ACCESS_WORDS, MEETING_WORDS, TASK_WORDS, TO_RECORD, TRANSFER_WORDS
from .gratification import months_to_pay
from .programme import Programme
from .progress import TaskState, task_states
from .withdrawals import left_to_check, left_to_verify

LeftKind = Literal[
    "task", "record", "coming", "transfer", "check", "verify", "nothing_else", "access", "pay",
    "end",
]  # fmt: skip
"""A task to do, a meeting to record, a meeting to come, a file not handed over, a check of a
withdrawal not made, a withdrawal nobody looked at later, the last line not signed, an access never
given, the gratification never noted, the last day not reached."""
Key = tuple[LeftKind, str | UUID | None, str]
"""What tells a thing left from the others of the dossier."""
PAY_EVIDENCE = "pay_agreed"
"""The evidence of the task of agreeing on the gratification."""
CLOSED_EVIDENCE = "closed"
"""The evidence of the task that the closing itself does."""


class Blocker(NamedTuple):
    """One thing that stops the dossier from closing: a task, an access, or that it never started.

    Attributes:
        title: French, what it is about.
        missing: French, what remains to be done, in a few words.
        state: The task, with its state.
        access_id: The open access.
    """

    title: str
    missing: str
    state: TaskState | None = None
    access_id: UUID | None = None


class Leftover(NamedTuple):
    """One thing that closing the stage would leave undone.

    Attributes:
        kind: What it is.
        title: French, what it is about.
        missing: French, what remains to be done, in a few words.
        task: Identifier of the task; for the gratification, of the task of agreeing on it.
        id: Of the meeting, the transfer or the access.
        check: Identifier of the check of a withdrawal.
    """

    kind: LeftKind
    title: str
    missing: str
    task: str | None = None
    id: UUID | None = None
    check: str = ""

    @property
    def key(self) -> Key:
        """What tells it from the others of the dossier."""
        return self.kind, self.id or self.task, self.check

    @property
    def group(self) -> tuple[LeftKind, str]:
        """What it is listed with: a check, with the same check of other accesses."""
        return self.kind, self.check

    @property
    def sentence(self) -> str:
        """What it is about, and what remains to be done."""
        return f"{self.title} — {self.missing}"


class LeftUndone(Refused):
    """The closing would leave another number of things undone than the tutor accepted.

    Attributes:
        number: How many things it would leave.
    """

    def __init__(self, left: Sequence[Leftover]) -> None:
        self.number = len(left)
        super().__init__("\n".join(_left_lines(left)) or "Il ne reste aucun point à régler.")


# --- what stops the closing -----------------------------------------------------------------------


def blockers(dossier: Dossier, states: Sequence[TaskState]) -> tuple[Blocker, ...]:
    """Everything that stops the dossier from closing, in the order of the journey."""
    obstacles: list[Blocker] = []
    if not dossier.started_on:
        obstacles.append(Blocker("Déclarer le stage commencé", "à faire"))
    for each in states:
        if not each.task.required or each.state == "skipped":
            continue
        if each.state == "todo":
            obstacles.append(Blocker(each.task.title, TASK_WORDS["todo"], each))
        elif each.needs_proof:
            obstacles.append(Blocker(each.task.title, "preuve à noter", each))
    obstacles += [
        Blocker(f"Accès {quoted(access.name)}", "à retirer", access_id=access.id)
        for access in dossier.open_accesses
    ]
    return tuple(obstacles)


def _where(blocker: Blocker, programme: Programme) -> str:
    """The phase of a blocker, to be written before its title."""
    state = blocker.state
    return f"{programme.phase(state.task.phase).short} : " if state else ""


# --- what would be left ---------------------------------------------------------------------------


def left_at_closing(
    dossier: Dossier, programme: Programme, now: datetime, today: date
) -> tuple[Leftover, ...]:
    """Everything that closing the dossier would leave undone, what stops it aside.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant, which tells the meetings to record from those to come.
        today: The tutor's local date.

    Returns:
        The tasks in the order of the journey, then the meetings, the files, the checks of the
        withdrawals one after the other, the withdrawals to look at, the last line, the accesses
        never given, the gratification, and the last day.
    """
    states = task_states(dossier, programme, today)
    pay = _pay(dossier, states, today)
    tasks = (
        Leftover("task", each.task.title, TASK_WORDS["todo"], task=each.task.id)
        for each in states
        if each.state == "todo"
        and not each.task.required
        and each.task.evidence != CLOSED_EVIDENCE
        and not (pay and each.task.id == pay.task)  # said once
    )
    return (
        *tasks,
        *_meetings(dossier, programme, now),
        *_transfers(dossier),
        *_checks(dossier, programme),
        *_verifications(dossier, programme),
        *_last_line(dossier, programme),
        *_accesses(dossier),
        *([pay] if pay else ()),
        *_last_day(dossier, today),
    )


def _meetings(dossier: Dossier, programme: Programme, now: datetime) -> Iterator[Leftover]:
    planned = [each for each in dossier.meetings if each.status == "planned"]
    for is_coming in (False, True):
        for each in planned:
            if (end_of(each) > now) == is_coming:
                title = programme.meeting_rules.title(each.kind)
                name = meeting_name(title, host_day(each, dossier.host.zone))
                word = MEETING_WORDS["planned"] if is_coming else TO_RECORD
                yield Leftover("coming" if is_coming else "record", name, word, id=each.id)


def _transfers(dossier: Dossier) -> Iterator[Leftover]:
    for each in dossier.transfers:
        if not each.done_on:
            yield Leftover("transfer", quoted(each.item), TRANSFER_WORDS[each.state], id=each.id)


def _checks(dossier: Dossier, programme: Programme) -> Iterator[Leftover]:
    """Each check by itself, in the order of the programme."""
    left = left_to_check(dossier, programme)
    for check in programme.accesses.checks:
        for each in left:
            if check in each.checks:
                yield Leftover(
                    "check",
                    f"Accès {quoted(each.access.name)}",
                    f"à vérifier : {lower_first(check.label)}",
                    id=each.access.id,
                    check=check.id,
                )


def _verifications(dossier: Dossier, programme: Programme) -> Iterator[Leftover]:
    for each in dossier.accesses:
        if seen := left_to_verify(programme, each):
            words = f"à constater : {seen}"
            yield Leftover("verify", f"Accès {quoted(each.name)}", words, id=each.id)


def _last_line(dossier: Dossier, programme: Programme) -> Iterator[Leftover]:
    """The last line, to sign once anything was given."""
    if dossier.nothing_else is None and any(each.given_on for each in dossier.accesses):
        yield Leftover("nothing_else", programme.accesses.nothing_else, "à signer")


def _accesses(dossier: Dossier) -> Iterator[Leftover]:
    for each in dossier.accesses:
        if not each.given_on:
            yield Leftover(
                "access", f"Accès {quoted(each.name)}", ACCESS_WORDS["planned"], id=each.id
            )


def _pay(dossier: Dossier, states: Sequence[TaskState], today: date) -> Leftover | None:
    """The gratification never noted, or not paid yet, unless its task is *sans objet*."""
    state = next((each for each in states if each.task.evidence == PAY_EVIDENCE), None)
    left = len(months_to_pay(dossier, today)) if dossier.started_on else 0
    is_known = dossier.stage.monthly_pay is not None or bool(dossier.payments)
    if (is_known and not left) or (state and state.state == "skipped"):
        return None
    task = state.task.id if state else None
    words = unpaid_words(left) if is_known else "jamais notée"
    return Leftover("pay", "Gratification", words, task=task)


def unpaid_words(number: int) -> str:
    """« 2 mois sans versement noté »."""
    return f"{count(number, 'mois', 'mois')} sans versement noté"


def _last_day(dossier: Dossier, today: date) -> Iterator[Leftover]:
    if today < dossier.stage.end:
        title = f"Le dernier jour, {long_date(dossier.stage.end)}"
        yield Leftover("end", title, "pas encore là")


# --- closing --------------------------------------------------------------------------------------


def close(
    dossier: Dossier, programme: Programme, now: datetime, today: date, *, leaving: int = 0
) -> Change:
    """Close the dossier; the meetings to come are cancelled, so that calendars learn it.

    Args:
        dossier: The dossier as the tutor sees it.
        programme: The programme it follows.
        now: UTC instant.
        today: The tutor's local date.
        leaving: How many things the tutor accepts to leave undone; the history keeps their list.

    Raises:
        LeftUndone: listing what would be left, when that is another number of things.
        Refused: listing what is missing, when other things would be left than those seen, or when
            it is closed already.
    """
    seen = left_at_closing(dossier, programme, now, today)

    def check(current: Dossier) -> None:
        if current.closed_on:
            return  # refused by the change itself
        left = left_at_closing(current, programme, now, today)
        obstacles = blockers(current, task_states(current, programme, today))
        if obstacles:
            lines = (
                f"– {_where(each, programme)}{each.title} — {each.missing}." for each in obstacles
            )
            refusal = "Le stage ne peut pas être clos."
            raise Refused("\n".join((refusal, *lines, *_left_lines(left, also=True))))
        if len(left) != leaving:
            raise LeftUndone(left)
        if [each.key for each in left] != [each.key for each in seen]:
            raise Refused("Ce qui reste à régler vient de changer : relisez la liste.")

    coming = frozenset(each.id for each in seen if each.kind == "coming" and each.id)
    sentences = [each.sentence for each in seen]
    return mark_closed(on=today, left=sentences, cancelling=coming).after(check)


def _left_lines(left: Sequence[Leftover], *, also: bool = False) -> Iterator[str]:
    """How many things are left, then each of them; nothing when none is."""
    if left:
        points = count(len(left), "point")
        yield f"Il reste {'aussi ' if also else ''}{points} à régler :"
        yield from (f"– {each.sentence}." for each in left)
