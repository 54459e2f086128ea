"""The most memory the program has at once, from launch to a home screen looked through."""

from __future__ import annotations

from collections.abc import Iterator

from .figures import Figure
from .settings import COUNTS
from .terminal import DOWN, ROW, Terminal
from .workbench import FEW_ROWS, Workbench

_KEYS = 30
_REST = 0.3
"""Seconds without output after which the program is at rest."""
_MOST = {1000: 120.0}
"""MB."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open, move about, and ask the system."""
    bare = _peak(bench.bare(FEW_ROWS))
    for count in COUNTS:
        yield Figure(
            f"Peak memory, dossiers: {count:,}",
            _peak(bench.telestage(count)),
            "MB",
            reference=bare,
            most=_MOST.get(count),
        )


def _peak(terminal: Terminal) -> float:
    with terminal:
        terminal.wait_for(ROW)
        terminal.settle(_REST)
        for _ in range(_KEYS):
            terminal.press(DOWN)
        terminal.settle(_REST)
        return terminal.stop()
