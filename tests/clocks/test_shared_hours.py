"""Shared hours against the computed facts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.shared_hours import (
    DayOverlap,
    Pair,
    day_overlap,
    least_bad,
    no_shared_hours,
    shared_intervals,
)
from telestage_tui.dossier.hours import WorkHours
from tests.planning.planner import oracle

TORONTO, PARIS, NOUMEA = "America/Toronto", "Europe/Paris", "Pacific/Noumea"
NINE_TO_FIVE, NINE_TO_SIX = WorkHours.parse("09:00-17:00"), WorkHours.parse("09:00-18:00")


def overlap(day: date, host: str, intern: str, ours: str = "", theirs: str = "") -> DayOverlap:
    host_hours = WorkHours.parse(ours) if ours else NINE_TO_FIVE
    intern_hours = WorkHours.parse(theirs) if theirs else NINE_TO_SIX
    return day_overlap(day, Pair(host, host_hours, intern, intern_hours))


@pytest.mark.parametrize(
    ("host", "intern", "day", "minutes"),
    [
        (TORONTO, PARIS, date(2027, 2, 2), 180),
        (TORONTO, PARIS, date(2027, 3, 16), 240),
        ("America/Halifax", PARIS, date(2027, 2, 2), 240),
        ("America/Halifax", PARIS, date(2027, 3, 16), 300),
        ("America/Blanc-Sablon", PARIS, date(2027, 2, 2), 240),
        ("America/Blanc-Sablon", PARIS, date(2027, 7, 6), 180),
        (TORONTO, "Indian/Reunion", date(2027, 2, 2), 0),
        (TORONTO, "Indian/Reunion", date(2027, 7, 6), 60),
        (TORONTO, "America/Martinique", date(2027, 7, 6), 480),
        (TORONTO, NOUMEA, date(2027, 2, 2), 0),
    ],
)
def test_the_shared_minutes_of_the_usual_hours(
    host: str, intern: str, day: date, minutes: int
) -> None:
    assert overlap(day, host, intern).shared_minutes == minutes


def test_shared_hours_on_both_clocks() -> None:
    shared_day = overlap(date(2027, 2, 2), TORONTO, PARIS)
    assert shared_day.gap == 360
    assert [span.texts() for span in shared_day.shared] == [
        {
            "host_start": "09:00",
            "host_end": "12:00",
            "intern_start": "15:00",
            "intern_end": "18:00",
        }
    ]
    assert shared_day.next_change is not None
    assert shared_day.next_change.date == date(2027, 3, 14)


def test_a_lunch_on_either_side_cuts_the_shared_hours() -> None:
    shared_day = overlap(
        date(2027, 2, 2), TORONTO, PARIS, "08:00-10:00, 10:30-17:00", "13:00-16:00, 16:15-19:00"
    )
    assert [(s.host_start, s.host_end) for s in shared_day.shared] == [
        (480, 600), (630, 780),
    ]  # fmt: skip
    assert shared_day.shared_minutes == 270


def test_a_weekday_without_hours_shares_nothing() -> None:
    closed = "09:00-17:00; vendredi fermé"
    assert overlap(date(2027, 2, 5), TORONTO, PARIS, closed).shared == ()
    assert overlap(date(2027, 2, 4), TORONTO, PARIS, closed).shared_minutes == 180


def test_the_intern_s_day_may_be_the_next_one() -> None:
    (span,) = overlap(date(2027, 2, 2), TORONTO, NOUMEA, "12:00-20:00").shared
    assert span.intern_day == date(2027, 2, 3)
    assert span.texts() == {
        "host_start": "17:00",
        "host_end": "20:00",
        "intern_start": "09:00",
        "intern_end": "12:00",
    }


def test_hours_until_midnight_end_at_24() -> None:
    (span,) = overlap(date(2027, 2, 2), TORONTO, TORONTO, "20:00-24:00", "18:00-24:00").shared
    assert span.texts()["host_end"] == span.texts()["intern_end"] == "24:00"
    assert span.minutes == 240


@given(
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.sampled_from(oracle.HOST_ZONES),
    st.sampled_from(oracle.INTERN_ZONES),
    st.sampled_from(["09:00-17:00", "08:00-12:00, 13:00-16:30", "00:00-24:00"]),
    st.sampled_from(["09:00-18:00", "10:00-12:30, 14:00-18:30"]),
)
@settings(max_examples=30, deadline=None)
def test_every_quarter_hour_is_shared_or_not_as_the_oracle_says(
    day: date, host: str, intern: str, ours: str, theirs: str
) -> None:
    shared_day = overlap(day, host, intern, ours, theirs)
    hours, their_hours = WorkHours.parse(ours), WorkHours.parse(theirs)
    for quarter in range(4 * 24):
        at = time(*divmod(quarter * 15, 60))
        if day.isoweekday() == 7 and at.hour < 4:
            continue  # the clocks change on Sunday mornings
        start = oracle.to_utc(day, at, host)
        both = _works(hours, oracle.to_local(start, host)) and _works(
            their_hours, oracle.to_local(start, intern)
        )
        spans = [s for s in shared_day.shared if _naive(s.start) <= start < _naive(s.end)]
        assert bool(spans) == both, (at, shared_day.shared)


def _works(hours: WorkHours, local: datetime) -> bool:
    minute = local.hour * 60 + local.minute
    return any(span.start <= minute < span.end for span in hours.on(local.weekday()))


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


# --- no shared hour -----------------------------------------------------------------------------


def test_the_least_bad_slot_asks_little_of_both() -> None:
    pair = Pair(TORONTO, NINE_TO_FIVE, NOUMEA, NINE_TO_SIX)
    best = next(least_bad(date(2027, 2, 2), pair, 30))
    assert best.outside == 30
    assert not best.at_night
    assert _naive(best.start) in (datetime(2027, 2, 2, 21, 30), datetime(2027, 2, 2, 22))
    assert "16 h 30 au Québec, 8 h 30 en Nouvelle-Calédonie" in no_shared_hours(best, pair).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("intern", ["Asia/Tokyo", NOUMEA, "Indian/Reunion", "Asia/Kolkata"])
def test_slots_at_night_come_last(intern: str) -> None:
    pair = Pair(TORONTO, NINE_TO_FIVE, intern, NINE_TO_SIX)
    slots = list(least_bad(date(2027, 2, 2), pair, 30))
    assert [slot.at_night for slot in slots] == sorted(slot.at_night for slot in slots)
    by_day = [slot.outside for slot in slots if not slot.at_night]
    assert by_day == sorted(by_day)
    assert len({slot.start for slot in slots}) == 48
    assert max(s.start for s in slots) - min(s.start for s in slots) < timedelta(days=1)


def test_a_side_that_does_not_work_that_day_is_offered_nothing() -> None:
    pair = Pair(TORONTO, WorkHours.parse("09:00-17:00; mardi fermé"), NOUMEA, NINE_TO_SIX)
    assert list(least_bad(date(2027, 2, 2), pair, 30)) == []


def test_hours_of_another_day_say_which() -> None:
    pair = Pair(
        "America/Toronto", WorkHours.parse("17:00-20:00"),
        "Pacific/Noumea", WorkHours.parse("09:00-12:00"),
    )  # fmt: skip
    (span,) = shared_intervals(date(2027, 2, 10), pair)
    assert span.said().replace("\u00a0", " ").endswith("/ 9 h – 12 h (le lendemain)")
