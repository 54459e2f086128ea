"""A list of rows drawn line by line: one widget whatever the number of rows.

Only the visible lines are rendered, so a thousand dossiers cost what twenty do. User text is
drawn as plain segments: it is never read as markup.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..dossier.text import typeset
from .room import lines_that_fit
from .rows import BLANK, FEWEST_COLUMNS, Cell, Row, Typing, columns, fit


class _RowMessage(Message):
    """A message about a row of a list."""

    def __init__(self, row_list: RowList, key: Hashable | None) -> None:
        super().__init__()
        self.row_list = row_list
        self.key = key

    @property
    def control(self) -> RowList:
        """The list it happened in."""
        return self.row_list


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows one moves through with the arrows; Enter or a click chooses one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--plain", "row--muted", "row--strong", "row--heading", "row--warning",
        "row--error", "row--success", "row--accent", "row--cursor",
    }  # fmt: skip
    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        background: $surface;
        scrollbar-size-vertical: 1;
        & > .row--plain { color: $foreground; }
        & > .row--muted { color: $text-muted; }
        & > .row--strong { color: $foreground; text-style: bold; }
        & > .row--heading { color: $text-primary; text-style: bold; }
        & > .row--warning { color: $text-warning; }
        & > .row--error { color: $text-error; text-style: bold; }
        & > .row--success { color: $text-success; }
        & > .row--accent { color: $text-accent; }
        & > .row--cursor { background: $boost; }
        &:focus > .row--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Monter", show=False, system=True),
        Binding("down", "cursor_down", "Descendre", show=False, system=True),
        Binding("pageup", "page_up", "Page précédente", show=False, system=True),
        Binding("pagedown", "page_down", "Page suivante", show=False, system=True),
        Binding("home", "first", "Début", show=False, system=True),
        Binding("end", "last", "Fin", show=False, system=True),
        Binding("enter", "choose", "Ouvrir", key_display="⏎", show=False),
    ]

    cursor: reactive[int] = reactive(-1)
    """Index of the selected row, -1 when no row can be selected."""

    class Moved(_RowMessage):
        """The cursor came to a row."""

    class Chosen(_RowMessage):
        """A row was chosen with Enter or the mouse."""

    class Typed(_RowMessage):
        """A character was typed on a row answered in words."""

        def __init__(self, row_list: RowList, key: Hashable | None, character: str) -> None:
            super().__init__(row_list, key)
            self.character = character

    every_key = False
    """Whether the letters that begin a text count as commands too, for a list of the commands."""

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._given: tuple[Row, ...] = tuple(rows)
        self._rows: tuple[Row, ...] = tuple(rows)
        """The same, those that are only read being on as many lines as they take."""
        self.set_reactive(RowList.cursor, self._next_selectable(-1, 1))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def key(self) -> Hashable | None:
        """The key of the selected row, or None."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else None

    @property
    def _row(self) -> Row:
        """The selected row; a blank one when there is none."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else BLANK

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the cursor stays on the same key, or as near as can be."""
        key, position, typing = self.key, self.cursor, self._row.typing
        self._given = tuple(rows)
        self._rows = self._on_lines(self._given)
        self.virtual_size = Size(0, len(self._rows))
        self.cursor = self._place(key, position)
        self.refresh()
        self._renew_keys(typing)
        self.post_message(self.Moved(self, self.key))

    def _on_lines(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows, a text with no room on its line taking more where it is only read."""
        room = self.region.width - 3  # the margins, and the bar that more lines may bring
        if room < FEWEST_COLUMNS:
            return tuple(rows)
        lines: list[Row] = []
        for row in rows:
            match row:
                case Row((Cell(text, None, tone),), None) if cell_len(text) > room:
                    texts = lines_that_fit(typeset(text), room)
                    lines += [Row((Cell(each, tone=tone),)) for each in texts]
                case _:
                    lines.append(row)
        return tuple(lines)

    def _renew_keys(self, typing: Typing) -> None:
        """Have the footer follow: a letter is a command on one row, and a text on the next."""
        if self._row.typing != typing and self.is_attached:
            self.screen.refresh_bindings()

    def select(self, key: Hashable) -> bool:
        """Move the cursor to a key; False when no row has it."""
        index = self._index(key)
        if index >= 0:
            self.cursor = index
        return index >= 0

    def _index(self, key: Hashable) -> int:
        return next((index for index, row in enumerate(self._rows) if row.key == key), -1)

    def _place(self, key: Hashable | None, position: int) -> int:
        index = -1 if key is None else self._index(key)
        if index < 0:
            index = self._next_selectable(min(max(position, 0), len(self._rows)) - 1, 1)
        return index if index >= 0 else self._next_selectable(len(self._rows), -1)

    def _next_selectable(self, index: int, step: int) -> int:
        index += step
        while 0 <= index < len(self._rows):
            if self._rows[index].key is not None:
                return index
            index += step
        return -1

    # --- movement -------------------------------------------------------------------------------

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the two lines that changed and keep the cursor in view."""
        for index in (before, after):
            self.refresh_line(index - self.scroll_offset.y)
        if after >= 0:
            self._show_cursor()
        self._renew_keys(self._rows[before].typing if 0 <= before < len(self._rows) else "")
        self.post_message(self.Moved(self, self.key))

    def _show_cursor(self) -> None:
        if not self.size.height:
            return  # nothing is in view yet: a scroll would hide the beginning
        first = self._heading
        self.scroll_to_region(
            Region(0, first, 1, self.cursor - first + 1), animate=False, force=True
        )

    @property
    def _heading(self) -> int:
        """The line of the heading that names the selected row; its own without one."""
        first = self.cursor
        while first > 0 and self._rows[first - 1].key is None and self.cursor - first < 2:
            first -= 1
        return first

    def bring_up(self) -> None:
        """Put the selected row, under its heading, at the top of what is in view."""
        self.scroll_to(y=self._heading, animate=False, force=True)

    def _step(self, count: int) -> None:
        step = 1 if count > 0 else -1
        target = self.cursor
        for _ in range(abs(count)):
            following = self._next_selectable(target, step)
            if following < 0:
                break
            target = following
        if target == self.cursor and step < 0:
            self.scroll_home(animate=False)
        self.cursor = target

    def action_cursor_up(self) -> None:
        """To the row above."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """To the row below."""
        self._step(1)

    def action_page_up(self) -> None:
        """Up by one screenful."""
        self._step(-max(1, self.size.height - 1))

    def action_page_down(self) -> None:
        """Down by one screenful."""
        self._step(max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = self._next_selectable(-1, 1)

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = self._next_selectable(len(self._rows), -1)

    def action_choose(self) -> None:
        """Choose the selected row."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    # --- typing ---------------------------------------------------------------------------------

    def check_consume_key(self, _key: str, character: str | None) -> bool:
        """What begins a text on the selected row is no command."""
        return not self.every_key and self._row.is_text(character)

    def on_key(self, event: events.Key) -> None:
        """Begin a text on a row answered in words."""
        character = event.character
        if character is not None and self._row.is_text(character):
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(self, self.key, character))

    def on_click(self, event: events.Click) -> None:
        """A click selects; a click on the selected row chooses it."""
        index = event.y + self.scroll_offset.y
        if not 0 <= index < len(self._rows) or self._rows[index].key is None:
            return
        if index == self.cursor:
            self.action_choose()
        else:
            self.cursor = index

    # --- drawing --------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the selected row in view: it may have been chosen before the list had a height."""
        if self._on_lines(self._given) != self._rows:
            self.show(self._given)
        if self.cursor >= 0:
            self._show_cursor()

    def on_mount(self) -> None:
        """Have the right height from the start."""
        self.virtual_size = Size(0, len(self._rows))

    def notify_style_update(self) -> None:
        """Follow the theme, and the focus: the cursor fades when keys go elsewhere."""
        super().notify_style_update()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if not 0 <= index < len(self._rows):
            return Strip([Segment(" " * width, base)], width)
        row = self._rows[index]
        highlight = None
        if index == self.cursor:
            highlight = self.get_component_rich_style("row--cursor")
        segments = []
        for cell, room in zip(row.cells, columns(row.cells, width - 2), strict=True):
            if not room:
                continue
            style = base + self.get_component_rich_style(f"row--{cell.tone}")
            text = fit(typeset(cell.text), room, right=cell.right)
            segments.append(Segment(text, style + highlight))
            segments.append(Segment(" ", base + highlight))
        line = Strip([Segment(" ", base + highlight), *segments])
        return line.adjust_cell_length(width, base + highlight)
