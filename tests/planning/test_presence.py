"""Hours planned, missed and done by week; the gratification of a stage by month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from telestage_tui.clocks.weeks import monday_of
from telestage_tui.dossier import changes
from telestage_tui.dossier.agreement import MissedUnit, PaidMonth, WeekPresence
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput, Refused
from telestage_tui.planning.presence import presence_of, presence_totals, week_hours
from telestage_tui.programme.gratification import (
    month_of,
    months_to_pay,
    pay_months,
    pay_totals,
)
from tests.factories import END, START, make_dossier

STARTS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


def stage_of(start: date, days: int, pay: float | None = 300) -> Dossier:
    dossier = make_dossier(meetings=(), evaluations=(), started_on=None)
    end = start + timedelta(days=days)
    stage = dossier.stage.evolve(start=start, end=end, monthly_pay=pay)
    return dossier.evolve(stage=stage)


@given(start=STARTS, days=st.integers(1, 200), pay=st.integers(0, 300_000).map(lambda c: c / 100))
def test_the_months_cover_the_stage_and_their_sum_is_the_total(
    start: date, days: int, pay: float
) -> None:
    dossier = stage_of(start, days, pay)
    months = pay_months(dossier)
    assert months[0].first == start
    assert months[-1].last == dossier.stage.end
    for before, after in pairwise(months):
        assert before.last is not None
        assert before.last + timedelta(days=1) == after.first
        assert (before.due, before.is_part) == (round(pay, 2), False)
    assert sum(each.days for each in months) == days + 1
    assert 0 <= (months[-1].due or 0) <= pay
    assert pay_totals(dossier).due == pytest.approx(sum(each.due or 0 for each in months))


@pytest.mark.parametrize(
    ("start", "end", "dues"),
    [
        (date(2027, 1, 11), date(2027, 4, 10), [300, 300, 300]),
        (date(2027, 1, 11), date(2027, 4, 9), [300, 300, 290.32]),
        (date(2027, 1, 31), date(2027, 3, 30), [300, 300]),
        (date(2027, 2, 1), date(2027, 4, 15), [300, 300, 150]),
    ],
)
def test_a_month_that_is_not_whole_is_due_by_its_days(
    start: date, end: date, dues: list[float]
) -> None:
    months = pay_months(stage_of(start, (end - start).days))
    assert [each.due for each in months] == dues


def test_what_was_paid_is_kept_even_of_a_month_the_stage_has_no_more() -> None:
    dossier = make_dossier(payments=(PaidMonth(month=1, on=START, amount=300),))
    dossier = dossier.evolve(payments=(*dossier.payments, PaidMonth(month=5, on=END, amount=50)))
    assert pay_totals(dossier).paid == 350
    assert pay_months(dossier)[-1].first is None
    assert [each.rank for each in months_to_pay(dossier, date(2027, 3, 12))] == [2]
    with pytest.raises(Refused, match="pas de mois 9"):
        month_of(dossier, 9)


def test_nothing_is_due_while_the_gratification_is_not_known() -> None:
    dossier = stage_of(START, 80, None)
    assert pay_totals(dossier) == (None, None)
    assert months_to_pay(dossier, END) == ()


def test_a_payment_to_come_or_of_nothing_is_refused() -> None:
    dossier = make_dossier()
    with pytest.raises(InvalidInput, match="à venir"):
        changes.pay_month(1, 300, paid_on=END, on=START).apply(dossier)
    for amount in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            changes.pay_month(1, amount, paid_on=START, on=START).apply(dossier)
    with pytest.raises(Refused, match="Aucun versement"):
        changes.unpay_month(1).apply(dossier)


@given(
    start=STARTS,
    days=st.integers(1, 120),
    notes=st.lists(
        st.tuples(st.integers(0, 18), st.integers(0, 80), st.sampled_from(["hours", "days"])),
        max_size=6,
        unique_by=lambda note: note[0],
    ),
)
def test_what_is_done_and_what_is_missed_are_what_was_planned(
    start: date, days: int, notes: list[tuple[int, int, MissedUnit]]
) -> None:
    monday = monday_of(start)
    records = tuple(
        WeekPresence(
            week=monday + timedelta(weeks=week), missed=min(missed, 7 if unit == "days" else 80),
            unit=unit,
        )
        for week, missed, unit in notes
    )  # fmt: skip
    dossier = stage_of(start, days).evolve(presence=records)
    weeks = week_hours(dossier, dossier.stage.end)
    totals = presence_totals(weeks)
    assert totals.done + totals.missed == pytest.approx(totals.planned)
    assert all(0 <= each.missed <= each.planned for each in weeks)
    assert totals.noted == sum(each.week in {e.week for e in records} for each in weeks)


def test_days_are_hours_of_the_week_shared_out() -> None:
    dossier = make_dossier(presence=(WeekPresence(week=START, missed=2, unit="days"),))
    first = week_hours(dossier, END)[0]
    assert (first.planned, first.missed, first.done) == (35, 14, 21)


@pytest.mark.parametrize(
    ("day", "missed", "unit", "said"),
    [
        (date(2026, 12, 1), 0, "hours", "n’est pas du stage"),
        (date(2027, 4, 12), 0, "hours", "n’est pas du stage"),
        (date(2027, 3, 22), 0, "hours", "est à venir"),
        (date(2027, 3, 1), 36, "hours", "ne compte que"),
        (date(2027, 3, 1), 6, "days", "ne compte que"),
    ],
)
def test_a_week_that_cannot_be_noted_is_refused(
    day: date, missed: float, unit: MissedUnit, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        presence_of(make_dossier(), day, missed, unit, "", today=date(2027, 3, 12))


@pytest.mark.parametrize(("missed", "unit"), [(81, "hours"), (8, "days"), (-1, "hours")])
def test_no_week_has_as_much(missed: float, unit: MissedUnit) -> None:
    with pytest.raises(ValidationError):
        WeekPresence(week=START, missed=missed, unit=unit)
