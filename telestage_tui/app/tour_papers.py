"""Writing the papers of the guided tour from the screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ..dossier.errors import TelestageError
from ..dossier.os_errors import french_cause
from ..screens.navigation import Place
from ..screens.written import FOLDER_PREFERENCE, NO_EXPORT, WrittenDialog
from ..widgets.fields import FormField
from ..widgets.form_dialog import FormDialog, Values

if TYPE_CHECKING:
    from .telestage import TelestageApp

_ADVICE = (
    "Les notes sont pour qui anime; la feuille d’exercices se photocopie pour chaque personne."
)


def ask_where(app: TelestageApp) -> None:
    """Ask in which folder, then write both papers there and say where they are."""
    if app.is_web:
        app.notify(NO_EXPORT)
        return
    preferences = app.workspace.preferences

    def submit(values: Values) -> bool:
        folder = values["folder"].strip() or "."
        preferences.keep(FOLDER_PREFERENCE, folder)
        # Beside the screen: laying them out takes longer than a frame.
        app.run_worker(lambda: _write(app, Path(folder)), thread=True)
        return True

    app.push_screen(
        FormDialog(
            "Notes et feuilles d’exercices de la visite",
            [FormField("folder", "Répertoire", hint="Où écrire.")],
            lambda: {"folder": preferences.text(FOLDER_PREFERENCE) or "~"},
            submit,
            app.workspace.today,
            send_word="Écrire",
        )
    )


def _write(app: TelestageApp, folder: Path) -> None:
    from ..demo.tour_papers import write_tour_papers

    try:
        paths = write_tour_papers(folder, get_args(Place))
    except (TelestageError, OSError) as error:
        reason = f"{french_cause(error)}." if isinstance(error, OSError) else str(error)
        app.call_from_thread(app.notify, reason, title="Rien n’a été écrit", severity="error")
        return
    app.call_from_thread(app.push_screen, WrittenDialog(paths, (_ADVICE,)))
