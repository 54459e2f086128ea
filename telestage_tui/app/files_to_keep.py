"""The files that the palette writes, from any page: a picture of it, what is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App

from ..documents.handouts import TITLES, Handout
from ..dossier.french import lower_first
from ..screens.search.opening import KeylessAction
from ..workspace import Workspace


def files_to_keep(app: App[Any], workspace: Workspace) -> Iterator[KeylessAction]:
    """The actions that write them."""

    def picture() -> None:
        from .picture import ask_and_write

        ask_and_write(app, workspace)

    def handout(which: Handout) -> None:
        from .handouts import ask_and_write

        ask_and_write(which, app, workspace)

    yield KeylessAction("Image de cette page", picture, "capture écran photo svg")
    for which, title in TITLES.items():
        words = f"Imprimer : {lower_first(title)}"
        yield KeylessAction(words, partial(handout, which), "pdf distribuer papier")
