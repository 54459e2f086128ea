"""A picture of a page, as SVG: of the one in view, or of one opened without a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from ..documents.files import write_new_file
from ..documents.names import page_name
from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput, TelestageError
from ..dossier.os_errors import french_cause
from ..screens.base import HOLIDAYS_AFTER, DossierScreen, WorkScreen, ground_of
from ..screens.navigation import Go
from ..screens.written import FOLDER_PREFERENCE, NO_EXPORT, WrittenDialog
from ..widgets.fields import FormField
from ..widgets.form_dialog import FormDialog, Values
from ..workspace import Workspace
from . import app_for

SIZE = (100, 30)
"""Columns and lines of a picture made without a terminal."""
_MOST_LOOKS = 40
"""How many times a page that still changes is looked at."""
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


async def draw(workspace: Workspace, go: Go, size: tuple[int, int] = SIZE) -> Picture:
    """A picture of a page, opened without a terminal, once it no longer changes.

    Args:
        workspace: What the page works with.
        go: Which page.
        size: Columns and lines.
    """
    app = app_for(workspace)
    async with app.run_test(size=size) as pilot:
        if go.place != "today":
            app.on_go(go)
        before = None
        for _ in range(_MOST_LOOKS):
            await pilot.pause(HOLIDAYS_AFTER)
            picture = picture_of(app, workspace)
            if picture == before:
                break
            before = picture
        return picture


def ask_and_write(app: App[Any], workspace: Workspace) -> None:
    """Take a picture of the page in view, ask the folder, and write it there."""
    screen = ground_of(app)
    if app.is_web:
        screen.tell(NO_EXPORT)
        return
    picture = picture_of(app, workspace)
    preferences = workspace.preferences

    def submit(values: Values) -> bool:
        folder = values["folder"].strip() or "."
        try:
            path = write_new_file(Path(folder), picture.name, picture.content.encode())
        except TelestageError as error:
            raise InvalidInput.at("folder", str(error)) from None
        except OSError as error:
            raise InvalidInput.at("folder", f"{french_cause(error)}.") from None
        preferences.keep(FOLDER_PREFERENCE, folder)
        app.call_later(app.push_screen, WrittenDialog([path], _advice(workspace)))
        return True

    app.push_screen(
        FormDialog(
            "Image de cette page",
            (FormField("folder", "Répertoire", hint="Où écrire."),),
            lambda: {"folder": preferences.text(FOLDER_PREFERENCE) or "~"},
            submit,
            workspace.today,
            question=f"« {picture.name} », qu’un navigateur ouvre.",
            send_word="Écrire",
        )
    )


def _advice(workspace: Workspace) -> list[str]:
    """What to know of a picture, by whose dossiers it shows."""
    if workspace.demo:
        return []
    return [_MASKED if workspace.discreet else _OF_OTHERS]
