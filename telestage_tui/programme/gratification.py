"""The gratification of a stage, month by month: what is due, and what was paid.

A month of the stage goes from the day of the month of its first day to the eve of the same day: a
stage of three months owes three times the gratification. The last month, when it is not whole, owes
the part of it that its days are. A month in which an avenant changes the gratification owes each of
the two for its own days. These rules are ours; see `convention.toml`, `proration`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..clocks.weeks import days_of
from ..dossier.agreement import PaidMonth
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.errors import Refused
from ..dossier.terms import terms_on
from .checks import last_day


class PayMonth(NamedTuple):
    """A month of a stage.

    Attributes:
        rank: From 1.
        first: Its first day; None for a month that was paid and is out of the dates of the stage.
        last: Its last day, included.
        days: How many of its days are in the stage.
        whole: How many days it would have.
        due: CAD, to the cent; None while the gratification is not known.
        paid: What was noted of it; None while nothing was.
    """

    rank: int
    first: date | None
    last: date | None
    days: int
    whole: int
    due: float | None
    paid: PaidMonth | None

    @property
    def is_part(self) -> bool:
        """Whether the stage has only a part of it."""
        return self.days < self.whole


class PayTotals(NamedTuple):
    """The gratification of a whole stage, in CAD; None where nothing is known of it."""

    due: float | None
    paid: float | None


def pay_months(dossier: Dossier) -> tuple[PayMonth, ...]:
    """The months of a stage, in order, then those paid that its dates no longer have."""
    months = tuple(_months(dossier))
    ranks = {each.rank for each in months}
    beyond = (
        PayMonth(each.month, None, None, 0, 0, None, each)
        for each in dossier.payments
        if each.month not in ranks
    )
    return (*months, *beyond)


def pay_totals(dossier: Dossier) -> PayTotals:
    """What is due and what was paid for the whole stage: the sums of its months."""
    months = pay_months(dossier)
    dues = [each.due for each in months if each.due is not None]
    paid = [each.paid.amount for each in months if each.paid]
    return PayTotals(round(sum(dues), 2) if dues else None, round(sum(paid), 2) if paid else None)


def months_to_pay(dossier: Dossier, today: date) -> tuple[PayMonth, ...]:
    """The months that are over, of which no payment was noted."""
    return tuple(
        each
        for each in pay_months(dossier)
        if each.due and each.paid is None and each.last and each.last < today
    )


def month_of(dossier: Dossier, rank: int) -> PayMonth:
    """The month of that rank.

    Raises:
        Refused: when the stage has no such month.
    """
    months = pay_months(dossier)
    for each in months:
        if each.rank == rank:
            return each
    raise Refused(f"Le stage n’a pas de mois {rank} : il en compte {len(months)}.")


def _months(dossier: Dossier) -> Iterator[PayMonth]:
    stage, end = dossier.stage, dossier.ended_early
    if end and end.never_begun:
        return
    payments = {each.month: each for each in dossier.payments}
    rank, first = 1, stage.start
    while first <= stage.end:
        full = last_day(stage.start, rank)
        last = min(full, stage.end)
        days, whole = (last - first).days + 1, (full - first).days + 1
        due = _due(dossier, first, last, whole)
        yield PayMonth(rank, first, last, days, whole, due, payments.get(rank))
        rank, first = rank + 1, full + ONE_DAY


def _due(dossier: Dossier, first: date, last: date, whole: int) -> float | None:
    """What these days of a month of that many days owe, in CAD; None while it is not known."""
    if dossier.stage.monthly_pay is None:
        return None
    days = Counter(terms_on(dossier, day).monthly_pay for day in days_of(first, last))
    present = dossier.stage.monthly_pay
    owed = sum((present if pay is None else pay) * number for pay, number in days.items())
    return round(owed / whole, 2)
