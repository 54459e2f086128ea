"""What the tests of the screens share: the app on a real file, and a person who uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from uuid import uuid4

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.screen import Screen

from telestage_tui.app import TelestageApp, app_for
from telestage_tui.app.demo import DemoApp
from telestage_tui.clocks.clock import FrozenClock, MovableClock
from telestage_tui.demo import build_demo
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.base import WorkScreen
from telestage_tui.screens.navigation import Go, Place
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.widgets.form import FieldForm
from telestage_tui.workspace import Workspace

from ..factories import make_dossier
from ..waiting import PATIENCE, seen, until

NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)
"""10 h 42 in Québec, a Wednesday, five weeks into the stage of the factories."""
SMALL, LARGE = (80, 24), (120, 36)
NAMED = {name: name for name in ("enter", "tab", "escape", *(f"f{n}" for n in range(1, 13)))} | {
    " ": "space",
    ".": "full_stop",
    ",": "comma",
    "!": "exclamation_mark",
    "’": "’",
}
"""The names of keys, as Textual gives them."""
AnyScreen = TypeVar("AnyScreen", bound=Screen[Any])


def workspace_in(folder: Path, *dossiers: Dossier) -> Workspace:
    """A workspace on a real file, with these dossiers in it."""
    path = folder / "telestage.json"
    clock = FrozenClock(NOW)
    workspace = Workspace(path, clock, backup_time=clock.now)
    for dossier in dossiers:
        workspace.repository.add(dossier)
    return workspace


def demo_in(folder: Path, instant: datetime = NOW) -> Workspace:
    """The demonstration, opened at a UTC instant; its clock moves."""
    clock = MovableClock(FrozenClock(instant))
    path = folder / "demo.json"
    build_demo(path, clock)
    return Workspace(path, clock, demo=True)


@asynccontextmanager
async def opened_demo(
    demo: Workspace, size: tuple[int, int], *, replaying: bool = False, touring: bool = False
) -> AsyncIterator[Person]:
    """The app as `telestage demo` opens it, with `--rejouer` or `--visite`."""
    assert isinstance(demo.clock, MovableClock)
    app = DemoApp(demo, demo.clock, replaying=replaying, touring=touring)
    async with app.run_test(size=size, notifications=True):
        person = Person(app)
        await all_done(person)
        yield person


def dossier(**fields: object) -> Dossier:
    """Léa's dossier, of the present programme, under an identifier of its own."""
    return make_dossier(
        **({"id": uuid4(), "programme": load_programme().ref, "tasks": ()} | fields)
    )


def another_program(folder: Path) -> TinyRepository:
    """The file of that folder, as a program that starts now reads and writes it."""
    return TinyRepository(folder / "telestage.json", FrozenClock(NOW).now)


def on_disk(folder: Path, dossier: Dossier) -> Dossier:
    """The dossier as a program that starts now reads it."""
    return another_program(folder).get(dossier.id)


@asynccontextmanager
async def opened(
    on: Path | Workspace,
    place: Place = "today",
    dossier: Dossier | None = None,
    item: str | None = None,
    *,
    size: tuple[int, int] = SMALL,
) -> AsyncIterator[Person]:
    """The app, on one of its screens.

    Args:
        on: The workspace; or a folder, for a workspace with that dossier only.
        place: Which screen.
        dossier: The dossier it is about.
        item: What the screen begins on.
        size: Columns and lines of the terminal.
    """
    if isinstance(on, Path):
        on = workspace_in(on, *([dossier] if dossier else []))
    app = app_for(on)
    async with app.run_test(size=size, notifications=True):
        person = Person(app)
        await all_done(person)
        if place != "today":
            await person.open(place, dossier, item)
        yield person


class Person(Pilot[None]):
    """Somebody at the keyboard, who goes on once what was done is over, and looks for the rest."""

    @property
    def app(self) -> TelestageApp:
        """The app that is driven."""
        app = super().app
        assert isinstance(app, TelestageApp)
        return app

    @property
    def seen(self) -> str:
        """The text of the screen, no-break spaces made plain."""
        return seen(self)

    @property
    def words(self) -> str:
        """What is seen, whatever the columns and the ends of lines."""
        return " ".join(self.seen.split())

    # --- what is done -----------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, until all that they cause at once is done."""
        await super().press(*keys)
        await all_done(self)

    async def click_at(self, column: int, line: int) -> None:
        """Click on a cell of the terminal, until all that it causes at once is done."""
        await self.click(offset=(column, line))
        await all_done(self)

    async def burst(self, *typed: str) -> None:
        """Type without waiting, as when a slow line delivers many keys at once.

        Args:
            typed: The names of keys, and texts of several letters, which are typed one by one.
        """
        for each in typed:
            names = [each] if each in NAMED or len(each) == 1 else each
            for name in names:
                character = name if len(name) == 1 else {"enter": "\r", "tab": "\t"}.get(name)
                self.app.post_message(Key(NAMED.get(name, name), character))
        await all_done(self)

    async def write(self, text: str) -> None:
        """Put a text in the focused field, as a paste does: quicker than key by key."""
        self.app.post_message(Paste(text))
        await all_done(self)

    async def resize_terminal(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await super().resize_terminal(width, height)
        await self.until(lambda: self.app.screen.size == (width, height))
        await all_done(self)

    async def open(
        self, place: Place, dossier: Dossier | None = None, item: str | None = None
    ) -> None:
        """Open a screen the way the keys and the lists do."""
        go = Go(place, dossier.id if dossier else None, item)
        self.app.post_message(go)

        def is_there() -> bool:
            screen = self.app.screen
            return isinstance(screen, WorkScreen) and screen.go.leads_to(go)

        await self.until(is_there)
        await all_done(self)

    async def to_field(self, name: str) -> FieldForm:
        """Put the keyboard in a field of the form in view."""
        form = self.app.screen.query_one(FieldForm)
        form.go_to(name)
        await self.until(lambda: form.field_in_view and form.field_in_view.name.startswith(name))
        return form

    # --- what is waited for -----------------------------------------------------------------------

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something to be true; fails with what is seen when it never is."""
        await until(self, condition)

    async def comes(self, *texts: str) -> None:
        """Wait until all of these texts are on the screen."""
        await self.until(lambda: all(text in self.seen for text in texts))

    async def reads(self, *texts: str) -> None:
        """Wait until all of these texts can be read, whatever the columns and the ends of lines."""
        await self.until(lambda: all(text in self.words for text in texts))

    async def vanishes(self, text: str) -> None:
        """Wait until a text is on the screen no more."""
        await self.until(lambda: text not in self.seen)

    async def arrives(self, kind: type[AnyScreen]) -> AnyScreen:
        """Wait until the screen on top is of that class, and filled."""
        await self.until(lambda: isinstance(self.app.screen, kind))
        await all_done(self)
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    async def ends(self) -> None:
        """Wait until the app is left."""
        await self.until(lambda: not self.app.is_running)


async def all_done(pilot: Pilot[None]) -> None:
    """Until what was typed is taken, what it caused in the screen in view is done, and drawn."""
    app = pilot.app
    assert isinstance(app, TelestageApp)
    limit = monotonic() + PATIENCE
    while app.is_running:
        await pilot.pause(0)
        pumps = [app, *app.screen.walk_children(with_self=True)]
        if not app._inputs and not any(pump.message_queue_size for pump in pumps):
            return
        assert monotonic() < limit, "The app never comes to rest."
