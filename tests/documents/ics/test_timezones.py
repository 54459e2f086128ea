"""The time zones of our calendar files, against the zone data they come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Timezone

from telestage_tui.clocks.zones import HOST_ZONES, INTERN_ZONES
from telestage_tui.documents.ics.timezones import vtimezone

OURS = (*HOST_ZONES, "America/Montreal", *INTERN_ZONES)
CHANGING = frozenset(
    {"America/Toronto", "America/Montreal", "America/Halifax", "America/Miquelon", "Europe/Paris"}
)
ODD = (
    "Africa/Cairo", "Africa/Casablanca", "America/Nuuk", "America/Santiago", "America/St_Johns",
    "Antarctica/Troll", "Asia/Gaza", "Asia/Kathmandu", "Atlantic/Azores", "Australia/Lord_Howe",
    "Europe/Dublin", "Europe/Moscow", "Pacific/Chatham", "Pacific/Kiritimati", "Etc/UTC",
)  # fmt: skip
FIRST, LAST = 2020, 2037
INSTANTS = st.datetimes(datetime(FIRST, 1, 1), datetime(LAST, 12, 31), timezones=st.just(UTC))


class Reading:
    """A VTIMEZONE as RFC 5545 (3.6.5) says to read it: the latest onset before decides."""

    def __init__(self, component: Timezone) -> None:
        self._onsets = sorted(_onsets(component), key=lambda onset: onset[0])

    def offset(self, moment: datetime) -> timedelta:
        """The offset from UTC at an instant."""
        return [offset for onset, offset in self._onsets if onset <= moment][-1]


def _onsets(component: Timezone) -> Iterator[tuple[datetime, timedelta]]:
    observances: list[Any] = component.subcomponents
    for observance in observances:
        start = observance["DTSTART"].dt
        before, after = observance["TZOFFSETFROM"].td, observance["TZOFFSETTO"].td
        walls = [start]
        if "RRULE" in observance:
            rule = rrulestr(observance["RRULE"].to_ical().decode(), dtstart=start)
            walls = list(rule.between(start, datetime(2040, 1, 1), inc=True))
        yield from (((wall - before).replace(tzinfo=UTC), after) for wall in walls)


def _real(zone_name: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone_name)).utcoffset()


READINGS = {name: Reading(vtimezone(name, FIRST, LAST)) for name in (*OURS, *ODD)}


@pytest.mark.parametrize("name", READINGS)
@given(moment=INSTANTS)
def test_offset_at_any_instant(name: str, moment: datetime) -> None:
    assert READINGS[name].offset(moment) == _real(name, moment)


@pytest.mark.parametrize("name", [*sorted(CHANGING), "Australia/Lord_Howe", "America/Nuuk"])
def test_offset_to_the_second_around_every_change(name: str) -> None:
    changes = list(_hours_of_change(name))
    assert len(changes) >= 2 * (LAST - FIRST)
    for hour in changes:
        for second in (0, 1, 1799, 1800, 1801, 3599, 3600):
            moment = hour + timedelta(seconds=second)
            assert READINGS[name].offset(moment) == _real(name, moment)


def _hours_of_change(name: str) -> Iterator[datetime]:
    """The UTC hours in which the zone changes its clock."""
    day = datetime(FIRST, 1, 2, tzinfo=UTC)
    while day.year <= LAST:
        if _real(name, day) != _real(name, day + timedelta(days=1)):
            hours = (day + timedelta(hours=n) for n in range(24))
            yield from (h for h in hours if _real(name, h) != _real(name, h + timedelta(hours=1)))
        day += timedelta(days=1)


@pytest.mark.parametrize("name", OURS)
def test_one_yearly_rule_for_each_observance(name: str) -> None:
    component = vtimezone(name, 2026, 2027)
    assert component["TZID"] == name
    kinds = [observance.name for observance in component.subcomponents]
    rules = [str(o["RRULE"].to_ical()) for o in component.subcomponents if "RRULE" in o]
    if name in CHANGING:
        assert sorted(kinds) == ["DAYLIGHT", "STANDARD"]
        assert len(rules) == 2
        assert all("FREQ=YEARLY" in rule and "BYDAY=" in rule for rule in rules)
    else:
        assert (kinds, rules) == (["STANDARD"], [])


def test_toronto_in_full() -> None:
    assert vtimezone("America/Toronto", 2026, 2026).to_ical().decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Toronto",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_zone_without_a_rule_has_each_of_its_changes() -> None:
    observances: list[Any] = vtimezone("America/Nuuk", 2026, 2027).subcomponents
    years = [observance["DTSTART"].dt.year for observance in observances]
    assert not any("RRULE" in observance for observance in observances)
    assert years == [2025, 2025, 2025, 2026, 2026, 2027, 2027, 2028, 2028]


def test_a_zone_nobody_knows() -> None:
    with pytest.raises(ValueError, match="inconnu"):
        vtimezone("Europe/Pariss", 2026, 2026)


@pytest.mark.torture
@pytest.mark.parametrize("name", sorted(available_timezones()))
def test_every_zone_there_is(name: str) -> None:
    reading = Reading(vtimezone(name, 2024, 2030))
    for hours in range(0, 7 * 365 * 24, 6):
        moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert reading.offset(moment) == _real(name, moment)
