"""The two clocks against the computed facts and against the oracle."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks import zones
from telestage_tui.clocks.zones import GapChange, GapSpan, ImpossibleTime
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.zone_names import zone
from tests.planning.planner import oracle

TORONTO, HALIFAX, BLANC_SABLON = "America/Toronto", "America/Halifax", "America/Blanc-Sablon"
PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("last_six", "first_five", "last_five", "first_six"),
    [
        ("2026-03-08T06:59", "2026-03-08T07:00", "2026-03-29T00:59", "2026-03-29T01:00"),
        ("2026-10-25T00:59", "2026-10-25T01:00", "2026-11-01T05:59", "2026-11-01T06:00"),
        ("2027-03-14T06:59", "2027-03-14T07:00", "2027-03-28T00:59", "2027-03-28T01:00"),
        ("2027-10-31T00:59", "2027-10-31T01:00", "2027-11-07T05:59", "2027-11-07T06:00"),
    ],
)
def test_paris_is_six_hours_ahead_but_between_the_two_changes(
    last_six: str, first_five: str, last_five: str, first_six: str
) -> None:
    gaps = [
        zones.gap(datetime.fromisoformat(text).replace(tzinfo=UTC), TORONTO, PARIS)
        for text in (last_six, first_five, last_five, first_six)
    ]
    assert gaps == [360, 300, 300, 360]


@pytest.mark.parametrize(
    ("host", "day", "hours"),
    [
        (HALIFAX, date(2027, 2, 1), 5),
        (HALIFAX, date(2027, 3, 20), 4),
        (BLANC_SABLON, date(2027, 2, 1), 5),
        (BLANC_SABLON, date(2027, 7, 1), 6),
        ("America/Montreal", date(2027, 7, 1), 6),
    ],
)
def test_the_gap_of_the_other_quebec_zones(host: str, day: date, hours: int) -> None:
    assert zones.gap_on(day, host, PARIS) == hours * 60


@given(
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.sampled_from(oracle.HOST_ZONES),
    st.sampled_from(oracle.INTERN_ZONES),
)
@settings(max_examples=200, deadline=None)
def test_the_gap_is_that_of_the_oracle(day: date, host: str, intern: str) -> None:
    noon = oracle.to_utc(day, time(12), host)
    expected = oracle.offset(intern, noon) - oracle.offset(host, noon)
    assert zones.gap_on(day, host, intern) == expected * 60


def test_the_next_change_of_gap() -> None:
    fall = GapChange(date(2026, 10, 25), 360, 300)
    assert zones.next_change(date(2026, 10, 24), TORONTO, PARIS) == fall
    back = GapChange(date(2026, 11, 1), 300, 360)
    assert zones.next_change(date(2026, 10, 25), TORONTO, PARIS) == back
    assert zones.next_change(date(2026, 11, 1), TORONTO, PARIS) == GapChange(
        date(2027, 3, 14), 360, 300
    )


def test_no_change_where_neither_side_changes_its_clock() -> None:
    assert zones.next_change(date(2027, 1, 1), BLANC_SABLON, "Indian/Reunion") is None


@given(
    st.dates(date(2024, 1, 1), date(2034, 12, 31)),
    st.sampled_from(oracle.HOST_ZONES),
    st.sampled_from(oracle.INTERN_ZONES),
)
@settings(max_examples=60, deadline=None)
def test_nothing_changes_before_the_next_change(day: date, host: str, intern: str) -> None:
    change = zones.next_change(day, host, intern)
    last = change.date if change else day + timedelta(days=400)
    now = zones.gap_on(day, host, intern)
    while (day := day + timedelta(days=1)) < last:
        assert zones.gap_on(day, host, intern) == now
    if change:
        assert (change.gap_before, change.gap_after) == (
            now,
            zones.gap_on(change.date, host, intern),
        )
        assert change.gap_before != change.gap_after


def test_a_stage_is_cut_where_the_gap_changes() -> None:
    spans = zones.gap_spans(date(2027, 1, 11), date(2027, 4, 9), TORONTO, PARIS)
    assert spans == (
        GapSpan(date(2027, 1, 11), date(2027, 3, 13), 360),
        GapSpan(date(2027, 3, 14), date(2027, 3, 27), 300),
        GapSpan(date(2027, 3, 28), date(2027, 4, 9), 360),
    )
    assert zones.usual_gap(spans) == 360


@pytest.mark.parametrize(
    ("day", "at", "zone_name", "what"),
    [
        (date(2026, 3, 8), time(2, 30), TORONTO, "n’existe pas"),
        (date(2026, 11, 1), time(1, 30), TORONTO, "existe deux fois"),
        (date(2027, 3, 28), time(2, 0), PARIS, "n’existe pas"),
        (date(2027, 10, 31), time(2, 59), PARIS, "existe deux fois"),
    ],
)
def test_a_time_skipped_or_repeated_is_refused(
    day: date, at: time, zone_name: str, what: str
) -> None:
    assert not zones.is_plain(day, at, zone_name)
    with pytest.raises(ImpossibleTime, match=what):
        zones.instant(Slot(day=day, at=at, zone=zone_name))


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 3, 8), time(1, 59)),
        (date(2026, 3, 8), time(3, 0)),
        (date(2026, 11, 1), time(0, 59)),
        (date(2026, 11, 1), time(2, 0)),
    ],
)
def test_the_times_around_a_change_are_plain(day: date, at: time) -> None:
    start = zones.instant(Slot(day=day, at=at, zone=TORONTO))
    assert start.replace(tzinfo=None) == oracle.to_utc(day, at, TORONTO)


def test_every_zone_offered_exists_and_has_a_french_name() -> None:
    for name in (*zones.HOST_ZONES, *zones.INTERN_ZONES):
        assert zone(name).key == name
        assert "/" not in zones.zone_label(name)
        assert len(zones.zone_short(name)) <= 10
        assert zones.zone_place(name).split(" ")[0] in ("au", "aux", "en", "à", "sur")
    assert zones.zone_label("America/Montreal") == "Québec"
    assert zones.zone_label("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert zones.zone_place("Asia/Tokyo") == "à Tokyo"


@pytest.mark.parametrize(("minutes", "hours"), [(360, 6), (330, 5.5), (-60, -1), (-90, -1.5)])
def test_gaps_in_hours_are_whole_when_they_can_be(minutes: int, hours: float) -> None:
    assert zones.gap_hours(minutes) == hours
    assert isinstance(zones.gap_hours(minutes), int) == (minutes % 60 == 0)


def test_a_gap_is_told_in_hours_whichever_clock_is_ahead() -> None:
    assert [zones.gap_text(minutes) for minutes in (360, 210, -60, 0)] == [
        "6\u00a0h", "3\u00a0h\u00a030", "1\u00a0h", "0\u00a0h",
    ]  # fmt: skip
