"""Writing files that no page writes: the folder is asked, and they are made beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App

from ..documents.files import write_new_file
from ..dossier.errors import TelestageError
from ..dossier.os_errors import french_cause
from ..screens.where import folder_of, keep_folder, usual_folder, where_fields
from ..screens.written import WrittenDialog
from ..widgets.form_dialog import FormDialog, Values
from ..workspace import Workspace


class NewFiles(NamedTuple):
    """What is to be written.

    Attributes:
        title: Of the question.
        question: In French: what it is, and what opens it.
        write: Writes it in a folder, and gives the paths. It runs beside the screen: laying a page
            out takes longer than a frame.
        advice: French sentences said once it is written.
    """

    title: str
    question: str
    write: Callable[[Path], Sequence[Path]]
    advice: Sequence[str] = ()


def new_file(name: str, content: Callable[[], bytes]) -> Callable[[Path], Sequence[Path]]:
    """What writes one file, under a name that nothing has there."""
    return lambda folder: [write_new_file(folder, name, content())]


def ask_folder(app: App[Any], workspace: Workspace, files: NewFiles) -> None:
    """Ask where to write, write, and say where it is; in a browser, it is downloaded."""
    preferences = workspace.preferences

    def submit(values: Values) -> bool:
        keep_folder(preferences, values)
        app.run_worker(lambda: _write(app, folder_of(values), files), thread=True)
        return True

    app.push_screen(
        FormDialog(
            files.title,
            where_fields(app),
            lambda: usual_folder(preferences),
            submit,
            workspace.today,
            question=files.question,
            send_word="Écrire",
        )
    )


def _write(app: App[Any], folder: Path, files: NewFiles) -> None:
    try:
        paths = files.write(folder)
    except (TelestageError, OSError) as error:
        reason = f"{french_cause(error)}." if isinstance(error, OSError) else str(error)
        app.call_from_thread(
            app.notify, reason, title="Rien n’a été écrit", severity="error", timeout=12
        )
        return
    app.call_from_thread(app.push_screen, WrittenDialog(paths, files.advice))
