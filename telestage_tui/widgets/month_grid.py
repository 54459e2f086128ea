"""A month drawn line by line: one widget whatever the number of meetings.

Seven columns, Monday first; on the left the number of each week, or its gap where it is not the
usual one. User text is drawn as plain segments: it is never read as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ..clocks.weeks import is_weekend, weeks_of
from ..dossier.durations import ONE_DAY
from ..dossier.french import NBSP, SHORT_MONTHS, SHORT_WEEKDAYS
from .day_cells import DayCell, DayEntry, month_of
from .rows import fit

LABEL = 6
"""Columns of the number or the gap of a week."""
NARROW_WEEKEND, LEAST_WEEKEND = 9, 7
"""From that many columns a day, Saturday and Sunday give some to the other days; how many they keep
at least."""
EARLIEST, LATEST = date(1900, 2, 1), date(2199, 11, 30)
"""Whole months that hold every day a dossier may have."""
ROOMY = 6
"""From that many columns a day shows more than its number and a sign."""
MOST_LINES = 4
"""Lines of a week on the tallest terminal."""
TODAY = "›"
WEEK = 7

_BLANK = DayCell()


class MonthGrid(Widget, can_focus=True, inherit_bindings=False):
    """A month one moves through day by day; Enter or a click chooses a day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--plain", "grid--muted", "grid--strong", "grid--heading", "grid--warning",
        "grid--error", "grid--success", "grid--accent", "grid--rule", "grid--other",
        "grid--cursor", "grid--cursor-blurred",
    }  # fmt: skip
    DEFAULT_CSS = """
    MonthGrid {
        height: 13;
        background: $surface;
        & > .grid--plain { color: $foreground; }
        & > .grid--muted { color: $text-muted; }
        & > .grid--strong { color: $foreground; text-style: bold; }
        & > .grid--heading { color: $text-primary; text-style: bold; }
        & > .grid--warning { color: $text-warning; text-style: bold; }
        & > .grid--error { color: $text-error; text-style: bold; }
        & > .grid--success { color: $text-success; }
        & > .grid--accent { color: $text-accent; text-style: bold; }
        & > .grid--rule { color: $primary 40%; }
        & > .grid--other { color: $text-muted; text-style: italic; }
        & > .grid--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & > .grid--cursor-blurred { background: $boost; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "day(-1)", "Jour précédent", show=False, system=True),
        Binding("right", "day(1)", "Jour suivant", show=False, system=True),
        Binding("up", "day(-7)", "Semaine précédente", show=False, system=True),
        Binding("down", "day(7)", "Semaine suivante", show=False, system=True),
        Binding("pageup", "month(-1)", "Mois précédent", key_display="Pg↑", show=False),
        Binding("pagedown", "month(1)", "Mois suivant", key_display="Pg↓", show=False),
        Binding("home", "today", "Revenir à aujourd’hui", key_display="Début", show=False),
        Binding("enter", "choose", "Ouvrir", key_display="⏎"),
    ]

    class Moved(Message):
        """The cursor came to a day; it may be of another month than the one drawn."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Chosen(Message):
        """A day was chosen with Enter or the mouse."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.day = self.today = today
        self._month = month_of(today)
        self._weeks = tuple(weeks_of(*self._month))
        self._cells: Mapping[date, DayCell] = {}
        self._gaps: Mapping[date, str] = {}
        self._lines = 2
        self._styles: dict[str, Style] = {}

    # --- content --------------------------------------------------------------------------------

    def show(
        self, day: date, today: date, cells: Mapping[date, DayCell], gaps: Mapping[date, str]
    ) -> None:
        """Draw the month of a day.

        Args:
            day: Where the cursor is.
            today: The day that is marked.
            cells: What days show; the others are blank.
            gaps: By Monday, what is written beside the weeks whose gap is not the usual one.
        """
        self.day, self.today = day, today
        self._month = month_of(day)
        self._weeks = tuple(weeks_of(*self._month))
        self._cells, self._gaps = cells, gaps
        self.refresh()

    def set_lines(self, lines: int) -> None:
        """Set how many lines a week takes; the height of the grid follows."""
        self._lines = lines
        self.styles.height = 1 + len(self._weeks) * lines

    @property
    def weeks(self) -> int:
        """How many weeks the month drawn touches."""
        return len(self._weeks)

    # --- movement -------------------------------------------------------------------------------

    def action_day(self, days: int) -> None:
        """To another day."""
        self._move(self.day + days * ONE_DAY)

    def action_month(self, step: int) -> None:
        """To the same day of another month, or to its last."""
        month = self.day.year * 12 + self.day.month - 1 + step
        year, number = divmod(month, 12)
        _, last = month_of(date(year, number + 1, 1))
        self._move(last.replace(day=min(self.day.day, last.day)))

    def action_today(self) -> None:
        """To today."""
        self._move(self.today)

    def action_choose(self) -> None:
        """Choose the day of the cursor."""
        self.post_message(self.Chosen(self.day))

    def _move(self, day: date) -> None:
        if EARLIEST <= day <= LATEST and day != self.day:
            self._refresh_week(self.day)
            self.day = day
            self._refresh_week(day)
            self.post_message(self.Moved(day))

    def _refresh_week(self, day: date) -> None:
        """Draw again the lines of a day's week, and no others."""
        week = (day - self._weeks[0]).days // WEEK
        self.refresh(Region(0, 1 + week * self._lines, self.size.width, self._lines))

    def on_click(self, event: events.Click) -> None:
        """A click selects; a click on the selected day chooses it."""
        week = (event.y - 1) // self._lines
        column = _column_at(event.x, self._columns())
        if event.y < 1 or column is None or week >= len(self._weeks):
            return
        day = self._weeks[week] + column * ONE_DAY
        if day == self.day:
            self.action_choose()
        else:
            self._move(day)

    # --- drawing --------------------------------------------------------------------------------

    def on_focus(self) -> None:
        """The cursor is drawn brighter when keys go to it."""
        self._refresh_week(self.day)

    def on_blur(self) -> None:
        """The cursor fades when keys go elsewhere."""
        self._refresh_week(self.day)

    def notify_style_update(self) -> None:
        """Follow a change of theme."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def _columns(self) -> list[int]:
        """Columns of each day, the rule on its left included."""
        room = max(0, self.size.width - LABEL)
        even = room // WEEK
        weekend = even if even < NARROW_WEEKEND else max(LEAST_WEEKEND, even * 2 // 3)
        return [(room - 2 * weekend) // 5] * 5 + [weekend] * 2

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            segments = self._heading()
        elif (y - 1) // self._lines < len(self._weeks):
            week, line = divmod(y - 1, self._lines)
            segments = self._line(self._weeks[week], line)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self._style("plain"))

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            component = self.get_component_rich_style(f"grid--{name}")
            self._styles[name] = self.rich_style + component
        return self._styles[name]

    def _heading(self) -> list[Segment]:
        rule, style = self._style("rule"), self._style("muted")
        segments = [Segment(" " * LABEL, style)]
        for name, columns in zip(SHORT_WEEKDAYS, self._columns(), strict=True):
            text = f" {name}" if columns > len(name) + 1 else f" {name[:2]}"
            segments += [Segment("│", rule), Segment(set_cell_size(text, columns - 1), style)]
        return segments

    def _line(self, monday: date, line: int) -> list[Segment]:
        segments = [self._label(monday, line)]
        for column, columns in enumerate(self._columns()):
            segments += self._cell(monday + column * ONE_DAY, columns - 1, line)
        return segments

    def _label(self, monday: date, line: int) -> Segment:
        """The number of the week, then its gap; where there is one line, the gap comes first."""
        gap = self._gaps.get(monday, "")
        number = f"s{monday.isocalendar().week}"
        if line == 0 and not (gap and self._lines == 1):
            return Segment(fit(f" {number}", LABEL), self._style("muted"))
        text = gap if line == min(1, self._lines - 1) else ""
        return Segment(fit(f" {text}", LABEL), self._style("warning"))

    def _cell(self, day: date, width: int, line: int) -> list[Segment]:
        cell = self._cells.get(day, _BLANK)
        parts = self._number_line(day, cell, width) if line == 0 else self._entry(cell, width, line)
        parts = (
            parts
            if self._month[0] <= day <= self._month[1]
            else [(text, "other") for text, _ in parts]
        )
        highlight = None
        if day == self.day:
            highlight = self._style("cursor" if self.has_focus else "cursor-blurred")
        strip = Strip([Segment(text, self._style(tone) + highlight) for text, tone in parts])
        padding = self._style("plain") + highlight
        return [
            Segment("│", self._style("rule")),
            *strip.adjust_cell_length(max(0, width), padding),
        ]

    def _number_line(self, day: date, cell: DayCell, width: int) -> list[tuple[str, str]]:
        """The number, why the day is off, and how many meetings have no line of their own."""
        strong = "accent" if day == self.today else "muted" if is_weekend(day) else "strong"
        more = self._more(cell)
        more_tone = cell.entries[0].tone if more and self._lines == 1 else "muted"
        mark = TODAY if day == self.today else "" if width < ROOMY else " "
        if width < ROOMY:
            return [(f"{mark}{day.day}", strong), (more, more_tone), (cell.off, "warning")]
        number, off = f"{mark}{day.day}", f" {cell.off}" if cell.off else ""
        month = f"er{NBSP}{SHORT_MONTHS[day.month - 1]}" if day.day == 1 else ""
        if cell_len(number + month + off + more) <= width:
            number += month
        room = width - cell_len(number) - len(off) - cell_len(more)
        why = f" {fit(cell.why, room - 2)} " if cell.why and room > 10 else " " * max(0, room)
        return [(number, strong), (off, "warning"), (why, "warning"), (more, more_tone)]

    def _more(self, cell: DayCell) -> str:
        if self._lines == 1 and cell.entries:
            return cell.entries[0].sign + (str(cell.total) if cell.total > 1 else "")
        others = cell.total - (self._lines - 1)
        return f"+{others}" if others > 0 else ""

    def _entry(self, cell: DayCell, width: int, line: int) -> list[tuple[str, str]]:
        entries: Sequence[DayEntry] = cell.entries
        if line > len(entries):
            return []
        entry = entries[line - 1]
        return [(fit(entry.text(width), width), entry.tone)]


def _column_at(x: int, columns: Sequence[int]) -> int | None:
    """Which day of the week is drawn at that column, None beside them."""
    start = LABEL
    for index, width in enumerate(columns):
        if start <= x < start + width:
            return index
        start += width
    return None
