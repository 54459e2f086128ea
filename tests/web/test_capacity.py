"""How many browsers fit in the memory."""

from __future__ import annotations

import pytest

from telestage_tui.web.capacity import free_memory, sessions_for


@pytest.mark.parametrize(
    ("free", "sessions"),
    [
        (None, 4),
        (0, 1),
        (100_000_000, 1),
        (400_000_000, 3),
        (1_000_000_000, 9),
        (64_000_000_000, 12),
    ],
)
def test_as_many_as_three_quarters_of_the_free_memory_hold(free: int, sessions: int) -> None:
    assert sessions_for(free) == sessions


def test_this_machine_has_some_memory_or_does_not_say() -> None:
    free = free_memory()
    assert free is None or free > 0
