"""What was observed since the form before, over the form that is answered: read, then quoted."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from ...dossier.french import from_to, plain_date, short_day
from ...planning.observations import Observation, Period
from ...programme.evaluation import CriteriaGroup
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, heading
from .panel import EVERYTHING, OTHERS, observation_text

DAY, SOURCE = 8, 10
"""Columns of the day and of the source of a line."""


class Observed(Dialog[Observation]):
    """The notes, the minutes and indicators of meetings, the deliverables of a period.

    What speaks to the group of the criterion comes first. Closes with the line to quote.

    Args:
        title: The criterion or the question they are read for.
        period: What was observed.
        group: The group of the criterion, when something observed speaks to it.
    """

    DEFAULT_CSS = """
    Observed {
        & RowList { max-height: 9; }
        & #line { height: auto; min-height: 3; margin-top: 1; }
    }
    """

    def __init__(self, title: str, period: Period, group: CriteriaGroup | None = None) -> None:
        super().__init__(title)
        self._period, self._group = period, group
        self._own = _latest_first(period.about(group.id)) if group else ()
        self._lines = (
            *self._own,
            *_latest_first(period.apart_from(group.id) if group else period),
        )

    def body(self) -> ComposeResult:
        period = self._period
        if period.last < period.first:
            about = f"La période commence le {plain_date(period.first)}."
        else:
            spread = f"{period.chart} {period.since}"
            if group := self._group:
                own = period.about(group.id)
                spread = f"{group.title} {own.chart} {own.since}\n{EVERYTHING} {spread}"
            about = f"{spread}\nObservé {from_to(period.first, period.last)}."
        yield Paragraph(about, classes="question")
        yield RowList(list(self._rows()))
        yield Paragraph("", id="line")

    def _rows(self) -> Iterator[Row]:
        """The lines; under two headings where some speak to the group and others do not."""
        own = len(self._own)
        if self._group and own:
            yield heading(self._group.title)
        for rank in range(len(self._lines)):
            if own and rank == own:
                yield heading(OTHERS, "muted")
            yield self._row(rank)

    def _row(self, rank: int) -> Row:
        line = self._lines[rank]
        day = short_day(line.on) if line.on else ""
        cells = (Cell(day, DAY), Cell(line.source, SOURCE, "muted"), Cell(observation_text(line)))
        return Row(cells, rank)

    def keys(self) -> list[DialogKey]:
        quote: list[DialogKey] = [("⏎", "Citer en commentaire", "quote")] if self._lines else []
        return [*quote, *super().keys()]

    @property
    def _line(self) -> Observation | None:
        key = self.query_one(RowList).key
        return self._lines[key] if isinstance(key, int) else None

    @on(RowList.Moved)
    def _moved(self) -> None:
        """Show the whole line, as it would be quoted."""
        line = self._line
        self.query_one("#line", Paragraph).update(Content(line.quote if line else ""))

    def on_mount(self) -> None:
        self._moved()

    @on(RowList.Chosen)
    def action_quote(self) -> None:
        """Close with the selected line."""
        if line := self._line:
            self.close(line)


def _latest_first(period: Period) -> tuple[Observation, ...]:
    """The lines of a period: what is remembered least of was noted first, and comes last."""
    dated = [line for line in period.lines if line.on]
    return (*reversed(dated), *(line for line in period.lines if not line.on))
