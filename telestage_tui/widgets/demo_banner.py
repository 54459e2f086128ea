"""The line of a demonstration: that nothing is real, what time it is there, and how to move on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ..clocks.clock import Clock
from ..clocks.zones import local
from ..dossier.french import clock_time, short_date
from ..dossier.text import typeset
from ..dossier.zone_names import DEFAULT_HOST_ZONE

LOOK_SECONDS = 5.0
"""How often the banner looks at the clock, which shows minutes."""
_WIDE = 110
"""Columns from which the whole sentence has room beside the clock."""
_WORDS = "DÉMONSTRATION"
_MORE_WORDS = " — dossiers inventés; vos données ne sont pas touchées"
BUTTONS = (
    ("J", "+1 jour", "move_days(1)"),
    ("H", "+7 jours", "move_days(7)"),
    ("A", "aller à…", "choose_day"),
)
"""What moves the clock: the key, its words, and the action of the app that a click runs."""


class ClockButton(Static):
    """A key of the clock, which can be clicked."""

    ALLOW_SELECT = False

    def __init__(self, key: str, words: str, action: str) -> None:
        super().__init__(Content.assemble((key, "bold underline"), f" {words}"))
        self._action = action

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.run_action(f"app.{self._action}")


class DemoBanner(Horizontal):
    """Says that nothing here is real, what day and hour it is, and moves the clock when clicked.

    Args:
        clock: The clock of the demonstration.
    """

    DEFAULT_CSS = """
    DemoBanner {
        height: 1;
        background: $warning;
        color: $background;
        text-style: bold;
        & > #demo { width: 1fr; height: 1; padding: 0 1; text-wrap: nowrap;
                    text-overflow: ellipsis; }
        & > #demo-time { width: auto; height: 1; padding: 0 1; }
        & > ClockButton { width: auto; height: 1; padding: 0 1; text-style: none; }
        & > ClockButton:hover { text-style: reverse; }
    }
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def compose(self) -> ComposeResult:
        yield Static(_WORDS, id="demo")
        yield Static(Content(self._time()), id="demo-time")
        for key, words, action in BUTTONS:
            yield ClockButton(key, words, action)

    def on_mount(self) -> None:
        """Follow the clock."""
        self.set_interval(LOOK_SECONDS, self.show)

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        words = _WORDS + _MORE_WORDS if self.size.width >= _WIDE else _WORDS
        self.query_one("#demo", Static).update(Content(typeset(words)))

    def show(self) -> None:
        """Show the time it is now."""
        self.query_one("#demo-time", Static).update(Content(self._time()))

    def _time(self) -> str:
        """« mer. 10 févr. 2027, 10 h 42 », at the tutor's."""
        now = local(self._clock.now(), DEFAULT_HOST_ZONE)
        return typeset(f"{short_date(now.date())} {now.year}, {clock_time(now.time())}")
