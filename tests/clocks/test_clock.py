from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from telestage_tui.clocks.clock import FrozenClock, ShiftedClock, SystemClock, clock_from
from telestage_tui.dossier.errors import TelestageError

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
