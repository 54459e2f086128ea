"""From launch to the first row of *Aujourd'hui* on the terminal."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .figures import Figure, ms
from .settings import COUNTS
from .terminal import ROW, Terminal
from .workbench import Workbench

_ROUNDS = 16
_BARE = 0
"""Stands for the bare app among the counts."""
_MOST = {100: 1.5, 1000: 2.0}
"""Times the bare app."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Launch by turns, so that what slows the machine down slows everything alike."""
    turns = deque((_BARE, *COUNTS))
    times: dict[int, list[float]] = {turn: [] for turn in turns}
    for _ in range(_ROUNDS):
        for turn in turns:
            terminal = bench.bare() if turn == _BARE else bench.telestage(turn)
            times[turn].append(_first_row(terminal))
        turns.rotate()  # none always follows the same one
    for count in COUNTS:
        yield Figure(
            f"Launch to first paint, dossiers: {count:,}",
            ms(times[count]),
            "ms",
            reference=ms(times[_BARE]),
            most_ratio=_MOST.get(count),
            turns=[ours / bare for ours, bare in zip(times[count], times[_BARE], strict=True)],
        )


def _first_row(terminal: Terminal) -> float:
    with terminal:
        return terminal.wait_for(ROW) - terminal.launch_time
