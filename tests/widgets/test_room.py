"""What fits in so many columns is cut between its parts, or goes on under itself."""

from __future__ import annotations

from rich.cells import cell_len

from telestage_tui.widgets.room import lines_that_fit, parts_that_fit
from telestage_tui.widgets.rows import Cell, columns

TITLE = "Léa Tremblay · Rencontres · 7/17 tenues"


def test_the_last_parts_go_first_and_whole() -> None:
    assert parts_that_fit(TITLE, 39) == TITLE
    assert parts_that_fit(TITLE, 38) == "Léa Tremblay · Rencontres"
    assert parts_that_fit(TITLE, 5) == "Léa Tremblay"
    assert parts_that_fit(TITLE, 0) == TITLE


def test_a_text_goes_on_under_itself() -> None:
    lines = lines_that_fit("  Une fin courte : ce qui est fait", 14)
    assert lines == ["  Une fin", "  courte : ce", "  qui est fait"]
    assert all(cell_len(line) <= 14 for line in lines)
    assert lines_that_fit("", 14) == [""]


def test_a_cell_that_keeps_its_place_goes_last() -> None:
    cells = [Cell("Léa", 10), Cell("Coop"), Cell("Pendant", 9), Cell("●", 6), Cell("demain", 12)]
    assert columns(cells, 45)[2:] == [9, 6, 0]
    kept = [*cells[:4], Cell("demain", 12, keeps=True)]
    assert columns(kept, 45)[2:] == [0, 0, 12]
