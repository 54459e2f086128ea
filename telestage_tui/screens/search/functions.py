"""The functions of the pages that are not in view, for Chercher. It imports every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...planning.agenda.summary import DossierSummary
from ..elsewhere import Function, dossier_places, functions
from ..navigation import Go, Place
from .result import SearchEntry
from .synonyms import SYNONYMS

THROUGH: dict[Place, Place] = {"meeting": "meetings", "evaluation": "evaluations"}
"""The pages about one thing of a dossier, and the page on which one chooses it."""
_SHARED = ("back", "undo", "redo", "scroll_text", "app.", "go(")
"""The actions of every page, which are offered everywhere, and those that open a page."""

OpenAndSay = Callable[[Go, str], object]
"""Opens a page, then says a sentence there."""


def function_entries(
    summaries: Sequence[DossierSummary], here: Place | None, open_and_say: OpenAndSay
) -> Iterator[SearchEntry]:
    """What can be done on the other pages: an entry opens the page, and says which key does it.

    Args:
        summaries: The dossiers whose pages are offered.
        here: The page in view, whose own actions are offered already.
        open_and_say: Opens a page and says the key.
    """
    seen: set[tuple[Place, str]] = set()
    for function in functions():
        page = (function.place, function.action)
        if function.place == here or page in seen or function.action.startswith(_SHARED):
            continue
        seen.add(page)
        place = THROUGH.get(function.place, function.place)
        if place in dossier_places():
            for summary in summaries:
                yield _entry(function, Go(place, summary.id), summary.intern, open_and_say)
        else:
            yield _entry(function, Go(place), "", open_and_say)


def _entry(function: Function, go: Go, intern: str, open_and_say: OpenAndSay) -> SearchEntry:
    place = f"touche {function.shown}, dans {function.heading}"

    def run() -> None:
        at = "" if go.place == function.place else f", dans {function.heading}"
        open_and_say(Go(go.place, go.dossier_id), f"{function.shown}{at} : {function.words}.")

    also = f"{function.heading} {SYNONYMS.get(function.action, '')}"
    return SearchEntry("Fonction", function.words, intern, run, also, place)
