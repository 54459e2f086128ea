"""From a letter typed in Chercher to its results, while the notes of a thousand are being read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .figures import Figure, ms, ms95
from .settings import COUNTS
from .terminal import ROW, ROW_PAINTED
from .workbench import Workbench

_DOSSIERS = max(COUNTS)
_FIRST, *_LETTERS = (bytes([letter]) for letter in b"margaux")
_BACKSPACE = b"\x7f"
_TIMES = 12
_OPENING, _BETWEEN_KEYS = 0.5, 0.2
"""Seconds without output after which a program is at rest; between two keys, the notes are read."""
_FIELD = re.compile(b"Chercher.*?\x1b\\[\\?2026l", re.DOTALL)
_MOST = 100.0
"""Milliseconds, 95 times in 100: what is felt as at once."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Type a name and take it back, letter by letter, several times."""
    openings: list[float] = []
    seconds: list[float] = []
    with bench.telestage(_DOSSIERS) as telestage:
        telestage.wait_for(ROW)
        telestage.settle(_OPENING)
        for _ in range(_TIMES):
            start = telestage.press(b"/")
            openings.append(telestage.wait_for(_FIELD) - start)
            telestage.press(_FIRST)
            telestage.wait_for(ROW_PAINTED)
            telestage.settle(_BETWEEN_KEYS)
            for key in (*_LETTERS, *[_BACKSPACE] * len(_LETTERS)):
                start = telestage.press(key)
                seconds.append(telestage.wait_for(ROW_PAINTED) - start)
                telestage.settle(_BETWEEN_KEYS)
            telestage.press(b"\x1b")
            telestage.settle(_OPENING)
    yield Figure(f"Chercher opened, dossiers: {_DOSSIERS:,}", ms(openings), "ms", most=_MOST)
    for name, summary, most in (("95 %", ms95, _MOST), ("median", ms, None)):
        label = f"Letter to results, {name}, dossiers: {_DOSSIERS:,}"
        yield Figure(label, summary(seconds), "ms", most=most)
