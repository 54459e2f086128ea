"""The accesses to suspend, to give back, to withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.french import count_in_letters, leading_count
from ...programme.programme import Programme
from ...programme.progress import anchored
from ...programme.withdrawals import (
    checks_left,
    left_to_verify,
    term,
    to_resume,
    to_suspend,
    withdrawal_day,
)
from .item import AgendaItem, item_of


def access_items(
    dossier: Dossier, programme: Programme, now: datetime, today: date, until: date
) -> Iterator[AgendaItem]:
    """The accesses to withdraw, each on its day."""
    for access in dossier.open_accesses:
        due = withdrawal_day(dossier, programme, access)
        if due > until:
            continue
        limit = term(dossier, programme, access)
        late = limit.is_overdue(now)
        yield item_of(
            dossier,
            "access",
            f"Accès « {access.name} » à retirer{' : délai dépassé' if late else ''}",
            due,
            today,
            weight="withdrawal" if limit.is_due(now) else "access",
        )._replace(
            access_id=access.id,
            deadline=limit.deadline,
            is_critical=limit.is_critical,
            is_overdue=late,
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


def withdrawal_day_items(
    dossier: Dossier, programme: Programme, today: date, until: date
) -> Iterator[AgendaItem]:
    """The day of the withdrawals, proposed some days before; on its week, each access is listed."""
    day = anchored(dossier, programme.withdrawal)
    accesses = len(dossier.open_accesses)
    if accesses and until < day <= today + programme.withdrawal.proposed_days * ONE_DAY:
        yield item_of(
            dossier, "withdrawals", withdrawals_words(accesses), day, today, weight="access"
        )


def withdrawals_words(number: int) -> str:
    """« Journée des retraits à préparer : un accès », « … : neuf accès »."""
    return f"Journée des retraits à préparer : {count_in_letters(number, 'accès', 'accès')}"


def verification_items(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """From the day after: what nobody has seen fail yet, then the last line, still to be signed."""
    before = [each for each in dossier.accesses if each.withdrawn_on and each.withdrawn_on < today]
    unseen = sum(
        bool(left_to_verify(programme, each)) and not checks_left(programme, each)
        for each in before
    )
    is_over = bool(before) and not dossier.open_accesses and dossier.stage.end < today
    if unseen:
        title = seen_words(unseen)
    elif is_over and dossier.nothing_else is None:
        title = f"Accès : « {programme.accesses.nothing_else} » à faire signer"
    else:
        return
    yield item_of(dossier, "withdrawals", title, today, today, weight="required")


def seen_words(number: int) -> str:
    """« Un retrait à constater », « Neuf retraits à constater »."""
    return leading_count(number, "retrait à constater", "retraits à constater")


def suspension_items(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """The accesses to suspend during a long absence of the intern, or to give back after it."""
    absence, accesses = to_suspend(dossier, programme, today)
    if absence is not None and accesses:
        title = f"{suspend_words(len(accesses))} : {absence.words}"
        due = absence.first
    elif accesses := to_resume(dossier, programme, today):
        title, due = resume_words(len(accesses)), today
    else:
        return
    yield item_of(dossier, "suspension", title, due, today, weight="access")


def suspend_words(number: int) -> str:
    """« Un accès à suspendre », « Neuf accès à suspendre »."""
    return f"{leading_count(number, 'accès', 'accès')} à suspendre"


def resume_words(number: int) -> str:
    """« Un accès suspendu à rétablir », « Neuf accès suspendus à rétablir »."""
    return leading_count(number, "accès suspendu à rétablir", "accès suspendus à rétablir")
