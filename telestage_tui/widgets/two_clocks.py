"""The two clocks: one day of the host on two rows, what each works, what they share, and now.

Both rows run on the host's day, so that one column is one moment. Signs tell the hours apart
without colour: `·` off, `▒` at work, `█` at work both, `◆` a meeting, `│` now, which `▲` shows
under the rows too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from ..dossier.french import clock_time, day_number, hours, short_day
from ..planning.overlap import DayOverlap, Pair, SharedInterval, day_overlap
from ..planning.zones import GapChange, local, next_change, wall_instant, zone_label
from .row_list import fit

HALF_HOURS = 48
STEP = timedelta(minutes=30)
PARTS = " · "
"""Between the gap and the hours shared: the line may break there."""
OFF, WORK, SHARED, MEETING, NOW, NOW_BELOW = "·", "▒", "█", "◆", "│", "▲"
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

    _lines: tuple[Content, ...] | list[Content] = ()
    _said = ""

    def show(
        self,
        pair: Pair,
        day: date,
        *,
        now: datetime | None = None,
        meetings: Sequence[datetime] = (),
    ) -> None:
        """Draw a day.

        Args:
            pair: The two sides.
            day: Host-local date.
            now: UTC instant to mark, when it falls on that day.
            meetings: UTC starts to mark.
        """
        overlap = day_overlap(
            day, pair.host_zone, pair.host_hours, pair.intern_zone, pair.intern_hours
        )
        lines = [
            _row(zone, _cells(pair, zone, day, overlap.shared, now, meetings), now)
            for zone in (pair.host_zone, pair.intern_zone)
        ]
        heading = "h " + zone_label(pair.host_zone)
        lines.append(
            Content.assemble((fit(heading, 18) + " ", "$text-muted"), *_scale(pair, day, now))
        )
        self._lines, self._said = lines, gap_sentence(pair, overlap)
        self._draw()

    def on_resize(self) -> None:
        """What fitted on a line may not any more."""
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width
        whole = not room or cell_len(self._said) <= room
        said = [self._said] if whole else self._said.split(PARTS, 1)
        self.styles.height = 3 + len(said)
        self.update(
            Content("\n").join([*self._lines, *(Content.styled(each, "bold") for each in said)])
        )


def _row(zone: str, cells: str, now: datetime | None) -> Content:
    label = zone_label(zone)
    clock = clock_time(local(now, zone).time()) if now else ""
    width = 10 if clock else 17
    parts = [(fit(label, width), "bold"), (f"{clock:>{17 - width}}  ", "$text-accent")]
    return Content.assemble(*parts, *((cell, _STYLES[cell]) for cell in cells))


def _scale(pair: Pair, day: date, now: datetime | None) -> list[tuple[str, str]]:
    """The hours of the host's day, and where now is: a meeting may stand there in the rows."""
    start = wall_instant(day, datetime.min.time(), pair.host_zone)
    column = (now - start) // STEP if now is not None else -1
    labels = [(2 * hour, str(hour)) for hour in range(0, 24, 3)]
    if 0 <= column < HALF_HOURS:  # the hour that it would cut in two gives way
        labels = [(at, text) for at, text in labels if not at <= column < at + len(text)]
        labels = sorted([*labels, (column, NOW_BELOW)])
    parts, end = [], 0
    for at, text in labels:
        style = _STYLES[NOW] if text == NOW_BELOW else "$text-muted"
        parts += [(" " * (at - end), ""), (text, style)]
        end = at + len(text)
    return parts


def _cells(
    pair: Pair,
    zone: str,
    day: date,
    shared: Sequence[SharedInterval],
    now: datetime | None,
    meetings: Sequence[datetime],
) -> str:
    """Forty-eight half-hours of the host's day, as one side lives them."""
    work = pair.host_hours if zone == pair.host_zone else pair.intern_hours
    start = wall_instant(day, datetime.min.time(), pair.host_zone)
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
