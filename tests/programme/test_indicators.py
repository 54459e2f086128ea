"""What meetings say from one to the next."""

from __future__ import annotations

from telestage_tui.dossier.meetings import IndicatorLevel, Record
from telestage_tui.programme.indicators import levels_until
from telestage_tui.programme.loader import load_programme
from telestage_tui.wording import level_bars
from tests.factories import make_dossier, make_meeting

INDICATOR = load_programme().meetings.indicators[0]


def test_the_levels_until_a_meeting_leave_out_those_after_it() -> None:
    first, second, third = (
        make_meeting(week, status="held",
                     record=Record(indicators=(IndicatorLevel(id=INDICATOR.id, level=level),)))
        for week, level in ((1, 2), (2, 4), (3, 1))
    )  # fmt: skip
    dossier = make_dossier(meetings=(first, second, third))
    assert levels_until(dossier, second, INDICATOR) == (2, 4)
    assert level_bars(levels_until(dossier, third, INDICATOR)) == "▄█▂"
