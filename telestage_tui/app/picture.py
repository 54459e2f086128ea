"""A picture of a page, as SVG: of the one in view."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from textual.app import App

from ..documents.names import page_name
from ..dossier.dossier import Dossier
from ..screens.base import WorkScreen, ground_of
from ..screens.dossier_screen import DossierScreen
from ..workspace import Workspace
from .new_file import NewFiles, ask_folder, new_file

_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_OF_OTHERS = "L’image montre des renseignements personnels : effacez-la quand elle a servi."
_MASKED = "L’image est masquée comme la page."


class Picture(NamedTuple):
    """A picture of a page.

    Attributes:
        name: Of its file, made of plain letters.
        content: SVG; it asks nothing of the network.
    """

    name: str
    content: str


def picture_of(app: App[Any], workspace: Workspace) -> Picture:
    """A picture of the page in view.

    The font that Textual names would be fetched from a public server: whoever opens the picture has
    a monospace one.
    """
    screen = ground_of(app)
    return Picture(
        page_name(_dossier_of(screen, workspace), screen.HEADING),
        _FONT.sub("", app.export_screenshot(title="telestage")),
    )


def _dossier_of(screen: WorkScreen, workspace: Workspace) -> Dossier | None:
    if isinstance(screen, DossierScreen):
        return screen.dossier
    return workspace.repository.get(screen.go.dossier_id) if screen.go.dossier_id else None


def ask_and_write(app: App[Any], workspace: Workspace) -> None:
    """Take a picture of the page in view, ask the folder, and write it there."""
    picture = picture_of(app, workspace)
    ask_folder(
        app,
        workspace,
        NewFiles(
            "Image de cette page",
            f"« {picture.name} », qu’un navigateur ouvre.",
            new_file(picture.name, picture.content.encode),
            _advice(workspace),
        ),
    )


def _advice(workspace: Workspace) -> list[str]:
    """What to know of a picture, by whose dossiers it shows."""
    if workspace.demo:
        return []
    return [_MASKED if workspace.discreet else _OF_OTHERS]
