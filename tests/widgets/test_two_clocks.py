"""The two clocks: now is always in view, and cuts no hour in two."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from textual.app import App, ComposeResult

from telestage_tui.clocks.closures import ClosedDays
from telestage_tui.clocks.gap_changes import UsualSlot, near_change
from telestage_tui.clocks.shared_hours import Pair, day_overlap
from telestage_tui.widgets.two_clocks import TwoClocks
from tests.factories import make_dossier
from tests.waiting import until

DAY = date(2027, 2, 10)
MIDNIGHT = datetime(2027, 2, 10, 5, tzinfo=UTC)
"""In Québec."""


HOLIDAY = date(2027, 7, 14)


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield TwoClocks()


def lines_of(clocks: TwoClocks) -> list[str]:
    """What the clocks show, no-break spaces made plain."""
    strips = clocks.render_lines(clocks.size.region)
    return [strip.text.replace("\u00a0", " ").rstrip() for strip in strips]


@pytest.mark.parametrize("half_hour", range(48))
async def test_now_is_shown_under_a_meeting_and_cuts_no_hour(half_hour: int) -> None:
    now = MIDNIGHT + half_hour * timedelta(minutes=30)
    async with Page().run_test(size=(80, 10)) as pilot:
        clocks = pilot.app.query_one(TwoClocks)
        clocks.show(Pair.usual(), DAY, now=now, meetings=(now,))
        await until(pilot, lambda: any("◆" in line for line in lines_of(clocks)))
        scale, host, *_ = lines_of(clocks)

    column = scale.index("▼")
    assert host[column] == "◆"
    first = column - half_hour
    whole = [hour for hour in range(0, 24, 3) if half_hour - 2 * hour not in range(len(str(hour)))]
    assert scale[first:].replace("▼", " ").split() == [str(hour) for hour in whole]
    assert all(scale[first + 2 * hour :].startswith(str(hour)) for hour in whole)


async def test_a_closed_day_is_at_rest_on_the_row_of_the_one_who_rests_and_says_why() -> None:
    dossier = make_dossier()
    async with Page().run_test(size=(80, 10)) as pilot:
        clocks = pilot.app.query_one(TwoClocks)
        clocks.show(Pair.of(dossier), HOLIDAY, closed=ClosedDays.of(dossier))
        reason = "Fête nationale (France) : pas d’heures communes"
        await until(pilot, lambda: reason in " ".join(lines_of(clocks)[3:]))
        _scale, host, intern, *_ = lines_of(clocks)

    assert "▒" in host
    assert "█" not in host
    assert not {"▒", "█"} & set(intern)


async def test_a_change_of_gap_beyond_the_stage_is_not_told_of_its_meetings() -> None:
    change = "≠ 5 h du 14 au 27 mars : 9 h 30 / 14 h 30 au lieu de 9 h 30 / 15 h 30"
    async with Page().run_test(size=(80, 10)) as pilot:
        clocks = pilot.app.query_one(TwoClocks)

        def is_told() -> bool:
            return change in [line.strip() for line in lines_of(clocks)]

        for last, is_expected in ((date(2027, 4, 9), True), (date(2027, 3, 12), False)):
            usual = UsualSlot(time(9, 30), "America/Toronto", last)
            clocks.show(Pair.usual(), DAY, usual=usual)
            await until(pilot, is_told if is_expected else lambda: not is_told())
            assert not any("(5" in line for line in lines_of(clocks))


@pytest.mark.parametrize(
    ("day", "until", "is_shown"),
    [
        (date(2027, 1, 30), date(2027, 4, 9), False),  # more than six weeks before
        (date(2027, 1, 31), date(2027, 4, 9), True),
        (date(2027, 3, 10), date(2027, 3, 13), False),  # the stage is over by then
        (date(2027, 3, 10), date(2027, 3, 14), True),
        (date(2027, 3, 10), None, True),
    ],
)
def test_a_change_of_gap_is_shown_when_it_is_near_and_within_the_stage(
    day: date, until: date | None, *, is_shown: bool
) -> None:
    assert bool(near_change(day_overlap(day, Pair.usual()), until)) is is_shown


@pytest.mark.parametrize("width", [60, 66, 68, 70, 72, 74, 76, 78, 80])
async def test_a_reason_is_never_cut_into_words_that_nobody_says(width: int) -> None:
    """At a width that has room for the short words only."""
    dossier = make_dossier()
    async with Page().run_test(size=(width, 10)) as pilot:
        clocks = pilot.app.query_one(TwoClocks)
        clocks.show(Pair.of(dossier), HOLIDAY, closed=ClosedDays.of(dossier))
        await until(pilot, lambda: "Fête" in " ".join(lines_of(clocks)))
        assert "d’communes" not in " ".join(lines_of(clocks))
