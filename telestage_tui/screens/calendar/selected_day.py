"""The selected day of the calendar: a few sentences and its two clocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import Pair
from ...dossier.french import long_date
from ...planning.days_off import DayOff
from ...widgets.paragraph import Paragraph
from ...widgets.two_clocks import LEGEND, TwoClocks
from ...wording import MOVED_SIGN


class SelectedDay(Vertical):
    """The details that a cell of the month, or a line of the list, has no room for.

    Its height is set, and does not follow its text: nothing moves at each key.
    """

    DEFAULT_CSS = """
    SelectedDay {
        height: auto;
        & > Paragraph { height: 2; padding: 0 1; background: $panel; text-overflow: ellipsis; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Paragraph()
        yield TwoClocks()

    def set_lines(self, lines: int) -> None:
        """Keep that many lines for the sentences."""
        self.query_one(Paragraph).styles.height = lines

    def show(
        self,
        day: date,
        pair: Pair,
        *,
        closed: ClosedDays | None,
        now: datetime | None,
        meetings: Sequence[datetime],
        until: date | None,
        off: Sequence[DayOff],
        notes: Sequence[str],
    ) -> None:
        """Show the two clocks of a day, and in words its date, its days off and the notes.

        The legend of the clocks is shown when there is room for it.

        Args:
            day: Host-local date.
            pair: Whose clocks.
            closed: Their closed days, once these are known.
            now: UTC instant, when the day is today.
            meetings: UTC starts of that day.
            until: The last day of the stage or of its meetings, when there is one.
            off: The days off that fall on it.
            notes: French sentences about the selected meeting, each after its sign.
        """
        self.query_one(TwoClocks).show(
            pair, day, closed=closed, now=now, meetings=meetings, until=until
        )
        today = "" if now is None else " (aujourd’hui)"
        warnings = [*(f"{each.sign} {each}" for each in off), *notes]
        tones = ["$text-muted" if w.startswith(MOVED_SIGN) else "$text-warning" for w in warnings]
        text = Content(" · ").join(
            [
                Content.styled(long_date(day) + today, "bold"),
                *map(Content.styled, warnings, tones),
            ]
        )
        if text.cell_length <= self.app.size.width - 2:
            text = Content("\n").join([text, Content.styled(LEGEND, "$text-muted")])
        self.query_one(Paragraph).update(text, layout=False)
