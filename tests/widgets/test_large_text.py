"""Large letters: what fits on a line, and what has none."""

from __future__ import annotations

import pytest

from telestage_tui.widgets.large_text import COLUMNS, LINES, large_lines


def test_every_sign_of_a_code_an_address_or_a_phone_has_its_letter() -> None:
    for text in ("12AB34567", "maxime@example.com", "418-555-0123", "G5L 1A1", "l’été, ça", "Noël"):
        assert large_lines(text, 1000), text


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("A", 1), ("ABCD", 1), ("ABCDE", 2),
                                             ("AB CDE", 2), ("AB\nCD", 2)])  # fmt: skip
def test_a_text_is_broken_at_its_spaces_and_never_wider_than_the_screen(
    text: str, lines: int
) -> None:
    drawn = large_lines(text, 4 * COLUMNS)
    assert drawn is not None
    assert len(drawn) == lines * LINES
    assert all(len(line) <= 4 * COLUMNS for line in drawn)


def test_a_sign_that_is_not_drawn_has_no_large_text() -> None:
    assert large_lines("Nguyễn", 1000) is None
    assert large_lines("→", 1000) is None
