"""The columns of a row: what is worth reading stays, on any terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.widgets.rows import FEWEST_COLUMNS, Cell, columns

cells = st.lists(
    st.builds(Cell, st.just("texte"), st.none() | st.integers(1, 30)), min_size=1, max_size=6
)


@given(cells, st.integers(0, 200))
def test_a_row_never_overflows_for_its_fixed_cells(row: list[Cell], width: int) -> None:
    widths = columns(row, width)
    visible = [each for each in widths if each]
    signs = sum(cell.width + 1 for cell in row if cell.width == 1)
    if any(cell.width is None for cell in row) and width >= signs:
        assert sum(visible) + len(visible) - 1 <= width


@given(cells, st.integers(0, 200))
def test_the_flexible_cells_are_readable_or_alone(row: list[Cell], width: int) -> None:
    widths = columns(row, width)
    narrow = [n for cell, n in zip(row, widths, strict=True) if cell.width is None]
    if narrow and min(narrow) < FEWEST_COLUMNS:
        assert all(not n or n == 1 for cell, n in zip(row, widths, strict=True) if cell.width)


def test_the_rightmost_gives_way_first() -> None:
    row = [
        Cell("!", 1),
        Cell("Léa Nguyễn", 16),
        Cell("Élargir les responsabilités"),
        Cell("hier", 16),
    ]
    assert columns(row, 78) == [1, 16, 42, 16]
    assert columns(row, 38) == [1, 16, 19, 0]
