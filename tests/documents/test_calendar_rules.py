"""Recurrence rules, against the library that everyone else relies on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st

from telestage_tui.documents.calendar_reading import UnreadableCalendar
from telestage_tui.documents.calendar_rules import Rule

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
starts = st.dates(date(2025, 1, 1), date(2027, 6, 30))


def lists(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=4, unique=True).map(
        lambda found: ",".join(map(str, found))
    )


def numbers(greatest: int) -> st.SearchStrategy[str]:
    return lists(st.integers(-greatest, greatest).filter(bool))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that make sense, most of them more crowded than any person's."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = {"FREQ": frequency, "INTERVAL": str(draw(st.integers(1, 3)))}
    if draw(st.booleans()):
        which = st.just("")
        if frequency in ("MONTHLY", "YEARLY") and draw(st.booleans()):
            # All of them ranked, or none: dateutil reads « SA,4SA » otherwise than the standard.
            which = st.integers(-5, 5).filter(bool).map(str)
        parts["BYDAY"] = draw(lists(st.builds(str.__add__, which, st.sampled_from(WEEKDAYS))))
    for name, values in {
        "BYMONTH": lists(st.integers(1, 12)),
        "BYMONTHDAY": numbers(31),
        "BYYEARDAY": numbers(366),
    }.items():
        if draw(st.integers(0, 3)) == 0:
            parts[name] = draw(values)
    if draw(st.integers(0, 3)) == 0:
        parts["BYSETPOS"] = draw(numbers(5))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    match draw(st.sampled_from(("", "COUNT", "UNTIL"))):
        case "COUNT":
            parts["COUNT"] = str(draw(st.integers(1, 30)))
        case "UNTIL":
            parts["UNTIL"] = f"{draw(st.dates(FIRST, LAST)):%Y%m%d}"
    return ";".join(f"{name}={value}" for name, value in parts.items())


@pytest.mark.filterwarnings("ignore:Using both 'count' and 'until'")
@settings(max_examples=30)  # dateutil takes its time
@given(rule=rules(), start=starts)
@example("FREQ=YEARLY", date(2024, 2, 29))
@example("FREQ=MONTHLY", date(2026, 1, 31))
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", date(2026, 1, 7))
@example("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(2026, 1, 30))
@example("FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO", date(2026, 1, 1))
@example("FREQ=YEARLY;BYDAY=20MO", date(2026, 1, 1))
def test_same_days_as_dateutil(rule: str, start: date) -> None:
    begin = datetime.combine(start, time())
    window = datetime.combine(FIRST, time()), datetime.combine(LAST, time())
    oracle = rrulestr(rule, dtstart=begin)
    if "UNTIL" not in rule:  # it would look for 30 February until the year 9999
        oracle = oracle.replace(until=window[1])
    theirs = [at.date() for at in oracle.between(*window, inc=True)]
    assert list(Rule.parse(rule, start).days(FIRST, LAST)) == theirs


def test_until_is_an_instant_for_an_event_with_hours() -> None:
    paris = ZoneInfo("Europe/Paris")
    start = datetime(2027, 3, 1, 9, tzinfo=paris)
    for until, count in (("20270329T070000Z", 29), ("20270329T065959Z", 28), ("20270329", 29)):
        rule = Rule.parse(f"FREQ=DAILY;UNTIL={until}", start)
        assert len(list(rule.days(FIRST, LAST))) == count
    utc = datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert len(list(Rule.parse("FREQ=DAILY;UNTIL=20270302T090000", utc).days(FIRST, LAST))) == 2


def test_a_time_of_day_that_is_the_event_s_own_changes_nothing() -> None:
    start = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
    rule = Rule.parse("FREQ=WEEKLY;COUNT=2;BYHOUR=9;BYMINUTE=30;BYSECOND=0", start)
    assert list(rule.days(FIRST, LAST)) == [date(2027, 3, 1), date(2027, 3, 8)]


@pytest.mark.parametrize(
    "rule",
    [
        "", "DAILY", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=x", "FREQ=DAILY;INTERVAL=99999999", "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=20271301", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=LU",
        "FREQ=WEEKLY;WKST=XX", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=1,,2", "FREQ=DAILY;BYEASTER=1", "FREQ=DAILY;BYHOUR=10",
        "FREQ=DAILY;BYHOUR=٩", "FREQ=YEARLY;BYWEEKNO=1;WKST=SU", "FREQ=YEARLY;RSCALE=CHINESE",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(UnreadableCalendar, match="illisible"):
        Rule.parse(rule, datetime(2027, 3, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,17"]
)
def test_several_times_a_day_is_refused(rule: str) -> None:
    with pytest.raises(UnreadableCalendar, match="plusieurs fois par jour"):
        Rule.parse(rule, datetime(2027, 3, 1, 9, tzinfo=UTC))


@given(rule=rules())
def test_the_days_of_a_window_are_those_of_the_whole(rule: str) -> None:
    read = Rule.parse(rule, date(2025, 5, 5))
    whole = list(read.days(FIRST, LAST))
    inside = FIRST + timedelta(days=100)
    assert list(read.days(inside, LAST)) == [day for day in whole if day >= inside]
