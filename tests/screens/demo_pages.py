"""Every page of the program, on the dossier of the demonstration that shows it best."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

from telestage_tui.clocks.clock import FrozenClock, MovableClock
from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.dossier.changes import decide
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.screens.navigation import Place
from telestage_tui.workspace import Workspace

from .driving import NOW, Person, all_done

PLACES: dict[Place, int] = {
    "today": 2, "new": 2, "dossier": 2, "details": 2, "meetings": 2, "meeting": 2, "calendar": 2,
    "evaluations": 4, "evaluation": 4, "accesses": 4, "transfers": 4, "history": 4, "closing": 4,
    "departures": 2,
    "guide": 2, "messages": 2, "facts": 2, "selection": 1, "convention": 2, "onsite": 2,
    "portal-sheet": 2,
    "earlier": 2, "withdrawals": 2, "work-plan": 2, "papers": 2, "letter": 4, "timeline": 2,
    "course": 2, "backups": 2, "organisation": 2,
}  # fmt: skip
"""Each page with the rank of its dossier."""
STATES: dict[str, tuple[Place, tuple[str, ...]]] = {
    "move": ("meetings", ("f4",)), "access": ("accesses", ("n",)), "search": ("today", ("slash",)),
    "help": ("dossier", ("f1",)), "export": ("meetings", ("f7",)),
    "clock": ("today", ("A",)), "messages read again": ("today", ("f12",)),
    "another month": ("calendar", ("pageup",)), "refused": ("new", ("f2",)),
    "saved": ("dossier", ("space",)),
    "note": ("history", ("n",)), "access actions": ("accesses", ("enter",)),
    "replay": ("today", ("Z",)),
}  # fmt: skip
"""What opens over a page, or is seen after some keys: over which page, and the keys."""


def item_of(place: Place, dossier: Dossier) -> str | None:
    """What the screen begins on."""
    if place == "meeting":
        return str(next(each for each in dossier.meetings if each.status == "held").id)
    return "midpoint" if place == "evaluation" else None


def agreed(dossier: Dossier) -> Dossier:
    """The same, once both sides want a stage in Québec."""
    for side in ("host", "intern"):
        dossier = decide(side, agrees=True, on=date(2027, 2, 9)).apply(dossier)
    return dossier


def dossiers() -> list[Dossier]:
    """Those of the demonstration; the one that shows the pages of Québec has both agreements."""
    every = list(demo_dossiers(date(2027, 2, 10)))
    every[PLACES["portal-sheet"]] = agreed(every[PLACES["portal-sheet"]])
    return every


def demonstration(folder: Path) -> Workspace:
    """A demonstration, on Wednesday 10 February 2027 at 10 h 42."""
    workspace = Workspace(
        folder / "telestage.json", MovableClock(FrozenClock(NOW)), demo=True,
        backup_time=FrozenClock(NOW).now,
    )  # fmt: skip
    for each in dossiers():
        workspace.repository.add(each)
    return workspace


async def every_page(pilot: Person) -> AsyncIterator[Place]:
    """Open each page in its turn, from Aujourd'hui; the test looks at it between two."""
    every = dossiers()
    for place, rank in PLACES.items():
        pilot.app.action_home()
        await all_done(pilot)
        if place != "today":
            await pilot.open(place, every[rank], item_of(place, every[rank]))
        await pilot.app.workers.wait_for_complete()
        await all_done(pilot)
        yield place


async def every_state(pilot: Person) -> AsyncIterator[str]:
    """Open each dialog, and bring each other sight, in its turn."""
    every = dossiers()
    for name, (place, keys) in STATES.items():
        dossier = every[PLACES[place]]
        if place != "today":
            await pilot.open(place, dossier, item_of(place, dossier))
        await pilot.press(*keys)
        yield name
        while len(pilot.app.screen_stack) > 1:
            await pilot.press("escape")
