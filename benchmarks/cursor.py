"""From a key to the cursor on the next row, in a list of a thousand."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import Figure, ms, ms95
from .settings import COUNTS
from .terminal import DOWN, ROW, ROW_PAINTED, Terminal
from .workbench import Workbench

_KEYS = 250
_ROWS = max(COUNTS)
_OPENING, _BETWEEN_KEYS = 0.5, 0.02
"""Seconds without output after which a program is at rest."""
_MOST = 33.0
"""Milliseconds, 95 times in 100: two frames of a screen at 60 Hz."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Press the key in one program, then in the other."""
    with bench.telestage(_ROWS) as telestage, bench.bare(_ROWS) as bare:
        times: dict[Terminal, list[float]] = {telestage: [], bare: []}
        for terminal in times:
            terminal.wait_for(ROW)
            terminal.settle(_OPENING)
        for _ in range(_KEYS):
            for terminal, seconds in times.items():
                start = terminal.press(DOWN)
                seconds.append(terminal.wait_for(ROW_PAINTED) - start)
                terminal.settle(_BETWEEN_KEYS)
    for name, summary, most in (("95 %", ms95, _MOST), ("median", ms, None)):
        yield Figure(
            f"Cursor down to paint, {name}, rows: {_ROWS:,}",
            summary(times[telestage]),
            "ms",
            reference=summary(times[bare]),
            most=most,
        )
