"""What dateutil is asked to follow, and that it never has to look for long."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import assume, example, given
from hypothesis import strategies as st
from icalendar import vRecur

from telestage_tui.documents.ics.recurrence_rules import (
    ROUNDS,
    Rule,
    day_of,
    occurrence_cost,
)

SINCE, UNTIL = date(2026, 12, 11), date(2027, 4, 9)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_PERIOD = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
starts = st.dates(date(1900, 1, 1), date(2027, 6, 30))


def lists(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(
        lambda found: ",".join(map(str, found))
    )


def numbers(greatest: int) -> st.SearchStrategy[str]:
    return lists(st.integers(-greatest, greatest).filter(bool))


weekdays = lists(st.sampled_from(WEEKDAYS))
ranked = lists(st.builds("{}{}".format, st.integers(-5, 5).filter(bool), st.sampled_from(WEEKDAYS)))
CHOSEN: tuple[tuple[str, dict[str, st.SearchStrategy[str]]], ...] = (
    *((frequency, {}) for frequency in LONGEST_PERIOD),
    ("DAILY", {"BYDAY": weekdays}),
    ("WEEKLY", {"BYDAY": weekdays}),
    ("MONTHLY", {"BYDAY": weekdays | ranked}),
    ("MONTHLY", {"BYMONTHDAY": numbers(31)}),
    ("MONTHLY", {"BYDAY": weekdays | ranked, "BYSETPOS": numbers(14)}),
    ("YEARLY", {"BYMONTH": lists(st.integers(1, 13))}),
    ("YEARLY", {"BYMONTH": lists(st.integers(1, 13)), "BYMONTHDAY": numbers(31)}),
    ("YEARLY", {"BYMONTH": lists(st.integers(1, 13)), "BYDAY": weekdays | ranked}),
    ("YEARLY", {"BYMONTH": st.just("2"), "BYDAY": weekdays | ranked, "BYSETPOS": numbers(14)}),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of the kinds that calendar programs write, the impossible ones among them."""
    frequency, chosen = draw(st.sampled_from(CHOSEN))
    interval = draw(st.sampled_from((1, 1, 1, 2, 3, 5, 6, 7, 12, 14, 24, 100)))
    parts = {"FREQ": frequency, "INTERVAL": interval, **{n: draw(v) for n, v in chosen.items()}}
    return ";".join(f"{name}={value}" for name, value in parts.items())


def parse(text: str) -> Rule:
    return Rule.of(vRecur.from_ical(text))


@given(text=rules(), start=starts)
@example("FREQ=YEARLY", date(1896, 2, 29))
@example("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2095, 1, 1))
@example("FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31", date(2027, 1, 1))
@example("FREQ=MONTHLY;BYDAY=5MO", date(2027, 2, 1))
@example("FREQ=DAILY;INTERVAL=6;BYDAY=SU", date(2027, 3, 1))
def test_a_rule_that_is_accepted_comes_round(text: str, start: date) -> None:
    rule = parse(text)
    assume(rule.comes_round(start))
    found = [*islice(rrulestr(text, dtstart=datetime.combine(start, time())), 30)]
    longest = timedelta(days=LONGEST_PERIOD[rule.frequency] * rule.interval * (ROUNDS + 1))
    assert len(found) == 30 or found[-1].year + longest.days // 365 >= 9999
    days = [start, *(at.date() for at in found)]
    assert all(later - day <= longest for day, later in pairwise(days))


@given(text=rules(), start=starts, before=st.dates(date(2026, 1, 1), SINCE))
@example("FREQ=YEARLY", date(1904, 2, 29), SINCE)
@example("FREQ=MONTHLY;INTERVAL=5", date(2001, 1, 31), SINCE)
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", date(2019, 1, 9), SINCE)
def test_beginning_later_changes_nothing_afterwards(text: str, start: date, before: date) -> None:
    rule = parse(text)
    assume(rule.comes_round(start))
    later = rule.advanced(start, before)
    assert day_of(later) <= max(start, before)
    window = datetime.combine(before, time()), datetime.combine(UNTIL, time())
    whole, part = (
        rrulestr(text, dtstart=datetime.combine(day_of(first), time())).between(*window, inc=True)
        for first in (start, later)
    )
    assert whole == part


@given(text=rules(), start=starts, length=st.integers(1, 400), count=st.none() | st.integers(1, 50))
def test_what_a_rule_costs_is_no_less_than_its_occurrences(
    text: str, start: date, length: int, count: int | None
) -> None:
    text = text if count is None else f"{text};COUNT={count}"
    rule = parse(text)
    assume(rule.comes_round(start))
    first = day_of(rule.advanced(start, SINCE - timedelta(days=length)))
    found = rrulestr(text, dtstart=datetime.combine(first, time())).between(
        datetime.combine(SINCE - timedelta(days=length), time()),
        datetime.combine(UNTIL, time()),
        inc=True,
    )
    cost = rule.cost(first, length, SINCE, UNTIL)
    assert cost >= len(found) * occurrence_cost(length, SINCE, UNTIL)


def test_a_rule_that_counts_is_followed_from_its_beginning() -> None:
    rule = parse("FREQ=DAILY;COUNT=5")
    long_ago = date(1, 1, 1)
    assert rule.advanced(long_ago, SINCE) == long_ago
    endless = parse("FREQ=DAILY;COUNT=999999")
    assert (
        endless.cost(long_ago, 1, SINCE, UNTIL) > 1_000_000 > rule.cost(long_ago, 1, SINCE, UNTIL)
    )


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;INTERVAL=24;BYDAY=5MO", "FREQ=YEARLY;BYMONTH=13",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=DAILY;BYHOUR=9",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=2",
        "FREQ=DAILY;BYEASTER=1", "FREQ=YEARLY;RSCALE=CHINESE", "FREQ=SECONDLY",
    ],
)  # fmt: skip
def test_a_rule_that_may_never_come_round_is_not_followed(text: str) -> None:
    assert not parse(text).comes_round(date(2027, 3, 1))


@pytest.mark.parametrize(
    "text",
    [
        "", "DAILY", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=DAILY,DAILY", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001", "FREQ=DAILY;INTERVAL=1,2", "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=x", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=LU",
        "FREQ=MONTHLY;BYMONTHDAY=1,,2",
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parse(text)
