from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.clocks.clock import (
    FrozenClock,
    MovableClock,
    ShiftedClock,
    SystemClock,
    UnreadableMoment,
    clock_from,
)
from telestage_tui.dossier.durations import ONE_DAY
from telestage_tui.dossier.errors import TelestageError
from telestage_tui.dossier.zone_names import DEFAULT_HOST_ZONE, zone

REAL = datetime(2026, 5, 20, 14, 5, 30, tzinfo=UTC)
"""10 h 05 in Toronto."""


@time_machine.travel(REAL, tick=False)
def test_the_system_clock_reads_the_time_in_utc() -> None:
    assert SystemClock().now() == REAL
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_today_is_the_date_of_the_zone() -> None:
    clock = FrozenClock(datetime(2027, 2, 10, 3, 0, tzinfo=UTC))
    assert clock.today() == date(2027, 2, 9)
    assert clock.today("Europe/Paris") == date(2027, 2, 10)


@time_machine.travel(REAL, tick=False)
def test_a_date_keeps_the_real_time_of_day() -> None:
    assert clock_from("2027-02-10").now() == datetime(2027, 2, 10, 15, 5, 30, tzinfo=UTC)
    assert clock_from("2027-02-10").today() == date(2027, 2, 10)


def test_a_shifted_clock_ticks_over_midnight() -> None:
    with time_machine.travel(datetime(2026, 5, 21, 3, 59, tzinfo=UTC), tick=False) as real:
        clock = ShiftedClock(date(2027, 1, 31))
        assert clock.today() == date(2027, 1, 31)
        real.shift(timedelta(minutes=2))
        assert clock.today() == date(2027, 2, 1)
        assert clock.now() == datetime(2027, 2, 1, 5, 1, tzinfo=UTC)


def test_a_moment_is_read_on_the_host_clock_and_stands_still() -> None:
    clock = clock_from("2027-02-10T09:30")
    assert clock.now() == datetime(2027, 2, 10, 14, 30, tzinfo=UTC)
    assert clock.now() == clock.now()


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_asked_is_the_system_clock(text: str | None) -> None:
    assert isinstance(clock_from(text), SystemClock)


@pytest.mark.parametrize(
    "text", ["demain", "2027-02-30", "10/02/2027", "20270210", "2027-W06-3", "2027-02-10T25:00"]
)
def test_an_unreadable_date_is_refused_in_french(text: str) -> None:
    with pytest.raises(TelestageError, match="illisible") as refused:
        clock_from(text)
    assert text in str(refused.value)
    assert "2027-02-10" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["0001-01-01", "1969-12-31", "2191-01-01", "9999-12-31", "9999-12-31T23:59"]
)
def test_a_day_too_far_away_is_refused_in_french(text: str) -> None:
    with pytest.raises(TelestageError, match="hors de portée") as refused:
        clock_from(text)
    assert text in str(refused.value)


@pytest.mark.parametrize("text", ["1970-01-01", "2190-12-31"])
def test_the_first_and_the_last_day_are_shown(text: str) -> None:
    assert clock_from(text).today().isoformat() == text


# --- a clock that moves ---------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2190, 12, 30), timezones=st.just(UTC))


@given(start=MOMENTS, stops=st.lists(MOMENTS, max_size=5))
def test_a_clock_shows_the_last_instant_it_was_moved_to(
    start: datetime, stops: list[datetime]
) -> None:
    clock = MovableClock(FrozenClock(start))
    for stop in stops:
        clock.move_to(stop)

    assert clock.now() == [start, *stops][-1]


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    days=st.integers(-400, 400),
)
def test_another_day_comes_at_the_same_hour_whatever_the_clocks_do(
    start: datetime, days: int
) -> None:
    clock = MovableClock(FrozenClock(start))
    day, at = clock.today(), clock.now().astimezone(zone(DEFAULT_HOST_ZONE)).time()

    clock.move_to(clock.at_same_hour(day + days * ONE_DAY))

    there = clock.now().astimezone(zone(DEFAULT_HOST_ZONE))
    assert clock.today() == day + days * ONE_DAY
    # In the night of spring, an hour does not exist: the clock shows the one after.
    assert there.time() == at or (at.hour == 2 and there.hour == 3)


def test_a_moved_clock_goes_on_ticking() -> None:
    with time_machine.travel(REAL, tick=False) as real:
        clock = MovableClock(SystemClock())
        clock.move_to(datetime(2027, 2, 10, 15, 0, tzinfo=UTC))
        real.shift(timedelta(minutes=7))
        assert clock.now() == datetime(2027, 2, 10, 15, 7, tzinfo=UTC)


def test_a_clock_moved_too_far_stays_where_it_is() -> None:
    clock = MovableClock(FrozenClock(REAL))

    with pytest.raises(UnreadableMoment, match="de 1970 à 2190"):
        clock.move_to(datetime(2191, 1, 1, tzinfo=UTC))

    assert clock.now() == REAL
