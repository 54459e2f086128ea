"""Writing a file that no page writes: the folder is asked, and nothing there is replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from ..documents.files import write_new_file
from ..dossier.errors import InvalidInput, TelestageError
from ..dossier.os_errors import french_cause
from ..screens.base import ground_of
from ..screens.written import FOLDER_PREFERENCE, NO_EXPORT, WrittenDialog
from ..widgets.fields import FormField
from ..widgets.form_dialog import FormDialog, Values
from ..workspace import Workspace


class NewFile(NamedTuple):
    """A file to write.

    Attributes:
        title: Of the question.
        name: Of the file; a number follows it where it is taken.
        content: Makes its bytes.
        opened_by: In French: « qu’un navigateur ouvre ».
        advice: French sentences said once it is written.
    """

    title: str
    name: str
    content: Callable[[], bytes]
    opened_by: str
    advice: Sequence[str] = ()


def ask_folder(app: App[Any], workspace: Workspace, file: NewFile) -> None:
    """Ask where to write a file, write it, and say where it is; not in a browser."""
    if app.is_web:
        ground_of(app).tell(NO_EXPORT)
        return
    preferences = workspace.preferences

    def submit(values: Values) -> bool:
        folder = values["folder"].strip() or "."
        try:
            path = write_new_file(Path(folder), file.name, file.content())
        except TelestageError as error:
            raise InvalidInput.at("folder", str(error)) from None
        except OSError as error:
            raise InvalidInput.at("folder", f"{french_cause(error)}.") from None
        preferences.keep(FOLDER_PREFERENCE, folder)
        app.call_later(app.push_screen, WrittenDialog([path], file.advice))
        return True

    app.push_screen(
        FormDialog(
            file.title,
            (FormField("folder", "Répertoire", hint="Où écrire."),),
            lambda: {"folder": preferences.text(FOLDER_PREFERENCE) or "~"},
            submit,
            workspace.today,
            question=f"« {file.name} », {file.opened_by}.",
            send_word="Écrire",
        )
    )
