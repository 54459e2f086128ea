"""The items of the agenda of one dossier: what is to be done, when, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple, get_args
from uuid import UUID

from ..clocks.meeting_times import end_of, host_day, start_of
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.french import (
    count,
    count_in_letters,
    leading_count,
    lower_first,
    month_date,
    short_date,
)
from ..dossier.meetings import MeetingKind
from ..dossier.records import Transfer
from ..dossier.work_plan import Deliverable
from ..programme.evidence import KINDS_HELD
from ..programme.models import Task
from ..programme.programme import Programme
from ..programme.progress import (
    TaskState,
    anchored,
    candidates_until,
    default_retention,
    long_over_phases,
)
from ..programme.rules import unwaived_departures
from ..programme.withdrawals import term, to_resume, to_suspend, withdrawal_day
from .alerts import Alert
from .due import due_dates
from .meeting_view import titled

ItemKind = Literal[
    "stage", "unknown", "task", "meeting", "access", "suspension", "withdrawals", "deliverable",
    "transfer", "alert", "retention", "candidates",
]  # fmt: skip
NOT_DUE: frozenset[ItemKind] = frozenset({"unknown", "withdrawals"})
"""What is only to be known as long as its day is to come."""
Weight = Literal["withdrawal", "access", "meeting", "alert", "signature", "required", "rest"]
"""What matters first: an access whose hour of withdrawal has passed, an access to hand over or to
withdraw, a meeting of today, an alert about the
rhythm of the meetings, the signatures of the convention, what is required with proof (◆) or is to
be recorded, the rest. Accesses come first: each one left open is a risk, and may be paid for."""
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
"""Every weight, the heaviest first."""
Rank = tuple[int, date, str, str]
"""The weight, the day, the instant and the name that order two items."""


class AgendaItem(NamedTuple):
    """One line of the agenda, with what to open.

    Attributes:
        kind: What it is about.
        dossier_id: Of which dossier.
        intern: Full name of the intern.
        title: French.
        due: Host-local date.
        start: UTC instant of a meeting, else None.
        days_late: Days since `due`; 0 when it is not late.
        task_id: The task to open.
        meeting_id: The meeting to open.
        access_id: The access to open.
        deadline: UTC instant after which an access should have been withdrawn, else None.
        is_critical: Whether it is an access that lets somebody in.
        is_overdue: Whether that deadline has passed.
        weight: How much it matters; see `Weight`.
        is_old: Whether it belongs to a phase long over, and may be folded away.
    """

    kind: ItemKind
    dossier_id: UUID
    intern: str
    title: str
    due: date
    start: datetime | None = None
    days_late: int = 0
    task_id: str | None = None
    meeting_id: UUID | None = None
    access_id: UUID | None = None
    deadline: datetime | None = None
    is_critical: bool = False
    is_overdue: bool = False
    weight: Weight = "rest"
    is_old: bool = False

    @property
    def rank(self) -> Rank:
        """What orders the items: the heaviest first, then the oldest, then by hour and name."""
        start = self.start.isoformat() if self.start else ""
        return WEIGHTS.index(self.weight), self.due, start, self.intern

    @property
    def never_folds(self) -> bool:
        """Whether it is always in view: an access, or a meeting of today."""
        return self.weight in ("withdrawal", "access", "meeting")


def open_items(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    warnings: Sequence[Alert],
    now: datetime,
    today: date,
    until: date,
) -> tuple[AgendaItem, ...]:
    """What is to be done in a dossier that is not closed, no matter twice.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        states: Its tasks.
        warnings: Its alerts.
        now: UTC instant.
        today: The tutor's local date.
        until: The last day that counts (host-local date); what is not known has no day.
    """
    old_phases = long_over_phases(dossier, programme, today)
    accesses = tuple(_accesses(dossier, programme, now, today, until))
    unknown = tuple(_unknown(dossier, programme, today))
    stopped = bool(unknown) and today >= dossier.stage.start
    return (
        *(() if stopped else _first_day(dossier, today, until)),
        *unknown,
        *_tasks(dossier, programme, states, today, until, old_phases, bool(accesses)),
        *_meetings(dossier, programme, now, today, until, old_phases),
        *accesses,
        *_suspensions(dossier, programme, today),
        *_withdrawals(dossier, programme, today, until),
        *_deliverables(dossier, today),
        *_without_taker(dossier, programme, states, today, until),
        *candidate_items(dossier, programme, today, until),
        *_alerts(dossier, warnings, today),
    )


def _first_day(dossier: Dossier, today: date, until: date) -> Iterator[AgendaItem]:
    """The first day of the stage, until it is marked *commencé*.

    Once it has come, what is not known yet speaks for it: it is what stops the stage from starting.
    """
    first = dossier.stage.start
    if dossier.status == "preparation" and first <= until:
        yield AgendaItem(
            "stage",
            dossier.id,
            dossier.intern.full_name,
            "Premier jour du stage" if first > today else "Stage à déclarer commencé",
            first,
            days_late=max(0, (today - first).days),
            weight="required",
        )


def _unknown(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """What the rules ask and the dossier does not say, from its opening until it is *commencé*."""
    if dossier.status != "preparation":
        return
    number = sum(each.is_unknown for each in unwaived_departures(dossier, programme, today))
    if not number:
        return
    first = dossier.stage.start
    if today < first:
        title = f"{leading_count(number, 'élément')} à savoir avant le premier jour"
    else:
        title = f"{leading_count(number, 'élément')} à savoir pour déclarer le stage commencé"
    yield AgendaItem(
        "unknown",
        dossier.id,
        dossier.intern.full_name,
        title,
        first,
        days_late=max(0, (today - first).days),
        weight="signature",
    )


def retention_item(dossier: Dossier, programme: Programme, today: date) -> AgendaItem:
    """The day after which a closed dossier is kept no longer, come or to come."""
    until = dossier.retention_until or default_retention(dossier, programme)
    return AgendaItem(
        "retention",
        dossier.id,
        dossier.intern.full_name,
        "Fin de conservation : dossier à effacer",
        until,
        days_late=max(0, (today - until).days),
        weight="required",
    )


def candidate_items(
    dossier: Dossier, programme: Programme, today: date, until: date
) -> Iterator[AgendaItem]:
    """The day after which the names of the candidates who were not chosen are kept no longer."""
    last = candidates_until(dossier, programme)
    if last is not None and last <= until:
        yield AgendaItem(
            "candidates",
            dossier.id,
            dossier.intern.full_name,
            "Candidatures non retenues : noms à effacer",
            last,
            days_late=max(0, (today - last).days),
        )


def _tasks(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    today: date,
    until: date,
    old_phases: frozenset[str],
    accesses_listed: bool,
) -> Iterator[AgendaItem]:
    """The tasks to do, without those that another item speaks for.

    A meeting that is planned speaks for the task of holding it, the accesses to withdraw for the
    task of withdrawing them all, and what is to be done first for what can only be done after it.
    """
    planned_kinds = {meeting.kind for meeting in dossier.meetings if meeting.status == "planned"}
    days = due_dates(dossier, programme, today, states)
    kinds = _meeting_tasks(programme)
    for each in states:
        task = each.task
        due = days[task.id]
        if each.state != "todo" or due > until or kinds.get(task.id) in planned_kinds:
            continue
        if accesses_listed and task.evidence == WITHDRAWN_EVIDENCE:
            continue
        if each.is_held_back(due, today):
            continue
        is_old = task.phase in old_phases
        yield AgendaItem(
            "task",
            dossier.id,
            dossier.intern.full_name,
            task.title,
            due,
            days_late=max(0, (today - due).days),
            task_id=task.id,
            weight=_weight(task, is_old=is_old),
            is_old=is_old,
        )


def _weight(task: Task, *, is_old: bool) -> Weight:
    """How much a task matters; what a phase long over asked for presses no more."""
    if task.opens == "accesses" and not is_old:
        return "access"
    if not is_old and any(field.startswith("convention.") for field in task.fields):
        return "signature"
    return "required" if task.required else "rest"


def _meetings(
    dossier: Dossier,
    programme: Programme,
    now: datetime,
    today: date,
    until: date,
    old_phases: frozenset[str],
) -> Iterator[AgendaItem]:
    phases = _meeting_phases(programme)
    last = until + ONE_DAY  # the other side's date may be one day ahead
    for meeting in dossier.meetings:  # in the order of their local date
        if meeting.slot.day > last:
            break
        if meeting.status != "planned":
            continue
        day = host_day(meeting, dossier.host.zone)
        if day > until:
            continue
        name = titled(programme.meeting_rules.title(meeting.kind), meeting)
        is_over = day < today or end_of(meeting) <= now
        yield AgendaItem(
            "meeting",
            dossier.id,
            dossier.intern.full_name,
            f"À consigner : {lower_first(name)}, {short_date(day)}" if is_over else name,
            day,
            start=start_of(meeting),
            days_late=max(0, (today - day).days),
            meeting_id=meeting.id,
            weight="meeting" if day == today else "required",
            is_old=day < today and phases.get(meeting.kind) in old_phases,
        )


def _accesses(
    dossier: Dossier, programme: Programme, now: datetime, today: date, until: date
) -> Iterator[AgendaItem]:
    for access in dossier.open_accesses:
        due = withdrawal_day(dossier, programme, access)
        if due > until:
            continue
        found = term(dossier, programme, access)
        late = found.is_overdue(now)
        yield AgendaItem(
            "access",
            dossier.id,
            dossier.intern.full_name,
            f"Accès « {access.name} » à retirer{' : délai dépassé' if late else ''}",
            due,
            days_late=max(0, (today - due).days),
            access_id=access.id,
            deadline=found.deadline,
            is_critical=found.is_critical,
            is_overdue=late,
            weight="withdrawal" if found.is_due(now) else "access",
        )


def next_withdrawal_instant(
    dossier: Dossier, programme: Programme, now: datetime, until: date
) -> datetime | None:
    """The next UTC instant at which an open access becomes due, or overdue; None for none."""
    terms = [
        term(dossier, programme, access)
        for access in dossier.open_accesses
        if withdrawal_day(dossier, programme, access) <= until
    ]
    instants = (instant for each in terms for instant in (each.hour, each.deadline))
    return min((instant for instant in instants if instant > now), default=None)


def _suspensions(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """The accesses to suspend during a long absence of the intern, or to give back after it."""
    absence, accesses = to_suspend(dossier, programme, today)
    if absence is not None and accesses:
        title = f"{suspend_words(len(accesses))} : absence jusqu’au {month_date(absence.last)}"
        due = absence.first
    elif accesses := to_resume(dossier, programme, today):
        title, due = resume_words(len(accesses)), today
    else:
        return
    yield AgendaItem(
        "suspension",
        dossier.id,
        dossier.intern.full_name,
        title,
        due,
        days_late=max(0, (today - due).days),
        weight="access",
    )


def suspend_words(number: int) -> str:
    """« Un accès à suspendre », « Neuf accès à suspendre »."""
    return f"{leading_count(number, 'accès', 'accès')} à suspendre"


def resume_words(number: int) -> str:
    """« Un accès suspendu à rétablir », « Neuf accès suspendus à rétablir »."""
    return leading_count(number, "accès suspendu à rétablir", "accès suspendus à rétablir")


def _withdrawals(
    dossier: Dossier, programme: Programme, today: date, until: date
) -> Iterator[AgendaItem]:
    """The day of the withdrawals, proposed some days before; on its week, each access is listed."""
    day = anchored(dossier, programme.withdrawal)
    accesses = len(dossier.open_accesses)
    if accesses and until < day <= today + programme.withdrawal.proposed_days * ONE_DAY:
        yield AgendaItem(
            "withdrawals",
            dossier.id,
            dossier.intern.full_name,
            withdrawals_words(accesses),
            day,
            weight="access",
        )


def withdrawals_words(number: int) -> str:
    """« Journée des retraits à préparer : un accès », « … : neuf accès »."""
    return f"Journée des retraits à préparer : {count_in_letters(number, 'accès', 'accès')}"


def _deliverables(dossier: Dossier, today: date) -> Iterator[AgendaItem]:
    """The deliverables that are late, on one line, from the oldest due date."""
    late = [each for each in dossier.deliverables if each.is_late(today)]
    if not late:
        return
    oldest = min(each.due for each in late if each.due)
    yield AgendaItem(
        "deliverable",
        dossier.id,
        dossier.intern.full_name,
        awaited(late),
        oldest,
        days_late=(today - oldest).days,
    )


def awaited(late: Sequence[Deliverable]) -> str:
    """« Livrable attendu : « Maquettes » », « Deux livrables attendus »."""
    if len(late) == 1:
        return f"Livrable attendu : « {late[0].name} »"
    return leading_count(len(late), "livrable attendu", "livrables attendus")


def _without_taker(
    dossier: Dossier,
    programme: Programme,
    states: Sequence[TaskState],
    today: date,
    until: date,
) -> Iterator[AgendaItem]:
    """The files and subjects that nobody takes over, on one line, due with the hand-over."""
    orphans = [each for each in dossier.transfers if each.state == "unassigned"]
    tasks = [each.task for each in states if each.task.evidence == "transfers_done"]
    if not orphans or not tasks:
        return
    days = due_dates(dossier, programme, today, states)
    due = min(days[task.id] for task in tasks)
    if due <= until:
        yield AgendaItem(
            "transfer",
            dossier.id,
            dossier.intern.full_name,
            no_taker(orphans),
            due,
            days_late=max(0, (today - due).days),
            weight="alert",
        )


def no_taker(orphans: Sequence[Transfer]) -> str:
    """« Personne ne reprend « Maquettes » », « Personne ne reprend 3 éléments »."""
    if len(orphans) == 1:
        return f"Personne ne reprend « {orphans[0].item} »"
    return f"Personne ne reprend {count(len(orphans), 'élément')}"


def _alerts(dossier: Dossier, warnings: Sequence[Alert], today: date) -> Iterator[AgendaItem]:
    """The alerts, without that of the meetings to record, each of which is an item already."""
    for alert in warnings:
        if alert.kind != "unrecorded":
            yield AgendaItem(
                "alert",
                dossier.id,
                dossier.intern.full_name,
                alert.text.rstrip("."),
                alert.day,
                days_late=max(0, (today - alert.day).days),
                meeting_id=alert.meeting_id,
                weight="alert",
            )


WITHDRAWN_EVIDENCE = "accesses_withdrawn"
"""The evidence of the task of withdrawing every access."""


@lru_cache(maxsize=64)
def _meeting_tasks(programme: Programme) -> dict[str, MeetingKind]:
    return {t.id: KINDS_HELD[t.evidence] for t in programme.tasks if t.evidence in KINDS_HELD}


@lru_cache(maxsize=64)
def _meeting_phases(programme: Programme) -> dict[MeetingKind, str]:
    """The phase of each kind of meeting: that of the task of holding it."""
    return {kind: programme.task(task).phase for task, kind in _meeting_tasks(programme).items()}
