"""Exporting the meetings of a hundred dossiers to one calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter

from telestage_tui.documents.ics.choices import CalendarChoices
from telestage_tui.documents.ics.export import calendar_files
from telestage_tui.programme.loader import load_programme

from .dossiers import make_dossier
from .figures import Figure, ms
from .workbench import Workbench

_DOSSIERS = 100
_RUNS = 3
_MOST = 2_000.0
"""Milliseconds."""
_NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)


def measure(_bench: Workbench) -> Iterator[Figure]:
    """Write both forms, some times over."""
    dossiers = [make_dossier(number) for number in range(_DOSSIERS)]
    for series, name in ((False, "single events"), (True, "series")):
        choices = CalendarChoices(series=series)
        times = []
        for _ in range(_RUNS):
            start = perf_counter()
            calendar_files(dossiers, lambda d: load_programme(d.programme), _NOW, choices)
            times.append(perf_counter() - start)
        yield Figure(f"Exporting 100 dossiers, {name}", ms(times), "ms", most=_MOST)
