"""From `c` on the home screen to the meetings of the month, those of all dossiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .figures import Figure, ms
from .terminal import ROW, Terminal
from .workbench import Workbench

_DOSSIERS = 100
_ROUNDS = 9
_REST = 0.3
"""Seconds without output after which the home screen is at rest."""
_MOST = 150.0
"""Milliseconds."""
_OPEN = b"c"
# A frame with the heading of the columns and, below, an hour.
_MONTH_PAINTED = re.compile(rb"lun\..*\d\xc2\xa0h.*?\x1b\[\?2026l", re.DOTALL)


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open it once in each of several launches: the first time is the longest."""
    times = []
    for _ in range(_ROUNDS):
        with bench.telestage(_DOSSIERS) as terminal:
            times.append(_opening_time(terminal))
    yield Figure(f"Calendar of {_DOSSIERS} dossiers opens", ms(times), "ms", most=_MOST)


def _opening_time(terminal: Terminal) -> float:
    terminal.wait_for(ROW)
    terminal.settle(_REST)
    start = terminal.press(_OPEN)
    return terminal.wait_for(_MONTH_PAINTED) - start
