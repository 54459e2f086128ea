"""How many browsers this machine can serve at once: each has a program of its own."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

SESSION_BYTES = 80_000_000
"""Memory of one program with its screens open, measured on Linux."""
MOST_SESSIONS, UNKNOWN_SESSIONS = 12, 4
"""A room of employers; and how many where the free memory cannot be known."""


def sessions_for(free: int | None) -> int:
    """How many programs fit in three quarters of the free memory: one at least.

    Args:
        free: Bytes; None when it is not known.
    """
    if free is None:
        return UNKNOWN_SESSIONS
    return max(1, min(MOST_SESSIONS, free * 3 // 4 // SESSION_BYTES))


def free_memory() -> int | None:
    """The bytes of memory that programs can still take; None where the system does not say."""
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with suppress(AttributeError, OSError, ValueError):  # Windows has no sysconf
        pages = os.sysconf("SC_AVPHYS_PAGES")  # the free ones, where the system counts them
        return pages * os.sysconf("SC_PAGE_SIZE") if pages > 0 else None
    return None
