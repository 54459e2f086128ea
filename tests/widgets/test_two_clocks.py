"""The two clocks: now is always in view, and cuts no hour in two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from textual.app import App, ComposeResult

from telestage_tui.planning.overlap import Pair
from telestage_tui.widgets.two_clocks import TwoClocks

DAY = date(2027, 2, 10)
MIDNIGHT = datetime(2027, 2, 10, 5, tzinfo=UTC)
"""In Québec."""


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield TwoClocks()


@pytest.mark.parametrize("half_hour", range(48))
async def test_now_is_shown_under_a_meeting_and_cuts_no_hour(half_hour: int) -> None:
    now = MIDNIGHT + half_hour * timedelta(minutes=30)
    async with Page().run_test(size=(80, 10)) as pilot:
        clocks = pilot.app.query_one(TwoClocks)
        clocks.show(Pair.usual(), DAY, now=now, meetings=(now,))
        await pilot.pause()
        scale, host, *_ = (strip.text for strip in clocks.render_lines(clocks.size.region))

    column = scale.index("▼")
    assert host[column] == "◆"
    first = column - half_hour
    whole = [hour for hour in range(0, 24, 3) if half_hour - 2 * hour not in range(len(str(hour)))]
    assert scale[first:].replace("▼", " ").split() == [str(hour) for hour in whole]
    assert all(scale[first + 2 * hour :].startswith(str(hour)) for hour in whole)
