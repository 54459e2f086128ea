"""What Chercher opens with: it depends on the page in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from textual.app import App
from textual.binding import ActiveBinding

from ...workspace import Workspace
from ..base import WorkScreen
from ..dossier_screen import DossierScreen
from ..keys import active_keys, said
from ..navigation import Go
from .contents import contents
from .entries import MOST_WITH_TASKS, entries
from .result import SearchEntry
from .screen import SearchScreen
from .synonyms import SYNONYMS

_NOT_OFFERED = ("search", "app.search", "back")


class KeylessAction(NamedTuple):
    """What the app does without a key of its own.

    Attributes:
        words: What it does, in French.
        run: Does it, once the page is in view again.
        also: Other words it is searched by.
    """

    words: str
    run: Callable[[], object]
    also: str = ""


def search_screen(
    app: App[None],
    workspace: Workspace,
    open_and_say: Callable[[Go, str], object],
    keyless: Sequence[KeylessAction] = (),
) -> SearchScreen:
    """Chercher over the page in view.

    Args:
        app: The app.
        workspace: What the screens work with.
        open_and_say: Opens a page, then says a sentence there.
        keyless: What the app does without a key.
    """
    screen = app.screen
    dossier_id = screen.dossier_id if isinstance(screen, DossierScreen) else None
    actions = [
        _action(app, key) for key in active_keys(app) if key.binding.action not in _NOT_OFFERED
    ]
    actions += [
        SearchEntry("Action", each.words, "", partial(app.call_later, each.run), each.also)
        for each in keyless
    ]
    named = entries(workspace, dossier_id, app.post_message)
    selected = screen.dossier_in_view if isinstance(screen, WorkScreen) else None
    summaries = sorted(workspace.summaries.known(), key=lambda each: each.id != selected)
    written = contents(workspace, [each.id for each in summaries], app.post_message)
    if dossier_id is not None:
        summaries = [each for each in summaries if each.id == dossier_id]
    else:
        summaries = [each for each in summaries if each.id == selected or not each.is_closed]

    def functions() -> Sequence[SearchEntry]:
        from .functions import function_entries  # it imports every page

        here = screen.go.place if isinstance(screen, WorkScreen) else None
        return tuple(function_entries(summaries[:MOST_WITH_TASKS], here, open_and_say))

    return SearchScreen([*actions, *named], written, functions)


def _action(app: App[None], key: ActiveBinding) -> SearchEntry:
    binding = key.binding
    run = partial(app.call_later, app.run_action, binding.action, key.node)
    also = SYNONYMS.get(binding.action.removeprefix("app."), "")
    return SearchEntry("Action", said(binding), app.get_key_display(binding), run, also)
