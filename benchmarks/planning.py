"""Planning the meetings of a stage of twelve weeks, once the holidays are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter

from telestage_tui.planning.planner.planner import plan
from telestage_tui.programme.loader import load_programme

from .dossiers import make_dossier
from .figures import Figure, ms
from .settings import TODAY
from .workbench import Workbench

_STAGES = 52
_MOST = 10.0
"""Milliseconds."""


def measure(_bench: Workbench) -> Iterator[Figure]:
    """Plan a stage that begins on each Monday of a year, over both changes of clock."""
    model, programme = make_dossier(0), load_programme()
    monday = TODAY - timedelta(days=TODAY.weekday())
    times = []
    for week in range(_STAGES):
        start = monday + timedelta(weeks=week)
        stage = model.stage.evolve(start=start, end=start + timedelta(weeks=12, days=-3))
        dossier = model.evolve(stage=stage, meetings=(), started_on=None)
        plan(dossier, programme)  # loads the holidays of those years
        start_time = perf_counter()
        plan(dossier, programme)
        times.append(perf_counter() - start_time)
    yield Figure("Planning a stage of 12 weeks", ms(times), "ms", most=_MOST)
