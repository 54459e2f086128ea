"""What the tests of the screens share: a real workspace in a folder, and what the eye sees."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.screen import Screen

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.programme.loader import load_programme
from telestage_tui.screens.navigation import Go, Place
from telestage_tui.store.tinydb_repository import TinyRepository
from telestage_tui.workspace.workspace import Workspace

from ..factories import make_dossier

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


def workspace_in(folder: Path, *dossiers: Dossier) -> Workspace:
    """A workspace on a real file, with these dossiers in it."""
    path = folder / "telestage.json"
    clock = FrozenClock(NOW)
    workspace = Workspace(path, clock, backup_time=clock.now)
    for dossier in dossiers:
        workspace.repository.add(dossier, "Dossier créé")
    return workspace


def dossier(**fields: object) -> Dossier:
    """Léa's dossier, of the present programme, under an identifier of its own."""
    return make_dossier(
        **({"id": uuid4(), "programme": load_programme().ref, "tasks": ()} | fields)
    )


def on_disk(workspace: Workspace, dossier: Dossier) -> Dossier:
    """The dossier as a program that starts now reads it."""
    return TinyRepository(workspace.path, workspace.clock.now).get(dossier.id)


def seen(pilot: Pilot[None]) -> str:
    """The text of the screen, as a person sees it, no-break spaces made plain."""
    strips = pilot.app.screen._compositor.render_strips()
    text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
    return text.replace("\u00a0", " ")


async def open_at(
    pilot: Pilot[None], place: Place, dossier: Dossier | None = None, item: str | None = None
) -> None:
    """Open a screen the way the keys and the lists do."""
    pilot.app.post_message(Go(place, dossier.id if dossier else None, item))
    await settle(pilot)


def in_view(pilot: Pilot[None], kind: type[Screen[Any]]) -> bool:
    """Whether the screen on top is of that class."""
    return isinstance(pilot.app.screen, kind)


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text in the focused field, as a paste does: quicker than key by key."""
    pilot.app.post_message(Paste(text))
    await pilot.pause()


async def settle(pilot: Pilot[None]) -> None:
    """Until the messages are handled, the workers done and everything drawn."""
    for _ in range(3):  # a message handled may send another, or open a screen that has to be drawn
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()


async def comes(pilot: Pilot[None], text: str) -> None:
    """Wait until a text is on the screen, as an eye would; fails after a thousand looks."""
    for _ in range(1000):
        if text in seen(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"« {text} » never came:\n{seen(pilot)}")


async def burst(pilot: Pilot[None], *typed: str) -> None:
    """Type without waiting, as when a slow line delivers many keys at once; then let it settle.

    Args:
        pilot: The app.
        typed: The names of keys, and texts of several letters, which are typed letter by letter.
    """
    for each in typed:
        names = [each] if each in NAMED or len(each) == 1 else each
        for name in names:
            character = name if len(name) == 1 else {"enter": "\r", "tab": "\t"}.get(name)
            pilot.app.post_message(Key(NAMED.get(name, name), character))
    await settle(pilot)
    await settle(pilot)
