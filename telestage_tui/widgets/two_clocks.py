"""The two clocks: one day of the host on two rows, what each works, what they share, and now.

Both rows run on the host's day, whose hours are above them, so that one column is one moment.
Signs tell the hours apart without colour: `·` off, `▒` at work, `█` at work both, `◆` a meeting,
`│` now, which `▼` shows above the rows too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from ..clocks.closures import ClosedDays
from ..clocks.gap_changes import UsualSlot, change_in_short, change_span, near_change
from ..clocks.open_hours import OpenHours, open_hours
from ..clocks.shared_hours import Pair, SharedInterval, day_overlap
from ..clocks.zones import GapChange, gap_text, local, wall_instant, zone_label, zone_short
from ..dossier.french import clock_time
from ..dossier.hours import WorkHours
from .room import lines_that_fit
from .rows import fit

HALF_HOURS = 48
_LABEL = 19
"""Columns before the band."""
STEP = timedelta(minutes=30)
PARTS_SEPARATOR = " · "
"""Between the gap and the hours shared: the line may break there."""
_SHARED_HOURS = f"{PARTS_SEPARATOR}heures communes "
_SHARED_IN_SHORT = f"{PARTS_SEPARATOR}communes "
OFF, WORK, SHARED, MEETING, NOW, NOW_ABOVE = "·", "▒", "█", "◆", "│", "▼"
LEGEND = f"{WORK} travail   {SHARED} heures communes   {MEETING} rencontre   {NOW} maintenant"
_STYLES = {
    OFF: "$text-disabled",
    WORK: "$text-muted",
    SHARED: "$text-success",
    MEETING: "bold $text-accent",
    NOW: "bold $text-warning",
}


class TwoClocks(Static):
    """The band of a day, its scale, and the gap in words."""

    DEFAULT_CSS = """
    TwoClocks {
        height: 4;
        padding: 0 1;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    _scene: _Scene | None = None
    _tallest = 0
    """The most lines the sentences took: what is under them must not move with every key."""
    _gap = ""
    _change = ""

    def show(
        self,
        pair: Pair,
        day: date,
        *,
        closed: ClosedDays | None = None,
        usual: UsualSlot | None = None,
        until: date | None = None,
        now: datetime | None = None,
        meetings: Sequence[datetime] = (),
        whose: str = "",
    ) -> None:
        """Draw a day.

        Args:
            pair: The two sides.
            day: Host-local date.
            closed: Their closed days, when they are known: on these, nobody is at work.
            usual: When they mostly meet; what a change of gap does to that is said under the rows.
            until: Last day of the stage, when it is known: no later change of gap is shown.
            now: UTC instant to mark, when it falls on that day.
            meetings: UTC starts to mark.
            whose: Written before the hours; by default, the zone of the host.
        """
        hours = open_hours(day, pair, closed) if closed else OpenHours(day_overlap(day, pair), "")
        overlap = hours.overlap
        heading = fit(whose or f"h {zone_label(pair.host_zone)}", _LABEL - 1) + " "
        works = (
            _Work(pair.host_zone, pair.host_hours, closed.host_reason if closed else _never),
            _Work(pair.intern_zone, pair.intern_hours, closed.intern_reason if closed else _never),
        )
        start = wall_instant(day, datetime.min.time(), pair.host_zone)
        bands = [(work.zone, _cells(work, start, overlap.shared, now, meetings)) for work in works]
        self._scene = _Scene(heading, start, now, bands)
        change = near_change(overlap, until or (usual.until if usual else None))
        in_short = change_in_short(change, pair, usual) if change and usual else ""
        self._change = f"≠ {in_short}" if in_short else ""
        self._gap = gap_sentence(pair, hours, None if in_short else change)
        self._draw()

    def on_resize(self) -> None:
        """Draw again: what was on one line may now take two."""
        self._tallest = 0
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        lines = (self._gap, self._gap.replace(_SHARED_HOURS, _SHARED_IN_SHORT))
        on_one_line = [line for line in lines if not room or cell_len(line) <= room]
        sentences = [
            *(on_one_line[:1] or self._gap.split(PARTS_SEPARATOR, 1)),
            *filter(None, lines_that_fit(self._change, room) if room else [self._change]),
        ]
        self._tallest = max(self._tallest, len(sentences))
        self.styles.height = 3 + self._tallest
        below = (Content.styled(sentence, "bold") for sentence in sentences)
        above = self._scene.lines(room - _LABEL if room else HALF_HOURS) if self._scene else ()
        self.update(Content("\n").join([*above, *below]))


class _Scene(NamedTuple):
    """What is drawn of a day: the heading, its first instant, now, and each side's band."""

    heading: str
    start: datetime
    now: datetime | None
    bands: Sequence[tuple[str, str]]

    def lines(self, room: int) -> Iterator[Content]:
        """The scale, then the bands, in `room` columns.

        Where the day has no room, the hours before the first that counts are left out, then those
        at the end: nobody works or meets in most of them.
        """
        count = max(0, min(room, HALF_HOURS))
        busy = [at for _, band in self.bands for at, cell in enumerate(band) if cell != OFF]
        first = min(min(busy, default=0) // 2 * 2, HALF_HOURS - count)
        yield Content.assemble(
            (self.heading, "$text-muted"), *_scale(self.start, self.now, first, first + count)
        )
        for zone, band in self.bands:
            yield _row(zone, band[first : first + count], self.now)


def _row(zone: str, cells: str, now: datetime | None) -> Content:
    clock = clock_time(local(now, zone).time()) if now else ""
    width, name = (10, zone_short(zone)) if clock else (17, zone_label(zone))
    parts = [(fit(name, width), "bold"), (f"{clock:>{18 - width}} ", "$text-accent")]
    return Content.assemble(*parts, *((cell, _STYLES[cell]) for cell in cells))


def _scale(
    start: datetime, now: datetime | None, first: int, end_column: int
) -> list[tuple[str, str]]:
    """The hours of the host's day, and now, which a meeting may hide in the rows.

    Args:
        start: The first instant of the day.
        now: The instant to mark, if any.
        first: The half-hour drawn in the first column.
        end_column: The half-hour after the last column.
    """
    column = (now - start) // STEP if now is not None else -1
    labels = [(2 * hour, str(hour)) for hour in range(0, 24, 3)]
    if 0 <= column < HALF_HOURS:  # the hour that it would cut in two gives way
        labels = [(at, text) for at, text in labels if not at <= column < at + len(text)]
        labels = sorted([*labels, (column, NOW_ABOVE)])
    labels = [(at, text) for at, text in labels if first <= at and at + len(text) <= end_column]
    parts, end = [], first
    for at, text in labels:
        style = _STYLES[NOW] if text == NOW_ABOVE else "$text-muted"
        parts += [(" " * (at - end), ""), (text, style)]
        end = at + len(text)
    return parts


class _Work(NamedTuple):
    """When one side is at work: its zone, its hours, and why it is closed on a local date."""

    zone: str
    hours: WorkHours
    why_closed: Callable[[date], str | None]

    def is_on(self, here: datetime) -> bool:
        """Whether it is at work at a local moment."""
        minute = here.hour * 60 + here.minute
        spans = self.hours.on(here.weekday())
        return any(span.start <= minute < span.end for span in spans) and not self.why_closed(
            here.date()
        )


def _never(_day: date) -> None:
    """The reason of a side whose closed days are not known: none."""


def _cells(
    work: _Work,
    start: datetime,
    shared: Sequence[SharedInterval],
    now: datetime | None,
    meetings: Sequence[datetime],
) -> str:
    """The sign of each half-hour of the host's day, for one side."""
    cells = ""
    for index in range(HALF_HOURS):
        moment = start + index * STEP
        if any(moment <= meeting < moment + STEP for meeting in meetings):
            cells += MEETING
        elif now is not None and moment <= now < moment + STEP:
            cells += NOW
        elif any(interval.start <= moment < interval.end for interval in shared):
            cells += SHARED
        elif work.is_on(local(moment, work.zone)):
            cells += WORK
        else:
            cells += OFF
    return cells


def gap_sentence(pair: Pair, hours: OpenHours, change: GapChange | None) -> str:
    """`Décalage 6 h (5 h du 14 au 27 mars) · heures communes 9 h – 12 h / 15 h – 18 h`."""
    overlap = hours.overlap
    text = f"Décalage {gap_text(overlap.gap)}"
    if change is not None:
        text += f" ({gap_text(change.gap_after)} {change_span(change, pair)})"
    if not overlap.shared:
        return PARTS_SEPARATOR.join((text, hours.why.rstrip(".") or "aucune heure commune ce jour"))
    spans = " et ".join(interval.said() for interval in overlap.shared)
    return f"{text}{_SHARED_HOURS}{spans}"
