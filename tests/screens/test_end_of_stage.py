"""The band of the two clocks announces no change of gap after the last day of the stage."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.screens.fiche.screen import last_day_typed
from telestage_tui.widgets.two_clocks import TwoClocks
from tests.factories import make_dossier
from tests.screens.driving import opened


@pytest.mark.parametrize(
    ("text", "day"), [("2027-03-05", date(2027, 3, 5)), ("", None), ("bientôt", None)]
)
def test_the_last_day_typed(text: str, day: date | None) -> None:
    assert last_day_typed({"stage.fin": text}, date(2027, 2, 10)) == day


@pytest.mark.parametrize(("end", "is_said"), [(date(2027, 3, 5), False), (date(2027, 4, 9), True)])
async def test_the_calendar(tmp_path: Path, end: date, *, is_said: bool) -> None:
    dossier = make_dossier()
    dossier = dossier.evolve(stage=dossier.stage.evolve(end=end), meetings=())
    async with opened(tmp_path, "calendar", dossier, size=(120, 44)) as pilot:
        await pilot.pause()
        band = str(pilot.app.screen.query_one(TwoClocks).render())
        assert ("du 14 au 27" in band) is is_said, band
