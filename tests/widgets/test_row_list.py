"""The list of rows: where the cursor is drawn, and how it shows who has the keyboard."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region

from telestage_tui.widgets.row_list import RowList
from telestage_tui.widgets.rows import Cell, Row, heading

ROWS = [heading("Titre"), Row((Cell("Léa"),), "lea"), Row((Cell("Noé"),), "noe")]


class TwoLists(App[None]):
    """Two lists that share the keyboard."""

    def compose(self) -> ComposeResult:
        """The first has the keyboard."""
        yield RowList(ROWS, id="first")
        yield RowList(ROWS, id="second")


def background(rows: RowList, line: int) -> Color:
    """The background of a line as it is on the screen: what is not refreshed stays as it was."""
    (strip,) = rows.render_lines(Region(0, line, rows.size.width, 1))
    style = next(iter(strip)).style
    assert style is not None
    assert style.bgcolor is not None
    return Color.from_rich_color(style.bgcolor)


async def test_the_cursor_is_bright_in_the_list_that_has_the_keyboard_and_fades_in_the_other() -> (
    None
):
    app = TwoLists()
    async with app.run_test() as pilot:
        first, second = app.query_one("#first", RowList), app.query_one("#second", RowList)
        await pilot.pause()
        bright, faded, plain = background(first, 1), background(second, 1), background(first, 2)
        assert len({bright, faded, plain}) == 3
        await pilot.press("tab")
        await pilot.pause()
        assert (background(first, 1), background(second, 1)) == (faded, bright)


async def test_rows_shown_again_keep_the_cursor_on_its_key_or_as_near_as_can_be() -> None:
    app = TwoLists()
    async with app.run_test():
        rows = app.query_one("#first", RowList)
        assert rows.select("noe")
        for subset, cursor in (([ROWS[0], ROWS[2], ROWS[1]], 1), (ROWS[:2], 1), (ROWS[:1], -1)):
            rows.show(subset)
            assert rows.cursor == cursor
        assert not rows.select("noe")
        assert rows.key is None
