"""The line of a demonstration: that nothing is real, what time it is there, and how to move on.

While a stage is replayed, it says where, and in two lines more what a good tutor does; during the
guided tour, the step, what to look at, and the key to press.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..clocks.clock import Clock
from ..clocks.zones import local
from ..dossier.french import clock_time, short_date
from ..dossier.text import typeset
from ..dossier.zone_names import DEFAULT_HOST_ZONE
from .paragraph import Paragraph

LOOK_SECONDS = 5.0
"""How often the banner looks at the clock, which shows minutes."""
NARROW = 72
"""Columns under which everything is said in short."""
_WORDS, _SHORT_WORDS = "DÉMONSTRATION", "DÉMO"
_WIDE = 110
"""Columns from which a replay in a pause has room for whole words on its keys."""
_MORE_WORDS = (
    (130, " — dossiers inventés; vos données ne sont pas touchées"),
    (100, " — dossiers inventés"),
)
"""What is added beside the clock, and from how many columns it has room, the widest first."""
CLOCK_KEYS = (
    ("J", "+1 jour", "+1 j", "move_days(1)"),
    ("H", "+7 jours", "+7 j", "move_days(7)"),
    ("A", "aller à…", "aller", "choose_day"),
)
"""What moves the clock: the key, its words, the same in short, and the action of the app that a
click runs."""
_PAUSE, _TAKE_UP = "pause", "reprise"
REPLAY_KEYS = (
    ("<", "retour", "", "replay_back"),
    (">", "suite", "", "replay_forward"),
    ("=", _PAUSE, _PAUSE, "replay_pause"),
    ("Z", "fin", "fin", "leave_replay"),
)
"""What moves a replay, in the same way."""
TOUR_KEYS = (("Échap", "fin", "fin", "leave_tour"),)
"""What leaves the guided tour, in the same way."""


class DemoButton(Static):
    """A key of the demonstration, which can be clicked."""

    ALLOW_SELECT = False

    def __init__(self, key: str, words: str, in_short: str, action: str, classes: str) -> None:
        super().__init__(classes=classes)
        self._key, self._words, self._in_short = key, words, in_short
        self.action = action
        self.say(in_short=False)

    def say(self, *, in_short: bool, instead: str = "") -> None:
        """Say what it does, in short or not; or something else instead."""
        words = instead or (self._in_short if in_short else self._words)
        self.update(Content.assemble((self._key, "bold underline"), f" {words}".rstrip()))

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.run_action(f"app.{self.action}")


class DemoBanner(Vertical):
    """Says that nothing here is real, what day and hour it is, and moves the clock when clicked.

    Args:
        clock: The clock of the demonstration.
    """

    DEFAULT_CSS = """
    DemoBanner {
        height: auto;
        & > #demo-line {
            height: 1;
            background: $warning;
            color: $background;
            text-style: bold;
            & > #demo { width: 1fr; height: 1; padding: 0 1; text-wrap: nowrap;
                        text-overflow: ellipsis; }
            & > #demo-time { width: auto; height: 1; padding: 0 1; }
            & > DemoButton { width: auto; height: 1; padding: 0 1; text-style: none; }
            & > DemoButton:hover { text-style: reverse; }
            & > .replay, & > .tour { display: none; }
            & > #demo-key { width: auto; height: 1; padding: 0 1; }
        }
        & > #demo-says { display: none; height: auto; padding: 0 1; background: $warning 20%; }
        &.-replay > #demo-says { display: block; }
        &.-replay > #demo-line > .replay { display: block; }
        &.-replay > #demo-line > .clock { display: none; }
        &.-paused > #demo-line > .clock { display: block; }
        &.-paused > #demo-line > .turn { display: none; }
        &.-tour > #demo-says { display: block; }
        &.-tour > #demo-line > .tour { display: block; }
        &.-tour > #demo-line > .clock { display: none; }
    }
    """

    class Opened(Message):
        """A banner is on a new page, and says nothing of a replay yet."""

        def __init__(self, banner: DemoBanner) -> None:
            super().__init__()
            self.banner = banner

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._where = self._more = self._key = ""
        self._is_paused = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="demo-line"):
            yield Static(_WORDS, id="demo")
            yield Static(Content(self._time()), id="demo-time")
            for key, words, in_short, action in CLOCK_KEYS:
                yield DemoButton(key, words, in_short, action, "clock")
            for key, words, in_short, action in REPLAY_KEYS:
                turns = action in ("replay_back", "replay_forward", "leave_replay")
                classes = "replay turn" if turns else "replay"
                yield DemoButton(key, words, in_short, action, classes)
            yield Static(id="demo-key", classes="tour")
            for key, words, in_short, action in TOUR_KEYS:
                yield DemoButton(key, words, in_short, action, "tour")
        yield Paragraph(id="demo-says")

    def on_mount(self) -> None:
        """Follow the clock."""
        self.set_interval(LOOK_SECONDS, self.show)
        self.post_message(self.Opened(self))

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        if self.is_mounted and self.children:
            self.show()
            self._show_where()

    def show(self) -> None:
        """Show the time it is now; a banner that is being made will show it."""
        if not self.is_mounted:
            return
        self.query_one("#demo-time", Static).update(Content(self._time()))

    def tell(
        self,
        where: str = "",
        says: str = "",
        *,
        more: str = "",
        paused: bool = False,
        key: str = "",
    ) -> None:
        """Say where a replay or the guided tour is, and what its step does.

        Args:
            where: « REJEU 3/19 »; empty without either.
            says: French, two lines on a narrow terminal.
            more: What is said after `where`, unless the terminal is narrow: « · 3 min ».
            paused: Whether the replay is paused: the keys of the clock are then back.
            key: The key that the step of the tour awaits; empty without a tour.
        """
        if not self.is_mounted or not self.children:
            return  # told again once it is opened; or its page closes as soon as it opens
        self._where, self._more, self._key, self._is_paused = where, more, key, paused
        self.set_class(bool(where) and not key, "-replay")
        self.set_class(paused, "-paused")
        self.set_class(bool(key), "-tour")
        self.query_one("#demo-says", Paragraph).update(Content(typeset(says)))
        self._show_where()

    def _show_where(self) -> None:
        more = next((words for least, words in _MORE_WORDS if self.size.width >= least), "")
        words = _SHORT_WORDS if self._is_narrow else _WORDS + more
        where = self._where if self._is_narrow else f"{self._where}{self._more}"
        self.query_one("#demo", Static).update(Content(typeset(where or words)))
        before_key = "" if self._is_narrow else "touche "
        self.query_one("#demo-key", Static).update(
            Content.assemble(before_key, (f" {self._key} ", "reverse"))  # seen from afar
        )
        in_short = self._is_narrow or (self._is_paused and self.size.width < _WIDE)
        for button in self.query(DemoButton):
            takes_up = self._is_paused and button.action == "replay_pause"
            button.say(in_short=in_short, instead=_TAKE_UP if takes_up else "")

    def _time(self) -> str:
        """« mer. 10 févr. 2027, 10 h 42 », at the tutor's; without the year where it is narrow."""
        now = local(self._clock.now(), DEFAULT_HOST_ZONE)
        year = "" if self._is_narrow else f" {now.year}"
        return typeset(f"{short_date(now.date())}{year}, {clock_time(now.time())}")

    @property
    def _is_narrow(self) -> bool:
        return self.app.size.width < NARROW
