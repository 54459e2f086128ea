"""The two clocks: one day of the host on two rows, what each works, what they share, and now.

Both rows run on the host's day, whose hours are above them, so that one column is one moment.
Signs tell the hours apart without colour: `·` off, `▒` at work, `█` at work both, `◆` a meeting,
`│` now, which `▼` shows above the rows too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from ..dossier.french import clock_time, day_number, hours, short_day
from ..dossier.hours import WorkHours
from ..planning.overlap import DayOverlap, Pair, SharedInterval, day_overlap
from ..planning.zones import GapChange, local, next_change, wall_instant, zone_label
from .rows import fit

HALF_HOURS = 48
STEP = timedelta(minutes=30)
PARTS = " · "
"""Between the gap and the hours shared: the line may break there."""
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

    _lines: Sequence[Content] = ()
    _tallest = 0
    """Lines of the sentence: what is under it must not move with every key."""
    _said = ""

    def show(
        self,
        pair: Pair,
        day: date,
        *,
        now: datetime | None = None,
        meetings: Sequence[datetime] = (),
        whose: str = "",
    ) -> None:
        """Draw a day.

        Args:
            pair: The two sides.
            day: Host-local date.
            now: UTC instant to mark, when it falls on that day.
            meetings: UTC starts to mark.
            whose: Whose clocks they are, where that is not plain.
        """
        overlap = day_overlap(
            day, pair.host_zone, pair.host_hours, pair.intern_zone, pair.intern_hours
        )
        heading = fit(whose or f"h {zone_label(pair.host_zone)}", 18) + " "
        sides = ((pair.host_zone, pair.host_hours), (pair.intern_zone, pair.intern_hours))
        start = wall_instant(day, datetime.min.time(), pair.host_zone)
        self._lines = [
            Content.assemble((heading, "$text-muted"), *_scale(start, now)),
            *(
                _row(zone, _cells(zone, work, start, overlap.shared, now, meetings), now)
                for zone, work in sides
            ),
        ]
        self._said = gap_sentence(pair, overlap)
        self._draw()

    def on_resize(self) -> None:
        """What fitted on a line may not any more."""
        self._tallest = 0
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        lines = (self._said, self._said.replace("heures communes", "communes"))
        fitting = [line for line in lines if not room or cell_len(line) <= room]
        said = fitting[:1] or self._said.split(PARTS, 1)
        self._tallest = max(self._tallest, len(said))
        self.styles.height = 3 + self._tallest
        self.update(
            Content("\n").join([*self._lines, *(Content.styled(each, "bold") for each in said)])
        )


def _row(zone: str, cells: str, now: datetime | None) -> Content:
    label = zone_label(zone)
    clock = clock_time(local(now, zone).time()) if now else ""
    width = 10 if clock else 17
    parts = [(fit(label, width), "bold"), (f"{clock:>{17 - width}}  ", "$text-accent")]
    return Content.assemble(*parts, *((cell, _STYLES[cell]) for cell in cells))


def _scale(start: datetime, now: datetime | None) -> list[tuple[str, str]]:
    """The hours of the host's day, and where now is: a meeting may stand there in the rows."""
    column = (now - start) // STEP if now is not None else -1
    labels = [(2 * hour, str(hour)) for hour in range(0, 24, 3)]
    if 0 <= column < HALF_HOURS:  # the hour that it would cut in two gives way
        labels = [(at, text) for at, text in labels if not at <= column < at + len(text)]
        labels = sorted([*labels, (column, NOW_ABOVE)])
    parts, end = [], 0
    for at, text in labels:
        style = _STYLES[NOW] if text == NOW_ABOVE else "$text-muted"
        parts += [(" " * (at - end), ""), (text, style)]
        end = at + len(text)
    return parts


def _cells(
    zone: str,
    work: WorkHours,
    start: datetime,
    shared: Sequence[SharedInterval],
    now: datetime | None,
    meetings: Sequence[datetime],
) -> str:
    """Forty-eight half-hours from the start of the host's day, as one side lives them."""
    cells = ""
    for index in range(HALF_HOURS):
        moment = start + index * STEP
        here = local(moment, zone)
        minute = here.hour * 60 + here.minute
        if any(moment <= meeting < moment + STEP for meeting in meetings):
            cells += MEETING
        elif now is not None and moment <= now < moment + STEP:
            cells += NOW
        elif any(interval.start <= moment < interval.end for interval in shared):
            cells += SHARED
        elif any(span.start <= minute < span.end for span in work.on(here.weekday())):
            cells += WORK
        else:
            cells += OFF
    return cells


def gap_sentence(pair: Pair, overlap: DayOverlap) -> str:
    """`Décalage 6 h (5 h du 14 au 27 mars) · heures communes 9 h – 12 h / 15 h – 18 h`."""
    text = f"Décalage {hours(abs(overlap.gap) / 60)}"
    change = overlap.next_change
    if change is not None:
        text += f" ({hours(abs(change.gap_after) / 60)} {_while(change, pair)})"
    if not overlap.shared:
        return f"{text}{PARTS}aucune heure commune ce jour"
    spans = " et ".join(interval.said() for interval in overlap.shared)
    return f"{text}{PARTS}heures communes {spans}"


def _while(change: GapChange, pair: Pair) -> str:
    """Until the change after that one, when it comes soon: « du 14 au 27 mars »."""
    after = next_change(change.date, pair.host_zone, pair.intern_zone)
    if after is None or after.date - change.date > timedelta(weeks=8):
        return f"dès le {short_day(change.date)}"
    last = after.date - timedelta(days=1)
    first = day_number(change.date) if last.month == change.date.month else short_day(change.date)
    return f"du {first} au {short_day(last)}"
