"""The handouts of a room, made for a page or for a command."""

from __future__ import annotations

from typing import Any

from textual.app import App

from ..documents.handouts import TITLES, Handout, handout_name, handout_pdf
from ..documents.pdf import Pdf
from ..screens.key_card import key_card
from ..workspace import Workspace
from .new_file import NewFiles, ask_folder, new_file


def make_handout(handout: Handout, workspace: Workspace, app: type[App[Any]]) -> Pdf:
    """A handout, by the present programme, on the usual paper of the organisation.

    Args:
        handout: Which one.
        workspace: Whose programme and paper.
        app: The class of the app whose keys the card has.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when the words or our template cannot be used.
    """
    sheet = workspace.organisation().stationery.paper
    now = workspace.clock.now()
    return handout_pdf(handout, workspace.programme(), key_card(app), sheet, now)


def ask_and_write(handout: Handout, app: App[Any], workspace: Workspace) -> None:
    """Ask the folder, then write a handout there."""

    name, kind = handout_name(handout), type(app)

    def content() -> bytes:
        return make_handout(handout, workspace, kind).content

    files = NewFiles(TITLES[handout], f"« {name} », à imprimer.", new_file(name, content))
    ask_folder(app, workspace, files)
